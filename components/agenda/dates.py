"""What this quarter asks, and the dates that matter: to come, now and past. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from components.agenda.phrases import (
    NO_DOCUMENT,
    actions_count,
    quarter_words,
    sections,
    source_of,
    when,
)
from components.markup.templates import macro
from components.words.disputes import disputes_about
from components.words.formatting import counted, format_date
from components.words.table import Table
from data_loaders.agreements.agenda import Action, KeyDate, Line
from data_loaders.agreements.calendar import (
    Moment,
    ends_in,
    key_span,
    moment_of,
    quarter_of,
    quarter_span,
    starts_in,
)
from data_loaders.agreements.dates import frequency_of
from data_loaders.agreements.registers import load
from data_loaders.reports.actions import agenda_states

PROMINENT = ("suwi-wet", "banenafspraak-einde", "evaluatie-beraad")
NEXT = 4
CERTAINTY = {
    "gebeurd": "gebeurd",
    "gepland": "gepland",
    "verwacht": "verwacht, dus niet zeker",
    "onzeker": "onzeker",
}
COLUMNS = ("Wat", "Wanneer", "Zekerheid volgens de bron", "Vandaag", "Paragraaf", "Toelichting")


class _Card(NamedTuple):
    """A key date as a card: what is said, how many days (`unit`) are left, lines below it."""

    title: str
    said: str
    left: int
    unit: str
    below: tuple[str, ...]


def this_quarter(
    actions: Sequence[Action], lines: Sequence[Line], dates: Sequence[KeyDate], day: date
) -> Markup:
    """Return what the plan ends and starts in the quarter of a day, and the next key dates."""
    quarter = quarter_of(day)
    first, last = quarter_span(quarter)
    names = {line.id: line.name for line in lines}
    ends, starts = (
        [(action.text, names[action.line]) for action in actions if is_due(action, quarter)]
        for is_due in (ends_in, starts_in)
    )
    coming = at_moment(dates, day, "komt")[:NEXT]
    cards = [
        ("Klaar volgens de planning", ends, "Geen enkele actie."),
        ("Begint dit kwartaal", starts, "Geen enkele actie."),
        (
            "Eerstvolgende data",
            [(item.text, f"{when_words(item)}: {distance(item, day)}") for item in coming],
            "Geen enkele datum.",
        ),
    ]
    title = f"{quarter_words(quarter)}: {format_date(first)} tot en met {format_date(last)}"
    source = source_of([*actions, *dates])
    return macro("uitvoeringsagenda", "quarter", title, passed_text(actions, day), cards, source)


def passed_text(actions: Sequence[Action], day: date) -> str:
    """Return how many actions should have been done and what is known of that; maybe empty."""
    count = sum(state == "einddatum voorbij" for state in agenda_states(actions, day).values())
    if not count:
        return ""
    had, which = ("had", "die klaar is") if count == 1 else ("hadden", "ze klaar zijn")
    return (
        f"{actions_count(count)} {had} volgens de planning al klaar moeten zijn; "
        f"of {which}, {NO_DOCUMENT}."
    )


def next_dates_text(dates: Sequence[KeyDate], day: date) -> str:
    """Return the next key dates as one sentence; empty when there are none."""
    coming = at_moment(dates, day, "komt")[:NEXT]
    if not coming:
        return ""
    return f"Eerstvolgende data: {'; '.join(f'{when_words(i)}: {i.text}' for i in coming)}."


def next_date_text(day: date) -> str:
    """Return the first key date to come; empty when there is none."""
    coming = at_moment(load(KeyDate), day, "komt")[:1]
    return "".join(f"Eerstvolgend: {item.text}, {when_words(item)}" for item in coming)


def when_words(item: KeyDate) -> str:
    """Return a date in words, with what the source says where that is less or more precise."""
    text = when("kerndata", item.id, item.date)
    if item.origin == "afgeleid":
        return f"{text}, afgeleid uit ‘{item.spelled}’"
    vague = item.spelled.casefold() != text and frequency_of(item.date) == "jaar"
    return f"{text} (bron: ‘{item.spelled}’)" if vague else text


def at_moment(dates: Sequence[KeyDate], day: date, moment: Moment) -> list[KeyDate]:
    """Return the key dates at a moment: the nearest first."""
    found = [item for item in dates if moment_of(item, day) == moment]
    return sorted(found, key=key_span, reverse=moment == "voorbij")


def distance(item: KeyDate, day: date) -> str:
    """Return how far off a key date is, or what may be said of one that has passed."""
    first, last = key_span(item)
    moment = moment_of(item, day)
    if moment == "komt":
        left = counted((first - day).days, "dag", "dagen")
        return f"nog {left}" if first == last else f"op zijn vroegst over {left}"
    if moment == "nu":
        return "vandaag" if first == last else "valt in de periode van nu"
    if item.certainty == "gebeurd":
        return "voorbij"
    return f"voorbij; of het gebeurd is, {NO_DOCUMENT}"


def key_dates(dates: Sequence[KeyDate], day: date) -> Markup:
    """Return the dates that matter most as cards, and all of them in order around today."""
    chosen = {item.id: item for item in dates}
    return macro(
        "uitvoeringsagenda",
        "key_dates",
        [_card(chosen[key], day) for key in PROMINENT if key in chosen],
        _table("Wat komt", at_moment(dates, day, "komt"), day),
        _table("In de periode van nu, zonder dag in de bron", at_moment(dates, day, "nu"), day),
        _table("Wat was", at_moment(dates, day, "voorbij"), day),
        disputes_about(dates),
        source_of(dates),
    )


def _card(item: KeyDate, day: date) -> _Card:
    """Return how many days are left to a key date, or what is known of it."""
    first, last = key_span(item)
    left = (first - day).days
    if left > 0:
        said = "" if first == last else "op zijn vroegst over "
        below = f"{when_words(item)} · {CERTAINTY[item.certainty]}"
    else:
        left, said = 0, when_words(item)
        below = f"{CERTAINTY[item.certainty]} · {distance(item, day)}"
    return _Card(item.text, said, left, "dag" if left == 1 else "dagen", (below, item.note))


def _table(caption: str, dates: Sequence[KeyDate], day: date) -> Table:
    return Table(caption, COLUMNS, tuple(_cells(item, day) for item in dates))


def _cells(item: KeyDate, day: date) -> tuple[str, ...]:
    return (
        item.text,
        when_words(item),
        CERTAINTY[item.certainty],
        distance(item, day),
        sections(item.section),
        item.note or "geen",
    )
