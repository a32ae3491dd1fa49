"""Rows of a figure as the bars of slides: so many on each, all on one scale. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from components.charts.figures import INFLOW, bar_rows, cascade_rows, none_if_missing, part_rows
from components.deck.parts import Piece, Role, SlideBar, SlideBars
from components.deck.screen import BARS, ROWS, TEXT, paged
from components.words.choice import Choice
from components.words.formatting import format_value
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.letters import text_width
from data_loaders.series import Series, records

WIDEST_BEFORE = 760
"""Pixels: a longer name stands above its bar."""
_PARTS: tuple[Role, ...] = ("een", "twee", "drie", "vier")
_ROLES: dict[str, Role] = {"gekozen": "wij", "overig": "overig", "vergelijking": "land"}
_LEVELS: dict[str, Role] = {"gemeente": "overig", "land": "land"}
Row = dict[str, Any]


def ranking_bars(series: Series, choice: Choice, ranked: pd.DataFrame) -> list[SlideBar]:
    """Return a bar per area of a ranking; what is chosen stands out from the rest."""
    regions = load_regions()
    picked = [code for code in choice.areas if regions.get(code).level == "gemeente"]
    made = []
    for row in records(ranked):
        code, level = str(row["region_code"]), str(row["region_level"])
        role: Role = _LEVELS.get(level, "regio")
        if level == "gemeente" and (not picked or code in picked):
            role = "wij"
        value = none_if_missing(row["value"])
        text = format_value(row["value"], series.indicator, str(row["status"]))
        made.append(_bar(regions.get(code).label, text, value, role))
    return made


def own_bars(series: Series) -> list[SlideBar]:
    """Return the bars of a figure that does not compare municipalities, in its own form."""
    return _MAKERS.get(series.indicator.form, _plain)(series)


def legend_of(series: Series) -> tuple[tuple[Role, str], ...]:
    """Return what the parts of a bar mean; nothing where a bar has one."""
    if series.indicator.form not in {"gestapeld", "vraag"}:
        return ()
    parts = [part for part in _parts(series) if part != INFLOW]
    found = list(zip(_PARTS, parts, strict=False))
    return (*found, ("regio", "Instroom van school (streep)")) if _has_inflow(series) else (*found,)


def bar_parts(
    bars: Sequence[SlideBar],
    label: str,
    legend: Sequence[tuple[Role, str]] = (),
    numbers: str = "#,##0",
    most: int = BARS,
) -> list[SlideBars]:
    """Return bars spread over slides, at most so many on each, with one scale for all of them."""
    ends = [0.0, *(end for bar in bars for piece in bar.pieces for end in (piece.start, piece.end))]
    ends += [bar.mark for bar in bars if bar.mark is not None]
    is_wide = max((text_width(bar.name, TEXT) for bar in bars), default=0) > WIDEST_BEFORE
    room = ROWS if is_wide or len(bars) <= ROWS else BARS - (2 if legend else 0)
    return [
        SlideBars(label, tuple(bars[part]), min(ends), max(ends), tuple(legend), numbers)
        for part in paged(bars, min(room, most))
    ]


def numbers_of(indicator: Indicator) -> str:
    """Return how a spreadsheet writes the values of an indicator."""
    whole = "#,##0" + ("." + "0" * indicator.decimals if indicator.decimals else "")
    return f'{whole}" %"' if indicator.is_rate else whole


def _bar(name: str, text: str, value: float | None, role: Role) -> SlideBar:
    pieces = () if value is None else (Piece(min(value, 0.0), max(value, 0.0), role),)
    return SlideBar(name, text, pieces, role)


def _plain(series: Series) -> list[SlideBar]:
    return [
        _bar(row["name"], row["text"], row["value"], _ROLES[row["role"]])
        for row in bar_rows(series)
    ]


def _cascade(series: Series) -> list[SlideBar]:
    made = []
    for row in cascade_rows(series):
        role: Role = "wij" if row["role"] == "vergelijking" else "overig"
        piece = Piece(row["start"], row["end"], role)
        made.append(SlideBar(row["name"], row["text"], (piece,), role))
    return made


def _parted(series: Series) -> list[SlideBar]:
    """Return a bar per group, its parts behind each other; the inflow is a line across it."""
    parts = [part for part in _parts(series) if part != INFLOW]
    groups: dict[str, list[Row]] = {}
    for row in part_rows(series):
        groups.setdefault(str(row["name"]), []).append(row)
    made = []
    for name, rows in groups.items():
        by_part = {row["part"]: row for row in rows}
        at, pieces = 0.0, []
        for place, part in enumerate(parts):
            value = by_part[part]["value"] if part in by_part else None
            if value is not None:
                pieces.append(Piece(at, at + value, _PARTS[place]))
                at += value
        mark = by_part[INFLOW]["value"] if INFLOW in by_part else None
        text = " + ".join(by_part[part]["text"] for part in parts if part in by_part)
        text += f", instroom {by_part[INFLOW]['text']}" if INFLOW in by_part else ""
        made.append(SlideBar(name, text, tuple(pieces), "een", mark))
    return made


def _parts(series: Series) -> list[str]:
    return list(dict.fromkeys(str(row["part"]) for row in part_rows(series)))


def _has_inflow(series: Series) -> bool:
    return INFLOW in _parts(series)


_MAKERS = {"opbouw": _cascade, "gestapeld": _parted, "vraag": _parted}
