"""Slides of the budget: its result per year without what was carried over, then with it. Pure."""

from __future__ import annotations

from dataclasses import replace

from components.agenda.budget import COMPUTED, NOT_KNOWN, money_rows
from components.deck.bars import bar_parts
from components.deck.kind import Moment, slide_of
from components.deck.parts import Piece, Role, SlideBar
from components.deck.screen import Screen
from components.deck.simple import screen_of, screens_of
from components.exhibit import budget
from components.exhibit.model import Exhibit
from components.words.formatting import format_euro, join_words
from data_loaders.agreements.budget import BudgetYear, budget_years
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.decks.deck import DeckTile
from data_loaders.reports.money import spent_lines


def _screens(_tile: DeckTile, exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    years = budget_years(money_rows(load(Amount)))
    bars = [*map(_own, years), *map(_whole, years)]
    one = screen_of(exhibit, titles=(_title(years),))
    if spent_lines():
        one = replace(one, cautions=(exhibit.sentences[-1], *one.cautions))
    parts = bar_parts(bars, exhibit.headline, numbers='"€\u00a0"#,##0', most=len(years))
    return tuple(screens_of(one, parts))


def _own(year: BudgetYear) -> SlideBar:
    own = year.computed_without_carried
    return _bar(
        f"{year.year} zonder de reserve", own, "wij", f" ({COMPUTED})" if own is not None else ""
    )


def _whole(year: BudgetYear) -> SlideBar:
    return _bar(f"{year.year} met de reserve", year.known_result, "overig")


def _bar(name: str, value: float | None, role: Role, more: str = "") -> SlideBar:
    if value is None:
        return SlideBar(name, NOT_KNOWN, (), role)
    return SlideBar(
        name, format_euro(value) + more, (Piece(min(value, 0), max(value, 0), role),), role
    )


def _title(years: list[BudgetYear]) -> str:
    """Return in which years the money of the year itself falls short: our own sum."""
    short = [y.year for y in years if y.computed_without_carried and y.computed_without_carried < 0]
    if not short:
        return ""
    return f"Zonder de reserve is er in {join_words(short)} een tekort ({COMPUTED})"


KIND = slide_of(budget.KIND, _screens)
