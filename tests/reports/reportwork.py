"""Work on the database in processes of its own.

Run as `python reportwork.py COMMAND ...`; MONITOR_DATABASE says where it is.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import NoReturn

from killing import Moments
from reportcases import LINES, spending

from data_loaders.files.errors import DataError
from data_loaders.reports.reading import (
    PAUSE_S,
    follow_reports,
    last_reports,
    load_everything,
    load_reports,
)
from data_loaders.reports.record import Report, standing_reports
from data_loaders.reports.writing import add_all, propose, publish

DAY = date(2019, 1, 1)
NOTE = 'Nog eens geteld, met een komma, een "citaat" en een é. ' * 4


def say(found: object) -> None:
    print(json.dumps(found), flush=True)


def add(line: str, number: int) -> Report:
    """Publish an amount of this line on the day that belongs to the number."""
    day = (DAY + timedelta(days=number)).isoformat()
    given = spending(float(number), subject=line, period=day, sentence=NOTE.strip())
    if number % 2:
        return publish(propose(given, "schrijver").id, "schrijver")
    return add_all([given], "schrijver")[0]


def write_on(line: str, told: int) -> NoReturn:
    """Add a day after the last one, and only then tell its number; again and again."""
    rows = [row for row in load_everything().reports if row.subject == line]
    number = max((int(row.value or 0) for row in rows), default=-1)
    while True:
        number += 1
        add(line, number)
        os.write(told, f"{line} {number}\n".encode())


def kill_writers(kills: str) -> None:
    """Let children write and kill them at a random moment: what was told is there, and once."""
    begin = time.monotonic()
    for number in range(5):
        add(LINES[2], number)
    moments = Moments(time.monotonic() - begin)
    told: Counter[str] = Counter()
    grew = 0
    for turn in range(int(kills)):
        listen, tell = os.pipe()
        children = [forked(write_on, line, tell) for line in LINES[:2]]
        os.close(tell)
        moments.wait()
        for child in children:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
        with os.fdopen(listen) as heard:
            new = Counter(heard.read().splitlines())
        told += new
        grew += bool(new)
        moments.learn(wrote=bool(new))
        if turn % 10 == 9:  # what is lost or doubled stays so
            check(told)
    check(told)
    say({"told": sum(told.values()), "grew": grew, "kept": len(load_reports().rows)})


def check(told: Counter[str]) -> None:
    """Stop unless all that was told is published once, and nothing is there in part."""
    found = Counter(
        f"{row.subject} {int(row.value or 0)}"
        for row in load_reports().rows
        if row.subject in LINES[:2]
    )
    assert max(found.values(), default=1) == 1, found.most_common(3)
    assert not told - found, told - found
    everything = load_everything()
    steps = Counter(step.report for step in everything.steps)
    ids = [report.id for report in everything.reports]
    assert ids == [f"B{number:04}" for number in range(1, len(ids) + 1)]
    numbers = [step.number for step in everything.steps]
    assert numbers == list(range(1, len(numbers) + 1))
    for report in everything.reports:
        assert steps[report.id] == 1 + (report.published is not None), report


def forked(work: Callable[..., object], *arguments: object) -> int:
    child = os.fork()
    if not child:
        work(*arguments)
        os._exit(0)
    return child


def read() -> None:
    """Read until asked to stop; stop at anything that is less than before, or cannot be read."""
    asked: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _: asked.append(number))
    say("begonnen")
    reads, seen = 0, [0]
    while not asked:
        found = load_reports()
        assert not found.problem, found.problem
        assert len(found.rows) >= seen[-1], f"van {seen[-1]} terug naar {len(found.rows)}"
        if len(found.rows) > seen[-1]:
            seen.append(len(found.rows))
        reads += 1
        time.sleep(0.05)  # the writers need the processor
    say({"reads": reads, "versions": len(seen)})


def together(writers: str, rows: str) -> None:
    """Let writers that all begin at once, in a database that is not there, each add rows."""
    listen, tell = os.pipe()

    def work(writer: int) -> None:
        os.close(tell)
        os.read(listen, 1)  # until everybody is here
        for number in range(int(rows)):
            add(LINES[writer], number)

    children = [forked(work, writer) for writer in range(int(writers))]
    os.close(tell)
    say([os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children])


def correct_together(writers: str) -> None:
    """Let writers correct the same row at once: one of them may."""
    (first,) = add_all([spending()], "schrijver")

    def work(writer: int) -> None:
        try:
            add_all([spending(float(writer), replaces=first.id)], "schrijver")
        except DataError:
            os._exit(7)

    children = [forked(work, writer) for writer in range(int(writers))]
    say(sorted(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children))


def rows_of(line: str) -> list[Report]:
    """What was spent on a line and stands."""
    return standing_reports(row for row in load_reports().rows if row.subject == line)


def attempt() -> str:
    rows = rows_of(LINES[0])
    try:
        add(LINES[0], 2 * len(rows))  # at once: an odd one takes two steps
    except DataError as problem:
        return problem.sentence
    return ""


def too_large() -> None:
    """Add rows when no file may become any larger."""
    add(LINES[0], 0)
    folder = Path(os.environ["MONITOR_STORE"])
    size = max(path.stat().st_size for path in folder.iterdir())
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    said = next((sentence for _ in range(100) if (sentence := attempt())), "")
    say({"sentence": said, "rows": len(rows_of(LINES[0]))})


def fill() -> None:
    """On a small disk: add rows while less and less room is left."""
    add(LINES[0], 0)
    said, filler = [], Path(os.environ["MONITOR_STORE"]) / "vulling"
    for left in (0, 1, 2, 60):
        before = len(load_everything().reports)
        free = os.statvfs(filler.parent)
        filler.write_bytes(bytes(max(free.f_bavail - left, 0) * free.f_bsize))
        said.append(attempt())
        filler.unlink()
        after = load_everything().reports
        assert len(after) == before + (said[-1] == ""), (left, said, before, len(after))
    say(said)


def try_once() -> None:
    """Add a row where nothing can be written."""
    found = load_reports()
    say({"sentence": attempt(), "rows": len(found.rows), "problem": found.problem})


def follow() -> None:
    """Follow the database as a server does; for each line that is asked, say what is known."""
    follow_reports()
    say("begonnen")
    for _ in sys.stdin:
        for _ in range(1000):  # a page view never waits
            found = last_reports()
        say({"rows": len(found.rows), "problem": found.problem, "known": found.as_of is not None})


def follow_elsewhere(place: str) -> None:
    """Follow the database, then name another store; say what came to lie there."""
    follow_reports()
    os.environ["MONITOR_STORE"] = place
    time.sleep(2 * PAUSE_S)
    say(sorted(path.name for path in Path(place).glob("*")))


_ALL = (
    kill_writers,
    read,
    together,
    correct_together,
    too_large,
    fill,
    try_once,
    follow,
    follow_elsewhere,
)
COMMANDS = {command.__name__: command for command in _ALL}

if __name__ == "__main__":
    COMMANDS[sys.argv[1]](*sys.argv[2:])
