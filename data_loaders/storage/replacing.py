"""Replacing what a store holds in one go: all of it, or nothing changes."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from data_loaders.storage.files import remove_leftovers, temporary_name, write_problem
from data_loaders.storage.store import Store

KEEP_ALL = 100_000


@contextmanager
def replaced_store(store: Store, fill: Callable[[Store], None]) -> Iterator[None]:
    """Replace what `store` holds by what `fill` puts in an empty one, for who has its lock.

    When `fill` or the body of the `with` raises, the store is as it was. Readers go on all the
    while. Raises DataError when it cannot be stored.
    """
    root = store.root
    coming, going = root / temporary_name(), root / temporary_name()
    try:
        remove_leftovers(root)
        coming.mkdir()
        going.mkdir()
        filled = Store(coming, KEEP_ALL)
        fill(filled)
        tops = {name.split("/")[0] for name in (*store.datasets(), *filled.datasets())}
        with _exchanged(root, coming, going, tops):
            yield
        shutil.rmtree(going, ignore_errors=True)
    except OSError as error:
        raise write_problem(error, root) from error
    finally:
        shutil.rmtree(coming, ignore_errors=True)
        with suppress(OSError):
            going.rmdir()  # empty: what was moved out is back


@contextmanager
def _exchanged(root: Path, coming: Path, going: Path, names: set[str]) -> Iterator[None]:
    """Move these folders out to `going` and in from `coming`; back again when anything raises."""
    moved: list[tuple[Path, Path]] = []
    try:
        for name in sorted(names):
            for source, target in ((root / name, going / name), (coming / name, root / name)):
                if source.exists():
                    source.rename(target)
                    moved.append((source, target))
        yield
    except BaseException:
        for source, target in reversed(moved):
            target.rename(source)
        raise
