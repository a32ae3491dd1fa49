"""What this quarter asks, and the dates that matter: to come, now and past. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from components.agenda.phrases import (
    NO_DOCUMENT,
    actions_count,
    count_of,
    quarter_words,
    sections,
    source_line,
    when,
)
from components.markup import blocks as markup
from components.markup.registers import disagreements
from components.words.formatting import format_date
from data_loaders.agreements.agenda import Action, KeyDate, Line
from data_loaders.agreements.calendar import (
    Moment,
    ends_in,
    key_span,
    moment_of,
    quarter_of,
    quarter_span,
    starts_in,
    states_on,
)
from data_loaders.agreements.dates import frequency_of

PROMINENT = ("suwi-wet", "banenafspraak-einde", "evaluatie-beraad")
NEXT = 4
CERTAINTY = {
    "gebeurd": "gebeurd",
    "gepland": "gepland",
    "verwacht": "verwacht, dus niet zeker",
    "onzeker": "onzeker",
}
COLUMNS = ("Wat", "Wanneer", "Zekerheid volgens de bron", "Vandaag", "Paragraaf", "Toelichting")


def this_quarter(
    actions: Sequence[Action], lines: Sequence[Line], dates: Sequence[KeyDate], day: date
) -> str:
    """Return what the plan ends and starts in the quarter of a day, and the next key dates."""
    quarter = quarter_of(day)
    first, last = quarter_span(quarter)
    names = {line.id: line.name for line in lines}
    cards = [
        ("Klaar volgens de planning", _items(names, (a for a in actions if ends_in(a, quarter)))),
        ("Begint dit kwartaal", _items(names, (a for a in actions if starts_in(a, quarter)))),
        ("Eerstvolgende data", _next_dates(dates, day)),
    ]
    title = f"{quarter_words(quarter)}: {format_date(first)} tot en met {format_date(last)}"
    body = "".join(
        f'<div class="amm-cijfer"><h4 class="amm-cijfer-naam">{escape(name)}</h4>{items}</div>'
        for name, items in cards
    )
    return (
        markup.heading(title, [passed_text(actions, day)])
        + f'<div class="amm-cijfers">{body}</div>'
        + source_line([*actions, *dates])
    )


def passed_text(actions: Sequence[Action], day: date) -> str:
    """Return how many actions should have been done and what is known of that; maybe empty."""
    count = sum(state == "einddatum voorbij" for state in states_on(actions, day).values())
    if not count:
        return ""
    had, which = ("had", "die klaar is") if count == 1 else ("hadden", "ze klaar zijn")
    return (
        f"{actions_count(count)} {had} volgens de planning al klaar moeten zijn; "
        f"of {which}, {NO_DOCUMENT}."
    )


def _items(lines: dict[str, str], actions: Iterable[Action]) -> str:
    return _list(((action.text, lines[action.line]) for action in actions), "Geen enkele actie.")


def _next_dates(dates: Sequence[KeyDate], day: date) -> str:
    coming = _at(dates, day, "komt")[:NEXT]
    rows = ((item.text, f"{_when(item)}: {distance(item, day)}") for item in coming)
    return _list(rows, "Geen enkele datum.")


def _list(rows: Iterable[tuple[str, str]], nothing: str) -> str:
    """Return texts, each with a smaller one below it, as a list."""
    found = "".join(
        f'<li>{escape(text)}<span class="amm-sub">{escape(below)}</span></li>'
        for text, below in rows
    )
    if not found:
        return f'<p class="amm-sub">{nothing}</p>'
    return f'<ul class="amm-lijst amm-agenda-lijst">{found}</ul>'


def next_dates_text(dates: Sequence[KeyDate], day: date) -> str:
    """Return the next key dates as one sentence; empty when there are none."""
    coming = _at(dates, day, "komt")[:NEXT]
    if not coming:
        return ""
    return f"Eerstvolgende data: {'; '.join(f'{_when(i)}: {i.text}' for i in coming)}."


def _when(item: KeyDate) -> str:
    """Return a date in words, with what the source says where that is less or more precise."""
    text = when("kerndata", item.id, item.date)
    if item.origin == "afgeleid":
        return f"{text}, afgeleid uit ‘{item.spelled}’"
    vague = item.spelled.casefold() != text and frequency_of(item.date) == "jaar"
    return f"{text} (bron: ‘{item.spelled}’)" if vague else text


def _at(dates: Sequence[KeyDate], day: date, moment: Moment) -> list[KeyDate]:
    """Return the key dates at a moment: the nearest first."""
    found = [item for item in dates if moment_of(item, day) == moment]
    return sorted(found, key=key_span, reverse=moment == "voorbij")


def distance(item: KeyDate, day: date) -> str:
    """Return how far off a key date is, or what may be said of one that has passed."""
    first, last = key_span(item)
    moment = moment_of(item, day)
    if moment == "komt":
        left = count_of((first - day).days, "dag", "dagen")
        return f"nog {left}" if first == last else f"op zijn vroegst over {left}"
    if moment == "nu":
        return "vandaag" if first == last else "valt in de periode van nu"
    if item.certainty == "gebeurd":
        return "voorbij"
    return f"voorbij; of het gebeurd is, {NO_DOCUMENT}"


def key_dates(dates: Sequence[KeyDate], day: date) -> str:
    """Return the dates that matter most as cards, and all of them in order around today."""
    chosen = {item.id: item for item in dates}
    cards = "".join(_card(chosen[key], day) for key in PROMINENT if key in chosen)
    return (
        f'<div class="amm-cijfers">{cards}</div>'
        + _table("Wat komt", _at(dates, day, "komt"), day)
        + _table("In de periode van nu, zonder dag in de bron", _at(dates, day, "nu"), day)
        + markup.details("Wat was", _table("Wat was", _at(dates, day, "voorbij"), day))
        + disagreements(key for item in dates for key in item.contradictions)
        + source_line(dates)
    )


def _card(item: KeyDate, day: date) -> str:
    """Return a key date as a card: how many days are left, or what is known of it."""
    first, last = key_span(item)
    left = (first - day).days
    if left > 0:
        earliest = "" if first == last else "op zijn vroegst over "
        word = "dag" if left == 1 else "dagen"
        value = f"{earliest}<span>{left}</span> {word}"
        lines = [f"{_when(item)} · {CERTAINTY[item.certainty]}"]
    else:
        value = escape(_when(item))
        lines = [f"{CERTAINTY[item.certainty]} · {distance(item, day)}"]
    below = "".join(f'<p class="amm-sub">{escape(line)}</p>' for line in [*lines, item.note])
    return (
        f'<div class="amm-cijfer"><h3 class="amm-cijfer-naam">{escape(item.text)}</h3>'
        f'<p class="amm-waarde">{value}</p>{below}</div>'
    )


def _table(caption: str, dates: Sequence[KeyDate], day: date) -> str:
    if not dates:
        return ""
    return markup.table(caption, COLUMNS, [_cells(item, day) for item in dates])


def _cells(item: KeyDate, day: date) -> list[str]:
    return [
        item.text,
        _when(item),
        CERTAINTY[item.certainty],
        distance(item, day),
        sections(item.section),
        item.note or "geen",
    ]
