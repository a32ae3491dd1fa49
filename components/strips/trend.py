"""A series in small: a line with its first and last date, or two points joined. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from components.strips.scale import LETTERS, is_known, scale_of
from data_loaders.letters import text_width

WIDTH, HEIGHT = 150, 44
_TOP, _BOTTOM, _SIDE = 5.0, 24.0, 5.0
FEWEST = 3
"""Two values are no line."""
# A gap is a step much longer than the others; months and school years differ a little.
_GAP = 1.5


@dataclass(frozen=True)
class TimePoint:
    """A value at a moment: `at` in months, both in words too; None where there is no value.

    One that is not settled yet is provisional; `status` is the word for that.
    """

    at: float
    label: str
    value: float | None
    text: str
    is_provisional: bool = False
    status: str = "voorlopig"


@dataclass(frozen=True)
class TrendSpot:
    """A point on a line; open is one to start from."""

    x: float
    y: float
    is_open: bool = False


@dataclass(frozen=True)
class Sparkline:
    """A line: `solid` and `dashed` are lists of points, `runs` the planes below, without gaps.

    `spots` are values that stand alone and the last one. `sentence` says the same.
    """

    kind: ClassVar[str] = "lijn"
    sentence: str
    first: str
    last: str
    solid: tuple[str, ...] = ()
    dashed: tuple[str, ...] = ()
    runs: tuple[str, ...] = ()
    spots: tuple[TrendSpot, ...] = ()
    is_ended: bool = False
    width: int = WIDTH
    height: int = HEIGHT


@dataclass(frozen=True)
class Slope:
    """Two values joined: an open spot and a filled one."""

    kind: ClassVar[str] = "helling"
    sentence: str
    first: str
    last: str
    start: TrendSpot
    end: TrendSpot
    is_dashed: bool = False
    width: int = WIDTH
    height: int = HEIGHT


def make_trend(
    name: str, points: Sequence[TimePoint], *, ended: str = "", width: int = WIDTH
) -> Sparkline | Slope | None:
    """Return a line for three values or more, a slope for two; nothing for fewer.

    `ended` is the year in which the series stopped.
    """
    known = [point for point in points if is_known(point.value)]
    if len(known) < 2:
        return None
    across = scale_of((point.at for point in known), _SIDE, width - _SIDE)
    upward = scale_of((point.value or 0.0 for point in known), _BOTTOM, _TOP)
    spots = [TrendSpot(across.at(point.at), upward.at(point.value or 0.0)) for point in known]
    told = _sentence(name, known, ended)
    first, last = _ends(known, width)
    if len(known) < FEWEST:
        start = TrendSpot(spots[0].x, spots[0].y, is_open=True)
        return Slope(told, first, last, start, spots[1], known[1].is_provisional, width)
    return _line(told, (first, last), _pieces(points, known, spots), bool(ended), width)


@dataclass(frozen=True)
class _Piece:
    """Spots without a gap between them, and of which the line towards them is dashed."""

    spots: list[TrendSpot]
    dashed: list[bool]


def _pieces(
    points: Sequence[TimePoint], known: Sequence[TimePoint], spots: Sequence[TrendSpot]
) -> list[_Piece]:
    """Return the known points in pieces: nothing is drawn across a missing value."""
    ordered = sorted(points, key=lambda point: point.at)
    step = min((b.at - a.at for a, b in pairwise(ordered) if b.at > a.at), default=0.0)
    missing = [point.at for point in points if not is_known(point.value)]
    pieces: list[_Piece] = []
    for place, (point, spot) in enumerate(zip(known, spots, strict=True)):
        before = known[place - 1] if place else None
        is_gap = before is None or point.at - before.at > _GAP * step
        is_gap = is_gap or any(before.at < at < point.at for at in missing if before)
        if is_gap:
            pieces.append(_Piece([], []))
        pieces[-1].spots.append(spot)
        pieces[-1].dashed.append(point.is_provisional)
    return pieces


def _line(
    told: str, ends: tuple[str, str], pieces: Sequence[_Piece], is_ended: bool, width: int
) -> Sparkline:
    solid: list[str] = []
    dashed: list[str] = []
    for piece in pieces:
        firm = [spot for spot, later in zip(piece.spots, piece.dashed, strict=True) if not later]
        whole = piece.dashed == sorted(piece.dashed)  # what is provisional comes last
        loose = piece.spots[max(len(firm) - 1, 0) :] if whole else piece.spots
        firm = firm if whole else []
        solid += [_polyline(firm)] if len(firm) > 1 else []
        dashed += [_polyline(loose)] if len(loose) > 1 else []
    alone = [piece.spots[0] for piece in pieces if len(piece.spots) == 1]
    last = pieces[-1].spots[-1]
    return Sparkline(
        sentence=told,
        first=ends[0],
        last=ends[1],
        solid=tuple(solid),
        dashed=tuple(dashed),
        runs=tuple(_plane(piece.spots) for piece in pieces if len(piece.spots) > 1),
        spots=tuple(dict.fromkeys([*alone, last])),
        is_ended=is_ended,
        width=width,
    )


def _polyline(spots: Sequence[TrendSpot]) -> str:
    return " ".join(f"{spot.x:g},{spot.y:g}" for spot in spots)


def _plane(spots: Sequence[TrendSpot]) -> str:
    floor = _BOTTOM + 3
    return f"{spots[0].x:g},{floor:g} {_polyline(spots)} {spots[-1].x:g},{floor:g}"


def _ends(known: Sequence[TimePoint], width: int) -> tuple[str, str]:
    """Return the first and last date; only the last where both do not fit."""
    first, last = known[0].label, known[-1].label
    fits = text_width(f"{first}  {last}", LETTERS) <= width
    return (first if fits else "", last)


def _sentence(name: str, known: Sequence[TimePoint], ended: str) -> str:
    first, last = known[0], known[-1]
    later = f", {last.status}" if last.is_provisional else ""
    stop = f", gestopt in {ended}" if ended else ""
    return f"{name}: van {first.text} ({first.label}) naar {last.text} ({last.label}{later}){stop}."
