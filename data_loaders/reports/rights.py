"""Who was given which role in Beheer: the last that was given to an account counts."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterable, Mapping

from data_loaders.access.insiders import Right
from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.reports.database import database_url, reading, writing
from data_loaders.reports.grants import Grant, GrantedRole, add_grant, read_grants
from data_loaders.reports.migrating import is_to_be_made, migrate

log = logging.getLogger(__name__)

_FRESH_S = 2.0
_lock = threading.Lock()
_known: tuple[float, Mapping[str, Right]] = (float("-inf"), {})


def give_right(account: str, role: GrantedRole, about: Iterable[str], by: str) -> Grant:
    """Give an account a role from now on, or none. Raises DataError when it cannot be kept."""
    made = Grant(account=account, role=role, about=tuple(about), at=utc_now(), by=by)
    url = database_url()
    migrate(url)
    with writing(url) as connection:
        add_grant(connection, made)
    _forget()
    return made


def load_grants() -> tuple[Grant, ...]:
    """Return all that was given and taken, in its order. Asks the database. Raises DataError."""
    url = database_url()
    if is_to_be_made(url):
        return ()
    migrate(url)
    with reading(url) as connection:
        return read_grants(connection)


def load_rights() -> Mapping[str, Right]:
    """Return what each account may do by what was given to it, at most some seconds old.

    While the database is away: as last known.
    """
    global _known  # noqa: PLW0603 - what this process last read
    with _lock:
        if time.monotonic() - _known[0] > _FRESH_S:
            found = _known[1]
            try:
                found = rights_of(load_grants())
            except DataError as problem:
                log.error("Rechten: %s", problem)
            _known = (time.monotonic(), found)
        return _known[1]


def rights_of(grants: Iterable[Grant]) -> dict[str, Right]:
    """Return the right of each account that has one."""
    last = {grant.account: grant for grant in grants}
    return {
        account: Right(account, grant.role, grant.about)
        for account, grant in last.items()
        if grant.role != "geen"
    }


def _forget() -> None:
    global _known  # noqa: PLW0603 - what this process last read
    with _lock:
        _known = (float("-inf"), _known[1])
