"""A value against its target, and how far a goal is. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from components.strips.scale import LETTERS, Scale, is_known, moved_apart
from data_loaders.letters import text_width

WIDTH, HEIGHT = 150, 44
NOT_MEASURED = "nog geen meting"
_SIDE = 2.0
# The line is a little longer than the largest of the two, so that the mark does not end it.
_BEYOND = 1.06


@dataclass(frozen=True)
class Bullet:
    """A bar from zero (`start` to `end`) and a mark where the target lies; no bar without value."""

    kind: ClassVar[str] = "doelstaaf"
    sentence: str
    mark: float
    label: str
    label_x: float
    start: float = 0.0
    end: float = 0.0
    is_measured: bool = True
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def left(self) -> float:
        """Where the bar begins, whichever way it goes."""
        return min(self.start, self.end)

    @property
    def length(self) -> float:
        """How long the bar is."""
        return round(abs(self.end - self.start), 1)


@dataclass(frozen=True)
class Capsule:
    """How far a goal is: the filled part of a track, 0 to 1; None is an empty dashed track."""

    kind: ClassVar[str] = "voortgang"
    sentence: str
    share: float | None
    width: int = WIDTH
    height: int = 14

    @property
    def filled(self) -> float:
        """How long the filled part is; a goal that is behind its start has none."""
        return round(min(max(self.share or 0.0, 0.0), 1.0) * (self.width - 2), 1)


def make_bullet(
    name: str, value: tuple[float | None, str], target: tuple[float, str], width: int = WIDTH
) -> Bullet:
    """Return a value against its target, each with how it is shown; zero is always in view."""
    measured = [value[0]] if value[0] is not None and is_known(value[0]) else []
    ends = [0.0, target[0], *measured]
    low, high = min(ends) * _BEYOND, max(ends) * _BEYOND
    scale = Scale(low, high, _SIDE, width - _SIDE)
    label, mark = f"doel {target[1]}", scale.at(target[0])
    (centre,) = moved_apart([(mark, text_width(label, LETTERS))], width)
    told = value[1] if measured else NOT_MEASURED
    return Bullet(
        sentence=f"{name}: {told}, het doel is {target[1]}.",
        mark=mark,
        label=label,
        label_x=centre,
        start=scale.at(0.0),
        end=scale.at(measured[0] if measured else 0.0),
        is_measured=bool(measured),
        width=width,
    )


def make_capsule(
    name: str, share: float | None, text: str, width: int = WIDTH, missing: str = NOT_MEASURED
) -> Capsule:
    """Return how far a goal is; `share` is None (or NaN) as long as nothing was measured.

    `missing` says so, or that what was measured cannot be read.
    """
    measured = share if is_known(share) else None
    told = text if measured is not None else missing
    return Capsule(f"{name}: {told}.", measured, width)
