"""Period codes: one notation for all sources, and the dates they stand for.

| frequency    | code         | meaning                                   |
|--------------|--------------|-------------------------------------------|
| dag          | 2024-12-31   | a reference day                           |
| maand        | 2024-12      | a calendar month                          |
| kwartaal     | 2026-Q1      | a calendar quarter                        |
| jaar         | 2024         | a calendar year                           |
| schooljaar   | 2024/2025    | 1 August up to and including 31 July      |
| meerjarig    | 2024/2027    | first and last year of a span             |
| onbekend     | (empty)      | the source does not say                   |
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from typing import Literal

Frequency = Literal["dag", "maand", "kwartaal", "jaar", "schooljaar", "meerjarig", "onbekend"]
Reference = Literal["begin", "einde"]

_PATTERNS: dict[str, re.Pattern[str]] = {
    "dag": re.compile(r"(\d{4})-(\d\d)-(\d\d)"),
    "maand": re.compile(r"(\d{4})-(\d\d)"),
    "kwartaal": re.compile(r"(\d{4})-Q([1-4])"),
    "jaar": re.compile(r"(\d{4})"),
    "schooljaar": re.compile(r"(\d{4})/(\d{4})"),
    "meerjarig": re.compile(r"(\d{4})/(\d{4})"),
    "onbekend": re.compile(r""),
}
_CBS = re.compile(r"(\d{4})(JJ00|KW0[1-4]|MM(?:0[1-9]|1[0-2])|SJ00)")


def period_span(code: str, frequency: Frequency) -> tuple[date, date] | None:
    """Return the first and last day of a period, or None for an unknown period.

    Raises ValueError (a Dutch sentence) when the code does not fit the frequency.
    """
    found = _PATTERNS[frequency].fullmatch(code)
    if not found:
        raise ValueError(f"de periode '{code}' past niet bij '{frequency}'")
    parts = [int(part) for part in found.groups()]
    try:
        return _span(parts, frequency)
    except ValueError as error:
        raise ValueError(f"de periode '{code}' bestaat niet") from error


def _span(parts: list[int], frequency: Frequency) -> tuple[date, date] | None:
    match frequency:
        case "onbekend":
            return None
        case "dag":
            day = date(parts[0], parts[1], parts[2])
            return day, day
        case "maand":
            days = monthrange(parts[0], parts[1])[1]
            return date(parts[0], parts[1], 1), date(parts[0], parts[1], days)
        case "kwartaal":
            last = 3 * parts[1]
            return date(parts[0], last - 2, 1), date(parts[0], last, monthrange(parts[0], last)[1])
        case "jaar":
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
        case "schooljaar" if parts[1] == parts[0] + 1:
            return date(parts[0], 8, 1), date(parts[1], 7, 31)
        case "meerjarig" if parts[1] > parts[0]:
            return date(parts[0], 1, 1), date(parts[1], 12, 31)
    raise ValueError


def span_of_all(codes: Iterable[object], frequency: Frequency) -> tuple[date, date] | None:
    """Return the first and last day of periods together; None when of none it is known.

    Raises ValueError when a code does not fit the frequency.
    """
    spans = [span for code in codes if (span := period_span(str(code), frequency))]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


def reference_date(code: str, frequency: Frequency, reference: Reference) -> date | None:
    """Return the day a figure refers to: the begin or the end of its period."""
    span = period_span(code, frequency)
    if span is None:
        return None
    return span[0] if reference == "begin" else span[1]


def middle_of(code: str, frequency: Frequency) -> int:
    """Return where a period stands in time: twice the ordinal of its middle; 0 when unknown.

    Raises ValueError when the code does not fit the frequency.
    """
    return sum(day.toordinal() for day in period_span(code, frequency) or ())


def from_cbs(code: str) -> tuple[str, Frequency]:
    """Translate a CBS period key (`2026KW01`) to our code and its frequency.

    Raises ValueError for a key that is not a year, school year, quarter or month.
    """
    found = _CBS.fullmatch(code.strip())
    if not found:
        raise ValueError(f"de CBS-periode '{code}' is onbekend")
    year, rest = found.groups()
    if rest.startswith("KW"):
        return f"{year}-Q{rest[3]}", "kwartaal"
    if rest.startswith("MM"):
        return f"{year}-{rest[2:]}", "maand"
    if rest.startswith("SJ"):
        return f"{year}/{int(year) + 1}", "schooljaar"
    return year, "jaar"
