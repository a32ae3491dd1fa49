"""A rerun as the visitor feels it: from the click until the page stands still again."""

from __future__ import annotations

from statistics import median
from urllib.parse import quote

from bench.browser import Tab
from bench.first_view import SECONDS, count_charts
from bench.report import Row, Section
from bench.setup import PAGE, Setup
from data_loaders.documents import load_topics

TOPICS = ("onbenut", "uitkeringen", "banen", "inwoners")
ROUNDS, ROUNDS_QUICK = 2, 1


def measure(setup: Setup) -> Section:
    """Choose some topics of our page; the empty app has only the key for a rerun."""
    rounds = ROUNDS_QUICK if setup.quick else ROUNDS
    ours = _ours(setup, rounds)
    empty = _empty(setup, rounds * len(TOPICS))
    every = [ms for times in ours.values() for ms in times]
    rows = [Row("keuze van een onderwerp tot stilstand", "ms", median(empty), median(every))]
    rows += [Row(f"  {title}", "ms", None, median(times)) for title, times in ours.items()]
    note = "Leeg: de toets r, want er valt niets te klikken."
    return Section("Rerun in de browser", tuple(rows), (), (note,))


def _ours(setup: Setup, rounds: int) -> dict[str, list[float]]:
    """Return the times in ms per part of the page."""
    topics = load_topics()
    charts = {t: count_charts(setup.ours, PAGE, f"onderdeel={quote(t)}") for t in TOPICS}
    times: dict[str, list[float]] = {topics[t].title: [] for t in TOPICS}
    tab = _open(setup, f"{setup.ours.address}/{PAGE}", setup.ours.address)
    start = count_charts(setup.ours, PAGE)
    tab.wait_until_settled(start, SECONDS)
    for topic in TOPICS * rounds:
        title = topics[topic].title
        box = tab.page.get_by_role("combobox", name="Onderwerp")
        box.click(timeout=SECONDS * 1000)
        option = tab.page.get_by_role("option", name=title, exact=True)
        runs = tab.traffic.runs + 1
        option.click(timeout=SECONDS * 1000)
        seen = tab.wait_until_settled(charts[topic], SECONDS, runs)
        times[title].append(seen["last"] - seen["acted"])
    tab.page.context.close()
    return times


def _empty(setup: Setup, count: int) -> list[float]:
    """Return the times in ms of `count` reruns of the empty app."""
    times: list[float] = []
    tab = _open(setup, setup.empty.address, setup.empty.address)
    tab.wait_until_settled(0, SECONDS)
    for _ in range(count):
        runs = tab.traffic.runs + 1
        tab.page.keyboard.press("r")
        seen = tab.wait_until_settled(0, SECONDS, runs)
        times.append(seen["last"] - seen["acted"])
    tab.page.context.close()
    return times


def _open(setup: Setup, place: str, address: str) -> Tab:
    context = setup.browser.new_context(viewport={"width": 1440, "height": 1000}, locale="nl-NL")
    tab = Tab(context, address)
    tab.page.goto(f"http://{place}", timeout=SECONDS * 1000)
    return tab
