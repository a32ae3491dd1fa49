"""`actie`, `telling`, `kanttekening` and `besteding`: add one, or those in a file; list them.

And `melding`: what waits, to publish or give back; and to withdraw what was published.
"""

from __future__ import annotations

from pathlib import Path

import click

from data_loaders.clock import dutch_time
from data_loaders.commands.asking import ACCOUNT, UNCHANGED, confirmed, or_stop, tell_faults
from data_loaders.files.errors import DataError
from data_loaders.imports.words import as_value, clean
from data_loaders.reports.delivery import read_reports
from data_loaders.reports.entry import COLUMNS, read_report
from data_loaders.reports.kinds import KINDS
from data_loaders.reports.reading import known_reports, load_everything
from data_loaders.reports.record import Report, ReportKind, standing_reports, withdrawal
from data_loaders.reports.told import describe_report
from data_loaders.reports.writing import add_all, correct, give_back, publish

_WORDS: dict[ReportKind, str] = {
    "action_state": "actie",
    "count": "telling",
    "note": "kanttekening",
    "spending": "besteding",
}
_HELP: dict[ReportKind, str] = {
    "action_state": "Leg vast hoe het met een actie van de agenda staat.",
    "count": "Leg vast hoeveel vragen het Werkcentrum kreeg, alleen als aantallen.",
    "note": "Leg een kanttekening vast bij een cijfer of een doel.",
    "spending": "Leg vast wat er van een begrotingspost is uitgegeven.",
}


def report_groups() -> list[click.Group]:
    """Return a group of commands for every kind that has no template of its own."""
    return [_group(kind) for kind in _WORDS]


def _group(kind: ReportKind) -> click.Group:
    group = click.Group(_WORDS[kind], help=_HELP[kind])
    options: list[click.Parameter] = [
        click.Option([f"--{column.name}"], required=column.required, help=column.help)
        for column in COLUMNS[kind]
    ]

    def add(**given: str | None) -> None:
        cells = {name: as_value(text) for name, text in given.items()}
        report, faults = or_stop(lambda: read_report(kind, cells, known_reports().rows))
        if faults:
            tell_faults([f"{fault.column}: {fault.sentence}" for fault in faults], "Deze melding")
        _tell(or_stop(lambda: add_all([report], ACCOUNT)))

    group.add_command(click.Command("add", params=options, callback=add, help="Voeg er één toe."))
    group.add_command(_import_of(kind))
    group.add_command(_list_of(kind))
    return group


def _import_of(kind: ReportKind) -> click.Command:
    def read(bestand: Path, ja: bool) -> None:
        found = or_stop(lambda: read_reports(bestand, kind))
        if found.faults:
            tell_faults(found.faults, bestand.name)
        for report in found.reports:
            click.echo(f"  {describe_report(report)}")
        if not ja and not confirmed():
            click.echo(UNCHANGED)
            return
        _tell(or_stop(lambda: add_all(found.reports, ACCOUNT)))

    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    params: list[click.Parameter] = [
        click.Argument(["bestand"], type=file),
        click.Option(["--ja"], is_flag=True, help="Leg vast zonder te vragen."),
    ]
    columns = ", ".join(column.name for column in COLUMNS[kind])
    text = (
        f"Voeg toe wat in een bestand staat (.xlsx of .csv): alles, of niets. Kolommen: {columns}."
    )
    return click.Command("import", params=params, callback=read, help=text)


def _list_of(kind: ReportKind) -> click.Command:
    def show() -> None:
        rows = [row for row in or_stop(known_reports, after="").rows if row.kind == kind]
        kept = {row.id for row in standing_reports(rows)}
        for row in rows:
            state = "geldt" if row.id in kept else "intrekking" if row.withdraws else "vervangen"
            click.echo(clean(f"{row.id} {describe_report(row)} [{state}]"))
        if not rows:
            click.echo(f"Er zijn nog geen {KINDS[kind].many} vastgelegd.")

    return click.Command("lijst", callback=show, help="Toon alles, ook wat is vervangen.")


@click.group("melding")
def waiting() -> None:
    """Publiceer wat is voorgesteld, geef het terug, of trek in wat is gepubliceerd."""


@waiting.command("lijst")
def show_waiting() -> None:
    """Toon wat er wacht."""
    found = [r for r in or_stop(load_everything, after="").reports if r.status == "voorgesteld"]
    for report in found:
        when = dutch_time(report.written).strftime("%d-%m-%Y %H:%M")
        click.echo(clean(f"{report.id} {describe_report(report)} [{report.account}, {when}]"))
    if not found:
        click.echo("Er wacht niets.")


@waiting.command("publiceer")
@click.argument("nummer")
def publish_one(nummer: str) -> None:
    """Maak openbaar wat is voorgesteld."""
    _tell([or_stop(lambda: publish(nummer, ACCOUNT))])


@waiting.command("terug")
@click.argument("nummer")
@click.option("--reden", required=True, help="Waarom; dit leest wie het heeft voorgesteld.")
def give_one_back(nummer: str, reden: str) -> None:
    """Geef terug wat is voorgesteld."""
    click.echo(f"Teruggegeven: {or_stop(lambda: give_back(nummer, ACCOUNT, reden)).id}")


@waiting.command("intrekken")
@click.argument("nummer")
@click.option("--reden", required=True, help="Waarom.")
@click.option("--door", required=True, help="Een functie, geen naam.")
def withdraw(nummer: str, reden: str, door: str) -> None:
    """Trek in wat is gepubliceerd; het blijft te lezen in de geschiedenis."""

    def gone() -> Report:
        old = next((row for row in known_reports().rows if row.id == nummer), None)
        if old is None:
            raise DataError(f"De melding '{nummer[:20]}' bestaat niet.")
        return correct(nummer, withdrawal(old, reden, door), ACCOUNT)

    _tell([or_stop(gone)])


def _tell(reports: list[Report]) -> None:
    for report in reports:
        click.echo(clean(f"Vastgelegd: {report.id}  {describe_report(report)}"))
