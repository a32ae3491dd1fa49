"""What changed since a day, worked out beside the page views: looking back takes seconds. Pure."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Hashable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from datetime import date, timedelta
from threading import Lock, Thread

from markupsafe import Markup

from components.markup.templates import macro
from components.since.kinds import TITLES
from components.since.phrases import (
    change_kinds,
    since_cells,
    since_sentence,
    unknown_sentences,
)
from components.words.formatting import format_date
from data_loaders.agreements.calendar import quarter_of, quarter_span
from data_loaders.clock import dutch_today
from data_loaders.since.changes import changes_since, since_mark
from data_loaders.since.records import Since

log = logging.getLogger(__name__)

MOST = 16
"""Answers that are kept, those under way among them."""
PATIENCE_S = 0.3
"""How long a page view waits at most: what was read before takes less."""
MOST_ROWS = 100

_POOL = ThreadPoolExecutor(1, thread_name_prefix="sinds")
_LOCK = Lock()
_MADE: OrderedDict[Hashable, Future[Ready]] = OrderedDict()


@dataclass(frozen=True)
class Ready:
    """What changed, and the HTML that tells it."""

    since: Since
    html: Markup


def ready_since(day: date, today: date, patience_s: float = PATIENCE_S) -> Ready | None:
    """Return what changed since a day; None as long as it is being worked out.

    Raises DataError for a day after `today`.
    """
    key = (day, today, since_mark())
    with _LOCK:
        future = _MADE.get(key) or _begin(key, day, today)
    if future is None:
        return None
    try:
        ready = future.result(patience_s)
    except NotYet:
        return None
    except BaseException:
        _forget(key)
        raise
    if any(item.is_fault for item in ready.since.unknown):
        _forget(key)  # it may be over by itself
    return ready


def _begin(key: Hashable, day: date, today: date) -> Future[Ready] | None:
    """Start on an answer; None when too many are under way."""
    while len(_MADE) >= MOST:
        done = next((old for old, future in _MADE.items() if future.done()), None)
        if done is None:
            return None
        del _MADE[done]
    _MADE[key] = _POOL.submit(_make, day, today)
    return _MADE[key]


def _forget(key: Hashable) -> None:
    with _LOCK:
        _MADE.pop(key, None)


def _make(day: date, today: date) -> Ready:
    since = changes_since(day, today)
    return Ready(since, since_html(since))


def since_html(since: Since) -> Markup:
    """Return what changed as HTML: one sentence, a table per kind, and what nobody can tell."""
    caption = f"Sinds {format_date(since.day)}"
    parts = [
        (TITLES[kind], _more(len(groups)), since_cells(caption, groups[:MOST_ROWS]))
        for kind, groups in change_kinds(since).items()
    ]
    unknown = unknown_sentences(since.unknown)
    return macro("veranderd", "since", since_sentence(since), parts, unknown)


def _more(count: int) -> str:
    if count <= MOST_ROWS:
        return ""
    return f"De eerste {MOST_ROWS} van {count}; de download heeft ze alle."


def likely_days(today: date) -> list[date]:
    """Return the days that a meeting most likely looks back to: ends of quarters, newest first."""
    days = [today]
    for _ in range(3):
        days.append(quarter_span(quarter_of(days[-1]))[0] - timedelta(days=1))
    return days[1:]


def prepare_likely() -> None:
    """Work out the most likely questions in the background, so that nobody waits for them."""
    Thread(target=_prepare, args=(likely_days(dutch_today()),), daemon=True).start()


def _prepare(days: Iterable[date]) -> None:
    for day in days:
        try:
            ready_since(day, dutch_today(), patience_s=60)
        except Exception as problem:  # nobody asked yet; whoever does is told
            log.error("Vooruitwerken mislukt: %s", problem)
