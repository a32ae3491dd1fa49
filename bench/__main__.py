"""`python -m bench`: an empty Streamlit app and ours, measured side by side in one run."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Error as BrowserError

from bench import (
    cleared,
    clicks,
    crowd,
    first_view,
    geometry,
    growth,
    page_views,
    publish,
    refresh,
    reruns,
    scaling,
    showing,
)
from bench.browser import chromium
from bench.report import Budget, Section, as_text, passed, write_json
from bench.servers import BenchError, serve
from bench.setup import EMPTY, FROZEN, OURS, Setup

# In the order of the report. A new measurement is a module and a line here.
MEASURES: tuple[Callable[[Setup], Section], ...] = (
    reruns.measure,
    cleared.measure,
    geometry.measure,
    first_view.measure,
    page_views.measure,
    clicks.measure,
    crowd.measure,
    scaling.measure,
    refresh.measure,
    growth.measure,
    publish.measure,
    showing.measure,
)


def main() -> int:
    """Measure, print, and return 0 (within budget), 1 (not) or 2 (could not measure)."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the numbers here")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, no slow line")
    options = parser.parse_args()
    # A plain end of the process would leave the servers behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    started = time.monotonic()
    try:
        sections = _measure(options.quick)
    except (BenchError, BrowserError) as problem:
        print(f"Niet te meten: {problem}", file=sys.stderr)
        return 2
    seconds = time.monotonic() - started
    print(as_text(sections, seconds))
    if options.json:
        write_json(options.json, sections, seconds)
    return 0 if passed(sections) else 1


def _measure(quick: bool) -> list[Section]:
    with ExitStack() as stack:
        setup = Setup(
            empty=stack.enter_context(serve(EMPTY, "bench/empty_app.py")),
            frozen=stack.enter_context(serve(FROZEN, "bench/frozen_app.py")),
            ours=stack.enter_context(serve(OURS, "server.py")),
            browser=stack.enter_context(chromium()),
            quick=quick,
        )
        sections = []
        for measure in MEASURES:
            print(f"bezig: {measure.__module__}", file=sys.stderr)
            sections.append(_try(measure, setup))
        return sections


def _try(measure: Callable[[Setup], Section], setup: Setup) -> Section:
    """Measure; what cannot be measured breaks a budget of its own, and the rest goes on."""
    try:
        return measure(setup)
    except (BenchError, BrowserError) as problem:
        reason = str(problem).splitlines()[0]
        return Section(
            measure.__module__, (), (Budget(measure.__module__, "te meten", reason, False),)
        )


if __name__ == "__main__":
    sys.exit(main())
