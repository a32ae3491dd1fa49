"""Putting a backup back: all that is asked for, or nothing changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from data_loaders.agreements.measurements import LEDGER, writing_ledger
from data_loaders.backup.archive import STORE, Backup, dataset_file
from data_loaders.backup.saving import REGISTERS, register_content
from data_loaders.files.errors import DataError
from data_loaders.files.records import read_records
from data_loaders.storage.files import replace_file, write_problem
from data_loaders.storage.names import MANIFEST, STATE
from data_loaders.storage.replacing import replaced_store
from data_loaders.storage.shared import shared_from_env
from data_loaders.storage.store import Store

_WAIT_S = 30.0
_OVERWRITE = "Met --overschrijf komt de back-up ervoor in de plaats."


def restore_backup(
    backup: Backup, store: Store, parts: Collection[str], *, overwrite: bool
) -> None:
    """Put back these parts of a backup, in `store` and where the settings have the registers.

    Raises DataError, and then nothing has changed: when something would be lost (unless
    `overwrite`), when the backup does not fit this version of the monitor, or when it cannot be
    written. With a shared copy the store goes there too.
    """
    with ExitStack() as steps:
        for name in [name for name in backup.registers if name in parts]:
            steps.enter_context(_replaced_register(name, backup.registers[name], overwrite))
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
        raise DataError(f"De {what} is niet leeg ({', '.join(datasets)[:200]}). {_OVERWRITE}")


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


@contextmanager
def _replaced_register(name: str, data: bytes, overwrite: bool) -> Iterator[None]:
    """Put a register in its place; what was there comes back when the body raises."""
    place, _ = REGISTERS[name]
    if register_content(place()) == data:
        yield
        return
    _check_rows(name, data)
    with writing_ledger() if name == LEDGER else _writing(place()) as path:
        old = register_content(path)
        lost = {line for line in old.splitlines() if line.strip()} - set(data.splitlines())
        if lost and not overwrite:
            count = f"{len(lost)} {'regel' if len(lost) == 1 else 'regels'}"
            raise DataError(f"De back-up mist {count} van dit bestand. {_OVERWRITE}", path)
        replace_file(path, data)
        try:
            yield
        except BaseException:
            replace_file(path, old) if old else path.unlink()
            raise


def _check_rows(name: str, data: bytes) -> None:
    """Refuse a register that this version of the monitor cannot read."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}.csv"
        path.write_bytes(data)
        try:
            read_records(path, REGISTERS[name][1], may_be_empty=True)
        except DataError as problem:
            raise DataError(
                f"De back-up past niet bij deze versie van de monitor: {problem.sentence}.",
                Path(path.name),
                problem.line,
            ) from problem


@contextmanager
def _writing(path: Path) -> Iterator[Path]:
    try:
        yield path
    except OSError as error:
        raise write_problem(error, path) from error
