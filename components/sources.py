"""The page Bronnen: sources and their freshness, indicators, contradictions, open data."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from itertools import groupby

import streamlit as st

from components import markup
from components.formatting import UNKNOWN, format_date, period_of
from data_loaders.cache import load_series
from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents, load_topics
from data_loaders.errors import DataError
from data_loaders.export import open_data, to_csv, used_tables
from data_loaders.registry import Indicator, load_registry
from data_loaders.sources.cbs import read_table
from data_loaders.status import table_freshness

log = logging.getLogger(__name__)


def show_sources() -> None:
    """Show the CBS tables and the documents with their dates."""
    st.html(_sources_html(date.today()))


@lru_cache(maxsize=2)
def _sources_html(today: date) -> str:
    tables = [_table_row(table, today) for table in used_tables()]
    documents = [
        [document.title, document.publisher, document.date or UNKNOWN, document.note]
        for document in load_documents().values()
    ]
    return (
        markup.heading(
            "Tabellen van het CBS",
            ["Onze kopie van elke tabel. Verouderd: de bron is waarschijnlijk al verder."],
            level=2,
        )
        + markup.table(
            "Tabellen van het CBS",
            ["Tabel", "Titel", "Gewijzigd door CBS", "Opgehaald", "Actualiteit"],
            tables,
        )
        + markup.heading("Documenten", level=2)
        + markup.table("Documenten", ["Titel", "Uitgever", "Datum", "Toelichting"], documents)
    )


def _table_row(table: str, today: date) -> list[str]:
    state = table_freshness(table, today)
    try:
        info = read_table(table).info
    except DataError:
        return [table, UNKNOWN, UNKNOWN, UNKNOWN, state]
    return [info.table, info.title, _day(info.modified), _day(info.captured), state]


def _day(day: date | None) -> str:
    return format_date(day) if day else UNKNOWN


def show_indicators() -> None:
    """Show every figure with its newest reference date and its source; broken ones as such."""
    rows = [_indicator_row(indicator) for indicator in load_registry().indicators.values()]
    rows += [
        [item.id, UNKNOWN, "niet beschikbaar", UNKNOWN, str(item.problem)]
        for item in load_registry().broken
    ]
    columns = ["Cijfer", "Onderdeel", "Peildatum", "Eenheid", "Bron"]
    st.html(
        markup.heading("Alle cijfers", [f"{len(rows)} cijfers."], level=2)
        + markup.details("Toon de lijst", markup.table("Alle cijfers", columns, rows))
    )


def _indicator_row(indicator: Indicator) -> list[str]:
    topic = load_topics()[indicator.topic].title
    unit = indicator.unit_long or indicator.unit
    try:
        series = load_series(indicator.id)
    except DataError as problem:
        return [indicator.title, topic, "niet beschikbaar", unit, str(problem)]
    newest = period_of(indicator, str(series.frame["period"].max()))
    return [indicator.title, topic, newest, unit, series.provenance.attribution]


def show_contradictions() -> None:
    """Show the whole register of contradictions, per subject."""
    try:
        items = sorted(load_contradictions(), key=lambda item: item.topic)
    except DataError as problem:
        log.error("%s", problem)
        text = "Het register van tegenstrijdigheden is nu niet te lezen."
        st.html(markup.heading("Tegenstrijdigheden", level=2) + markup.notice(text))
        return
    grave = sum(item.severity == "ernstig" for item in items)
    intro = f"{len(items)} plekken waar bronnen elkaar tegenspreken; {grave} daarvan zijn ernstig."
    body = "".join(
        markup.details(
            f"{topic.capitalize()} ({len(group)})", "".join(map(markup.contradiction, group))
        )
        for topic, found in groupby(items, key=lambda item: item.topic)
        for group in [list(found)]
    )
    st.html(markup.heading("Tegenstrijdigheden", [intro], level=2) + body)


def show_open_data() -> None:
    """Show the downloads of everything, as RFC 4180 CSV."""
    st.html(
        markup.heading(
            "Open data",
            ["Alle gegevens als CSV (komma, decimale punt, UTF-8). De kolommen blijven gelijk."],
            level=2,
        )
    )
    with st.container(horizontal=True):
        for name in open_data():
            st.download_button(
                f"Download {name}",
                _file(name),
                file_name=name,
                mime="text/csv",
                key=f"open-{name}",
                on_click="ignore",
                type="tertiary",
            )


def _file(name: str) -> Callable[[], bytes]:
    return lambda: to_csv(open_data()[name]())
