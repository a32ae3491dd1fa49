"""The first view of a visitor: bytes, requests and time to the last chart, cold and warm.

Cold is a browser that never was here; warm is its second visit. On the slow line Chromium
brakes files, not websocket messages.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from statistics import median

from bench.browser import Tab
from bench.protocol import CHART, visit
from bench.report import Row, Section, none_found
from bench.servers import Server
from bench.setup import PAGE, Setup
from bench.traffic import Traffic

ROUNDS, ROUNDS_QUICK = 3, 1
SECONDS, SECONDS_SLOW = 30.0, 100.0
KINDS = ("koud", "warm")


@dataclass(frozen=True)
class View:
    """One visit: seconds to the last change, and what travelled."""

    seconds: float
    traffic: Traffic


Views = dict[str, list[View]]


def measure(setup: Setup) -> Section:
    """Visit both apps in turns, cold and warm, on a fast and on a slow line."""
    charts = count_charts(setup.ours, PAGE)
    empty, ours, slow_empty, slow_ours = (_no_views() for _ in range(4))
    for _ in range(ROUNDS_QUICK if setup.quick else ROUNDS):
        _visit_twice(setup, setup.empty, "", 0, empty)
        _visit_twice(setup, setup.ours, PAGE, charts, ours)
    if not setup.quick:
        _visit_twice(setup, setup.empty, "", 0, slow_empty, slow=True)
        _visit_twice(setup, setup.ours, PAGE, charts, slow_ours, slow=True)
    rows = [row for kind in KINDS for row in _traffic_rows(kind, empty, ours)]
    rows += [_time_row(f"laatste grafiek, {kind}", kind, empty, ours) for kind in KINDS]
    rows += [_time_row(f"idem, 1,6 Mbit/s, {kind}", kind, slow_empty, slow_ours) for kind in KINDS]
    seen = [view.traffic for views in (ours, slow_ours) for kind in KINDS for view in views[kind]]
    return Section(
        f"Eerste weergave in de browser ({charts} grafieken)",
        tuple(row for row in rows if row.ours is not None),
        (
            none_found("deck.gl bij de eerste weergave", _all(t.deck for t in seen)),
            none_found("adressen van derden", _all(t.foreign for t in seen)),
            none_found(
                "vormen in berichten aan de browser", ["ja"] if any(t.shapes for t in seen) else []
            ),
        ),
        ("Websocket: omvang op de lijn, nagerekend uit de uitgepakte berichten.",),
    )


def _no_views() -> Views:
    return {kind: [] for kind in KINDS}


def count_charts(server: Server, page: str, query: str = "") -> int:
    """Return how many charts a view has, as the server sends them."""
    with visit(server, page, query) as visitor:
        return visitor.run().elements[CHART]


def _visit_twice(
    setup: Setup, server: Server, page: str, charts: int, views: Views, *, slow: bool = False
) -> None:
    """Add a cold and a warm view, in a browser context of their own."""
    context = setup.browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    try:
        for kind in KINDS:
            tab = Tab(context, server.address, slow=slow)
            limit = SECONDS_SLOW if slow else SECONDS
            tab.page.goto(f"http://{server.address}/{page}", timeout=limit * 1000)
            seen = tab.wait_until_settled(charts, limit)
            views[kind].append(View(seen["last"] / 1000, tab.traffic))
            tab.page.close()
    finally:
        context.close()


def _traffic_rows(kind: str, empty: Views, ours: Views) -> list[Row]:
    parts = (
        ("verzoeken", "aantal", "requests", 1),
        ("bestanden", "kB", "http_bytes", 1000),
        ("websocket", "kB", "socket_bytes", 1000),
        ("websocket uitgepakt", "kB", "socket_raw_bytes", 1000),
    )
    return [
        Row(
            f"{label}, {kind}", unit, *(_traffic(views[kind], name, per) for views in (empty, ours))
        )
        for label, unit, name, per in parts
    ]


def _traffic(views: list[View], name: str, per: int) -> float:
    return median(float(getattr(view.traffic, name)) for view in views) / per


def _time_row(label: str, kind: str, empty: Views, ours: Views) -> Row:
    times = [
        median(view.seconds for view in views[kind]) if views[kind] else None
        for views in (empty, ours)
    ]
    return Row(label, "s", times[0], times[1])


def _all(names: Iterable[set[str]]) -> list[str]:
    return sorted(set().union(*names))
