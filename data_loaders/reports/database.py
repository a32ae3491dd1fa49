"""The database of what is reported: SQLite in the store, or what MONITOR_DATABASE names.

One writer at a time, whoever it is: SQLite and PostgreSQL each have a lock for that which goes
with its holder. Nothing is kept open in between, so a database may come and go.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.engine.interfaces import IsolationLevel
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import NullPool

from data_loaders.files import paths
from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError
from data_loaders.storage.files import write_problem
from data_loaders.storage.locks import Busy
from data_loaders.storage.store import store_from_env

DATABASE_SETTING = "MONITOR_DATABASE"
FILE = "meldingen.db"
AWAY = "De database is niet bereikbaar."
_WAIT_S = 30
_CONNECT_S = 3
_WRITERS = 20261130
"""The number of our lock among the advisory locks of a PostgreSQL database."""
_KINDS = ("sqlite", "postgresql")
_FULL = "Er is geen ruimte meer om gegevens te bewaren."
_READ_ONLY = "De database is alleen te lezen, dus er is niets bewaard."
DAMAGED = "De database is beschadigd; zet een back-up terug."
# By the code of a fault, of SQLite or of the SQL standard: PostgreSQL may speak any language.
_FAULTS = {
    "SQLITE_FULL": _FULL,
    "53100": _FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "25006": _READ_ONLY,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
    "XX001": DAMAGED,
}
_BUSY = ("SQLITE_BUSY", "55P03")


def database_url() -> URL:
    """Return where the database is, as the environment says. Raises DataError."""
    said = os.environ.get(DATABASE_SETTING, "").strip()
    if not said:
        return URL.create("sqlite", database=str(store_from_env().root / FILE))
    try:
        url = make_url(said)
        if url.get_backend_name() not in _KINDS:
            raise ArgumentError
        if url.get_backend_name() == "sqlite":
            if not url.database or url.database == ":memory:":
                raise ArgumentError
            place = paths.ROOT / Path(url.database).expanduser()
            return url.set(drivername="sqlite", database=str(place))
        return url.set(drivername="postgresql+psycopg")
    except (ArgumentError, NoSuchModuleError, ValueError):  # what is said may hold a password
        sentence = "dit is geen adres zoals sqlite:///map/bestand.db of postgresql://…"
        raise DataError(f"{DATABASE_SETTING}: {sentence}") from None


def file_of(url: URL) -> Path | None:
    """Return the file of an SQLite database, None for another."""
    return Path(url.database or "") if url.get_backend_name() == "sqlite" else None


@contextmanager
def reading(url: URL) -> Iterator[Connection]:
    """Read from the database; an SQLite file must be there. Raises DataError.

    What stands in a damaged one may be no text, no number or no row of ours.
    """
    with decoding(DAMAGED), explained(), _engine(url, False).connect() as connection:
        yield connection


@contextmanager
def writing(url: URL) -> Iterator[Connection]:
    """Write to the database, the only one to do so: all of it is kept at the end, or nothing.

    Waits at most half a minute for another writer, then raises Busy. Raises DataError.
    """
    if file := file_of(url):
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise write_problem(error, file.parent) from error
        if not os.access(file.parent, os.W_OK):
            raise write_problem(OSError(errno.EROFS, ""), file.parent)
    with explained(), _engine(url, True).begin() as connection:
        if url.get_backend_name() == "postgresql":
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_WRITERS})"))
        yield connection


@contextmanager
def explained() -> Iterator[None]:
    """Raise DataError or Busy, one Dutch sentence, for every fault of the database itself."""
    try:
        yield
    except DBAPIError as error:
        code = getattr(error.orig, "sqlite_errorname", "") or getattr(error.orig, "sqlstate", "")
        if str(code).startswith(_BUSY):
            raise Busy("Een ander proces is hier al mee bezig.") from error
        told = (told for known, told in _FAULTS.items() if str(code).startswith(known))
        raise DataError(next(told, AWAY)) from error
    except ModuleNotFoundError as error:
        raise DataError("Voor PostgreSQL is requirements-postgres.txt nodig.") from error


@lru_cache(maxsize=8)
def _engine(url: URL, writes: bool) -> Engine:
    if url.get_backend_name() == "postgresql":
        limits = "-c lock_timeout=30s -c statement_timeout=60s"
        alive = {"keepalives_idle": 10, "keepalives_count": 2, "tcp_user_timeout": 10_000}
        settings = {"connect_timeout": _CONNECT_S, "options": limits, **alive}
        # A reader sees one moment in all its questions; a writer what was kept before its lock.
        level: IsolationLevel = "READ COMMITTED" if writes else "REPEATABLE READ"
        return create_engine(url, poolclass=NullPool, connect_args=settings, isolation_level=level)
    file = Path(url.database or "")
    engine = create_engine("sqlite://", creator=lambda: _open(file, writes), poolclass=NullPool)
    event.listen(engine, "begin", _begin_writing if writes else _begin_reading)
    return engine


def _open(file: Path, writes: bool) -> sqlite3.Connection:
    """Open an SQLite file; a transaction begins where we say so."""
    if file.exists() and not file.is_file():  # a pipe would hold up whoever opens it
        raise DataError(DAMAGED, file)
    mode = "rwc" if writes else "ro"
    if not writes and not os.access(file.parent, os.W_OK) and not _journal(file).exists():
        mode = "ro&immutable=1"  # nobody writes here, and a journal could not be made
    address = f"{file.absolute().as_uri()}?mode={mode}"
    found = sqlite3.connect(address, _WAIT_S, uri=True, isolation_level=None)
    if writes and found.execute("PRAGMA journal_mode").fetchone() != ("wal",):
        found.execute("PRAGMA journal_mode = WAL")
    return found


def _journal(file: Path) -> Path:
    return file.with_name(f"{file.name}-wal")


def _begin_writing(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")
