"""The doors below the calendar: money, key dates and ambitions in a few lines. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.agenda.dates import at_moment, when_words
from components.agenda.posts import spent_sentence
from components.markup.doors import Door
from components.words.formatting import counted, format_euro
from components.words.texts import load_section
from data_loaders.agreements.agenda import Ambition, KeyDate, Line
from data_loaders.agreements.budget import all_posts, budget_years
from data_loaders.agreements.calendar import key_span
from data_loaders.agreements.money import Amount

PAGE = "uitvoeringsagenda"
SHOWN = 2


def money_door(amounts: Sequence[Amount], day: date, address: str) -> Door:
    """Return what this year costs by the budget, the money there is for it, and what was spent."""
    years = {year.year: year for year in budget_years(amounts)}
    title = load_section(PAGE, "begroting").title
    lines: tuple[str, ...] = ()
    if (now := years.get(str(day.year))) and now.costs is not None:
        title = f"{format_euro(now.costs)} kosten in {now.year}"
        lines = (f"Begroot, tegenover {_euros(now.known_income)} aan geld.",)
    lines = (*lines, f"{spent_sentence(all_posts(amounts))}.")
    return Door("", title, lines, (("Bekijk het geld", address),))


def _euros(amount: float | None) -> str:
    return "een onbekend bedrag" if amount is None else format_euro(amount)


def dates_door(dates: Sequence[KeyDate], day: date, address: str) -> Door:
    """Return the first day to come on which something happens, and all that happens then."""
    coming = at_moment(dates, day, "komt")
    title = "Geen data meer die komen"
    lines: tuple[str, ...] = ()
    if coming:
        first = [item for item in coming if key_span(item) == key_span(coming[0])]
        title = f"{when_words(first[0])}: {counted(len(first), 'datum', 'data')}"
        lines = tuple(f"{item.text} ({item.certainty})." for item in first[:SHOWN])
    return Door("", title, lines, (("Bekijk alle data", address),))


def ambitions_door(ambitions: Sequence[Ambition], lines: Sequence[Line], address: str) -> Door:
    """Return how many ambitions and lines there are, and what can be read of them."""
    title = (
        f"{counted(len(ambitions), 'ambitie', 'ambities')}, {counted(len(lines), 'lijn', 'lijnen')}"
    )
    told = (load_section(PAGE, "ambities").intro,)
    return Door("", title, told, (("Bekijk de ambities", address),))
