"""`probe`: look at a table at the source before anything is made of it."""

from __future__ import annotations

from collections.abc import Iterator

import click

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.net.budget import budget
from data_loaders.net.settings import settings_from_env
from data_loaders.refresh.job import DEADLINE_S
from data_loaders.refresh.tables import indicators_of
from data_loaders.sources.cbs_fetch import SERVICES
from data_loaders.sources.cbs_select import CbsSource, select_codes
from data_loaders.sources.cbs_service import Service
from data_loaders.sources.cbs_table import ServiceName, Structure, find_total

_SHOWN = 8


@click.command()
@click.argument("tabel")
@click.option("--dienst", type=click.Choice(list(SERVICES)), default="v3", show_default=True)
def probe(tabel: str, dienst: ServiceName) -> None:
    """Toon wat een CBS-tabel bij de bron bevat, en of onze cijfers erin te vinden zijn."""
    try:
        with budget(settings_from_env(), seconds=DEADLINE_S):
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
    yield from _indicators(structure, table)


def _indicators(structure: Structure, table: str) -> Iterator[str]:
    for indicator in indicators_of(table):
        assert isinstance(indicator.source, CbsSource)
        try:
            select_codes(structure, indicator.source, load_regions())
        except DataError as problem:
            yield f"cijfer {indicator.id}: {problem.sentence}"
        else:
            yield f"cijfer {indicator.id}: alles gevonden"
