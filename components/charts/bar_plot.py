"""Bars as a page draws them, in HTML and CSS: as shares of the width of their place. Pure.

A page needs no library for these: they are text at its own size at any width, in any theme and
on paper. Tiles, images and slides draw the same rows from a specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from components.charts.base import Datum


@dataclass(frozen=True)
class BarPart:
    """A part of a bar: where it begins and how long it is (% of the width), its role and text."""

    start: float
    width: float
    role: str
    told: str


@dataclass(frozen=True)
class Bar:
    """A bar with its name and value; `rank` is its place in a row, `mark` a line across (%)."""

    name: str
    text: str
    role: str
    parts: tuple[BarPart, ...]
    rank: str = ""
    mark: float | None = None


@dataclass(frozen=True)
class Bars:
    """Bars below each other; `legend` are the roles of their parts and what they mean."""

    rows: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()
    kind: Literal["staven"] = "staven"


@dataclass(frozen=True)
class BarSpan:
    """What a bar is made of: from value to value, with a role and a text."""

    start: float
    end: float
    role: str
    told: str


def plain_spans(row: Datum) -> list[BarSpan]:
    """Return the one span of a row with a `value` (or None), from zero."""
    if row["value"] is None:
        return []
    return [BarSpan(0.0, float(row["value"]), str(row["role"]), str(row["text"]))]


def bars_of(rows: Sequence[Datum]) -> Bars:
    """Return a bar per row: `name`, `value` (or None), `text` and `role`, maybe `rank`.

    A row may have `start` and `end` in place of `value`.
    """
    spans = [
        [BarSpan(row["start"], row["end"], str(row["role"]), str(row["text"]))]
        if "start" in row
        else plain_spans(row)
        for row in rows
    ]
    return Bars(tuple(_placed(rows, spans, [None] * len(rows))))


def stacked_bars(rows: Sequence[Datum], parts: Sequence[str], mark: str = "") -> Bars:
    """Return one bar per name, split into `parts`, with a line where `mark` ends.

    Each row: `name`, `part`, `value`, `text` and `label` (the name with all values).
    """
    firsts, spans, marks = [], [], []
    for name in dict.fromkeys(str(row["name"]) for row in rows):
        group = [row for row in rows if row["name"] == name]
        own = {row["part"]: row for row in group}
        ends, made = 0.0, []
        for number, part in enumerate(parts, 1):
            if part in own:
                start, ends = ends, ends + (own[part]["value"] or 0.0)
                made.append(BarSpan(start, ends, f"reeks-{number}", f"{part}: {own[part]['text']}"))
        text = str(group[0]["label"]).removeprefix(f"{name}: ")
        firsts.append({"name": name, "text": text, "role": "deel"})
        spans.append(made)
        marks.append(own[mark]["value"] if mark else None)
    legend = [(f"reeks-{number}", part) for number, part in enumerate(parts, 1)]
    legend += [("streep", f"{mark} (streep)")] if mark else []
    return Bars(tuple(_placed(firsts, spans, marks)), tuple(legend))


def _placed(
    rows: Sequence[Datum], spans: Sequence[Sequence[BarSpan]], marks: Sequence[float | None]
) -> Iterable[Bar]:
    ends = [end for made in spans for span in made for end in (span.start, span.end)]
    ends += [mark for mark in marks if mark is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    whole = (high - low) or 1.0

    def share(value: float) -> float:
        return round(100 * (value - low) / whole, 2)

    for row, made, mark in zip(rows, spans, marks, strict=True):
        parts = []
        for span in made:
            start, end = sorted((share(span.start), share(span.end)))
            parts.append(BarPart(start, round(end - start, 2), span.role, span.told))
        place = None if mark is None else share(mark)
        name, text, role = str(row["name"]), str(row["text"]), str(row["role"])
        yield Bar(name, text, role, tuple(parts), str(row.get("rank", "")), place)
