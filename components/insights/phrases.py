"""The words of sentences about figures: amounts with their unit, dates, places. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from components.insights.compare import Comparison, ValuePoint, is_coarse
from components.words.formatting import (
    NOT_SHOWN,
    UNKNOWN,
    format_number,
    format_shown,
    join_words,
    period_of,
)
from data_loaders.geo.regions import Region, load_regions
from data_loaders.indicator import Indicator

MAX_NAMES = 3

_NOUNS = {"aantal": "het aantal", "percentage": "het aandeel", "groei": "de verandering"}
# What a reader must know of a figure that may still change, the least certain first.
_UNSETTLED = ("geschat", "prognose", "voorlopig", "nader voorlopig")
_WORDS: dict[Comparison, str] = {
    "hoger": "hoger dan",
    "lager": "lager dan",
    "ongeveer gelijk": "ongeveer gelijk aan",
    "gelijk": "gelijk aan",
}
_ORDINALS = (
    *("eerste", "tweede", "derde", "vierde", "vijfde", "zesde", "zevende", "achtste", "negende"),
    *("tiende", "elfde", "twaalfde", "dertiende", "veertiende", "vijftiende", "zestiende"),
    *("zeventiende", "achttiende", "negentiende", "twintigste"),
)


def noun_of(indicator: Indicator, characteristic: str) -> str:
    """Return what a value is called: het aantal, het aandeel (Laag)."""
    noun = _NOUNS.get(indicator.kind, "het cijfer")
    return f"{noun} ({characteristic})" if characteristic else noun


def amount(point: ValuePoint, indicator: Indicator) -> str:
    """Return a value with its unit: 8.200 huishoudens, 7,1 % van de inwoners."""
    unit = indicator.unit_long or indicator.unit
    unit = unit.removeprefix("%").strip() if indicator.is_rate else unit
    return f"{bare(point, indicator)} {unit}".strip()


def bare(point: ValuePoint, indicator: Indicator) -> str:
    """Return a value without the unit that the sentence has already: 8.200, ongeveer 405.000."""
    about = "ongeveer " if point.known and is_coarse(indicator, point) else ""
    return about + format_shown(point.value, indicator, point.status, point.note)


def moment(indicator: Indicator, period: str, statuses: Sequence[str]) -> str:
    """Return a date in words, with what is not settled yet: apr 2026, voorlopig."""
    text = period_of(indicator, period)
    return ("peildatum onbekend" if text == UNKNOWN else text) + unsettled(statuses)


def unsettled(statuses: Sequence[str]) -> str:
    """Return what follows a date or value that may still change: `, voorlopig`."""
    return next((f", {status}" for status in _UNSETTLED if status in statuses), "")


def moment_before(indicator: Indicator, point: ValuePoint) -> str:
    """Return the date of an earlier value: 2024, 2025 (voorlopig)."""
    status = unsettled([point.status]).removeprefix(", ")
    return period_of(indicator, point.period) + (f" ({status})" if status else "")


def gap_between(difference: Decimal, indicator: Indicator) -> str:
    """Return the size of a difference: 868, 0,4 procentpunt."""
    number = format_number(float(abs(difference)), indicator.decimals)
    return f"{number} procentpunt" if indicator.is_rate else number


def place(region: Region) -> str:
    """Return an area as it stands in a sentence: Arnhem, de Groene Metropoolregio."""
    return f"de {region.label}" if region.level == "regio" else region.label


def compared_to(comparison: Comparison) -> str:
    """Return how one value compares with the one that follows: hoger dan, gelijk aan."""
    return _WORDS[comparison]


def ordinal(number: int) -> str:
    """Return a rank in words: eerste, tweede."""
    return _ORDINALS[number - 1] if number <= len(_ORDINALS) else f"{number}e"


def named(codes: Sequence[str]) -> str:
    """Return municipalities by name, or how many when they are many."""
    if len(codes) > MAX_NAMES:
        return f"{len(codes)} andere gemeenten"
    return join_words([load_regions().get(code).name for code in codes])


def left_out(points: Sequence[ValuePoint | None]) -> str:
    """Return which municipalities have no value to compare, to end a sentence with."""
    hidden = sum(1 for point in points if point and point.status == NOT_SHOWN)
    parts = []
    if hidden:
        parts.append(f"{_municipalities(hidden, 'is', 'zijn')} niet getoond")
    if other := len(points) - hidden:
        parts.append(f"{_municipalities(other, 'heeft', 'hebben')} geen cijfer")
    return "".join(f"; {part}" for part in parts)


def _municipalities(count: int, one: str, many: str) -> str:
    return f"1 gemeente {one}" if count == 1 else f"{count} gemeenten {many}"
