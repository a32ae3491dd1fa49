"""A rerun as the visitor feels it: from the click until the page stands still again."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median
from urllib.parse import quote

from bench.browser import Tab
from bench.first_view import SECONDS, count_charts
from bench.report import Row, Section, at_most
from bench.servers import serve
from bench.setup import EMPTY, PAGE, Setup
from data_loaders.documents import load_topics

TOPICS = ("onbenut", "uitkeringen", "banen", "inwoners")
ROUNDS, ROUNDS_QUICK = 2, 1
MOST = 4.0


def measure(setup: Setup) -> Section:
    """Choose some topics of our page, and the same of an app that shows no more than the list."""
    rounds = ROUNDS_QUICK if setup.quick else ROUNDS
    ours = _ours(setup, rounds)
    with serve(EMPTY, "bench/choice_app.py") as server:
        tab = _open(setup, server.address, server.address)
        empty = _all(_chosen(tab, rounds, {topic: (topic, 0) for topic in TOPICS}))
    every = _all(ours)
    titles = load_topics()
    rows = [Row("keuze van een onderwerp tot stilstand", "ms", median(empty), median(every))]
    rows += [Row(f"  {titles[name].title}", "ms", None, median(ours[name])) for name in TOPICS]
    budget = at_most("keuze van een onderwerp tot stilstand", rows[0], MOST)
    note = "Leeg: een app met alleen dezelfde keuzelijst."
    return Section("Rerun in de browser", tuple(rows), (budget,), (note,))


def _ours(setup: Setup, rounds: int) -> dict[str, list[float]]:
    titles = load_topics()
    listed = {
        name: (titles[name].title, count_charts(setup.ours, PAGE, f"onderdeel={quote(name)}"))
        for name in TOPICS
    }
    tab = _open(setup, f"{setup.ours.address}/{PAGE}", setup.ours.address)
    return _chosen(tab, rounds, listed, count_charts(setup.ours, PAGE))


def _chosen(
    tab: Tab, rounds: int, listed: Mapping[str, tuple[str, int]], at_first: int = 0
) -> dict[str, list[float]]:
    """Return the times in ms from the choice of each topic until the page stands still.

    `listed` has how each is called in the list, and how many charts there are then.
    """
    tab.wait_until_settled(at_first, SECONDS)
    times_of: dict[str, list[float]] = {topic: [] for topic in TOPICS}
    for topic in (*TOPICS[1:], TOPICS[0]) * rounds:  # the list of the other begins with the first
        tab.page.get_by_role("combobox", name="Onderwerp").click(timeout=SECONDS * 1000)
        title, charts = listed[topic]
        option = tab.page.get_by_role("option", name=title, exact=True)
        runs = tab.traffic.runs + 1
        option.click(timeout=SECONDS * 1000)
        seen = tab.wait_until_settled(charts, SECONDS, runs)
        times_of[topic].append(seen["last"] - seen["acted"])
    tab.page.context.close()
    return times_of


def _all(times_of: Mapping[str, list[float]]) -> list[float]:
    return [ms for found in times_of.values() for ms in found]


def _open(setup: Setup, place: str, address: str) -> Tab:
    context = setup.browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    tab = Tab(context, address)
    tab.page.goto(f"http://{place}", timeout=SECONDS * 1000)
    return tab
