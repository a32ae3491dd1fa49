"""Periods as people write them: `mei 2026`, `1e kwartaal 2026`, `2026M05`, `eind juni 2026`."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from data_loaders.imports.words import Value, shown
from data_loaders.periods import Frequency, period_span

_What = Literal["dag", "maand", "kwartaal", "jaar", "reeks"]

_NAMES = "januari februari maart april mei juni juli augustus september oktober november december"
_MONTHS = {
    name[:size]: number
    for number, name in enumerate(re.findall(r"\w+", _NAMES), start=1)
    for size in (3, len(name))
} | {"mrt": 3, "sept": 9}
_STAND = re.compile(
    r"\b(?:stand(?:\s+per)?|per|op|peildatum|peilmoment|schooljaar|studiejaar|periode)\b[\s:]*"
)
# What CBS says behind a period: one asterisk is provisional, two are revised but not final.
_MARKS = re.compile(r"\s*(?:(\*{1,2})|\(?((?:nader )?voorlopig)\)?|[¹²³⁴⁵⁶⁷⁸⁹])$", re.IGNORECASE)
_END = re.compile(r"\b(?:eind|einde|ultimo)\b[\s:]*(?:van\s+)?")
_QUARTERS = {"eerste": 1, "tweede": 2, "derde": 3, "vierde": 4} | {f"{n}": n for n in range(1, 5)}
_FIRST_YEAR, _LAST_YEAR = 1990, 2100

# Y, Z and S are years, M a month in figures or (N) by name, D a day, Q a quarter.
_PARTS = {
    "Y": r"(?P<year>(?:19|20)\d\d)",
    "Z": r"'?(?P<last>(?:19|20)?\d\d)",
    "M": r"(?P<month>\d\d?)",
    "N": rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?",
    "D": r"(?P<day>\d\d?)",
    "S": r"(?:(?P<year>(?:19|20)\d\d)|'?(?P<short>\d\d))",
    "Q": r"(?P<quarter>[1-4]|eerste|tweede|derde|vierde)",
}
_WRITTEN: tuple[tuple[_What, str], ...] = (
    ("jaar", "{Y}(?:jj00)?"),
    ("maand", r"{Y}\s*(?:-|mm?)\s*{M}"),
    ("maand", "{M}-{Y}"),
    ("maand", "{Y}(?P<month>0[1-9]|1[0-2])"),
    ("maand", r"{N}[\s-]*{S}"),
    ("maand", r"{Y}[\s-]*{N}"),
    ("kwartaal", r"{Y}[\s,-]*(?:kwartaal|kw\.?|k|q)\s*0?{Q}"),
    ("kwartaal", r"{Y}[\s,-]*{Q}\s*(?:e|ste|de)?\s*(?:kwartaal|kw\.?|k|q)"),
    ("kwartaal", r"(?:kwartaal|kw\.?|k|q)\s*0?{Q}[\s,-]*{Y}"),
    ("kwartaal", r"(?:kwartaal|kw\.?|k|q)\s*0?{Q}[\s,-]+'?(?P<short>\d\d)"),
    ("kwartaal", r"{Q}\s*(?:e|ste|de)?\s*(?:kwartaal|kw\.?|k|q)[\s,-]*(?:van\s+)?{S}"),
    ("dag", r"{Y}-{M}-{D}(?:[t ]00:00:00)?"),
    ("dag", r"{D}[-/.]{M}[-/.]{Y}(?: 0?0:00(?::00)?)?"),
    ("dag", r"{D}[\s-]+{N}[\s-]+{Y}"),
    ("reeks", r"{Y}\s*(?:-|–|/|t/m|tot(?: en met)?)\s*{Z}"),
    ("reeks", "{Y}sj00"),
)
_FORMS = tuple((what, re.compile(form.format(**_PARTS), re.ASCII)) for what, form in _WRITTEN)


@dataclass(frozen=True)
class _Moment:
    """A period as read. `part` is the month, quarter or last year; `end` says: the end of it."""

    what: _What
    year: int
    part: int = 0
    day: int = 0
    end: bool = False


def _moments(value: Value) -> Iterator[_Moment]:
    """Return every way to read a cell as a period: `2024-11` can be a month or a span."""
    if isinstance(value, date):
        yield _Moment("dag", value.year, value.month, value.day)
        return
    bare = _STAND.sub("", _MARKS.sub("", shown(value).lower()))
    text = _END.sub("", bare).strip()
    for what, form in _FORMS:
        if match := form.fullmatch(text):
            yield _moment(what, match.groupdict(), end=text != bare.strip())


def _moment(what: _What, found: dict[str, str | None], *, end: bool) -> _Moment:
    year = int(found.get("year") or f"20{found['short']}")
    last = found.get("last") or f"{year + 1}"
    month = _MONTHS[found["name"]] if found.get("name") else int(found.get("month") or 0)
    part = {"reeks": int(last) if len(last) == 4 else 2000 + int(last)}
    part |= {"kwartaal": _QUARTERS.get(found.get("quarter") or "", 0)}
    return _Moment(what, year, part.get(what, month), int(found.get("day") or 0), end)


def marked_status(value: Value) -> str:
    """Return the status that the signs behind a period say, as in `2026 april*`; else empty."""
    found = _MARKS.search(value) if isinstance(value, str) else None
    if found and found[2]:
        return found[2].lower()
    return {"*": "voorlopig", "**": "nader voorlopig"}.get((found and found[1]) or "", "")


def period_code(
    value: Value, frequency: Frequency, year_means: Literal["", "begin", "einde"]
) -> str | None:
    """Return the code of `data_loaders.periods` for a cell, or None when it does not fit.

    `year_means` says what a bare year stands for when days or school years are asked for.
    """
    for moment in _moments(value):
        code = _code(moment, frequency, year_means)
        try:
            if code and _FIRST_YEAR <= moment.year <= _LAST_YEAR and period_span(code, frequency):
                return code
        except ValueError:
            continue
    return None


def _code(moment: _Moment, frequency: Frequency, year_means: str) -> str | None:
    match frequency:
        case "dag":
            return _day(moment, ends=moment.end or year_means == "einde")
        case "maand":
            return _month_code(moment)
        case "kwartaal":
            return _quarter_code(moment)
        case "jaar":
            full = moment.what == "dag" and (moment.part, moment.day) in {(1, 1), (12, 31)}
            return f"{moment.year}" if full or moment.what == "jaar" else None
        case "schooljaar":
            return _school_year(moment, begins=year_means == "begin")
        case "meerjarig" if moment.what == "reeks":
            return f"{moment.year}/{moment.part}"
    return None


def _day(moment: _Moment, *, ends: bool) -> str | None:
    if moment.what == "dag":
        return f"{moment.year}-{moment.part:02d}-{moment.day:02d}"
    last = {"maand": moment.part, "kwartaal": 3 * moment.part, "jaar": 12}.get(moment.what, 0)
    if not ends or not 1 <= last <= 12:
        return None
    return f"{moment.year}-{last:02d}-{monthrange(moment.year, last)[1]}"


def _month_code(moment: _Moment) -> str | None:
    code = f"{moment.year}-{moment.part:02d}"
    if moment.what == "maand":
        return code
    edge = moment.what == "dag" and 1 <= moment.part <= 12
    return code if edge and moment.day in {1, monthrange(moment.year, moment.part)[1]} else None


def _quarter_code(moment: _Moment) -> str | None:
    if moment.what == "kwartaal":
        return f"{moment.year}-Q{moment.part}"
    first = moment.what == "dag" and moment.day == 1 and moment.part in {1, 4, 7, 10}
    ends = moment.what == "maand" and moment.end
    ends |= moment.what == "dag" and _month_code(moment) is not None and moment.day != 1
    if first or (ends and moment.part in {3, 6, 9, 12}):
        return f"{moment.year}-Q{(moment.part + 2) // 3}"
    return None


def _school_year(moment: _Moment, *, begins: bool) -> str | None:
    counted = moment.what == "dag" and (moment.part, moment.day) == (10, 1)
    if counted or (begins and moment.what == "jaar"):
        return f"{moment.year}/{moment.year + 1}"
    return f"{moment.year}/{moment.part}" if moment.what == "reeks" else None
