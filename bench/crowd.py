"""A full hall: many visitors who change a filter at the same moment."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from threading import Barrier

from bench.load import Load
from bench.protocol import Visitor, visit
from bench.report import Budget, Row, Section
from bench.servers import AS_IT_COMES, Server, running, streamlit_command
from bench.setup import EMPTY, OURS, PAGE, QUERY_MANY, Setup

VISITORS = 50
ROUNDS, ROUNDS_QUICK = 4, 2
MOST_MS = 1200.0
# Per page two choices, which each visitor takes by turns.
CHOICES = {
    "Onbenut potentieel": (PAGE, (QUERY_MANY, f"{QUERY_MANY}&gebied=GM0202")),
    "Uitkeringen": (PAGE, ("onderdeel=Uitkeringen", "onderdeel=Uitkeringen&gebied=GM0202")),
    "HCA-doelen": ("hca-doelen", ("", "doel=jongeren")),
    "Uitvoeringsagenda": ("uitvoeringsagenda", ("", "acties=Q1")),
    "Bronnen": ("bronnen", ("", "zoek=bijstand")),
}
NO_LIMITS = {
    "MONITOR_RERUNS_PER_SECOND": "0",
    "MONITOR_OPENS_PER_MINUTE": "0",
    "MONITOR_SOCKETS_PER_CLIENT": "0",
}


def measure(setup: Setup) -> Section:
    """Measure the empty app, and our heaviest pages on all cores of this machine."""
    rounds = ROUNDS_QUICK if setup.quick else ROUNDS
    with running(
        EMPTY, lambda port: streamlit_command("bench/empty_app.py", port, *AS_IT_COMES)
    ) as empty:
        base = _crowd(empty, "", ("",), rounds)
    with running(OURS, lambda _: [sys.executable, "server.py"], env=NO_LIMITS) as ours:
        found = {
            label: _crowd(ours, page, queries, rounds) for label, (page, queries) in CHOICES.items()
        }
    rows = [row for label, load in found.items() for row in _rows(label, base, load)]
    budgets = tuple(
        Budget(
            f"95 % van {VISITORS} bezoekers tegelijk, {label}",
            f"hoogstens {MOST_MS:.0f} ms",
            f"{load.percentile_ms(95):.0f} ms",
            load.percentile_ms(95) <= MOST_MS,
        )
        for label, load in found.items()
    )
    return Section(
        f"{VISITORS} bezoekers kiezen op hetzelfde moment",
        tuple(rows),
        budgets,
        ("Leeg: een proces, zoals Streamlit begint. Ons: een proces per processorkern.",),
    )


def _rows(label: str, base: Load, load: Load) -> tuple[Row, ...]:
    half, most = (f"{label}: {share} % klaar binnen" for share in (50, 95))
    return (
        Row(half, "ms", base.percentile_ms(50), load.percentile_ms(50)),
        Row(most, "ms", base.percentile_ms(95), load.percentile_ms(95)),
        Row(f"{label}: processortijd per keuze", "ms", _per_run(base), _per_run(load)),
    )


def _per_run(load: Load) -> float | None:
    return None if load.cpu_s is None else load.cpu_s * 1000 / len(load.times_ms)


def _crowd(server: Server, page: str, queries: Sequence[str], rounds: int) -> Load:
    with ExitStack() as stack, ThreadPoolExecutor(VISITORS) as pool:
        visitors = [stack.enter_context(visit(server, page, queries[0])) for _ in range(VISITORS)]
        list(pool.map(Visitor.run, visitors))
        before = server.cpu_ms()
        times: list[float] = []
        for number in range(1, rounds + 1):
            gate = Barrier(VISITORS)

            def choose(visitor: Visitor, gate: Barrier = gate, number: int = number) -> float:
                visitor.query = queries[number % len(queries)]
                gate.wait(60)
                return visitor.run().ms

            times += pool.map(choose, visitors)
        after = server.cpu_ms()
    used = None if before is None or after is None else (after - before) / 1000
    return Load(tuple(times), used)
