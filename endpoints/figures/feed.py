"""What is new in the data, as a feed (Atom): figures that a source changed, and measurements."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from starlette.requests import Request

from components.insights.sentences import fill_headline
from components.markup.templates import macro
from components.words.formatting import format_date
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import dutch_number
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.documents import load_topics
from data_loaders.monitor import MONITOR
from data_loaders.reports.measurements import load_measurements
from endpoints.http.answers import answer_of
from endpoints.http.etags import data_mark
from endpoints.http.resource import Plan, RequestError
from endpoints.http.site import base_url

GOALS = "doelen"
"""The name of the feed of measurements, beside those of the topics."""
MOST = 60
MEDIA_TYPE = "application/atom+xml"


class News(NamedTuple):
    """One entry: when, about what (a topic), a title, a sentence, and its path on the site.

    `mark` is what makes it another entry than an earlier one about the same.
    """

    day: date
    topic: str
    title: str
    text: str
    path: str
    mark: str


def plan_feed(request: Request) -> Plan:
    """Return how a feed is made: of everything, or of one topic."""
    topic, base = str(request.path_params.get("onderwerp", "")), base_url(request)
    return Plan(("nieuw", topic, base), data_mark, lambda: answer_of(feed(topic, base), MEDIA_TYPE))


def feed(topic: str, base: str) -> str:
    """Return a feed, the newest first. Raises RequestError for an unknown topic, DataError."""
    titles = {"": MONITOR.name, GOALS: "Metingen van doelen"}
    titles |= {name: item.title for name, item in load_topics().items()}
    if topic not in titles:
        raise RequestError(404, f"Dit onderwerp kennen wij niet. Bekend: {', '.join(titles)[2:]}.")
    found = [item for item in (*_figures(), *_measured()) if topic in {"", item.topic}]
    found.sort(key=lambda item: item.day, reverse=True)
    own = f"{base}nieuw/{topic}.atom" if topic else f"{base}nieuw.atom"
    updated = found[0].day if found else date.fromisoformat(MONITOR.since)
    title = f"{titles[topic]}: wat er nieuw is"
    return str(macro("schil", "feed", title, own, base, updated.isoformat(), found[:MOST]))


def _figures() -> Iterator[News]:
    """Yield every figure of which the source says when it changed it last."""
    for name, indicator in fetched_indicators().items():
        series = load_series(name)
        if day := series.provenance.modified:
            text = f"{fill_headline(series)}. Bron: {series.provenance.credit}."
            yield News(day, indicator.topic, indicator.title, text, f"deel/{name}", day.isoformat())


def _measured() -> Iterator[News]:
    """Yield every measurement that was written down, corrections and withdrawals too."""
    goals = load_goals()
    for item in load_measurements():
        goal = goals[item.goal]
        value = "ingetrokken" if item.value is None else f"{dutch_number(item.amount)} {item.unit}"
        text = f"Stand op {format_date(item.day)}: {value}. Bron: {item.source}."
        path = f"deel/doel/{item.goal}" if goal.of == "hca" else f"deel/project/{goal.parent}"
        yield News(item.recorded, GOALS, goal.title, text, path, item.id)
