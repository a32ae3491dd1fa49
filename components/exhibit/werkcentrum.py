"""The exhibit of what the Werkcentrum counted: questions per month, where it may be shown. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from components.agenda.werkcentrum import (
    ASKED,
    NOTHING_COUNTED,
    RULE,
    CountedMonths,
    cell_text,
    counted_of,
    counts_source,
    month_headline,
    month_tables,
    month_words,
)
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit, NamedTable
from components.exhibit.sheet import register_sheet
from components.strips.card import COMPACT, KeyFigure, Standing
from components.strips.trend import TimePoint, make_trend
from components.words.formatting import format_when
from components.words.registers import kept_rows
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DeckKind
from data_loaders.reports.reading import load_reports, reports_mark
from data_loaders.reports.werkcentrum import counted_months

PAGE = "werkcentrum"
TITLE = "Vragen aan het Werkcentrum"


def werkcentrum_exhibit() -> Exhibit:
    """Return what was counted, the newest month first in the headline. Raises DataError."""
    counted = counted_of(counted_months(load_reports()))
    tables = tuple(NamedTable(name, table) for name, table in month_tables(counted))
    return Exhibit(
        kind=PAGE,
        id=PAGE,
        title=TITLE,
        headline=month_headline(counted.newest),
        subtitle="Werkcentrum Midden-Gelderland · aantal vragen per maand",
        live=PAGE,
        sentences=counted.waiting if counted.newest else (NOTHING_COUNTED, *counted.waiting),
        tables=tables,
        is_table=bool(tables),
        meaning=(ASKED, *RULE),
        source=counts_source(counted),
        small=lambda: _small(counted),
        sheet=lambda: register_sheet(PAGE, kept_rows(PAGE, None), PAGE),
    )


def _small(counted: CountedMonths) -> KeyFigure:
    newest, source = counted.newest, counts_source(counted)
    total = newest.shown.total if newest and newest.shown else None
    points = [
        TimePoint(_at(item.month), format_when(item.month), cell.value, cell_text(cell))
        for item in counted.months
        if item.shown and (cell := item.shown.total)
    ]
    when = f"in {month_words(newest.month)}" if newest else "nog geen telling"
    return KeyFigure(
        id=PAGE,
        name=TITLE,
        value=cell_text(total) if total else "",
        unit="vragen" if total and total.value is not None else "",
        compared=Standing("", "", when),
        below=source.short,
        graphic=make_trend(TITLE, points, width=COMPACT),
        about=RULE,
    )


def _at(month: str) -> float:
    year, number = month.split("-")
    return 12 * int(year) + int(number)


def _make(_tile: DeckTile, _day: date, _today: date) -> Exhibit:
    return werkcentrum_exhibit()


def _entries() -> Sequence[tuple[str, str]]:
    return [("", TITLE)]


def _mark(_tile: DeckTile) -> Hashable:
    return reports_mark()


# Without a pin: what was shown before could tell what is hidden since.
KIND = Kind(DeckKind(PAGE, "k", ()), TITLE, "Werkcentrum", _make, _entries, PAGE, mark=_mark)
