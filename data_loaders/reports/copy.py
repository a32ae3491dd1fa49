"""The copy of what was last known, beside the store: for when the database is away."""

from __future__ import annotations

import hashlib
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec
from sqlalchemy.engine import URL

from data_loaders.files.errors import DataError
from data_loaders.reports.record import Report, Reports
from data_loaders.storage.files import replace_file
from data_loaders.storage.store import store_from_env

log = logging.getLogger(__name__)

FILE = "meldingen-kopie.json"
_AGAIN = timedelta(minutes=1)
_kept: dict[Path, tuple[str, datetime]] = {}


class _Copy(msgspec.Struct):
    """What lies on the disk: published rows only, and a digest of where they come from."""

    database: str
    revision: int
    mark: str
    as_of: datetime
    rows: tuple[Report, ...]


def copy_file() -> Path:
    """Return where the copy lies."""
    return store_from_env().root / FILE


def keep_copy(path: Path, url: URL, reports: Reports) -> None:
    """Keep what is known, when it changed or was last kept a minute ago. A failure is logged."""
    now = reports.as_of
    if now is None or not (reports.rows or path.exists()):
        return  # nothing was ever reported: nothing to keep, and no folder to make
    mark, last = _kept.get(path, ("", now))
    if mark == reports.mark and now - last < _AGAIN and path.exists():
        return
    made = _Copy(_name(url), reports.revision, reports.mark, now, reports.rows)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, msgspec.json.encode(made))
    except OSError as error:
        if path not in _kept:
            log.warning("De kopie van de meldingen is niet te bewaren: %s", error.strerror)
    _kept[path] = (reports.mark, now)


def read_copy(path: Path, url: URL) -> Reports:
    """Return what was last kept of this database; nothing when there is none or it is damaged."""
    with suppress(OSError, msgspec.DecodeError, DataError):
        found = msgspec.json.decode(path.read_bytes(), type=_Copy)
        if found.database == _name(url):
            return replace(Reports(found.rows, found.revision, found.mark), as_of=found.as_of)
    return Reports()


def _name(url: URL) -> str:
    """Return what stands for a database without saying where it is, or its password."""
    return hashlib.sha256(url.render_as_string(hide_password=True).encode()).hexdigest()
