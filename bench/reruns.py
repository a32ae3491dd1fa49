"""Script time per rerun, seen by a client that does not draw anything.

The apps take turns in short blocks, so that whatever else the machine does hits all of
them. Every block is a new session, which also keeps it below a limit on messages per
connection.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median, quantiles

from bench.protocol import visit
from bench.report import Row, Section, at_most
from bench.servers import BenchError, Server
from bench.setup import EMPTY, PAGE, QUERY_MANY, Setup
from pages import PAGES

PER_BLOCK = 5
BLOCKS, BLOCKS_QUICK = 8, 3
# Streamlit collects garbage after it has sent the end of a run; wait until that is over.
PAUSE_SECONDS = 0.12
MAX_RATIO = 1.5


@dataclass
class Subject:
    """A page of a server and its samples: times in ms, the size of an answer in bytes."""

    server: Server
    page: str = ""
    query: str = ""
    first: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    size: int = 0
    size_again: int = 0

    def median(self) -> float:
        """Return the median warm rerun in ms."""
        return median(self.warm)

    def p90(self) -> float:
        """Return the warm rerun in ms that nine out of ten stay below."""
        return quantiles(self.warm, n=10)[-1]

    def cpu_per_run(self) -> float | None:
        """Return processor time per rerun in ms, the collection after it included."""
        return sum(self.cpu) / len(self.warm) if self.cpu else None


def measure(setup: Setup) -> Section:
    """Measure reruns of the empty app, the frozen empty app and every page of ours."""
    empty, frozen = Subject(setup.empty), Subject(setup.frozen)
    ours, many = Subject(setup.ours, PAGE), Subject(setup.ours, PAGE, QUERY_MANY)
    heavy = Subject(setup.ours, PAGE, "onderdeel=Uitkeringen")
    parts = {"Inwoners": ours, "Onbenut potentieel": many, "Uitkeringen": heavy}
    others = {
        entry.title: Subject(setup.ours, "" if entry is PAGES[0] else entry.slug)
        for entry in PAGES
        if entry.slug != PAGE
    }
    for _ in range(BLOCKS_QUICK if setup.quick else BLOCKS):
        for subject in (empty, frozen, *parts.values(), *others.values()):
            _run_block(subject)
    every = parts | others
    rows = [row for label, subject in every.items() for row in _rows(label, empty, subject)]
    for label, subject in parts.items():
        rows += _rows(f"{label}, leeg bevroren", frozen, subject)
    budgets = tuple(
        at_most(
            f"scripttijd per rerun, {label}", _row(label, empty, subject, Subject.median), MAX_RATIO
        )
        for label, subject in every.items()
    )
    return Section(
        "Rerun op de server",
        (
            Row("allereerste run na de start", "ms", empty.first[0], ours.first[0]),
            Row("eerste run van een bezoeker", "ms", median(empty.first), median(ours.first)),
            *rows,
            *_size_rows(empty, ours, many),
        ),
        budgets,
        (
            "Streamlit doorzoekt na elke run het hele geheugen; de onze heeft dat bevroren.",
            "Leeg bevroren: de lege app met dezelfde gc.freeze, dus wat onze eigen code kost.",
        ),
    )


def _run_block(subject: Subject) -> None:
    with visit(subject.server, subject.page, subject.query) as visitor:
        first = visitor.run()
        if subject.page == PAGE and not first.elements["html"]:
            raise BenchError(f"{visitor.place}: niets op de pagina")
        subject.first.append(first.ms)
        subject.size = first.size
        time.sleep(PAUSE_SECONDS)
        before = subject.server.cpu_ms()
        for _ in range(PER_BLOCK):
            run = visitor.run()
            subject.warm.append(run.ms)
            subject.size_again = run.size
            time.sleep(PAUSE_SECONDS)
        after = subject.server.cpu_ms()
        if before is not None and after is not None:
            subject.cpu.append(after - before)


def _row(
    label: str, base: Subject, subject: Subject, value: Callable[[Subject], float | None]
) -> Row:
    return Row(label, "ms", value(base), value(subject))


def _rows(label: str, base: Subject, subject: Subject) -> list[Row]:
    rows = [_row(f"rerun, {label}: mediaan", base, subject, Subject.median)]
    if base.server.name == EMPTY:
        rows.append(_row(f"rerun, {label}: p90", base, subject, Subject.p90))
    rows.append(_row(f"rerun, {label}: processortijd", base, subject, Subject.cpu_per_run))
    return rows


def _size_rows(empty: Subject, ours: Subject, many: Subject) -> list[Row]:
    return [
        Row(f"{label}, {part}", "kB", getattr(empty, name) / 1000, getattr(subject, name) / 1000)
        for label, subject in (("Inwoners", ours), ("Onbenut potentieel", many))
        for part, name in (
            ("antwoord van de eerste run", "size"),
            ("antwoord van een rerun", "size_again"),
        )
    ]
