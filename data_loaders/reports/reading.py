"""What is published, for who shows it: a page view never waits for the database.

In a server a thread asks every few seconds whether anything changed, and `load_reports` gives
what it last found. Without that thread (a command) it asks by itself. What was last known lies
beside the store too, so that a server that starts while the database is away can show it.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from sqlalchemy.engine import URL

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.reports.copy import copy_file, keep_copy, read_copy
from data_loaders.reports.database import database_url, reading
from data_loaders.reports.migrating import NewerDatabase, is_to_be_made, migrate
from data_loaders.reports.record import Reports
from data_loaders.reports.rows import Everything, last_step, read_all

log = logging.getLogger(__name__)

PAUSE_S = 2.0
_FIRST_S = 5.0
_SILENT_S = 20.0
_NOT_YET = "De database is nog niet gelezen."
_SILENT = "De database antwoordt niet."
_lock = threading.Lock()


@dataclass(frozen=True)
class _Known:
    """What was last read of a database, and the step after which that was."""

    reports: Reports
    step: tuple[object, ...] | None = None


_known: dict[URL, _Known] = {}
_instead: ContextVar[Reports | None] = ContextVar("instead", default=None)
_following: URL | None = None
_looked = 0.0


def load_reports() -> Reports:
    """Return all that is published, as last known. Raises DataError when it never was."""
    found = last_reports()
    if found.problem and found.as_of is None:
        raise DataError(found.problem)
    return found


def last_reports() -> Reports:
    """Return the same for who only asks how it goes: nothing, with its problem, if never known."""
    if instead := _instead.get():
        return instead
    try:
        url = database_url()
    except DataError as problem:
        return Reports(problem=str(problem))
    if url != _following:
        return reread(url, copy_file())
    known = _known[url].reports
    if not known.problem and monotonic() - _looked > _SILENT_S:
        return replace(known, problem=_SILENT)  # the thread still waits for an answer
    return known


@contextmanager
def as_reported(reports: Reports) -> Iterator[None]:
    """Let this thread, and no other, find these published for the length of a `with`.

    Their `mark` must be their own: what is made of reports is kept by it.
    """
    token = _instead.set(reports)
    try:
        yield
    finally:
        _instead.reset(token)


def known_reports() -> Reports:
    """Return all that is published, for who adds to it. Raises DataError when it may be more."""
    found = load_reports()
    if found.problem:
        raise DataError(found.problem)
    return found


def reports_mark() -> Fingerprint:
    """Return something that changes when what is published does, or can be read (no more)."""
    found = last_reports()
    return (("meldingen", found.mark, bool(found.problem)),)


def load_everything() -> Everything:
    """Return all reports, what is not published too, with accounts and steps: for inside only.

    Asks the database each time. Raises DataError when it is away.
    """
    url = database_url()
    if is_to_be_made(url):
        return Everything((), ())
    with suppress(NewerDatabase):
        migrate(url)
    with reading(url) as connection:
        return read_all(connection)


def reread(url: URL, copy: Path) -> Reports:
    """Ask the database what is published, and return that; the last known when it is away.

    `copy` is the file where the last known is kept.
    """
    global _looked
    with _lock:
        old = _known.get(url)
        try:
            new = _read(url, old)
        except DataError as problem:
            last = old.reports if old else read_copy(copy, url)
            new = _Known(replace(last, problem=str(problem)), old.step if old else None)
        else:
            keep_copy(copy, url, new.reports)
        _known[url], _looked = new, monotonic()
        return new.reports


def _read(url: URL, old: _Known | None) -> _Known:
    now = utc_now()
    if is_to_be_made(url):
        return _Known(replace(Everything((), ()).published, as_of=now))
    with suppress(NewerDatabase):
        migrate(url)
    with reading(url) as connection:
        step = last_step(connection)
        if old and step == old.step:
            return _Known(replace(old.reports, as_of=now, problem=""), step)
        return _Known(replace(read_all(connection).published, as_of=now), step)


class _Follower(threading.Thread):
    """Asks one database, and keeps its copy in one place, until the process ends."""

    def __init__(self, url: URL, copy: Path) -> None:
        super().__init__(name="meldingen", daemon=True)
        self._url, self._copy = url, copy
        self.has_looked = threading.Event()
        self._ended = threading.Event()

    def run(self) -> None:
        while not self._ended.is_set():
            try:
                self._look()
            except Exception:  # the next look may be better
                log.exception("de meldingen waren niet te lezen")
            self.has_looked.set()
            self._ended.wait(PAUSE_S)

    def _look(self) -> None:
        with suppress(DataError):  # reading says it
            migrate(self._url)  # in a server the database is made at once
        before, now = _known[self._url].reports.problem, reread(self._url, self._copy).problem
        if now and now != before:
            log.error("Meldingen: %s", now)


def follow_reports() -> None:
    """Let a thread of this process follow the database, once; wait briefly for its first look."""
    global _following  # noqa: PLW0603 - one per process is the point
    with _lock, suppress(DataError):  # reading says what is wrong with the setting
        if _following is not None:
            return
        url, copy = database_url(), copy_file()
        _following = url
        _known.setdefault(url, _Known(replace(read_copy(copy, url), problem=_NOT_YET)))
        follower = _Follower(url, copy)
        follower.start()
    if _following is not None:
        follower.has_looked.wait(_FIRST_S)
