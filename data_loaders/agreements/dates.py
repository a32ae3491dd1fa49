"""Days out of what the documents say: a year, a quarter, a month or a day. Pure."""

from __future__ import annotations

import re
from datetime import date

from data_loaders.periods import Frequency, period_span

_KINDS: dict[str, Frequency] = {
    r"\d{4}": "jaar",
    r"\d{4}-Q[1-4]": "kwartaal",
    r"\d{4}-\d\d": "maand",
    r"\d{4}-\d\d-\d\d": "dag",
}


def frequency_of(text: str) -> Frequency:
    """Return what kind of date a text is. Raises ValueError (a Dutch sentence) for none."""
    for pattern, frequency in _KINDS.items():
        if re.fullmatch(pattern, text):
            return frequency
    raise ValueError(f"'{text}' is geen jaar, kwartaal, maand of dag")


def span_of(text: str) -> tuple[date, date] | None:
    """Return the first and last day of a date as a document gives it; None when it gives none.

    Raises ValueError (a Dutch sentence) for what is no date.
    """
    return period_span(text, frequency_of(text)) if text else None


def first_day(text: str) -> date | None:
    """Return the first day of a date; None when there is none."""
    span = span_of(text)
    return span[0] if span else None


def last_day(text: str) -> date | None:
    """Return the last day of a date; None when there is none."""
    span = span_of(text)
    return span[1] if span else None
