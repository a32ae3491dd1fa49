"""The first view of every page: bytes over the line, and the time to the last change."""

from __future__ import annotations

from bench.browser import Tab
from bench.first_view import SECONDS, count_charts
from bench.report import Budget, Row, Section, none_found, number
from bench.setup import Setup
from bench.traffic import Traffic
from pages import PAGES

MAX_MB = 1.3


def measure(setup: Setup) -> Section:
    """Visit every page once, each in a browser that never was here."""
    seen = {entry.title: _view(setup, "" if entry is PAGES[0] else entry.slug) for entry in PAGES}
    rows = [
        Row(f"{title}: over de lijn", "kB", None, size(t) / 1000) for title, (t, _) in seen.items()
    ]
    rows += [Row(f"{title}: laatste wijziging", "s", None, s) for title, (_, s) in seen.items()]
    largest = max(size(traffic) for traffic, _ in seen.values()) / 1e6
    return Section(
        "Eerste weergave van elke pagina",
        tuple(rows),
        (
            Budget(
                "grootste pagina",
                f"hoogstens {number(MAX_MB)} MB",
                f"{number(largest, 2)} MB",
                largest <= MAX_MB,
            ),
            none_found(
                "deck.gl op een pagina", sorted(set().union(*(t.deck for t, _ in seen.values())))
            ),
            none_found(
                "adressen van derden", sorted(set().union(*(t.foreign for t, _ in seen.values())))
            ),
        ),
    )


def size(traffic: Traffic) -> int:
    """Return the bytes that travelled, files and websocket together."""
    return traffic.http_bytes + traffic.socket_bytes


def _view(setup: Setup, slug: str) -> tuple[Traffic, float]:
    charts = count_charts(setup.ours, slug)
    context = setup.browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    try:
        tab = Tab(context, setup.ours.address)
        tab.page.goto(f"http://{setup.ours.address}/{slug}", timeout=SECONDS * 1000)
        seen = tab.wait_until_settled(charts, SECONDS)
        return tab.traffic, seen["last"] / 1000
    finally:
        context.close()
