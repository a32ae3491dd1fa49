"""A sector beside the Netherlands, out of documents and out of CBS. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import ROOM, not_fetched
from components.sectors.positions import SHARE, SHARE_COUNTRY, hedge, share_text
from components.sectors.quotient import (
    AreaQuotient,
    Bounded,
    compared_words,
    hedged,
    quotient_text,
    quotients,
)
from components.words.formatting import format_number, format_percent, format_value, period_of
from components.words.notes import figure_notes
from components.words.source import records_source, series_source
from data_loaders.agreements.registers import load
from data_loaders.agreements.sector_series import load_lines
from data_loaders.agreements.sectors import Position
from data_loaders.cache import load_series
from data_loaders.files.errors import NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

JOBS = "banen-sector"
NO_COUNTRY = "Voor Nederland is dit cijfer er niet, dus is er geen verhouding te berekenen."
UNKNOWN = "onbekend"


@lru_cache(maxsize=128)
def ratio_of_documents(sector_id: str, _mark: Fingerprint) -> Markup:
    """Return what documents say of the share here and in the country. Raises DataError."""
    found = [item for item in load(Position) if item.sector == sector_id]
    return macro(ROOM, "by_documents", list(map(_of_document, found)), records_source(found))


def _of_document(item: Position) -> str:
    told = f"{item.name}: {share_text(item)}."
    if item.share is None or item.share_country is None:
        return f"{told} Niet verder te berekenen: niet beide aandelen staan in de bron."
    found = document_quotient(item)
    return (
        f"{told} Verhouding, berekend uit deze twee afgeronde aandelen: tussen "
        f"{format_number(found.low, 1)} en {format_number(found.high, 1)} (onze lezing van ruim "
        "en bijna)."
    )


def document_quotient(item: Position) -> Bounded:
    """Return the quotient of two published shares, within what rounding and words leave."""
    assert item.share is not None
    assert item.share_country is not None
    here = hedged(item.share, hedge(item, SHARE))
    return here.over(hedged(item.share_country, hedge(item, SHARE_COUNTRY)))


def ratio_of_cbs(sector_id: str, areas: tuple[str, ...], marks: Fingerprint, today: date) -> Markup:
    """Return the quotients by CBS for some areas, or that the table was not fetched yet.

    Raises DataError.
    """
    try:
        version = load_series(JOBS).version
    except NotFetchedError as problem:
        return macro("basis", "empty", not_fetched(problem))
    return _ratio_of_cbs(sector_id, areas, version, marks, today)


@lru_cache(maxsize=128)
def _ratio_of_cbs(
    sector_id: str, areas: tuple[str, ...], _version: str, _marks: Fingerprint, today: date
) -> Markup:
    series = load_series(JOBS)
    found = area_quotients(sector_id, areas)
    if not found:
        return macro("basis", "empty", NO_COUNTRY)
    periods = {item.period for item in found}
    return macro(
        ROOM,
        "by_cbs",
        _sentence(found[0]),
        period_of(series.indicator, max(periods)),
        [_cells(series, item) for item in found],
        _notes(areas, periods),
        series_source(series, max(periods), today),
    )


def _notes(areas: Sequence[str], periods: set[str]) -> list[str]:
    """Return the notes on the jobs of these areas and of the country, of any sector."""
    return figure_notes(JOBS, {*areas, load_regions().country().code}, periods, ())


def area_quotients(sector_id: str, areas: Sequence[str]) -> list[AreaQuotient]:
    """Return the quotients of a sector for some areas. Raises DataError."""
    return quotients(load_series(JOBS), load_lines(sector_id), areas, load_regions())


def _sentence(item: AreaQuotient) -> str:
    name = load_regions().get(item.area).name
    if item.quotient is None:
        return f"{item.line.name}: voor {name} is de verhouding onbekend."
    return (
        f"{item.line.name} heeft in {name} {compared_words(item.quotient)}: de verhouding is "
        f"{quotient_text(item.quotient)}."
    )


def _cells(series: Series, item: AreaQuotient) -> list[str]:
    added = f" (som van {item.places} gemeenten)" if item.places > 1 else ""
    return [
        f"{load_regions().get(item.area).name}{added}",
        item.line.name,
        _jobs(series, item.jobs),
        _jobs(series, item.all_jobs),
        _percent(item.share),
        _percent(item.country_share),
        quotient_text(item.quotient),
    ]


def _jobs(series: Series, found: Bounded | None) -> str:
    return format_value(found.value, series.indicator) if found else UNKNOWN


def _percent(found: Bounded | None) -> str:
    return format_percent(100 * found.value) if found else UNKNOWN
