"""The key figures of the start page, each with a direction, a graphic and its source. Pure."""

from __future__ import annotations

import logging
from datetime import date
from urllib.parse import urlencode

from markupsafe import Markup

from components.charts.small import strip_of, trend_of
from components.markup.templates import macro
from components.overview.standing import Case, case_of, outcome_of, target_point
from components.strips.card import Graphic, KeyFigure
from components.strips.measure import make_bullet
from components.strips.places import DotStrip
from components.words.choice import Choice
from components.words.disputes import disputes_of
from components.words.formatting import (
    counted,
    format_shown,
    format_value,
    join_words,
    written_period,
)
from components.words.hosting import has_own_routes
from components.words.notes import figure_notes
from components.words.source import series_source
from data_loaders.decks.deck import DeckTile
from data_loaders.documents import Highlight, load_highlights
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions

log = logging.getLogger(__name__)


def key_figures(title: str, today: date, mine: str = "") -> Markup:
    """Return the key figures as cards; a broken one says so and no more.

    `mine` is the code of a municipality that stands among the others where it has a value.
    """
    cards = []
    for item in load_highlights():
        try:
            case = case_of(item, today)
            cards.append(macro("grafiekjes", "key_figure", card_of(case, today, mine)))
        except DataError as problem:
            log.error("%s", problem)
            cards.append(macro("overzicht", "broken", item.name))
    return macro("overzicht", "key_figures", title, cards)


def remarks(today: date) -> Markup:
    """Return what must be read with the key figures; empty when there is nothing."""
    told = [(item.name, text) for item, case in _readable(today) for text in _remarks(case)]
    return macro("overzicht", "remarks", told)


def cautions(today: date) -> frozenset[str]:
    """Return what is told below the key figures."""
    return frozenset(text for _, case in _readable(today) for text in _remarks(case))


def tiles(today: date) -> dict[str, DeckTile]:
    """Return the key figures as a presentation can take them, by name; without broken ones."""
    return {
        item.name: DeckTile(
            "cijfer", item.indicator, form="cijfer", characteristic=item.characteristic
        )
        for item, _ in _readable(today)
    }


def finding(today: date) -> str:
    """Return what stands out in the key figures, as the title of the page."""
    parts = []
    for item, case in _readable(today):
        found = outcome_of(case).finding
        parts += [found.format(item.noun)] if item.noun and found else []
    text = ", ".join(parts) or f"De arbeidsmarkt van {_region()}"
    return f"{text[0].upper()}{text[1:]}"


def lead(today: date) -> str:
    """Return what the page is about, with the size of the region."""
    regions = load_regions()
    told = [counted(len(regions.members(regions.default)), "gemeente", "gemeenten")]
    for item, case in _readable(today):
        if item.in_lead and case.own.known:
            told.append(f"{_value(case)} {case.series.indicator.unit}".strip())
    return f"Zo staat de arbeidsmarkt van {_region()} ervoor: {join_words(told)}."


def _region() -> str:
    return load_regions().get(load_regions().default).name


def _readable(today: date) -> list[tuple[Highlight, Case]]:
    found = []
    for item in load_highlights():
        try:
            found.append((item, case_of(item, today)))
        except DataError:
            continue  # its card says so
    return found


def tile_query(item: Highlight) -> list[tuple[str, str]]:
    """Return what to ask of the tile of a key figure to have its value in large type."""
    query = [("vorm", "cijfer")]
    return [*query, ("kenmerk", item.characteristic)] if item.characteristic else query


def card_of(case: Case, today: date, mine: str = "") -> KeyFigure:
    """Return a key figure as a card, with the municipality `mine` in it where that has a value."""
    item, indicator = case.item, case.series.indicator
    maker = case.series.provenance.producer.partition(",")[0]
    unit = "" if indicator.is_rate or not case.own.known else indicator.unit
    settled = "" if case.own.status in {"definitief", "onbekend"} else f" · {case.own.status}"
    disputed = disputes_of(item.indicator)
    origin = series_source(case.series, case.own.period, today)
    return KeyFigure(
        id=item.indicator,
        name=item.name,
        value=_value(case),
        unit="" if item.name.casefold().endswith(unit.casefold()) else unit,
        compared=outcome_of(case).standing,
        below=f"{written_period(indicator, case.own.period)}{settled} · {maker}",
        graphic=_graphic(case, mine),
        mine=_standing_of(case, mine),
        about=(
            f"{indicator.title}. {indicator.definition}",
            *filter(None, [indicator.note]),
            *disputed.cautions("dit cijfer"),
            origin.line,
        ),
        links=_links(item, indicator.topic),
    )


def _value(case: Case) -> str:
    return format_shown(case.own.value, case.series.indicator, case.own.status, case.own.note)


def _links(item: Highlight, topic: str) -> tuple[tuple[str, str], ...]:
    asked = urlencode({"onderdeel": topic, "cijfer": item.indicator})
    links = [("Bekijk dit cijfer", f"./regio-in-beeld?{asked}")]
    if has_own_routes():
        share = f"./deel/{item.indicator}?{urlencode(tile_query(item))}"
        links.append(("Deel of sluit in", share))
    return tuple(links)


def _standing_of(case: Case, mine: str) -> str:
    """Return the value of a municipality and its place among the others; empty without one."""
    point = case.view.beside.get(mine)
    if point is None or case.item.comparison != "land":
        return ""
    value = format_shown(point.value, case.series.indicator, point.status, point.note)
    strip = _graphic(case, mine)
    place = f" ({strip.rank})" if isinstance(strip, DotStrip) and strip.rank else ""
    return f"{load_regions().get(mine).name}: {value}{place}"


def _graphic(case: Case, mine: str = "") -> Graphic | None:
    """Return what there is to draw: areas, a value against its target, or its years."""
    item, series, area = case.item, case.series, case.own.region
    if item.comparison == "land":
        choice = Choice((area,), case.own.period, item.characteristic)
        return strip_of(item.name, series, choice, own=mine)
    target = target_point(case) if item.comparison == "doel" else None
    if target:
        value = (case.own.value, _value(case))
        text = format_value(target.value, series.indicator)
        return make_bullet(item.name, value, (target.value, text))
    return trend_of(item.name, series, area, item.characteristic, years=item.years)


def _remarks(case: Case) -> list[str]:
    """Return what must be read with a key figure: grave disputes, and notes of officials."""
    item = case.item
    found = disputes_of(item.indicator)
    grave = [d.warning for d in found.items if d.severity == "ernstig" and d.warning]
    characteristics = [item.characteristic] if item.characteristic else []
    notes = figure_notes(item.indicator, [case.own.region], [case.own.period], characteristics)
    return [*filter(None, [found.unreadable]), *grave, *notes]
