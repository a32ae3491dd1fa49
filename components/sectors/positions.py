"""Where sectors stand by share, growth and size: words and numbers, never a guessed place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from components.charts.base import Datum, Spec
from components.charts.positions import make_positions
from components.charts.theme import ThemeName
from components.markup.templates import macro
from components.sectors.phrases import ROOM, dispute_ids, figures_of, marked, sector_link
from components.sectors.themes import figure_rows
from components.words.disputes import HasContradictions, disputes_with
from components.words.formatting import format_number, format_percent
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import EVERY, Position, Sector, SectorFigure
from data_loaders.files.text import Fingerprint

UNSAID = "niet genoemd"
GROWTH_PERIOD = "2024-2027"
SHARE, SHARE_COUNTRY = "aandeel", "aandeel Nederland"


@dataclass(frozen=True)
class Positions:
    """The table of positions, the figure of the known numbers, and what goes with them."""

    headline: str
    table: Markup
    spec: Spec
    alt: str
    foot: Markup


@lru_cache(maxsize=16)
def positions(theme: ThemeName, link: Link, _mark: Fingerprint) -> Positions:
    """Return where each group of the bubble chart stands. Raises DataError."""
    items = load(Position)
    others = [item for item in load(SectorFigure) if not item.sectors]
    known = known_numbers(items)
    disputed: list[HasContradictions] = [*items, *others]
    found, source = disputes_with(dispute_ids(disputed)), records_source([*items, *others])
    return Positions(
        headline=headline(items),
        table=macro(ROOM, "positions", [_row(item, link) for item in items]),
        spec=make_positions(known, theme),
        alt=alt_text(known),
        foot=macro(ROOM, "rest", figure_rows(others), found, source),
    )


def alt_text(known: Sequence[tuple[str, Sequence[Datum]]]) -> str:
    """Return every number of the figure in words."""
    parts = [f"{name}: {'; '.join(str(row['label']) for row in rows)}" for name, rows in known]
    return f"{'. '.join(parts)}."


def headline(items: Sequence[Position]) -> str:
    """Return of how many groups which numbers are known."""
    shares = sum(item.share is not None for item in items)
    growths = sum(item.growth is not None for item in items)
    jobs = sum(item.jobs is not None for item in items)
    return (
        f"Van {len(items)} groepen noemt de tekst bij {shares} het aandeel, bij {growths} de groei "
        f"en bij {jobs or 'geen enkele'} het aantal banen in een getal"
    )


def _row(item: Position, link: Link) -> list[str]:
    return [
        _name(item, link),
        share_text(item),
        _told(item.growth_words, _percent(item, item.growth, "groei")),
        _told(item.size_words, _jobs(item)),
        item.quoted,
        item.note,
    ]


def _name(item: Position, link: Link) -> str:
    if not item.sector:
        return item.name
    sector = sector_link(load_by_id(Sector)[item.sector], link)
    return macro(ROOM, "group", item.name, marked(sector, item.sector_origin == "afgeleid"))


def share_text(item: Position) -> str:
    """Return the share of a group in words and numbers, beside that of the country."""
    here = _percent(item, item.share, SHARE)
    country = _percent(item, item.share_country, SHARE_COUNTRY)
    parts = [f"hier {here}" if here else "", f"Nederland {country}" if country else ""]
    if item.ratio is not None:
        decimals = 0 if item.ratio.is_integer() else 1
        parts.append(f"{format_number(item.ratio, decimals)} keer Nederland")
    return _told(item.share_words, "; ".join(filter(None, parts)))


def _told(words: str, numbers: str) -> str:
    return ": ".join(filter(None, [words, numbers])) or UNSAID


def _jobs(item: Position) -> str:
    return f"{format_number(item.jobs)} banen" if item.jobs is not None else ""


def _percent(item: Position, value: float | None, what: str) -> str:
    if value is None:
        return ""
    number = format_percent(value, 0 if value.is_integer() else 1)
    return f"{hedge(item, what)} {number}".strip()


def hedge(item: Position, what: str) -> str:
    """Return the word of doubt that the source puts with one of the numbers: ruim, bijna."""
    pairs = (part.partition(":") for part in item.uncertainty.split(";"))
    return {name.strip(): word.strip() for name, _, word in pairs}.get(what, "")


def known_numbers(items: Sequence[Position]) -> list[tuple[str, list[Datum]]]:
    """Return the numbers that the text gives, per axis; the country is there to compare."""
    shares: list[Datum] = []
    growths: list[Datum] = []
    for item in items:
        if item.share is not None:
            text = _percent(item, item.share, SHARE) + _of_what(item)
            shares.append(_bar(item.name, item.share, text))
        if item.share_country is not None:
            text = _percent(item, item.share_country, SHARE_COUNTRY) + _of_what(item)
            shares.append(_bar(f"{item.name}, Nederland", item.share_country, text, False))
        if item.growth is not None:
            growths.append(_bar(item.name, item.growth, _percent(item, item.growth, "groei")))
    growths += [_bar(*_of_all(item), False) for item in _growth_of_all()]
    return [("Aandeel in de banen", shares), ("Groei van banen 2024-2027", growths)]


def _bar(name: str, value: float, text: str, own: bool = True) -> Datum:
    role = "gekozen" if own else "vergelijking"
    return {"value": value, "label": f"{name}: {text}", "role": role}


def _of_what(item: Position) -> str:
    """Return of what a share is, as the same figure says elsewhere in the registers."""
    for figure in figures_of(item.sector):
        same = (figure.called, figure.theme, figure.value) == (item.name, SHARE, item.share)
        if same and figure.unit.startswith("%"):
            return figure.unit.removeprefix("%")
    return ""


def _growth_of_all() -> list[SectorFigure]:
    return [
        item
        for item in figures_of(EVERY)
        if (item.theme, item.period, item.show) == ("groei", GROWTH_PERIOD, "ja") and item.value
    ]


def _of_all(item: SectorFigure) -> tuple[str, float, str]:
    value = item.value or 0.0
    text = format_percent(value, 0 if value.is_integer() else 1)
    return f"Alle sectoren, {item.area}", value, text
