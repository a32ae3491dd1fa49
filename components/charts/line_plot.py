"""Lines as a page draws them: a picture that is stretched, and letters around it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from math import ceil, floor, log10
from typing import Literal, NamedTuple

from components.charts.base import Datum
from components.charts.lines import name_offsets, starts_at_zero, with_gaps
from components.charts.timeaxis import labelled_places
from components.words.formatting import format_number
from components.words.textwidth import text_width


class PlotSize(NamedTuple):
    """The height of a plot, and the room for what stands below it, both in pixels."""

    height: int
    room: int


LARGE, SMALL = PlotSize(260, 560), PlotSize(170, 330)
_TICK, _AIR = 13, 14
_TICKS = 5
_STEPS = (1, 2, 2.5, 5, 10)
SETTLED = "definitief"
ROLES, COUNTRY_ROLE = ("accent", "doel", "regio", "gedempt"), "nl"
"""The colours of lines, by the names that style sheets know them by."""


@dataclass(frozen=True)
class PlotLine:
    """A line: stretches of points (`x,y`, in % and pixels), those not settled yet apart.

    `role` is the name of its colour. Its text stands `offset` pixels below its end (`x` in %,
    `y` in pixels).
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

    lines: tuple[PlotLine, ...]
    across: tuple[tuple[float, str], ...]
    upwards: tuple[tuple[float, str], ...]
    moments: tuple[tuple[float, float, str], ...]
    unit: str
    height: int
    kind: Literal["lijnen"] = "lijnen"


def line_plot_of(
    rows: Sequence[Datum],
    names: Sequence[str],
    unit: str,
    country: str = "",
    size: PlotSize = LARGE,
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
        return round(size.height * (ticks[-1] - value) / (ticks[-1] - ticks[0]), 1)

    placed = [
        {**row, "x": across(row["at"]), "y": None if row["value"] is None else down(row["value"])}
        for row in rows
    ]
    labels = _fitting(labelled_places({row["at"]: row["tick"] for row in rows}), size.room)
    decimals = 0 if all(float(tick).is_integer() for tick in ticks) else 1
    return Lines(
        tuple(_lines(with_gaps(placed), names, country)),
        tuple((across(at), text) for at, text in sorted(labels.items())),
        tuple((down(tick), format_number(tick, decimals)) for tick in ticks),
        tuple(_moments(placed)),
        unit if from_zero else f"{unit}, de as begint niet bij nul",
        size.height,
    )


def _fitting(labels: Mapping[int, str], room: int) -> dict[int, str]:
    """Return as many labels as fit next to each other, the newest among them."""
    widest = max(text_width(text, _TICK) for text in labels.values()) + _AIR
    step = max(1, ceil(len(labels) * widest / (room + widest)))
    return dict(sorted(labels.items(), reverse=True)[::step])


def _ticks(low: float, high: float) -> list[float]:
    """Return round values from at most `low` to at least `high`."""
    raw = (high - low) / _TICKS or 1.0
    power = 10.0 ** floor(log10(raw))
    step = next(step * power for step in _STEPS if step * power >= raw * 0.999)
    first, last = floor(low / step), ceil(high / step)
    return [round(number * step, 6) for number in range(first, max(last, first + 1) + 1)]


def _lines(rows: Sequence[Datum], names: Sequence[str], country: str) -> Iterable[PlotLine]:
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
        yield PlotLine(
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
