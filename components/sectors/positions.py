"""Where sectors stand by share, growth and size: words and numbers, never a guessed place. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

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


SHARES = {
    "groter dan Nederland": "groter deel dan in Nederland",
    "": "niet bekend",
    "kleiner dan Nederland": "kleiner deel dan in Nederland",
}
GROWTHS = {
    "krimp": "krimpt",
    "lichte groei": "groeit licht",
    "sterke groei": "groeit sterk",
    "sterkste groei": "groeit het sterkst",
    "": "groei niet bekend",
}
"""The fields of the plot by the words of the source, and what stands at them."""
_A_LITTLE, _LIKE = "iets ", "ongeveer als "


@dataclass(frozen=True)
class Member:
    """A group in its field: its name, the numbers that the text gives, and whether it is ours."""

    name: str
    numbers: tuple[str, ...]
    is_sector: bool


@dataclass(frozen=True)
class Field:
    """A field of the plot with its groups; an unknown one has no place on one of the axes."""

    members: tuple[Member, ...]
    is_unknown: bool


@lru_cache(maxsize=16)
def positions(link: Link, _mark: Fingerprint) -> Markup:
    """Return where each group of the bubble chart stands, in fields by word. Raises DataError."""
    items = load(Position)
    others = [item for item in load(SectorFigure) if not item.sectors]
    disputed: list[HasContradictions] = [*items, *others]
    columns, rows = fields_of(items)
    return macro(
        ROOM,
        "positions",
        headline(items),
        growth_text(),
        (columns, rows),
        numbers_text(items),
        [_row(item, link) for item in items],
        figure_rows(others),
        disputes_with(dispute_ids(disputed)),
        records_source([*items, *others]),
    )


def fields_of(items: Sequence[Position]) -> tuple[list[str], list[tuple[str, list[Field]]]]:
    """Return the names of the columns, and each row with its fields, from the words alone.

    A word that we do not know has a row or a column of its own.
    """
    growths = GROWTHS | {word: word for word in (growth_word(i, items) for i in items)} | GROWTHS
    shares = SHARES | {word: word for word in map(share_word, items)} | SHARES
    rows = [
        (
            name,
            [_field(items, share, growth, "" in (share, growth)) for growth in growths],
        )
        for share, name in shares.items()
    ]
    return list(growths.values()), rows


def _field(items: Sequence[Position], share: str, growth: str, is_unknown: bool) -> Field:
    here = [i for i in items if (share_word(i), growth_word(i, items)) == (share, growth)]
    members = (Member(item.name, _numbers(item), bool(item.sector)) for item in here)
    return Field(tuple(members), is_unknown)


def share_word(item: Position) -> str:
    """Return on which side of the country a group is; a little is the same side."""
    return item.share_words.removeprefix(_A_LITTLE)


def growth_word(item: Position, items: Sequence[Position]) -> str:
    """Return how a group grows; one that grows about as another does stands beside it."""
    like = item.growth_words.removeprefix(_LIKE)
    if like == item.growth_words:
        return like
    return next((other.growth_words for other in items if other.name == like), item.growth_words)


def _numbers(item: Position) -> tuple[str, ...]:
    growth, share = _percent(item, item.growth, "groei"), _percent(item, item.share, SHARE)
    ratio = f"{_ratio(item.ratio)} keer Nederland" if item.ratio is not None else ""
    texts = (growth and f"groei {growth}", share and f"aandeel {share}", ratio)
    return tuple(filter(None, texts))


def headline(items: Sequence[Position]) -> str:
    """Return which group grows most and which shrinks, by the words of the source."""
    words = {"sterkste groei": "groeit het sterkst", "krimp": "krimpt"}
    found = [
        f"{item.name} {told}"
        for word, told in words.items()
        for item in items
        if item.growth_words == word
    ]
    return ", ".join(found) or "Waar sectoren staan: aandeel en groei"


def numbers_text(items: Sequence[Position]) -> str:
    """Return of how many groups which numbers are known."""
    shares = sum(item.share is not None for item in items)
    growths = sum(item.growth is not None for item in items)
    jobs = sum(item.jobs is not None for item in items)
    return (
        f"Van {len(items)} groepen noemt de tekst bij {shares} het aandeel, bij {growths} de groei "
        f"en bij {jobs or 'geen enkele'} het aantal banen in een getal."
    )


def growth_text() -> str:
    """Return how much the jobs of all groups together grow, here and in the country."""
    found = [
        f"{item.area} {' '.join(filter(None, [item.uncertainty, _whole(item.value or 0.0)]))}"
        for item in _growth_of_all()
    ]
    every = f" Alle sectoren samen: {', '.join(found)}." if found else ""
    return f"Banen van werknemers, {GROWTH_PERIOD}.{every}"


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
        parts.append(f"{_ratio(item.ratio)} keer Nederland")
    return _told(item.share_words, "; ".join(filter(None, parts)))


def _told(words: str, numbers: str) -> str:
    return ": ".join(filter(None, [words, numbers])) or UNSAID


def _jobs(item: Position) -> str:
    return f"{format_number(item.jobs)} banen" if item.jobs is not None else ""


def _percent(item: Position, value: float | None, what: str) -> str:
    if value is None:
        return ""
    return f"{hedge(item, what)} {_whole(value)}".strip()


def _whole(value: float) -> str:
    return format_percent(value, 0 if value.is_integer() else 1)


def _ratio(value: float) -> str:
    return format_number(value, 0 if value.is_integer() else 1)


def hedge(item: Position, what: str) -> str:
    """Return the word of doubt that the source puts with one of the numbers: ruim, bijna."""
    pairs = (part.partition(":") for part in item.uncertainty.split(";"))
    return {name.strip(): word.strip() for name, _, word in pairs}.get(what, "")


def _growth_of_all() -> list[SectorFigure]:
    return [
        item
        for item in figures_of(EVERY)
        if (item.theme, item.period, item.show) == ("groei", GROWTH_PERIOD, "ja") and item.value
    ]
