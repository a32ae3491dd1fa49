"""`probe`: look at tables at the source before anything is made of them."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Mapping, Sequence

import click

from data_loaders.files.errors import DataError
from data_loaders.net.budget import budget
from data_loaders.net.settings import NetSettings, settings_from_env
from data_loaders.refresh.classification import propose_tables, yearly_tables
from data_loaders.refresh.contact import (
    SECONDS,
    Contact,
    Contacts,
    followed_tables,
    look_at_all,
    look_for,
)
from data_loaders.refresh.job import DEADLINE_S
from data_loaders.refresh.tables import indicators_of
from data_loaders.sources.cbs_fetch import SERVICES
from data_loaders.sources.cbs_service import Service
from data_loaders.sources.cbs_table import ServiceName, find_total
from data_loaders.sources.classification import read_catalogue

_SHOWN, _WIDTH = 8, 160
_MISSING, _NO_ANSWER = 1, 3  # exit codes; 2 is that of a wrong question


@click.command()
@click.argument("tabel", required=False)
@click.option("--dienst", type=click.Choice(list(SERVICES)), default="v3", show_default=True)
@click.option("--alles", is_flag=True, help="Elke tabel bij beide diensten, op één bladzijde.")
def probe(tabel: str | None, dienst: ServiceName, alles: bool) -> None:
    """Toon wat een CBS-tabel bij de bron bevat, en of onze cijfers erin te vinden zijn.

    Er wordt niets bewaard. Met --alles is de uitkomst 0 als elk cijfer te vinden is, 1 als er
    een ontbreekt, en 3 als geen enkele tabel te lezen is.
    """
    if alles is bool(tabel):
        raise click.UsageError("Noem een tabel, of geef --alles.")
    settings = settings_from_env()
    if tabel is None:
        sys.exit(_probe_all(settings))
    try:
        with budget(settings, seconds=DEADLINE_S):
            for line in _lines(SERVICES[dienst], tabel):
                click.echo(line)
    except DataError as problem:
        raise click.ClickException(str(problem)) from problem


def _lines(service: Service, table: str) -> Iterator[str]:
    info = service.fetch_info(table)
    yield f"{info.table}: {info.title}"
    yield f"gewijzigd {info.edition}, {info.state or 'zonder status'}, {info.licence}"
    structure = service.fetch_structure(table)
    for dimension in structure.dimensions:
        total = find_total(dimension)
        some = "; ".join(f"{code.key} {code.title}" for code in dimension.codes[:_SHOWN])
        yield (
            f"dimensie {dimension.key} '{dimension.title}' ({dimension.kind}, "
            f"{len(dimension.codes)} waarden, totaal: {total.title if total else 'kiezen'}): {some}"
        )
    for measure in structure.measures:
        yield f"maat {measure.key} '{measure.name}' ({measure.unit or 'zonder eenheid'})"
    for name, absent in look_for(structure, indicators_of(table)).items():
        yield f"cijfer {name}: {absent or 'alles gevonden'}"


def _probe_all(settings: NetSettings) -> int:
    """Print the page, and return the exit code."""
    followed, copies = followed_tables()
    looks = look_at_all(followed, settings)
    for table, by_service in looks.items():
        click.echo(f"Tabel {table}")
        for name, look in by_service.items():
            click.echo(f"  {name}  {_of_table(look)}")
            for figure, absent in look.figures.items():
                if absent:
                    click.echo(f"      {figure}: {_short(absent)}")
    if copies:
        click.echo(f"Niet gevraagd, want een vaste kopie: {', '.join(copies)}")
    for line in _proposals(settings):
        click.echo(line)
    code = _conclude(looks)
    click.echo("Er is niets bewaard.")
    return code


def _of_table(look: Contact) -> str:
    if look.info is None:
        return _short(look.problem)
    whole = sum(not absent for absent in look.figures.values())
    state = look.info.state or "zonder status"
    changed = f"gewijzigd {look.info.modified}, {state.lower()}"
    return f"{changed}; {whole} van {len(look.figures)} cijfers gevonden"


def _short(text: str) -> str:
    return textwrap.shorten(text, _WIDTH, placeholder=" …")


def _proposals(settings: NetSettings) -> Sequence[str]:
    """Return which tables have a successor, or why that is not known."""
    try:
        with budget(settings, seconds=SECONDS):
            found = propose_tables(read_catalogue(yearly_tables().values()))
    except DataError as problem:
        return [f"Of er opvolgers zijn van tabellen per jaar, is niet bekend: {problem.sentence}"]
    return [f"Voorstel: {sentence}" for sentence in found]


def _conclude(looks: Contacts) -> int:
    """Print what the page comes down to, and return the exit code."""
    read = [table for table, found in looks.items() if any(look.info for look in found.values())]
    if not read:
        click.echo("Geen enkele tabel is te lezen: of de cijfers er staan, is niet bekend.")
        return _NO_ANSWER
    gone = [name for name, is_there in _figures(looks).items() if not is_there]
    total = len(_figures(looks))
    click.echo(
        f"{len(read)} van de {len(looks)} tabellen te lezen bij ten minste één dienst; "
        f"{total - len(gone)} van de {total} cijfers helemaal gevonden."
    )
    if gone:
        click.echo(f"Nergens helemaal gevonden: {', '.join(gone)}.")
    return _MISSING if gone else 0


def _figures(looks: Contacts) -> Mapping[str, bool]:
    """Return of each figure whether some table at some service has all of it."""
    found = {item.id: False for table in looks for item in indicators_of(table)}
    for by_service in looks.values():
        for look in by_service.values():
            found |= {name: True for name, absent in look.figures.items() if not absent}
    return found
