"""The page Bronnen: sources and their freshness, indicators, contradictions, open data."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache, partial
from itertools import groupby
from time import monotonic

import streamlit as st
from markupsafe import Markup

from components.files.formats import FORMATS
from components.markup.templates import macro
from components.widgets.download_buttons import FileOffer, show_files
from components.words.disputes import Dispute, dispute_of
from components.words.formatting import UNKNOWN, format_date, format_moment, period_of
from components.words.share_links import FilePlace
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.contradictions import Contradiction, load_contradictions
from data_loaders.documents import load_documents, load_topics
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.indicator import Indicator
from data_loaders.open_data import open_data, open_data_csv
from data_loaders.registry import load_registry
from data_loaders.status import (
    CLASSIFICATION,
    TableStatus,
    damaged_sources,
    followed_sources,
    table_statuses,
)
from data_loaders.storage.state import SourceState

log = logging.getLogger(__name__)

ROOM = "bronnen"
BROKEN = "Niet te lezen"
OPEN_DATA = "api/v1/alles"
"""Where our server gives each file of the open data."""
Topics = list[tuple[str, list[Dispute]]]


def show_sources() -> None:
    """Show tables and documents with their dates, and how following them goes."""
    st.html(_sources_html(dutch_today(), int(monotonic() // 60)))


@lru_cache(maxsize=2)
def _sources_html(today: date, _minute: int) -> Markup:
    documents = [
        [document.title, document.publisher, document.date or UNKNOWN, document.note]
        for document in load_documents().values()
    ]
    followed = followed_sources()
    return macro(
        ROOM,
        "sources",
        list(map(_table_row, table_statuses(today))),
        [_summary(list(followed.values())), *damaged_sources(), *_proposals(followed)],
        [_state_row(name, state) for name, state in followed.items()],
        documents,
    )


def _table_row(item: TableStatus) -> list[str]:
    if item.info is None:
        return [item.table, UNKNOWN, UNKNOWN, UNKNOWN, item.freshness]
    days = [_day(item.info.modified), _day(item.info.captured)]
    return [item.table, item.info.title, *days, item.freshness]


def _summary(states: Sequence[SourceState]) -> str:
    """Return in one sentence how following the sources goes."""
    if not any(state.last_attempt for state in states):
        return "De monitor heeft de bronnen nog niet gevraagd of er iets nieuws is."
    failing = sum(bool(state.error) for state in states)
    if not failing:
        return "Bij elke bron lukte het de laatste keer."
    return (
        f"Bij {failing} van de {len(states)} bronnen lukte het de laatste keer niet. "
        "De laatste goede cijfers blijven staan."
    )


def _proposals(followed: Mapping[str, SourceState]) -> list[str]:
    """Return what CBS renewed that only a person can take over: areas, and tables of a year."""
    return [f"Voorstel: {note}" for note in followed[CLASSIFICATION[0]].notes]


def _state_row(name: str, state: SourceState) -> list[str]:
    moments = (state.last_success, state.last_attempt, state.next_due)
    return [
        name,
        *(format_moment(moment) if moment else "nog niet" for moment in moments),
        " ".join([state.error, *state.notes]).strip() or "geen",
    ]


def _day(day: date | None) -> str:
    return format_date(day) if day else UNKNOWN


def show_indicators() -> None:
    """Show every figure with its newest reference date and its source; broken ones as such."""
    rows: dict[str, list[list[str]]] = {topic.title: [] for topic in load_topics().values()}
    for indicator in load_registry().indicators.values():
        rows[load_topics()[indicator.topic].title].append(_indicator_row(indicator))
    broken = load_registry().broken
    rows[BROKEN] = [[item.id, "niet beschikbaar", UNKNOWN, str(item.problem)] for item in broken]
    st.html(macro(ROOM, "figures", [(topic, found) for topic, found in rows.items() if found]))


def _indicator_row(indicator: Indicator) -> list[str]:
    unit = indicator.unit_long or indicator.unit
    try:
        series = load_series(indicator.id)
    except NotFetchedError as problem:
        return [indicator.title, "nog niet opgehaald", unit, problem.sentence]
    except DataError as problem:
        return [indicator.title, "niet beschikbaar", unit, str(problem)]
    newest = period_of(indicator, series.newest)
    return [indicator.title, newest, unit, series.provenance.attribution]


def show_contradictions() -> None:
    """Show where sources disagree: what changes a figure first, then what is for who reads on."""
    try:
        items = sorted(load_contradictions(), key=lambda item: item.topic)
    except DataError as problem:
        log.error("%s", problem)
        text = "Het register van tegenstrijdigheden is nu niet te lezen."
        st.html(macro(ROOM, "no_contradictions", text))
        return
    shown = [item for item in items if item.is_shown]
    intro = (
        f"{len(shown)} verschillen tussen bronnen veranderen hoe u een cijfer of afspraak leest. "
        "Die staan daar ook bij."
    )
    st.html(macro(ROOM, "contradictions", intro, _by_topic(shown), _lists(items)))


def _lists(items: Sequence[Contradiction]) -> list[tuple[str, Topics]]:
    """Return what is on screen nowhere else: smaller differences, spelling, references."""
    lists = {
        "Leeslijst: kleinere verschillen": [item for item in items if item.is_listed],
        "Namen en schrijfwijzen": [item for item in items if item.kind == "schrijfwijze"],
        "Verwijzingen die niet kloppen": [item for item in items if item.kind == "verwijzing"],
    }
    return [(f"{name} ({len(found)})", _by_topic(found)) for name, found in lists.items()]


def _by_topic(items: Sequence[Contradiction]) -> Topics:
    return [
        (topic.capitalize(), list(map(dispute_of, found)))
        for topic, found in groupby(items, key=lambda item: item.topic)
    ]


def show_open_data() -> None:
    """Show the downloads of everything, as RFC 4180 CSV."""
    text = "Alle gegevens als CSV (komma, decimale punt, UTF-8). De kolommen blijven gelijk."
    st.html(macro("basis", "heading", "Open data", [text], level=2))
    offers = []
    for name in open_data():
        stem, label = name.removesuffix(".csv"), f"Download {name}"
        place, make = FilePlace(f"{OPEN_DATA}/{stem}"), partial(open_data_csv, name)
        offers.append(FileOffer(label, label, FORMATS["csv"], place, stem, make))
    with st.container(horizontal=True):
        show_files(offers, "open")
