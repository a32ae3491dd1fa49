"""How what changed since a day is said: one sentence, one table, and what nobody can tell. Pure."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from components.since.kinds import COUNTED, MEASURED, REPORTED
from components.words.formatting import (
    UNKNOWN,
    counted,
    format_date,
    format_euro,
    format_number,
    format_percent,
    format_shown,
    format_when,
    join_words,
    period_of,
)
from components.words.table import Table
from data_loaders.agreements.goals import load_goals
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.registry import load_registry
from data_loaders.since.records import Change, ChangeGroup, ChangeKind, Since, Unknown, grouped

COLUMNS = ("Wat", "Waar", "Wanneer", "Was", "Werd", "Waarom")
NOTHING = "niets"


def change_kinds(since: Since) -> dict[ChangeKind, list[ChangeGroup]]:
    """Return what changed in groups to be told as one, by kind in the order of telling."""
    ordered = groupby(grouped(since.changes), key=lambda group: group.leading.kind)
    return {kind: list(groups) for kind, groups in ordered}


def since_sentence(since: Since) -> str:
    """Return in one sentence how much changed between the two days."""
    counts = [counted(len(groups), *COUNTED[kind]) for kind, groups in change_kinds(since).items()]
    start = f"Sinds {format_date(since.day)}"
    if not counts:
        return f"{start} is er niets veranderd, voor zover dat te zien is"
    return f"{start}: {join_words(counts)}"


def since_cells(caption: str, groups: Sequence[ChangeGroup]) -> Table:
    """Return what changed of one kind, a row per figure and period, goal, action or note.

    Of a figure the row is that of the region, with how many other values changed as well.
    """
    return _table(caption, COLUMNS, [_row(group) for group in groups])


def all_cells(since: Since) -> Table | None:
    """Return all that changed in one short table, the kind in front; None without changes.

    A figure has one row per kind: that of its newest period, with how many others changed too.
    """
    rows = [
        (f"{kind[:1].upper()}{kind[1:]}", *_newest(list(same)))
        for kind, groups in change_kinds(since).items()
        for _, same in groupby(groups, key=lambda group: group.leading.subject)
    ]
    if not rows:
        return None
    return _table(f"Veranderd sinds {format_date(since.day)}", ("Soort", *COLUMNS), rows)


def _table(caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
    """Return rows as a table without the columns that are empty."""
    kept = [place for place in range(len(columns)) if any(row[place] for row in rows)]
    return Table(
        caption,
        tuple(columns[place] for place in kept),
        tuple(tuple(row[place] for place in kept) for row in rows),
        tuple(at for at, place in enumerate(kept) if _is_numeric(columns[place], rows, place)),
    )


def _is_numeric(column: str, rows: Sequence[Sequence[str]], place: int) -> bool:
    """Tell whether a column holds values and no words, such as the state of an action."""
    filled = [row[place] for row in rows if row[place]]
    return column in {"Was", "Werd"} and all(text[:1].isdigit() for text in filled)


def unknown_sentences(items: Sequence[Unknown]) -> list[str]:
    """Return of which sources it cannot be said what changed, those with one reason together."""
    by_reason: dict[str, list[str]] = {}
    for item in items:
        by_reason.setdefault(item.sentence, []).append(item.source)
    return [f"{_sources(names)}: {_small(reason)}" for reason, names in by_reason.items()]


def _sources(names: Sequence[str]) -> str:
    """Return names as a list, with the word that CBS tables share said once."""
    tables = [name.removeprefix(_TABLE) for name in names if name.startswith(_TABLE)]
    others = [name for name in names if not name.startswith(_TABLE)]
    if tables:
        word = _TABLE.strip() if len(tables) == 1 else "CBS-tabellen"
        others.append(f"{word} {join_words(tables)}")
    return join_words(others)


_TABLE = "CBS-tabel "


def _small(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


def _row(group: ChangeGroup) -> tuple[str, ...]:
    item = group.leading
    region = load_regions().find(item.area)
    what = item.what
    if item.kind == "nieuwe kanttekening":
        what = f"{_subject(item)}: {item.what}"
    detail = f"{what} ({item.detail})" if item.detail else what
    return (
        detail,
        _where(region.name if region else "", len(group.changes) - 1),
        _when(item),
        _value(item, item.old, item.old_status),
        _value(item, item.new, item.new_status),
        _why(item),
    )


def _why(item: Change) -> str:
    """Return why it changed; of what was reported also who says so."""
    source = f"bron: {item.source}" if item.kind in REPORTED and item.source else ""
    return "; ".join(filter(None, [item.why, source]))


def _newest(groups: Sequence[ChangeGroup]) -> tuple[str, ...]:
    """Return the row of the first of these, which are about one thing."""
    what, where, when, *rest = _row(groups[0])
    others = len(groups) - 1
    if others:
        is_measured = groups[0].leading.kind in MEASURED
        names = ("meting", "metingen") if is_measured else ("periode", "periodes")
        more = counted(others, *(f"andere {name}" for name in names))
        when = f"{when} en {more}".strip()
    return (what, where, when, *rest)


def _where(name: str, others: int) -> str:
    if not others:
        return name
    more = f"en {counted(others, 'andere waarde', 'andere waarden')}"
    return f"{name} {more}".strip()


def _subject(item: Change) -> str:
    """Return the name of what a note is about; its id when that is gone."""
    found = load_registry().indicators.get(item.subject)
    if found:
        return found.title
    goal = load_goals().get(item.subject)
    return goal.title if goal else item.subject


def _when(item: Change) -> str:
    """Return the period of a figure, the day of a measurement, the term of an action, in words."""
    if item.kind == "doel: andere stand":
        return format_date(item.day) if item.day else ""
    if not item.period:
        return ""
    indicator = load_registry().indicators.get(item.subject)
    parts = item.period.split("/") if item.kind == "nieuwe kanttekening" else [item.period]
    try:
        words = [period_of(indicator, part) if indicator else format_when(part) for part in parts]
    except ValueError:  # a code of another rhythm: the figure was changed since
        return item.period
    return " tot en met ".join(words)


def _value(item: Change, value: float | None, status: str) -> str:
    """Return a value with its unit and, when it says something, its status."""
    if item.kind == "nieuwe kanttekening":
        return ""
    indicator = load_registry().indicators.get(item.subject)
    if indicator:
        return _figure(indicator, value, status)
    if item.kind.startswith("actie"):
        return status
    if item.kind == "geld: uitgegeven":
        return "" if value is None else format_euro(value)
    shown = "" if value is None else _measured(item, value)
    return ", ".join(filter(None, [shown, status]))


def _figure(indicator: Indicator, value: float | None, status: str) -> str:
    if value is None:
        return status and (status if status != "definitief" else UNKNOWN)
    shown = format_shown(math.nan if value is None else value, indicator, status)
    unit = "" if indicator.is_rate else f" {indicator.unit}"
    return f"{shown}{unit}" if status in {"definitief", ""} else f"{shown}{unit} ({status})"


def _measured(item: Change, value: float) -> str:
    """Return a measurement of a goal, with its unit."""
    decimals = 0 if float(value).is_integer() else 1
    try:
        goal = load_goals().get(item.subject)
    except DataError:
        goal = None
    if goal and goal.is_share:
        return format_percent(value, decimals)
    return f"{format_number(value, decimals)} {item.unit}".strip()
