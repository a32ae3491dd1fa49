"""Cards: everything a tile shows, made once per figure, data version, theme and day. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import escape

import pandas as pd

from components.charts.base import Spec
from components.charts.figures import Figure, make_figure
from components.charts.theme import ThemeName
from components.exhibit.observations import observations_table
from components.files.downloads import Dialect, file_name
from components.insights.lines import insights_list, tile_insights
from components.insights.sentences import fill_headline
from components.markup import blocks as markup
from components.markup.blocks import notes_html
from components.words.formatting import UNKNOWN, format_value, period_of
from components.words.notes import frame_notes
from components.words.share_links import figure_links, share_line
from data_loaders.cache import load_series
from data_loaders.contradictions import contradictions_of
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.notes import notes_mark
from data_loaders.series import Series

DIALECTS: dict[Dialect, str] = {
    "excel": "Download voor Excel",
    "rfc4180": "Download CSV",
    "xlsx": "Download XLSX",
}


@dataclass(frozen=True)
class Card:
    """What a tile shows: HTML above and below the figure, and names for the downloads.

    `insights` is the list of what stands out; empty when nothing does. `share` are the links
    to images and to the page for sharing; empty where our server does not serve them.
    """

    headline: str
    spec: Spec | None
    head: str
    legend: str
    foot: str
    files: dict[Dialect, str]
    insights: str = ""
    share: str = ""


def make_card(indicator_id: str, version: str, theme: ThemeName, today: date) -> Card:
    """Return the card of an indicator in its own form. Raises DataError."""
    return _make_card(indicator_id, version, theme, today, notes_mark())


@lru_cache(maxsize=512)
def _make_card(
    indicator_id: str, version: str, theme: ThemeName, today: date, _notes: Fingerprint
) -> Card:
    series = load_series(indicator_id)
    figure = make_figure(indicator_id, version, theme)
    areas = list(dict.fromkeys(str(code) for code in series.frame["region_code"]))
    card = card_of(series, figure, series.frame, areas, today)
    told = insights_list(tile_insights(series, today))
    return replace(card, insights=told, share=figure_links(indicator_id, card.headline))


def card_of(
    series: Series, figure: Figure, frame: pd.DataFrame, areas: Sequence[str], today: date
) -> Card:
    """Return the card of a figure drawn from `frame`, observations of `series`."""
    return Card(
        headline=figure.headline,
        spec=figure.spec,
        head=markup.heading(figure.headline, [subtitle(series, areas)]),
        legend=markup.legend(figure.legend),
        foot=_empty(frame) + foot(series, frame, today),
        files={dialect: file_name(series, frame, areas, dialect) for dialect in DIALECTS},
    )


def foot(series: Series, frame: pd.DataFrame, today: date) -> str:
    """Return what belongs under every figure: table, meaning, contradictions, notes, source."""
    return (
        markup.details("Tabel", observations_table(series, frame))
        + markup.meaning(series)
        + _contradictions(series.indicator.id)
        + notes_html(frame_notes(series.indicator.id, frame))
        + markup.source_line(series, max(frame["period"], default=""), today)
    )


def _contradictions(indicator_id: str) -> str:
    """Return where sources disagree about a figure; a broken register leaves the figure."""
    try:
        return markup.contradictions(contradictions_of(indicator_id))
    except DataError:
        text = "Of bronnen elkaar over dit cijfer tegenspreken, is nu niet te lezen."
        return f'<p class="amm-leeg">{text}</p>'


def subtitle(series: Series, areas: Sequence[str]) -> str:
    """Return what is counted, in which unit and where."""
    indicator = series.indicator
    places = ", ".join(load_regions().get(area).name for area in areas)
    return f"{indicator.title} · {indicator.unit_long or indicator.unit} · {places}"


def _empty(frame: pd.DataFrame) -> str:
    if not frame["value"].isna().all():
        return ""
    return '<p class="amm-leeg">Onbekend: de waarden staan niet in de tekst van de bron.</p>'


def key_figure(indicator_id: str, version: str, today: date) -> str:
    """Return one single value with its meaning and source, as HTML. Raises DataError."""
    return _key_figure(indicator_id, version, today, notes_mark())


@lru_cache(maxsize=512)
def _key_figure(indicator_id: str, _version: str, today: date, _notes: Fingerprint) -> str:
    series = load_series(indicator_id)
    indicator, row = series.indicator, series.frame.iloc[0]
    status = str(row["status"])
    value = format_value(float(row["value"]), indicator, status)
    unit = "" if indicator.is_rate or value == status else indicator.unit
    about = "ongeveer " if status == "geschat" else ""
    region = load_regions().get(str(row["region_code"])).name
    period = period_of(indicator, str(row["period"]))
    below = [region, "peildatum onbekend" if period == UNKNOWN else period]
    below += [] if status in {"definitief", "geschat", "onbekend"} else [status]
    below += [] if row["origin"] == "bron" else [str(row["origin"])]
    return (
        f'<div class="amm-cijfer"><h3 class="amm-cijfer-naam">{escape(indicator.title)}</h3>'
        f'<p class="amm-waarde"><span>{escape(about + value)}</span> {escape(unit)}</p>'
        f'<p class="amm-sub">{escape(" · ".join(below))}</p>'
        f'<p class="amm-zin">{escape(fill_headline(series))}.</p>'
        + markup.meaning(series)
        + _contradictions(indicator.id)
        + notes_html(frame_notes(indicator.id, series.frame.head(1)))
        + markup.source_line(series, str(row["period"]), today)
        + share_line(indicator.id, indicator.title)
        + "</div>"
    )
