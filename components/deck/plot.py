"""Bars and lines of a slide as shapes and letters, in pixels of its part. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import ceil, floor, log10
from typing import Literal, NamedTuple

from components.deck.bars import WIDEST_BEFORE
from components.deck.parts import Role, SlideBars, SlideLine, SlideLines
from components.deck.screen import TEXT
from components.words.formatting import NO_BREAK, format_number
from components.words.textwidth import AIR, placed
from data_loaders.letters import text_width

_NARROW = 900  # pixels: in less, names stand above their bars
_AIR, _LEGEND, _SWATCH = 18, 64, 34
_TALLEST = 132  # pixels, a row of bars
_LINE_HEIGHT = 46
Anchor = Literal["start", "middle", "end"]
At = Callable[[float, float], tuple[float, float]]
"""Where a moment and a value stand, in pixels."""


class Letters(NamedTuple):
    """A text at its baseline."""

    x: float
    y: float
    text: str
    css: str = ""
    anchor: Anchor = "start"
    size: int = TEXT
    kind: str = "letters"


class Filled(NamedTuple):
    """A filled box, or an open one: its role says which."""

    x: float
    y: float
    width: float
    height: float
    css: str
    kind: str = "box"


class Path(NamedTuple):
    """A line."""

    d: str
    css: str
    kind: str = "path"


class Disc(NamedTuple):
    """A filled circle."""

    x: float
    y: float
    css: str
    kind: str = "dot"


Shape = Letters | Filled | Path | Disc


def bar_shapes(part: SlideBars, width: float, height: float) -> list[Shape]:
    """Return bars with names and values, their rows as high as there is room for."""
    shapes, top = _legend(part.legend, width)
    names = max(text_width(bar.name, TEXT, bar.role in _WIDER) for bar in part.bars) * AIR
    is_above = len(part.bars) <= 5 or width < _NARROW or names > WIDEST_BEFORE
    row = min((height - top) / len(part.bars), _TALLEST)
    left = 0.0 if is_above else names + _AIR
    told = max(text_width(bar.text, TEXT, bold=True) for bar in part.bars) * AIR
    plot = max(width - left - told - 2 * _AIR, 60)
    span = (part.high - part.low) or 1.0

    def at(value: float) -> float:
        return left + (value - part.low) / span * plot

    for number, bar in enumerate(part.bars):
        y = top + number * row
        high = row * 0.44 if is_above else row * 0.66
        bar_top = y + row * 0.46 if is_above else y + (row - high) / 2
        base = y + row * 0.46 - 12 if is_above else y + row / 2 + TEXT * 0.35
        css = f"naam {bar.role}"
        shapes.append(Letters(0 if is_above else left - _AIR, base, bar.name, css, _side(is_above)))
        for piece in bar.pieces:
            box = (at(piece.start), bar_top, max(at(piece.end) - at(piece.start), 3), high)
            shapes.append(Filled(*box, f"balk {piece.role}"))
        if bar.mark is not None:
            x = at(bar.mark)
            shapes.append(Path(f"M{x:.1f} {bar_top - 6:.1f}v{high + 12:.1f}", "streep"))
        end = at(max([0.0, *(piece.end for piece in bar.pieces), bar.mark or 0.0]))
        css = "waarde" if bar.pieces else "geen"
        shapes.append(Letters(end + _AIR, bar_top + high / 2 + TEXT * 0.35, bar.text, css))
    return shapes


_WIDER: tuple[Role, ...] = ("regio", "land")


def _side(is_above: bool) -> Anchor:
    return "start" if is_above else "end"


def _legend(legend: Sequence[tuple[Role, str]], width: float) -> tuple[list[Shape], float]:
    """Return what roles mean, and how high that is."""
    shapes: list[Shape] = []
    beside = _SWATCH + _AIR
    widths = [beside + text_width(text, TEXT) * AIR + 48 for _, text in legend]
    rows = 0
    for (role, text), (row, left) in zip(legend, placed(widths, width + 48), strict=True):
        y = row * _LEGEND
        shapes.append(Filled(left, y + 8, _SWATCH, _SWATCH, f"balk {role}"))
        shapes.append(Letters(left + beside, y + 40, text))
        rows = row + 1
    return shapes, rows * _LEGEND


def line_shapes(part: SlideLines, width: float, height: float) -> list[Shape]:
    """Return lines with an axis of round values, moments below it and names at their ends."""
    ticks = ticks_of(part.known)
    shown = [_shown(tick, part) for tick in ticks]
    left = max(text_width(text, TEXT) for text in shown) * AIR + _AIR
    ends = [_end_name(line, part) for line in part.lines]
    told = max(text_width(text, TEXT, bold=True) for text in ends) * AIR + 2 * _AIR
    right = width - max(told, _widest(part) / 2)
    top, bottom = TEXT * 0.8, height - TEXT * 1.7
    first, last = part.places[0], part.places[-1]

    def at(place: float, value: float) -> tuple[float, float]:
        x = left + (place - first) / ((last - first) or 1) * (right - left)
        return x, bottom - (value - ticks[0]) / (ticks[-1] - ticks[0]) * (bottom - top)

    shapes: list[Shape] = []
    for tick, text in zip(ticks, shown, strict=True):
        y = at(first, tick)[1]
        css = "nul" if tick == 0 else "raster"
        shapes.append(Path(f"M{left:.1f} {y:.1f}H{right:.1f}", css))
        shapes.append(Letters(left - _AIR, y + TEXT * 0.35, text, "zacht", "end"))
    for place, name in _moments(part, left, right - left):
        x = at(place, ticks[0])[0]
        shapes.append(Letters(x, height - 8, name, "zacht", "middle"))
    for line in part.lines:
        shapes += _drawn(line, part.places, at)
    return [*shapes, *_ends(part, ends, at)]


def ticks_of(values: Sequence[float]) -> list[float]:
    """Return round values around these, from zero unless that would flatten the lines."""
    low, high = min(values), max(values)
    if (low >= 0 and low < 0.5 * high) or not any(values):
        low = 0.0
    if high <= 0:
        high = 0.0
    reach = (high - low) or abs(high) or 1.0
    rough = reach / 4
    size = 10.0 ** floor(log10(rough))
    step = next(size * step for step in (1, 2, 2.5, 5, 10) if size * step >= rough * 0.999)
    start = floor(low / step + 1e-9)
    end = max(ceil(high / step - 1e-9), start + 1)
    return [step * number for number in range(start, end + 1)]


def _shown(tick: float, part: SlideLines) -> str:
    decimals = 0 if tick == round(tick) else max(part.decimals, 1)
    return format_number(tick, decimals) + (f"{NO_BREAK}%" if part.is_rate else "")


def _end_name(line: SlideLine, part: SlideLines) -> str:
    return line.text if len(part.lines) == 1 else f"{line.name} {line.text}"


def _widest(part: SlideLines) -> float:
    return max(text_width(name, TEXT) for name in part.names) * AIR


def _moments(part: SlideLines, left: float, width: float) -> Iterator[tuple[float, str]]:
    """Yield the moments that have room for their name, counted back from the newest."""
    widest = _widest(part)
    step = ceil(len(part.places) * (widest + 40) / width)
    span = (part.places[-1] - part.places[0]) or 1
    previous = float("inf")
    for place, name in list(zip(part.places, part.names, strict=True))[::-1][::step]:
        x = left + (place - part.places[0]) / span * width
        if previous - x >= widest + 40 and x >= widest / 2:
            yield place, name
            previous = x


def _drawn(line: SlideLine, places: Sequence[float], at: At) -> Iterator[Shape]:
    """Yield a line, with a gap where it has no value, and a dot for what stands alone."""
    runs: list[list[tuple[float, float]]] = [[]]
    for place, value in zip(places, line.values, strict=True):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(at(place, value))
    for run in filter(None, runs):
        if len(run) == 1:
            yield Disc(*run[0], f"punt {line.role}")
        else:
            yield Path("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run), f"lijn {line.role}")


def _ends(part: SlideLines, names: Sequence[str], at: At) -> Iterator[Shape]:
    """Yield the name and newest value at the end of each line, apart from each other."""
    found = []
    for line, name in zip(part.lines, names, strict=True):
        known = [(p, v) for p, v in zip(part.places, line.values, strict=True) if v is not None]
        if known:
            found.append((at(*known[-1]), name, line.role))
    found.sort(key=lambda end: end[0][1])
    lowest = float("-inf")
    for (x, y), name, role in found:
        yield Disc(x, y, f"punt {role}")
        base = max(y + TEXT * 0.35, lowest + _LINE_HEIGHT)
        lowest = base
        yield Letters(x + _AIR, base, name, f"eind {role}")
