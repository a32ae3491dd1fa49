"""Figures as a page draws them, in HTML and CSS: bars and lines as shares of their place. Pure.

A page needs no library for these: they are text at its own size at any width, in any theme and
on paper. Tiles, images and slides draw the same rows from a specification.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor, log10
from typing import Literal

from components.charts.base import Datum
from components.charts.lines import name_offsets, starts_at_zero
from components.charts.timeaxis import labelled_places
from components.words.formatting import format_number

HEIGHT = 260
"""Of a plot with lines, in pixels; its width is that of its place."""
_TICKS = 5
_STEPS = (1, 2, 2.5, 5, 10)
SETTLED = "definitief"
ROLES, COUNTRY_ROLE = ("accent", "doel", "regio", "gedempt"), "nl"
"""The colours of lines, by the names that style sheets know them by."""


@dataclass(frozen=True)
class Part:
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
    parts: tuple[Part, ...]
    rank: str = ""
    mark: float | None = None


@dataclass(frozen=True)
class Bars:
    """Bars below each other; `legend` are the roles of their parts and what they mean."""

    rows: tuple[Bar, ...]
    legend: tuple[tuple[str, str], ...] = ()
    kind: Literal["staven"] = "staven"


@dataclass(frozen=True)
class Span:
    """What a bar is made of: from value to value, with a role and a text."""

    start: float
    end: float
    role: str
    told: str


def plain_spans(row: Datum) -> list[Span]:
    """Return the one span of a row with a `value` (or None), from zero."""
    if row["value"] is None:
        return []
    return [Span(0.0, float(row["value"]), str(row["role"]), str(row["text"]))]


def bars_of(rows: Sequence[Datum]) -> Bars:
    """Return a bar per row: `name`, `value` (or None), `text` and `role`, maybe `rank`.

    A row may have `start` and `end` in place of `value`.
    """
    spans = [
        [Span(row["start"], row["end"], str(row["role"]), str(row["text"]))]
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
                made.append(Span(start, ends, f"reeks-{number}", f"{part}: {own[part]['text']}"))
        text = str(group[0]["label"]).removeprefix(f"{name}: ")
        firsts.append({"name": name, "text": text, "role": "deel"})
        spans.append(made)
        marks.append(own[mark]["value"] if mark else None)
    legend = [(f"reeks-{number}", part) for number, part in enumerate(parts, 1)]
    legend += [("streep", f"{mark} (streep)")] if mark else []
    return Bars(tuple(_placed(firsts, spans, marks)), tuple(legend))


def _placed(
    rows: Sequence[Datum], spans: Sequence[Sequence[Span]], marks: Sequence[float | None]
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
            parts.append(Part(start, round(end - start, 2), span.role, span.told))
        place = None if mark is None else share(mark)
        name, text, role = str(row["name"]), str(row["text"]), str(row["role"])
        yield Bar(name, text, role, tuple(parts), str(row.get("rank", "")), place)


@dataclass(frozen=True)
class Line:
    """A line: stretches of points (`x,y`, in % and pixels), those not settled yet apart.

    `role` is the name of its colour. Its text stands at its end (`x` in %, `y` in pixels), `offset` pixels below it.
    """

    name: str
    text: str
    role: str
    settled: tuple[str, ...]
    unsettled: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    end: tuple[float, float]
    offset: int


@dataclass(frozen=True)
class Lines:
    """Lines over time. Ticks are places with texts: across in %, upwards in pixels from the top.

    `moments` are stretches of time (start and width, in %) with what a pointer there shows.
    """

    lines: tuple[Line, ...]
    across: tuple[tuple[float, str], ...]
    upwards: tuple[tuple[float, str], ...]
    moments: tuple[tuple[float, float, str], ...]
    unit: str
    height: int = HEIGHT
    kind: Literal["lijnen"] = "lijnen"


def lines_of(
    rows: Sequence[Datum], names: Sequence[str], unit: str, country: str = ""
) -> Lines | None:
    """Return lines over time; None without any value. `country` names the line of the country.

    Each row: `name` (one of `names`), `at` (place in time) with `tick` (the period as it stands
    below it), `value` (or None), `text`, `period` and `status`. A gap in the values is a gap in
    the line. The axis starts at zero unless that would flatten the lines, and then it says so.
    """
    values = [row["value"] for row in rows if row["value"] is not None]
    if not values:
        return None
    from_zero = starts_at_zero(values)
    ticks = _ticks(min(0.0, *values) if from_zero else min(values), max(0.0, *values))
    first, last = min(row["at"] for row in rows), max(row["at"] for row in rows)

    def across(at: int) -> float:
        return round(100 * (at - first) / ((last - first) or 1), 2)

    def down(value: float) -> float:
        return round(HEIGHT * (ticks[-1] - value) / (ticks[-1] - ticks[0]), 1)

    placed = [
        {**row, "x": across(row["at"]), "y": None if row["value"] is None else down(row["value"])}
        for row in rows
    ]
    labels = labelled_places({row["at"]: row["tick"] for row in rows})
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 1
    return Lines(
        tuple(_lines(placed, names, country)),
        tuple((across(at), text) for at, text in sorted(labels.items())),
        tuple((down(tick), format_number(tick, decimals)) for tick in ticks),
        tuple(_moments(placed)),
        unit if from_zero else f"{unit}, de as begint niet bij nul",
    )


def _ticks(low: float, high: float) -> list[float]:
    """Return round values from at most `low` to at least `high`."""
    raw = (high - low) / _TICKS or 1.0
    power = 10.0 ** floor(log10(raw))
    step = next(step * power for step in _STEPS if step * power >= raw * 0.999)
    first, last = floor(low / step), ceil(high / step)
    return [round(number * step, 6) for number in range(first, max(last, first + 1) + 1)]


def _lines(rows: Sequence[Datum], names: Sequence[str], country: str) -> Iterable[Line]:
    """Yield the lines from the top down, each with its own colour; the country has that of NL."""
    found = []
    roles = iter(ROLES)
    for name in names:
        role = COUNTRY_ROLE if name == country else next(roles)
        own = sorted((row for row in rows if row["name"] == name), key=lambda row: row["at"])
        if known := [row for row in own if row["value"] is not None]:
            found.append((role, own, known[-1]))
    found.sort(key=lambda item: item[2]["y"])
    offsets = name_offsets([end["y"] for _, _, end in found])
    for (role, own, end), offset in zip(found, offsets, strict=True):
        text = str(end["text"]) if len(found) == 1 else f"{end['name']} {end['text']}"
        steps = [
            (before, after)
            for before, after in pairwise(own)
            if before["value"] is not None and after["value"] is not None
        ]
        settled = [step for step in steps if step[1]["status"] == SETTLED]
        rest = [step for step in steps if step[1]["status"] != SETTLED]
        joined = {row["at"] for step in steps for row in step}
        lonely = [row for row in own if row["value"] is not None and row["at"] not in joined]
        yield Line(
            str(end["name"]),
            text,
            role,
            _chains(settled),
            _chains(rest),
            tuple((row["x"], row["y"]) for row in lonely),
            (end["x"], end["y"]),
            offset,
        )


def _chains(steps: Sequence[tuple[Datum, Datum]]) -> tuple[str, ...]:
    """Return steps from point to point as stretches that hang together, for a polyline."""
    chains: list[list[Datum]] = []
    for before, after in steps:
        if chains and chains[-1][-1]["at"] == before["at"]:
            chains[-1].append(after)
        else:
            chains.append([before, after])
    return tuple(" ".join(f"{row['x']:g},{row['y']:g}" for row in chain) for chain in chains)


def _moments(rows: Sequence[Datum]) -> Iterable[tuple[float, float, str]]:
    """Yield each period with the values of all lines, halfway to the periods beside it."""
    ordered = sorted(rows, key=lambda row: row["at"])
    groups = [list(found) for _, found in groupby(ordered, key=lambda row: row["at"])]
    places = [group[0]["x"] for group in groups]
    edges = [0.0, *((a + b) / 2 for a, b in pairwise(places)), 100.0]
    for group, (start, end) in zip(groups, pairwise(edges), strict=True):
        values = [f"{row['name']}: {row['text']}" for row in group]
        yield round(start, 2), round(end - start, 2), "\n".join([str(group[0]["period"]), *values])
