"""Commands of the data layer: `monitor COMMAND`, or `python -m data_loaders COMMAND`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from data_loaders.clock import dutch_today
from data_loaders.commands.importing import import_file
from data_loaders.commands.keeping import backup, restore
from data_loaders.commands.measuring import measuring
from data_loaders.commands.nationwide import nationwide
from data_loaders.commands.probing import probe
from data_loaders.commands.refreshing import diff, refresh
from data_loaders.commands.reporting import report_groups, waiting
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError
from data_loaders.monitor import MONITOR, project_version
from data_loaders.open_data import export_all
from data_loaders.registry import load_registry
from data_loaders.status import damaged_sources, followed_sources, table_statuses
from data_loaders.validate import find_problems


def _show_version(context: click.Context, _option: click.Parameter, is_asked: bool) -> None:
    if is_asked:
        click.echo(f"{MONITOR.short} {project_version()}")
        context.exit()


@click.group()
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Toon de versie.",
)
def main() -> None:
    """Gegevens van de Arbeidsmarktmonitor: controleren, tonen en wegschrijven."""


@main.command()
def validate() -> None:
    """Controleer alle cijfers, registers en grenzen; noem wat er mis is en waar."""
    problems = find_problems()
    for problem in problems:
        click.echo(str(problem))
    if problems:
        click.echo(f"{len(problems)} {'fout' if len(problems) == 1 else 'fouten'} gevonden.")
        sys.exit(1)
    click.echo(f"Alles klopt: {len(load_registry().indicators)} cijfers gecontroleerd.")


@main.command()
def status() -> None:
    """Toon elke bron met zijn datums en zijn toestand."""
    today = dutch_today()
    for item in table_statuses(today):
        if item.info is None:
            click.echo(f"{item.table:<10} niet te lezen  {item.problem}")
            continue
        changed = item.info.modified.isoformat() if item.info.modified else "onbekend"
        captured = item.info.captured.isoformat() if item.info.captured else "onbekend"
        click.echo(
            f"{item.table:<10} {item.freshness:<18} gewijzigd {changed:<11} "
            f"opgehaald {captured:<11} {item.info.title}"
        )
    for document in load_documents().values():
        click.echo(
            f"{document.id:<17} document       "
            f"datum {document.date or 'onbekend':<10} {document.title}"
        )
    for broken in load_registry().broken:
        click.echo(f"{broken.id:<17} niet te lezen  {broken.problem}")
    for name, state in followed_sources().items():
        for sentence in filter(None, (state.error, *state.notes)):
            click.echo(f"{name}: {sentence}")
    for sentence in damaged_sources():
        click.echo(sentence)


@main.command()
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True)
def export(out: Path) -> None:
    """Schrijf de open data als CSV (RFC 4180) in de map OUT."""
    try:
        written = export_all(out)
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem
    for name, count in written.items():
        click.echo(f"{name}: {count} regels")


@main.command()
@click.option("--bron", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--jaar", type=int)
@click.option("--nederland", is_flag=True, help="Alle gemeenten van het land, grover.")
@click.option("--namen", is_flag=True, help="Zet alleen de namen opnieuw op de kaarten.")
def grenzen(bron: Path | None, jaar: int | None, nederland: bool, namen: bool) -> None:
    """Maak de gemeentegrenzen in assets/geo opnieuw uit een bestand van CBS/PDOK."""
    from data_loaders.geo.boundaries import generalise_country, generalise_ours, name_again

    if namen:
        for path in name_again():
            click.echo(f"Geschreven: {path}")
        return
    if bron is None or jaar is None:
        raise click.UsageError("Geef --bron en --jaar, of --namen.")

    try:
        path = (generalise_country if nederland else generalise_ours)(bron, jaar)
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"Geschreven: {path}")


main.add_command(refresh)
main.add_command(probe)
main.add_command(diff)
main.add_command(import_file)
main.add_command(measuring)
main.add_command(waiting)
for group in report_groups():
    main.add_command(group)
main.add_command(nationwide)
main.add_command(backup)
main.add_command(restore)


def run(name: str | None = None) -> None:
    """Run a command, called by this name; what cannot be used ends it with one sentence."""
    try:
        main(prog_name=name)
    except DataError as problem:
        sys.exit(f"Error: {problem}")


if __name__ == "__main__":
    run("python -m data_loaders")
