"""A tile against the same figure as an embedded page of the app, and how much the server bears.

The column of the empty app holds the embedded page here.
"""

from __future__ import annotations

import os
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median

from playwright.sync_api import BrowserContext

from bench.browser import Tab
from bench.first_view import SECONDS, SECONDS_SLOW, count_charts
from bench.load import Load, put_load
from bench.report import Budget, Row, Section, at_most, number
from bench.servers import Server, family, memory_mb, serve
from bench.setup import OURS, PAGE, Setup

TILE = "tegel/bijstand-aandeel"
QUERY = "embed=true&onderdeel=uitkeringen&cijfer=bijstand-aandeel"
API = "api/v1/observations?indicator=bevolking&aantal=1000"
FEWER_BYTES, SOONER = 1 / 50, 1 / 10
P99_MS = 500.0
PATIENCE_MS = 100_000
REQUESTS, REQUESTS_QUICK = 4000, 800
ONE, MANY = 4, 200  # clients at once
ROUNDS, ROUNDS_QUICK = 3, 1
PAINTED = """() => Math.max(
  performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
  performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd)"""


@dataclass(frozen=True)
class View:
    """What a view cost: bytes over the line, and seconds to the last thing painted."""

    size: int
    seconds: float


def measure(setup: Setup) -> Section:
    """Compare a tile with the embedded page, and put load on tile, 304 and API."""
    with _unlimited() as server:
        rows, limits = _compare(setup, server)
        before = _memory_mb(server)
        count = REQUESTS_QUICK if setup.quick else REQUESTS
        loads = {
            "tegel": put_load(server, f"/{TILE}", count, ONE),
            "304": put_load(server, f"/{TILE}", count, ONE, tag=_tag(server, f"/{TILE}")),
            "API": put_load(server, f"/{API}", count, ONE),
            f"tegel, {MANY} tegelijk": put_load(server, f"/{TILE}", count, MANY),
        }
        rows += [row for name, load in loads.items() for row in _load_rows(name, load)]
        after = _memory_mb(server)
    crowd = loads[f"tegel, {MANY} tegelijk"].percentile_ms(99)
    rows += [Row("geheugen erbij onder belasting", "MB", None, after - before)]
    held = Budget(
        f"99 % van de tegels, {MANY} tegelijk",
        f"hoogstens {number(P99_MS, 0)} ms",
        f"{number(crowd, 0)} ms",
        crowd <= P99_MS,
    )
    notes = (f"Tegel: /{TILE}. Pagina: /{PAGE}?{QUERY}", "Per kern: per seconde rekentijd.")
    return Section("Tegels en gegevens over HTTP", tuple(rows), (*limits, held), notes)


@contextmanager
def _unlimited() -> Iterator[Server]:
    """Serve the product without the limit on requests of one client."""
    name = "MONITOR_REQUESTS_PER_MINUTE"
    before = os.environ.get(name)
    os.environ[name] = "0"
    try:
        with serve(OURS, "server.py") as server:
            urllib.request.urlopen(f"http://{server.address}/{TILE}", timeout=60).close()
            yield server
    finally:
        os.environ.pop(name)
        if before is not None:
            os.environ[name] = before


def _compare(setup: Setup, server: Server) -> tuple[list[Row], list[Budget]]:
    charts = count_charts(server, PAGE, QUERY)
    rounds = ROUNDS_QUICK if setup.quick else ROUNDS
    fast = [_views(setup, server, charts, slow=False) for _ in range(rounds)]
    slow = [] if setup.quick else [_views(setup, server, charts, slow=True)]
    pages, tiles = zip(*fast, strict=True)
    rows = [
        Row("over de lijn, koud", "kB", *(median(_sizes(views)) for views in (pages, tiles))),
        Row("getekend, koud", "s", *(median(_seconds(views)) for views in (pages, tiles))),
    ]
    limits = [
        at_most("bytes van een tegel, van die van de pagina", rows[0], FEWER_BYTES),
        at_most("tijd tot een tegel er staat, van die van de pagina", rows[1], SOONER),
    ]
    if slow:
        page, tile = slow[0]
        rows.append(Row("getekend, 1,6 Mbit/s, koud", "s", page.seconds, tile.seconds))
        limits.append(at_most("idem op een trage lijn", rows[2], SOONER))
    return rows, limits


def _sizes(views: Sequence[View]) -> list[float]:
    return [view.size / 1000 for view in views]


def _seconds(views: Sequence[View]) -> list[float]:
    return [view.seconds for view in views]


def _views(setup: Setup, server: Server, charts: int, *, slow: bool) -> tuple[View, View]:
    """Return a cold view of the embedded page and one of the tile, each in its own browser."""
    made = []
    for look in (_page, _tile):
        context = setup.browser.new_context(viewport={"width": 800, "height": 900}, locale="nl-NL")
        try:
            made.append(look(context, server, charts, slow))
        finally:
            context.close()
    return made[0], made[1]


def _page(context: BrowserContext, server: Server, charts: int, slow: bool) -> View:
    tab = Tab(context, server.address, slow=slow)
    limit = SECONDS_SLOW if slow else SECONDS
    tab.page.goto(f"http://{server.address}/{PAGE}?{QUERY}", timeout=limit * 1000)
    seen = tab.wait_until_settled(charts, limit)
    return View(tab.traffic.http_bytes + tab.traffic.socket_bytes, seen["last"] / 1000)


def _tile(context: BrowserContext, server: Server, _charts: int, slow: bool) -> View:
    tab = Tab(context, server.address, slow=slow)
    tab.page.goto(f"http://{server.address}/{TILE}", timeout=PATIENCE_MS, wait_until="load")
    tab.page.wait_for_timeout(100)
    return View(tab.traffic.http_bytes, tab.page.evaluate(PAINTED) / 1000)


def _tag(server: Server, path: str) -> str:
    with urllib.request.urlopen(f"http://{server.address}{path}", timeout=60) as answer:
        return str(answer.headers["ETag"])


def _load_rows(name: str, load: Load) -> list[Row]:
    rows = [Row(f"{name}: 99 % binnen", "ms", None, load.percentile_ms(99))]
    if load.cpu_s:
        rows.insert(0, Row(f"{name}: per seconde per kern", "aantal", None, load.per_cpu_second))
    return rows


def _memory_mb(server: Server) -> float:
    """Return the memory of the server and the processes it started, in MB; 0 without /proc."""
    return sum(map(memory_mb, family(server.pid)))
