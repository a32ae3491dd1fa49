"""A deck on the screen: how fast slides change, and what opening it costs beside a page of the app.

The column of the empty app holds that page here.
"""

from __future__ import annotations

import time
import urllib.request
from statistics import median

from bench.browser import Tab
from bench.first_view import SECONDS, SECONDS_SLOW, count_charts
from bench.publish import PAINTED, PATIENCE_MS, View
from bench.report import Budget, Row, Section, at_most, number
from bench.servers import Server, serve
from bench.setup import OURS, PAGE, Setup
from data_loaders.cache import fetched_indicators
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query

OPENED, COLD, CHANGED = 12, 20, 39  # tiles; the opening slide is added
CHANGE_MS = 150.0
MAX_SHARE = 1.0
# From the press of a key to the frame after the one that was painted for it.
CHANGES = """async () => {
  const frame = () => new Promise(done => requestAnimationFrame(done)), times = [];
  for (let turn = 0; turn < 2; turn += 1) {
    dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
    for (let place = 1; place < document.querySelectorAll('.dia').length; place += 1) {
      await frame();
      const start = performance.now();
      document.body.dispatchEvent(
        new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true, cancelable: true }));
      await frame();
      await frame();
      if (turn) times.push(performance.now() - start);
    }
  }
  return times;
}"""


def measure(setup: Setup) -> Section:
    """Open a deck cold beside a page, make one the server never saw, and change slides."""
    with serve(OURS, "server.py") as server:
        cold = _seconds_to_make(server, _query(COLD))
        charts = count_charts(server, PAGE)
        fast = _views(setup, server, charts, slow=False)
        slow = None if setup.quick else _views(setup, server, charts, slow=True)
        change = _change_ms(setup, server)
    rows = [
        Row(f"over de lijn, {OPENED} tegels, koud", "kB", *(view.size / 1000 for view in fast)),
        Row("getekend, koud", "s", *(view.seconds for view in fast)),
    ]
    if slow:
        rows.append(Row("getekend, 1,6 Mbit/s, koud", "s", *(view.seconds for view in slow)))
    limits = [
        at_most(f"presentatie: {row.label}, van die van de pagina", row, MAX_SHARE) for row in rows
    ]
    rows += [
        Row(f"{COLD} tegels maken die nog nooit getekend zijn", "s", None, cold),
        Row(f"van dia wisselen ({CHANGED + 1} dia's): mediaan", "ms", None, change),
    ]
    quick = Budget(
        "van dia wisselen, mediaan",
        f"minder dan {number(CHANGE_MS, 0)} ms",
        f"{number(change, 0)} ms",
        change < CHANGE_MS,
    )
    return Section("Een presentatie tonen", tuple(rows), (*limits, quick), (f"Pagina: /{PAGE}.",))


def _query(count: int) -> str:
    """Return the address of a deck of so many different tiles."""
    names = list(fetched_indicators())[:count]
    return deck_query(Deck("Meting", None, tuple(DeckTile("cijfer", name) for name in names)))


def _seconds_to_make(server: Server, query: str) -> float:
    started = time.monotonic()
    urllib.request.urlopen(f"http://{server.address}/beraad/tonen?{query}", timeout=120).close()
    return time.monotonic() - started


def _views(setup: Setup, server: Server, charts: int, *, slow: bool) -> tuple[View, View]:
    """Return a cold view of a page and one of a deck, each in its own browser."""
    made = []
    for look in (_page, _deck):
        context = setup.browser.new_context(viewport={"width": 1280, "height": 720})
        try:
            made.append(look(Tab(context, server.address, slow=slow), server, charts, slow))
        finally:
            context.close()
    return made[0], made[1]


def _page(tab: Tab, server: Server, charts: int, slow: bool) -> View:
    limit = SECONDS_SLOW if slow else SECONDS
    tab.page.goto(f"http://{server.address}/{PAGE}", timeout=limit * 1000)
    seen = tab.wait_until_settled(charts, limit)
    return View(tab.traffic.http_bytes + tab.traffic.socket_bytes, seen["last"] / 1000)


def _deck(tab: Tab, server: Server, _charts: int, _slow: bool) -> View:
    _open(tab, server, OPENED)
    return View(tab.traffic.http_bytes, tab.page.evaluate(PAINTED) / 1000)


def _open(tab: Tab, server: Server, count: int) -> None:
    address = f"http://{server.address}/beraad/tonen?{_query(count)}"
    tab.page.goto(address, timeout=PATIENCE_MS, wait_until="load")
    tab.page.wait_for_timeout(100)


def _change_ms(setup: Setup, server: Server) -> float:
    """Return the median time to another slide, on the second round through all of them."""
    context = setup.browser.new_context(viewport={"width": 1920, "height": 1080})
    try:
        tab = Tab(context, server.address, slow=False)
        _open(tab, server, CHANGED)
        return float(median(tab.page.evaluate(CHANGES)))
    finally:
        context.close()
