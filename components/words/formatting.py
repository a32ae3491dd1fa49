"""Dutch numbers, units and periods: the same for every visitor, whatever the browser says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from math import isnan

from data_loaders.agreements.dates import frequency_of
from data_loaders.clock import dutch_time
from data_loaders.indicator import Indicator
from data_loaders.periods import Frequency, Reference, period_span

NO_BREAK = "\u00a0"
MINUS = "\u2212"
UNKNOWN = "onbekend"
NOT_SHOWN = "niet getoond"

_HEDGE = re.compile(r"In de bron: (ruim|bijna|ongeveer) ")

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
SHORT_MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def format_number(value: float, decimals: int = 0) -> str:
    """Return `value` in Dutch notation: 1234.5 with one decimal becomes 1.234,5.

    Halves are rounded away from zero, as readers expect. A negative number gets a real
    minus sign; nothing becomes minus zero.
    """
    rounded = round_shown(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}"
    dutch = digits.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"{MINUS}{dutch}" if rounded < 0 else dutch


def round_shown(value: float, decimals: int) -> Decimal:
    """Return the number a reader sees: halves away from zero, of the value as it is written."""
    step = Decimal(1).scaleb(-decimals)
    return Decimal(repr(float(value))).quantize(step, rounding=ROUND_HALF_UP)


def format_percent(value: float, decimals: int = 1) -> str:
    """Return a percentage: 3.5 becomes 3,5 % (with a space that does not break)."""
    return f"{format_number(value, decimals)}{NO_BREAK}%"


def format_euro(value: float, decimals: int = 0) -> str:
    """Return an amount of money: 1163658 becomes € 1.163.658, a debt € −500."""
    return f"€{NO_BREAK}{format_number(value, decimals)}"


def format_value(value: float, indicator: Indicator, status: str = "") -> str:
    """Return one value of an indicator, with its percent sign; or the word for no value.

    A whole number of an indicator with decimals that was published as whole keeps its
    decimals, so that values line up.
    """
    if isnan(value):
        return status or UNKNOWN
    if indicator.is_rate:
        return format_percent(value, indicator.decimals)
    return format_number(value, indicator.decimals)


def counted(count: int, one: str, more: str) -> str:
    """Return a count with the right form of its word: 1 actie, 2 acties."""
    return f"{format_number(count)} {one if count == 1 else more}"


def format_shown(value: float, indicator: Indicator, status: str, note: str = "") -> str:
    """Return one value as a figure or table shows it: an estimate with a word before it.

    That is the word of the source where the `note` of the observation quotes it, else `ca.`.
    """
    found = _HEDGE.match(note)
    hedge = f"{found[1] if found else 'ca.'} " if status == "geschat" else ""
    return f"{hedge}{format_value(value, indicator, status)}"


def format_date(day: date) -> str:
    """Return a day in words: 1 januari 2024."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def format_moment(moment: datetime) -> str:
    """Return a moment in Dutch time: 21 november 2026, 08:15."""
    local = dutch_time(moment)
    return f"{format_date(local.date())}, {local:%H:%M}"


def format_period(code: str, frequency: Frequency, reference: Reference = "einde") -> str:
    """Return a period in words: dec 2024, 1e kwartaal 2026, eind 2024, 2023-2028.

    A year whose figures stand for its first day reads as that day. Unknown is `onbekend`.
    Raises ValueError when the code does not fit the frequency.
    """
    span = period_span(code, frequency)
    if span is None:
        return UNKNOWN
    first, last = span
    match frequency:
        case "dag":
            return (
                f"eind {first.year}" if (first.month, first.day) == (12, 31) else format_date(first)
            )
        case "maand":
            return f"{SHORT_MONTHS[first.month - 1]} {first.year}"
        case "kwartaal":
            return f"{(last.month // 3)}e kwartaal {first.year}"
        case "schooljaar":
            return f"schooljaar {first.year}/{last.year}"
        case "meerjarig":
            return f"{first.year}-{last.year}"
        case _:
            return format_date(first) if reference == "begin" else str(first.year)


def short_period(code: str, frequency: Frequency, reference: Reference = "einde") -> str:
    """Return a period as it stands below a point: 2024, 1 jan 2024, dec 2024, 1e kw. 2026.

    Raises ValueError when the code does not fit the frequency.
    """
    words = format_period(code, frequency, reference).replace("kwartaal", "kw.")
    for long, short in zip(MONTHS, SHORT_MONTHS, strict=True):
        words = words.replace(long, short)
    return words.removeprefix("schooljaar ")


def written_period(indicator: Indicator, code: str) -> str:
    """Return a period of this indicator, its month in full: december 2024, eind 2024, 2024/2025."""
    words = period_of(indicator, code).removeprefix("schooljaar ")
    for short, long in zip(SHORT_MONTHS, MONTHS, strict=True):
        words = re.sub(rf"\b{short}\b", long, words)
    return words


def period_of(indicator: Indicator, code: str) -> str:
    """Return a period of this indicator in words."""
    return format_period(code, indicator.frequency, indicator.reference)


def format_when(text: str) -> str:
    """Return a date as a document gives it, in words: 2026, 2e kwartaal 2026, jan 2027."""
    return format_period(text, frequency_of(text)) if text else UNKNOWN


def short_when(text: str) -> str:
    """Return a date as a document gives it, for a narrow column: 2026, kw 2 2026, jan 2027."""
    return re.sub(r"^(\d)e kwartaal", r"kw \1", format_when(text))


def join_words(words: Sequence[str]) -> str:
    """Return words as a Dutch list: a, b en c."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"
