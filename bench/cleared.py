"""What it costs that any visitor can clear Streamlit's caches: a rerun right after it."""

from __future__ import annotations

import time
from statistics import median

from bench.protocol import CHART, visit
from bench.report import Row, Section, at_most
from bench.reruns import MAX_RATIO, PAUSE_SECONDS
from bench.servers import BenchError, Server
from bench.setup import PAGE, QUERY_MANY, Setup

# Three messages each: below the burst a server may allow one connection.
PAIRS_PER_VISIT = 3
VISITS, VISITS_QUICK = 6, 2


def measure(setup: Setup) -> Section:
    """Compare reruns after a cleared cache with normal ones, both in turns in one session."""
    visits = VISITS_QUICK if setup.quick else VISITS
    empty_normal, empty_cleared = _times(setup.empty, "", "", visits)
    normal, cleared = _times(setup.ours, PAGE, QUERY_MANY, visits)
    own = Row("", "ms", normal, cleared)
    return Section(
        "Rerun na wissen van de cache (Onbenut potentieel)",
        (
            Row("gewone rerun", "ms", empty_normal, normal),
            Row("rerun na wissen", "ms", empty_cleared, cleared),
        ),
        (at_most("rerun na wissen tegenover een gewone", own, MAX_RATIO),),
        ("Wissen neemt ook de keuzes van de sessie weg: die komen dan weer uit de link.",),
    )


def _times(server: Server, page: str, query: str, visits: int) -> tuple[float, float]:
    """Return the median normal rerun and the median one after clearing, in ms."""
    normal: list[float] = []
    cleared: list[float] = []
    for _ in range(visits):
        with visit(server, page, query) as visitor:
            charts = visitor.run().elements[CHART]
            for _ in range(PAIRS_PER_VISIT):
                time.sleep(PAUSE_SECONDS)
                normal.append(visitor.run().ms)
                time.sleep(PAUSE_SECONDS)
                visitor.clear_cache()
                after = visitor.run()
                cleared.append(after.ms)
                if after.elements[CHART] != charts:
                    raise BenchError(f"{visitor.place}: na wissen een andere weergave")
    return median(normal), median(cleared)
