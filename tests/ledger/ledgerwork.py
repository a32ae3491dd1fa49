"""Work on a ledger in processes of its own.

Run as `python ledgerwork.py COMMAND ...`; MONITOR_METINGEN says where the ledger is.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, NoReturn

from killing import Moments
from ledgercases import FIRMS, FTE, TODAY, measured

from data_loaders.agreements.measurements import (
    Measurement,
    add_measurements,
    ledger_file,
    load_measurements,
    read_ledger,
    standing,
)
from data_loaders.files.errors import DataError

DAY = date(2026, 6, 30)


def say(found: object) -> None:
    print(json.dumps(found), flush=True)


def correct(goal: str = FIRMS) -> Measurement:
    """Add a correction of the measurement that stands now, or the first one."""
    now = standing(goal, load_measurements())
    value = now[0].amount + 1 if now else 1.0
    replaces = now[0].id if now else ""
    note = 'Nog eens geteld, met een komma, een "citaat" en een é. ' * 4
    return add_measurements([measured(goal, value, replaces=replaces, note=note.strip())], TODAY)[0]


def write_on(goal: str = FIRMS) -> NoReturn:
    while True:
        correct(goal)


def kill_writers(kills: str) -> None:
    """Let children write and kill them at a random moment; what was there is always still there."""
    begin = time.monotonic()
    for _ in range(5):
        correct()
    moments = Moments(time.monotonic() - begin)
    before, steps = ledger_file().read_bytes(), 0
    for _ in range(int(kills)):
        children = [forked(write_on, goal) for goal in (FIRMS, FTE)]
        moments.wait()
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        after = ledger_file().read_bytes()
        assert after.startswith(before)
        assert after.endswith(b"\n")
        assert not read_ledger().faults
        moments.learn(wrote=after != before)
        steps += after != before
        before = after
    correct()
    left = [path.name for path in ledger_file().parent.glob("_tmp-*")]
    say({"rows": len(read_ledger().rows), "grew": steps, "leftovers": left})


def forked(work: Callable[..., object], *arguments: object) -> int:
    child = os.fork()
    if not child:
        work(*arguments)
        os._exit(0)
    return child


def read() -> None:
    """Read until asked to stop; stop at anything that is not whole, or less than before."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    say("begonnen")
    reads, seen = 0, [0]
    while not asked:
        count = len(load_measurements())
        assert count >= seen[-1], f"van {seen[-1]} terug naar {count}"
        if count > seen[-1]:
            seen.append(count)
        reads += 1
    say({"reads": reads, "versions": len(seen)})


def together(writers: str, rows: str) -> None:
    """Let writers add rows of their own at the same time, one call per row."""

    def work(writer: int) -> None:
        for row in range(int(rows)):
            day = DAY - timedelta(days=100 * writer + row)
            source = f"schrijver {writer} rij {row}"
            add_measurements([measured(FIRMS, 5.0, day=day, source=source)], TODAY)

    children = [forked(work, writer) for writer in range(int(writers))]
    say([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])


def die_at_each_step() -> None:
    """Add a row in a child that dies just before its k-th file operation, for each k."""
    correct()
    steps, outcomes, path = 0, set(), ledger_file()
    while True:
        steps += 1
        before = path.read_bytes()
        rows = len(read_ledger().rows)
        status = dies_at(steps)
        after = path.read_bytes()
        assert after.startswith(before)
        outcomes.add(len(read_ledger().rows) - rows)
        correct()
        assert not list(path.parent.glob("_tmp-*")), f"stap {steps}"
        if status == 0:
            say({"steps": steps - 1, "outcomes": sorted(outcomes)})
            return


def dies_at(step: int) -> int:
    """Return the wait status of a child that adds a row: 0 when it got to the end."""
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    done = 0

    def count_down(event: str, _: Any) -> None:
        nonlocal done
        if event.startswith(("open", "os.", "fcntl.")) and event not in {"os.fork", "os.kill"}:
            done += 1
            if done == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count_down)
    correct()
    os._exit(0)


def attempt() -> str:
    try:
        correct()
    except DataError as problem:
        return problem.sentence
    return ""


def too_large() -> None:
    """Add a row when the file may not become any larger."""
    correct()
    size = ledger_file().stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 20, size + 20))
    say(
        {
            "sentence": attempt(),
            "left": sorted(path.name for path in ledger_file().parent.iterdir()),
        }
    )


def fill() -> None:
    """On a small disk: add a row while less and less room is left."""
    correct()
    said, filler = [], ledger_file().with_name("vulling")
    for left in (0, 1, 2, 8):
        before = ledger_file().read_bytes()
        free = os.statvfs(filler.parent)
        filler.write_bytes(bytes(max(free.f_bavail - left, 0) * free.f_bsize))
        said.append(attempt())
        filler.unlink()
        assert ledger_file().read_bytes().startswith(before)
        assert said[-1] == "" or ledger_file().read_bytes() == before
        assert not list(filler.parent.glob("_tmp-*"))
    say(said)


def try_once() -> None:
    """Add a row where nothing can be written."""
    say({"sentence": attempt(), "rows": len(load_measurements())})


COMMANDS = {
    command.__name__: command
    for command in (kill_writers, read, together, die_at_each_step, too_large, fill, try_once)
}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
