"""Work on a store whose disk is full or only to be read, in a process of its own.

Run as `python diskwork.py COMMAND FOLDER`.
"""

from __future__ import annotations

import os
import resource
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from storagework import DATASET, KEEP, leftovers, put, say, whole

from data_loaders.files.errors import DataError
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store


def attempt(store: Store, n: int, size: int) -> str:
    try:
        put(store, n, size)
    except DataError as problem:
        return problem.sentence
    return ""


def too_large(root: Path) -> None:
    """Store a version that is larger than a file may be here."""
    store = Store(root, KEEP)
    put(store, 1)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    sentence = attempt(store, 2, 300_000)
    after = whole(Store(root, KEEP).read_current(DATASET))
    put(store, 3)
    say({"sentence": sentence, "after": after, "leftovers": leftovers(root)})


def fill(root: Path) -> None:
    """On a small disk: store while less and less room is left, in bytes and in files."""
    sentences, outcomes, store = set(), set(), Store(root, KEEP)
    put(store, 1)
    for left in range(16):
        for kind in ("bytes", "names"):
            now = whole(store.read_current(DATASET))
            with nearly_full(root, kind, left):
                sentence = attempt(store, now + 1, 9000)
                expected = now if sentence else now + 1
                assert whole(Store(root, KEEP).read_current(DATASET)) == expected
                assert not list(root.rglob("_tmp-*"))
                store.write_state(DATASET, SourceState(failures=left))
                sentences.add(sentence)
                outcomes.add(f"{kind} {'vol' if sentence else 'past'}")
            put(store, now + 2)
            assert leftovers(root) == []
    say({"sentences": sorted(sentences), "outcomes": sorted(outcomes)})


@contextmanager
def nearly_full(root: Path, kind: str, left: int) -> Iterator[None]:
    """Leave room for `left` pages of 4096 bytes, or for `left` files."""
    free = os.statvfs(root)
    if kind == "bytes":
        (root / "vulling").write_bytes(bytes(max(free.f_bavail - left - 1, 0) * free.f_bsize))
    else:
        (root / "vulling").mkdir()
        for number in range(max(free.f_favail - left - 1, 0)):
            (root / "vulling" / str(number)).touch()
    yield
    if kind == "bytes":
        (root / "vulling").unlink()
    else:
        shutil.rmtree(root / "vulling")


def read_only(root: Path) -> None:
    """Try everything on a folder that cannot be written."""
    before = sorted(root.rglob("*"))
    store, found = Store(root, KEEP), {}
    found["put"] = attempt(store, 2, 9000)
    try:
        with store.lock():
            found["lock"] = "gekregen"
    except DataError as problem:
        found["lock"] = f"{type(problem).__name__}: {problem.sentence}"
    store.write_state(DATASET, SourceState(failures=9))
    found["new"] = attempt(Store(root / "nieuw", KEEP), 1, 9000)
    after = {"n": whole(store.read_current(DATASET)), "state": store.read_state(DATASET).failures}
    say(found | after | {"same": sorted(root.rglob("*")) == before})


if __name__ == "__main__":
    {command.__name__: command for command in (too_large, fill, read_only)}[sys.argv[1]](
        Path(sys.argv[2])
    )
