"""What the Werkcentrum counted, in words, bars and tables: never more than may be shown. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from components.charts.bar_plot import Bar, BarPart, Bars
from components.words.formatting import MONTHS, format_number, format_when, join_words
from components.words.source import Source
from components.words.table import Table
from data_loaders.reports.disclosure import Cell, ShownMonth
from data_loaders.reports.werkcentrum import CountedMonth, in_quarter, quarter_of_month

NAMES = {
    "vrager": "Wie vraagt",
    "onderwerp": "Waarover",
    "kanaal": "Hoe de vraag binnenkwam",
}
NOTHING = "Nog geen telling van vragen aan het Werkcentrum"
ASKED = "De Meerjarenagenda (3.3.1 en 4.3.1) vraagt om een registratie van vragen."
NOTHING_COUNTED = f"Er is nog geen enkele maand geteld. Dat is iets anders dan nul vragen. {ASKED}"
RULE = (
    "Wij tonen alleen aantallen, nooit iets over een persoon.",
    "Een aantal onder 5 staat er als <5, ook als het nul is.",
    "Staat er ergens <5, dan laten wij ook een ander aantal van die verdeling weg. Anders was het "
    "kleine aantal uit het totaal te berekenen.",
    "Een kwartaal tellen wij alleen op als alle drie de maanden te zien zijn.",
    "Is een maand later verbeterd en stond er een klein aantal in, dan tonen wij haar niet meer.",
)
SHOWN_MONTHS = 6
TOTAL = "Alle vragen"


@dataclass(frozen=True)
class CountedMonths:
    """The months to show, the oldest first, and a sentence for each that cannot be shown yet."""

    months: tuple[CountedMonth, ...]
    waiting: tuple[str, ...]

    @property
    def newest(self) -> CountedMonth | None:
        """The newest month that is shown."""
        return self.months[-1] if self.months else None


def counted_of(months: Sequence[CountedMonth]) -> CountedMonths:
    """Return what is shown of counted months."""
    waiting = [
        f"{month_words(item.month).capitalize()}: {item.problem}."
        for item in months
        if item.shown is None
    ]
    return CountedMonths(tuple(item for item in months if item.shown), tuple(waiting))


def _name(month: str) -> str:
    text = format_when(month)
    return f"{text[:1].upper()}{text[1:]}"


def month_words(month: str) -> str:
    """Return a month in full: oktober 2026."""
    year, number = month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def cell_text(cell: Cell) -> str:
    """Return a count in words: 1.234, <5 or niet getoond."""
    return cell.text if cell.value is None else format_number(cell.value)


def month_headline(item: CountedMonth | None) -> str:
    """Return what was counted in a month, as the title of it."""
    if item is None or item.shown is None:
        return NOTHING
    total = item.shown.total
    if total.value is None:
        small = "minder dan 5 vragen" if total.hidden == "<5" else "aantal vragen niet getoond"
        return f"Werkcentrum in {month_words(item.month)}: {small}"
    return f"Werkcentrum in {month_words(item.month)}: {format_number(total.value)} vragen"


def month_bars(shown: ShownMonth) -> list[tuple[str, Bars]]:
    """Return each division of a month as bars, the longest all of what is shown."""
    return [(NAMES.get(name, name), _bars(cells)) for name, cells in shown.divisions.items()]


def _bars(cells: Mapping[str, Cell]) -> Bars:
    most = max((cell.value or 0 for cell in cells.values()), default=0)
    return Bars(tuple(_bar(name, cell, most) for name, cell in cells.items()))


def _bar(name: str, cell: Cell, most: int) -> Bar:
    text, label = cell_text(cell), f"{name[:1].upper()}{name[1:]}"
    if cell.value is None:
        return Bar(label, text, "overig", ())
    part = BarPart(0, round(100 * cell.value / most, 2), "gekozen", f"{label}: {text}")
    return Bar(label, text, "gekozen", (part,))


def month_tables(counted: CountedMonths) -> list[tuple[str, Table]]:
    """Return a table per division: its categories by month, and by each quarter among them."""
    newest = counted.newest
    divisions = newest.shown.divisions if newest and newest.shown else {}
    return [
        (NAMES.get(name, name), _table(name, list(cells), counted.months))
        for name, cells in divisions.items()
    ]


def _table(division: str, names: Sequence[str], every: Sequence[CountedMonth]) -> Table:
    months = every[-SHOWN_MONTHS:]
    quarters = list(dict.fromkeys(quarter_of_month(item.month) for item in months))
    rows = []
    for name in (None, *names):
        place = (division, name) if name else None
        label = f"{name[:1].upper()}{name[1:]}" if name else TOTAL
        of_months = (_cell(item.shown, place) for item in months)
        of_quarters = (in_quarter(every, quarter, place) for quarter in quarters)
        rows.append((label, *map(cell_text, (*of_months, *of_quarters))))
    columns = ("", *(_name(item.month) for item in months), *map(_name, quarters))
    caption = f"{NAMES.get(division, division)}: aantal vragen per maand en kwartaal"
    return Table(caption, columns, tuple(rows), tuple(range(1, len(columns))))


def _cell(shown: ShownMonth | None, place: tuple[str, str] | None) -> Cell:
    assert shown is not None
    if place is None:
        return shown.total
    return shown.divisions[place[0]].get(place[1], Cell(None, "niet getoond"))


def counts_source(counted: CountedMonths) -> Source:
    """Return who reported the months that are shown, or who is to report them."""
    newest = counted.newest
    if newest is None:
        return Source("het Werkcentrum Midden-Gelderland, nog geen telling")
    names = dict.fromkeys(item.source for item in counted.months)
    return Source(join_words(list(names)), dates=(("peildatum", month_words(newest.month)),))
