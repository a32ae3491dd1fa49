"""The database brought up to date: once per process, whoever is first, the others wait."""

from __future__ import annotations

import logging
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection
from sqlalchemy.engine import URL

from data_loaders.files.errors import DataError
from data_loaders.reports.copy import copy_file, read_copy
from data_loaders.reports.database import file_of, reading, writing
from data_loaders.reports.old_ledger import old_ledger

_MIGRATIONS = Path(__file__).with_name("migrations")
_done: set[URL] = set()
logging.getLogger("alembic").setLevel(logging.WARNING)  # it tells every step, in English


class NewerDatabase(DataError):  # noqa: N818 - a state of affairs, not a fault
    """A newer version of the monitor changed the database: it is read, and not written."""


def is_to_be_made(url: URL) -> bool:
    """Tell whether the database is a file that is not there, so that nothing was ever reported.

    Raises DataError when something was: then the file is lost, or its disk is away.
    """
    file = file_of(url)
    if file is None or file.exists() or old_ledger():
        return False
    if read_copy(copy_file(), url).rows:
        sentence = "deze database is weg; zet een back-up terug, of verwijder de kopie"
        raise DataError(f"{sentence} '{copy_file().name}'", file)
    return True


def migrate(url: URL) -> None:
    """Make the database what this version of the monitor needs: wholly, or not at all.

    Raises DataError, also for a database that a newer version has changed.
    """
    file = file_of(url)
    if not is_to_be_made(url) and (file is None or file.exists()) and _is_new(url):
        return
    with writing(url) as connection:
        bring_up_to_date(connection)
    _done.add(url)


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that are left, in the transaction of `connection`. Raises DataError."""
    config = _config()
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise NewerDatabase("De database is van een nieuwere versie van de monitor.") from error


def _is_new(url: URL) -> bool:
    """Tell whether nothing is left to be done, without the lock of writers."""
    if url in _done:
        return True
    with reading(url) as connection:
        now = MigrationContext.configure(connection).get_current_revision()
    if now == ScriptDirectory.from_config(_config()).get_current_head():
        _done.add(url)
    return url in _done


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
