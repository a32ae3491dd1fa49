"""`meting`: add measurements of goals, one by one or from a filled in template."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import dutch_day
from data_loaders.agreements.measurement_entry import read_entry
from data_loaders.agreements.measurement_import import describe, read_delivery
from data_loaders.agreements.measurement_rows import Book, Measurement, points_of
from data_loaders.agreements.measurement_template import write_measurement_template
from data_loaders.agreements.progress import status_of
from data_loaders.clock import dutch_today
from data_loaders.commands.asking import ACCOUNT, UNCHANGED, confirmed, or_stop, tell_faults
from data_loaders.imports.words import as_value, clean, nearest
from data_loaders.reports.measured import book_of, measurement_of, measurements_in, report_of
from data_loaders.reports.measurements import load_measurements
from data_loaders.reports.reading import known_reports
from data_loaders.reports.writing import add_all


@click.group("meting")
def measuring() -> None:
    """Leg vast wat er van een doel is bereikt. Wat is vastgelegd, blijft staan."""


@measuring.command("add")
@click.option("--doel", required=True, metavar="ID", help="Het doel.")
@click.option("--peildatum", metavar="DAG", help="De dag waarop het getal gold: 2026-06-30.")
@click.option("--waarde", required=True, help='Zoals 1.234,5; "" trekt een meting in.')
@click.option("--bron", required=True, help="Waar het getal vandaan komt.")
@click.option("--door", required=True, help="Een functie, geen naam.")
@click.option("--eenheid", help="Alleen ter controle: die van het doel.")
@click.option("--toelichting", help="Nodig als een doel dat optelt daalt, en bij intrekken.")
@click.option("--vervangt", metavar="NUMMER", help="De meting die niet klopt: M0003.")
def add(**options: str | None) -> None:
    """Voeg één meting toe."""
    cells = {name: as_value(text) for name, text in options.items()}
    cells["doel_id"] = cells.pop("doel")
    today = dutch_today()
    item, faults = or_stop(lambda: read_entry(cells, "", _book(), load_goals(), today))
    if faults:
        tell_faults([f"{fault.column}: {fault.sentence}" for fault in faults], "Deze meting")
    _tell(or_stop(lambda: _add([item])), today)


@measuring.command("import")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--ja", is_flag=True, help="Leg vast zonder te vragen.")
def import_measurements(bestand: Path, ja: bool) -> None:
    """Voeg de metingen uit een ingevuld sjabloon toe (.xlsx of .csv): alle, of geen."""
    today = dutch_today()
    found = or_stop(lambda: read_delivery(bestand, _book(), load_goals(), today))
    if found.faults:
        tell_faults(found.faults, bestand.name)
    for line in found.preview:
        click.echo(line)
    if not ja and not confirmed():
        click.echo(UNCHANGED)
        return
    _tell(or_stop(lambda: _add([item for _, item in found.items])), today)


@measuring.command("sjabloon")
@click.argument("bestand", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--project", metavar="ID", help="Alleen de doelen van dit project.")
@click.option("--hca", is_flag=True, help="Alleen de doelen van het Human Capital Akkoord.")
def template(bestand: Path, project: str | None, hca: bool) -> None:
    """Maak een Excel-bestand om metingen in te vullen."""
    goals = [
        goal
        for goal in or_stop(load_goals, after="").values()
        if (not project or (goal.of == "project" and goal.parent == project))
        and (not hca or goal.of == "hca")
    ]
    if not goals:
        known = dict.fromkeys(g.parent for g in load_goals().values() if g.of == "project")
        hint = nearest(project or "", known)
        also = f" Bedoelt u {hint}?" if hint else ""
        raise click.ClickException(f"Er is geen doel dat hierbij hoort.{also}")
    or_stop(lambda: write_measurement_template(goals, bestand), after="")
    click.echo(f"Geschreven: {bestand} ({len(goals)} doelen)")


@measuring.command("lijst")
@click.option("--doel", metavar="ID", help="Alleen de metingen van dit doel.")
def show(doel: str | None) -> None:
    """Toon alle metingen, ook die zijn vervangen of ingetrokken."""
    book = or_stop(_book, after="")
    found = [item for item in book.rows.values() if doel in (None, item.goal)]
    for item in found:
        click.echo(clean(f"{item.id} {describe(item)} [{_state(item, book)}]"))
        said = f"{item.source}; {item.by}, {dutch_day(item.recorded)}. {item.note}"
        click.echo(f"  {clean(said)}")
    if not found:
        click.echo("Er is nog geen meting vastgelegd.")


def _book() -> Book:
    return book_of(measurements_in(known_reports().rows))


def _add(items: Sequence[Measurement]) -> list[Measurement]:
    return [measurement_of(report) for report in add_all(list(map(report_of, items)), ACCOUNT)]


def _state(item: Measurement, book: Book) -> str:
    faults = book.faults.get(item.id)
    if faults:
        wrong = "; ".join(f"{fault.column}: {fault.sentence}" for fault in faults)
        return f"klopt niet: {wrong}"
    if by := book.replaced_by.get(item.id):
        withdrawn = book.rows[by].value is None
        return f"{'ingetrokken' if withdrawn else 'vervangen'} door {by}"
    return "intrekking" if item.value is None else "geldt"


def _tell(added: Sequence[Measurement], today: date) -> None:
    for item in added:
        click.echo(f"Vastgelegd: {item.id}  {describe(item)}")
    for goal_id in dict.fromkeys(item.goal for item in added):
        goal = load_goals().get(goal_id)
        if goal:
            state = status_of(goal.pace, points_of(goal_id, load_measurements()), today)
            click.echo(f"Stand van {goal_id}: {state}")
