"""Putting a backup back: all that is asked for, or nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from data_loaders.agreements.note_rules import Note
from data_loaders.backup.archive import STORE, Backup, dataset_file
from data_loaders.backup.saving import (
    NOTES_NAME,
    OLD_LEDGER,
    REPORTS,
    REPORTS_FILE,
    file_content,
)
from data_loaders.files.errors import DataError
from data_loaders.files.records import read_records
from data_loaders.notes import NOTES, NOTES_FILE
from data_loaders.reports.old_ledger import read_old_ledger
from data_loaders.reports.restoring import OVERWRITE, replaced_reports
from data_loaders.reports.rows import Everything, decode_everything
from data_loaders.storage.files import replace_file, write_problem
from data_loaders.storage.names import MANIFEST, STATE
from data_loaders.storage.replacing import replaced_store
from data_loaders.storage.shared import shared_from_env
from data_loaders.storage.store import Store

_WAIT_S = 30.0


def restore_backup(
    backup: Backup, store: Store, parts: Collection[str], *, overwrite: bool
) -> None:
    """Put back these parts of a backup, in `store` and where the settings have the database.

    Raises DataError, and then nothing has changed: when something would be lost (unless
    `overwrite`), when the backup does not fit this version of the monitor, or when it cannot be
    written. With a shared copy the store goes there too.
    """
    with ExitStack() as steps:
        if REPORTS in parts and (reports := _reports_of(backup)):
            steps.enter_context(replaced_reports(reports, overwrite=overwrite))
        if NOTES in parts and NOTES_NAME in backup.others:
            steps.enter_context(_replaced_notes(backup.others[NOTES_NAME], overwrite))
        if STORE in parts:
            steps.enter_context(store.lock(wait=_WAIT_S))
            shared = shared_from_env()
            if not overwrite:
                _refuse_used("opslag", store.datasets())
                _refuse_used("gedeelde opslag", shared.datasets() if shared else [])
            steps.enter_context(replaced_store(store, partial(_fill, files=backup.store)))
            if shared:
                shared.replace(store)


def _refuse_used(what: str, datasets: Collection[str]) -> None:
    if datasets:
        raise DataError(f"De {what} is niet leeg ({', '.join(datasets)[:200]}). {OVERWRITE}")


def _fill(store: Store, files: Mapping[str, bytes]) -> None:
    """Put the files of a backup in an empty store, each version held against its digests."""
    versions: defaultdict[tuple[str, str], dict[str, bytes]] = defaultdict(dict)
    states = {}
    for path, data in files.items():
        found = dataset_file(path)
        assert found, path  # held against it when the backup was unpacked
        dataset, version, file = found
        if file == STATE:
            states[dataset] = data
        else:
            versions[dataset, version][file] = data
    for (dataset, version), content in versions.items():
        manifest = content.pop(MANIFEST, b"")
        store.adopt(dataset, version, manifest, content)
    for dataset, state in states.items():
        replace_file(store.state_file(dataset), state)


def _reports_of(backup: Backup) -> Everything | None:
    """Return what was reported, also of an older backup; None when it has none."""
    with _fitting(), TemporaryDirectory() as folder:
        if data := backup.others.get(REPORTS_FILE):
            return decode_everything(data)
        if data := backup.others.get(OLD_LEDGER):
            path = Path(folder) / OLD_LEDGER
            path.write_bytes(data)
            return read_old_ledger(path)
    return None


@contextmanager
def _replaced_notes(data: bytes, overwrite: bool) -> Iterator[None]:
    """Put the notes in their place; what was there comes back when the body raises."""
    path = NOTES_FILE
    old = file_content(path)
    if old == data:
        yield
        return
    with _fitting(), TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(data)
        read_records(Path(folder) / path.name, Note, may_be_empty=True)
    lost = {line for line in old.splitlines() if line.strip()} - set(data.splitlines())
    if lost and not overwrite:
        count = f"{len(lost)} {'regel' if len(lost) == 1 else 'regels'}"
        raise DataError(f"De back-up mist {count} van dit bestand. {OVERWRITE}", path)
    try:
        replace_file(path, data)
        try:
            yield
        except BaseException:
            replace_file(path, old) if old else path.unlink()
            raise
    except OSError as error:
        raise write_problem(error, path) from error


@contextmanager
def _fitting() -> Iterator[None]:
    """Say of a part that this version of the monitor cannot read it, that it does not fit."""
    try:
        yield
    except DataError as problem:
        raise DataError(
            f"De back-up past niet bij deze versie van de monitor: {problem.sentence}.",
            Path(problem.path.name) if problem.path else None,
            problem.line,
        ) from problem
