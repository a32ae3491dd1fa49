"""The ambitions and lines of the agenda, and what was promised in numbers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import chain

from markupsafe import Markup

from components.agenda.phrases import (
    NO_NUMBER,
    actions_count,
    sections,
    source_of,
    state_counts,
    told_count,
    when,
)
from components.agenda.posts import spent_sentence
from components.markup.templates import macro
from components.words.disputes import disputes_about
from components.words.formatting import counted, format_euro, format_number, join_words
from components.words.table import Table
from data_loaders.agreements.agenda import Action, Ambition, Line, Promise
from data_loaders.agreements.budget import posts_of, sum_posts
from data_loaders.agreements.money import Amount
from data_loaders.reports.actions import agenda_states, reported_actions

GOAL_KINDS = ("doel", "inzet", "toezegging")
"""The kinds of numbers that are something to reach; the others only tell something."""
NO_TERM = "geen termijn genoemd"
COLUMNS = (
    "Wat",
    "Ambitie",
    "Hoeveel",
    "Voor wie",
    "Wanneer",
    "Soort",
    "Paragraaf",
    "Toelichting",
)
LINE_COLUMNS = ("Lijn", "Waar het om gaat", "Vooral ambitie", "Acties", "Toelichting")


def countable(promises: Sequence[Promise]) -> list[Promise]:
    """Return the promises that are something to reach: no facts and no spans of time."""
    return [item for item in promises if item.kind in GOAL_KINDS]


def ambitions_html(
    ambitions: Sequence[Ambition],
    lines: Sequence[Line],
    actions: Sequence[Action],
    promises: Sequence[Promise],
    amounts: Sequence[Amount],
    day: date,
) -> Markup:
    """Return each ambition with its actions, money, results and promises, and the lines."""
    known = countable(promises)
    cards = [
        (
            item,
            _facts(item, lines, posts_of(amounts, item.id), actions, day),
            [_action(action, day) for action in actions if item.id in action.ambitions],
            [_told(promise) for promise in known if item.id in promise.ambitions],
        )
        for item in ambitions
    ]
    aims = dict.fromkeys(item.aim for item in ambitions)
    return macro(
        "uitvoeringsagenda",
        "ambitions",
        [(aim or "Zonder doel", [card for card in cards if card[0].aim == aim]) for aim in aims],
        [_told(item) for item in known if not item.ambitions],
        Table("Toezeggingen", COLUMNS, tuple(_promise(item, ambitions) for item in known)),
        _lines(lines, ambitions, actions),
        disputes_about(chain(ambitions, known)),
        source_of([*ambitions, *lines, *known]),
    )


def _facts(
    item: Ambition,
    lines: Sequence[Line],
    posts: Sequence[Amount],
    actions: Sequence[Action],
    day: date,
) -> list[tuple[str, str]]:
    own = [action for action in actions if item.id in action.ambitions]
    return [
        (
            "Lijn",
            join_words([line.name for line in lines if line.id in item.lines]) or "geen eigen lijn",
        ),
        ("Acties", f"{actions_count(len(own))}: {state_counts(agenda_states(own, day).values())}"),
        ("Geld 2026-2027", _money(posts)),
        ("Resultaat", _result(own, day)),
        ("Getal bij deze ambitie", _target(item)),
        ("Toelichting", item.note or "geen"),
    ]


def _money(posts: Sequence[Amount]) -> str:
    """Return what was planned for an ambition, and what was reported as spent."""
    if not posts:
        return "geen posten in de begroting"
    found = sum_posts(posts)
    left = f"; {counted(found.open_posts, 'post', 'posten')} op PM" if found.open_posts else ""
    return f"{format_euro(found.whole)} begroot (berekend){left}. {spent_sentence(posts)}"


def _result(actions: Sequence[Action], day: date) -> str:
    """Return what was reported of the actions of an ambition; no document has a result."""
    told = reported_actions(day)
    found = [told[action.id] for action in actions if action.id in told]
    return told_count(found, len(actions)) or "nog niets gemeld, en geen document noemt er een"


def _action(item: Action, day: date) -> tuple[str, str, str]:
    """Return an action with its state today, and the way to its line on the calendar."""
    state = agenda_states([item], day)[item.id]
    return item.short or item.text, state, f"./uitvoeringsagenda?lijn={item.line}"


def _target(item: Ambition) -> str:
    if item.target is not None:
        return f"{_number(item.target)} {item.indicator}".strip()
    if item.target_spelled:
        return f"{item.target_spelled} ({item.indicator}); {NO_NUMBER}"
    return NO_NUMBER


def _told(item: Promise) -> tuple[str, str]:
    """Return a promise, and below it how many and when."""
    return item.title, f"{promise_words(item)} · {_term(item)}"


def _promise(item: Promise, ambitions: Sequence[Ambition]) -> tuple[str, ...]:
    numbers = [str(found.number) for found in ambitions if found.id in item.ambitions]
    derived = ", afgeleid" if numbers and "ambitie_ids" in item.derived else ""
    return (
        item.title,
        (join_words(numbers) or "geen") + derived,
        promise_words(item),
        item.audience or "niet genoemd",
        _term(item),
        item.kind,
        sections(item.section),
        item.note or "geen",
    )


def promise_words(item: Promise) -> str:
    """Return the number of a promise with its unit, or that there is none."""
    if item.amount is None:
        said = f" (‘{item.spelled}’)" if item.spelled else ""
        return f"{NO_NUMBER}{said}; het gaat om: {item.unit}"
    amount = _number(item.amount)
    if item.amount_high is not None:
        amount = f"{amount} tot {_number(item.amount_high)}"
    bound = f"{item.bound} " if item.bound in ("ongeveer", "meer dan") else ""
    yearly = " per jaar" if item.yearly == "ja" else ""
    derived = " (getal afgeleid)" if "aantal" in item.derived else ""
    return f"{bound}{amount} {item.unit}{yearly}{derived}"


def _number(value: float) -> str:
    return format_number(value, 0 if float(value).is_integer() else 1)


def _term(item: Promise) -> str:
    """Return by when, or that the source gives no date; what it does say stands with it."""
    if item.end:
        derived = ", afgeleid" if "termijn" in item.derived else ""
        return when("mja_doelen", item.id, item.end) + derived
    return f"{NO_TERM} (‘{item.end_spelled}’)" if item.end_spelled else NO_TERM


def _lines(
    lines: Sequence[Line], ambitions: Sequence[Ambition], actions: Sequence[Action]
) -> Table:
    rows = tuple(
        (
            line.name,
            line.text,
            join_words([str(item.number) for item in ambitions if item.id in line.ambitions]),
            str(sum(action.line == line.id for action in actions)),
            line.note or "geen",
        )
        for line in lines
    )
    return Table("Lijnen", LINE_COLUMNS, rows, (3,))
