"""A day as a visitor writes it. Pure."""

from __future__ import annotations

import re
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from components.words.formatting import MONTHS, SHORT_MONTHS
from data_loaders.decks.link import DAY

FIRST = date(2000, 1, 1)
LINK_FIELDS = 20
_DUTCH = re.compile(r"(\d{1,2})[-/. ](\d{1,2}|[a-z]{3,9})\.?[-/. ](\d{4})", re.ASCII)
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_day(text: str, today: date) -> date | None:
    """Return the day from 2000 to `today` that a text names: 30-9-2026, 30 sep 2026, 2026-09-30.

    The link of a presentation names the day of its meeting. None for anything else.
    """
    clean = text.strip().casefold()
    try:
        if "?" in clean:
            asked = parse_qsl(urlsplit(clean).query, max_num_fields=LINK_FIELDS)
            clean = dict(asked).get(DAY, "")
        day = date.fromisoformat(clean) if _ISO.fullmatch(clean) else _dutch(clean)
    except ValueError:
        return None
    return day if day and FIRST <= day <= today else None


def _dutch(text: str) -> date | None:
    found = _DUTCH.fullmatch(text)
    if not found:
        return None
    day, month, year = found.groups()
    number = int(month) if month.isdecimal() else _month(month)
    return date(int(year), number, int(day))


def _month(name: str) -> int:
    """Return the number of a month by its name or short name; 0 for another word."""
    for names in (MONTHS, SHORT_MONTHS):
        if name in names:
            return names.index(name) + 1
    return 0


def shown_day(day: date | None) -> str:
    """Return a day as the field shows it: 30-09-2026; empty without one."""
    return f"{day:%d-%m-%Y}" if day else ""
