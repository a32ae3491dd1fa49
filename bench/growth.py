"""The same page while the stored table behind it grows, with areas the monitor does not know.

`refresh` keeps only our own areas; this is what it would cost if it kept them all. The first
view after a change is that of a visitor who comes before the refresher has read what is new.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from bench.commands import use_store
from bench.made import make_table
from bench.protocol import visit
from bench.report import Budget, Row, Section, at_most, number
from bench.reruns import PAUSE_SECONDS
from bench.servers import BenchError, Server, serve
from bench.setup import PAGE, Setup
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.sources.cbs import dataset_of, encode_table
from data_loaders.sources.cbs_table import CbsTable, TableInfo
from data_loaders.storage.store import Store

TABLE, FIGURE = "80794ned", "uitkeringsontvangers"
QUERY = f"onderdeel=uitkeringen&cijfer={FIGURE}"
# Our municipalities, those of the country, and as many areas as it has neighbourhoods.
SIZES = (18, 342, 14_000)
YEARS = 1
MAX_GROWTH = 1.3
TURNS, TURNS_QUICK = 8, 3
RERUNS = 4


@dataclass
class Times:
    """Times of some runs in ms: of each as it passed, and the processor time of them all."""

    wall: list[float] = field(default_factory=list)
    cpu: float = 0

    def cpu_per_run(self) -> float | None:
        """Return the processor time of a run in ms, None where that cannot be measured."""
        return self.cpu / len(self.wall) if self.cpu else None

    def cost(self) -> float:
        """Return what a run costs in ms: processor time if known, else the median time."""
        return self.cpu_per_run() or median(self.wall)


@dataclass
class Subject:
    """A table about `size` areas as it is stored, and what happens while it is the current one.

    `load` is reading the figure in ms, `first` the first view after the change, `rerun` are
    the runs that follow.
    """

    size: int
    files: Mapping[str, bytes]
    load: list[float] = field(default_factory=list)
    first: Times = field(default_factory=Times)
    rerun: Times = field(default_factory=Times)


def measure(setup: Setup) -> Section:
    """Change the store and visit the page, in turns for every size."""
    subjects = [subject_of(size) for size in SIZES]
    with TemporaryDirectory() as folder, use_store(Path(folder)):
        store = Store(Path(folder))
        _put(store, subjects[0], "begin")
        load_series(FIGURE)  # what is imported on the way does not count
        with serve("opslag", "server.py", Path(folder)) as server:
            for turn in range(TURNS_QUICK if setup.quick else TURNS):
                for subject in subjects[:: -1 if turn % 2 else 1]:
                    _put(store, subject, f"{subject.size}-{turn}")
                    _load(subject)
                    _visit(server, subject)
    parts: dict[str, list[Times]] = {
        "rerun": [subject.rerun for subject in subjects],
        "eerste na een wijziging": [subject.first for subject in subjects],
    }
    rows = [row for label, times in parts.items() for row in _rows(label, times)]
    rows += [Row(_label("cijfer lezen", s.size), "ms", None, median(s.load)) for s in subjects]
    return Section(
        "Dezelfde pagina bij een grotere opslag (Uitkeringen)",
        tuple(rows),
        tuple(limit for label, times in parts.items() for limit in limits_of(label, times)),
        (
            "De grens geldt de processortijd; wat de machine verder doet, telt daarin niet mee.",
            "Een wijziging wordt eenmaal gelezen, meestal al voor er een bezoeker is.",
        ),
    )


def limits_of(label: str, times: list[Times]) -> list[Budget]:
    """Return the budgets on a part of the page, per size beside the smallest."""
    small, *larger = [one.cost() for one in times]
    return [
        at_most(
            f"{_label(label, size)} tegenover {SIZES[0]}", Row("", "ms", small, cost), MAX_GROWTH
        )
        for size, cost in zip(SIZES[1:], larger, strict=True)
    ]


def subject_of(size: int) -> Subject:
    """Return a table about so many areas, as it is stored."""
    made = make_table(TABLE, size, YEARS)
    info = TableInfo(TABLE, made.title, "CC BY 4.0", "", dutch_today(), dutch_today(), service="v3")
    return Subject(size, encode_table(CbsTable(info, made.structure, made.observations())))


def _put(store: Store, subject: Subject, version: str) -> None:
    store.put(dataset_of(TABLE), version, subject.files, {})


def _load(subject: Subject) -> None:
    started = time.perf_counter()
    load_series(FIGURE)
    subject.load.append((time.perf_counter() - started) * 1000)


def _visit(server: Server, subject: Subject) -> None:
    with visit(server, PAGE, QUERY) as visitor:
        with _cpu(server, subject.first):
            first = visitor.run()
            time.sleep(PAUSE_SECONDS)
        if TABLE.encode() not in b"".join(first.frames):
            raise BenchError(f"{visitor.place}: de pagina toont tabel {TABLE} niet")
        subject.first.wall.append(first.ms)
        with _cpu(server, subject.rerun):
            for _ in range(RERUNS):
                subject.rerun.wall.append(visitor.run().ms)
                time.sleep(PAUSE_SECONDS)


@contextmanager
def _cpu(server: Server, times: Times) -> Iterator[None]:
    """Add the processor time that the server uses in this block."""
    before = server.cpu_ms()
    yield
    after = server.cpu_ms()
    if before is not None and after is not None:
        times.cpu += after - before


def _rows(label: str, times: list[Times]) -> Iterator[Row]:
    for size, one in zip(SIZES, times, strict=True):
        yield Row(_label(label, size), "ms", None, median(one.wall))
        yield Row(f"{_label(label, size)}: processortijd", "ms", None, one.cpu_per_run())


def _label(label: str, size: int) -> str:
    return f"{label}, {number(size, 0)} gebieden"
