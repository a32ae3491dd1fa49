"""Work of other processes on one store, and what a whole version must look like.

Run as `python storagework.py COMMAND FOLDER ...`; the functions also serve the tests.
"""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, NoReturn

from killing import Moments

from data_loaders.files.paths import ROOT
from data_loaders.storage.folder import DatasetFolder
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

DATASET = "cbs/03759ned"
KEEP = 2  # as tight as it goes: the hardest for readers


def files_of(n: int, size: int = 9000) -> dict[str, bytes]:
    text = f"{n}\n".encode()
    return {"rijen.parquet": text * (size // len(text)), "info.json": json.dumps({"n": n}).encode()}


def put(store: Store, n: int, size: int = 9000) -> Version:
    return store.put(DATASET, f"v{n}", files_of(n, size), {"n": n})


def whole(found: tuple[Version, dict[str, bytes]] | None, size: int = 9000) -> int:
    """Return which version this is, after checking that all of it is of one version."""
    assert found is not None
    version, files = found
    n = int(version.facts["n"])
    assert files == files_of(n, size)
    assert version.id == f"v{n}"
    return n


def leftovers(root: Path) -> list[str]:
    """Return what is in the store but not part of it, and versions past the bound."""
    found = [path.name for path in root.rglob("_tmp-*")]
    pointer = (root / DATASET / "_current").read_text()
    names = sorted(path.name for path in (root / DATASET / "_versions").iterdir())
    return found + names[:-KEEP] + [name for name in names if name > pointer]


def start(
    *arguments: object,
    before: tuple[str, ...] = (),
    script: str = __file__,
    told: int = subprocess.DEVNULL,
) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [*before, sys.executable, script, *map(str, arguments)],
        env=os.environ | {"PYTHONPATH": f"{ROOT}:{ROOT / 'tests/faults'}", "PYTHONUTF8": "1"},
        stdin=told,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def run(*arguments: object, before: tuple[str, ...] = (), script: str = __file__) -> Any:
    """Run a command to its end and return what it found."""
    with start(*arguments, before=before, script=script) as process:
        out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err
    return json.loads(out.splitlines()[-1])


@contextmanager
def started(*arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Run a command in the background from the moment it says that it is at work."""
    with start(*arguments) as process:
        try:
            assert output(process).readline() == "begonnen\n", process.communicate()[1]
            yield process
        finally:
            process.kill()


def output(process: subprocess.Popen[str]) -> IO[str]:
    assert process.stdout is not None
    return process.stdout


def say(found: object) -> None:
    print(found if isinstance(found, str) else json.dumps(found), flush=True)


def write(root: Path) -> None:
    """Store one version after another, and the state, until killed."""
    say("begonnen")
    write_on(root)


def kill_writers(root: Path, kills: str) -> None:
    """Let a child write and kill it at a random moment, again and again; tell how far it got."""
    last, begin = 0, time.monotonic()
    for n in range(2, 6):
        put(Store(root, KEEP), n)
    moments = Moments(time.monotonic() - begin)
    for _ in range(int(kills)):
        child = os.fork()
        if not child:
            write_on(root)
        moments.wait()
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = whole(Store(root, KEEP).read_current(DATASET))
        assert now >= last, f"van {last} terug naar {now}"
        moments.learn(wrote=now > last)
        last = now
    say({"last": last})


def write_on(root: Path) -> NoReturn:
    store = Store(root, KEEP)
    now = store.current(DATASET)
    n = int(now.facts["n"]) if now else 0
    while True:
        n += 1
        put(store, n)
        store.write_state(DATASET, SourceState(failures=n))


def read(root: Path) -> None:
    """Read until asked to stop, then tell what was seen; stop at anything that is not whole."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    store, seen, reads = Store(root, KEEP), [0], 0
    say("begonnen")
    while not asked:
        if reads % 20 == 0:
            store = Store(root, KEEP)  # as a process that has just started
        found = store.read_current(DATASET)
        whole(found)
        number = found[0].number if found else 0
        assert number >= seen[-1], f"van {seen[-1]} terug naar {number}"
        if number > seen[-1]:
            seen.append(number)
        assert store.versions(DATASET)
        assert store.fingerprint(DATASET)[0] >= number
        store.read_state(DATASET)
        reads += 1
    say({"reads": reads, "versions": len(seen)})


def hold(root: Path) -> None:
    """Hold the lock of the refresher until killed."""
    with Store(root).lock():
        say("begonnen")
        signal.pause()


def count(root: Path, times: str) -> None:
    """Add one to a count in the store, with the lock held."""
    store = Store(root, KEEP)
    for _ in range(int(times)):
        with store.lock(wait=60):
            now = store.current(DATASET)
            put(store, int(now.facts["n"]) + 1 if now else 1)
    say("klaar" if store.current(DATASET) else "leeg")


def die_at_each_step(root: Path) -> None:
    """Store a version in a child that dies just before its k-th file operation, for each k."""
    seed, steps, outcomes = root / "begin", 0, set()
    for n in range(1, 5):
        put(Store(seed, KEEP), n)
    while True:
        steps += 1
        folder = root / f"stap-{steps}"
        shutil.copytree(seed, folder)
        if child_dies_at(folder, steps) == 0:
            say({"steps": steps - 1, "outcomes": sorted(outcomes)})
            return
        outcomes.add(whole(Store(folder, KEEP).read_current(DATASET)))
        visible = DatasetFolder(folder / DATASET).names()  # all whole, the current one first
        assert [found.folder.name for found in Store(folder).versions(DATASET)] == visible
        assert (folder / DATASET / "_current").read_text() == visible[0]
        put(Store(folder, KEEP), 6)
        assert whole(Store(folder, KEEP).read_current(DATASET)) == 6
        assert leftovers(folder) == [], f"stap {steps}"


def child_dies_at(folder: Path, step: int) -> int:
    """Return the wait status of a child that stores version 5: 0 when it got to the end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    done = 0

    def count_down(event: str, _: object) -> None:
        nonlocal done
        if event.startswith(("open", "os.", "fcntl.")) and event not in {"os.fork", "os.kill"}:
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_down)
    put(Store(folder, KEEP), 5)
    os._exit(0)


def push(root: Path, url: str, options: str) -> None:
    """Store and push one version after another until killed."""
    from data_loaders.storage.shared import SharedCopy  # slow, and for this command only

    store, copy = Store(root, KEEP), SharedCopy(url, json.loads(options))
    copy.pull(store)
    now = store.current(DATASET)
    n = int(now.facts["n"]) if now else 0
    say("begonnen")
    while True:
        n += 1
        put(store, n)
        copy.push(store, DATASET)


COMMANDS = {
    command.__name__: command
    for command in (
        write,
        read,
        kill_writers,
        hold,
        count,
        die_at_each_step,
        push,
    )
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](Path(sys.argv[2]), *sys.argv[3:])
