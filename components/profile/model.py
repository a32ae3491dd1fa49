"""A profile as data: every figure of an area next to those around it, whatever shows it. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import urlencode

from components.exhibit.indicator import MAP, PAGE
from components.strips.card import Standing
from components.strips.places import DotStrip
from components.strips.trend import Slope, Sparkline
from data_loaders.documents import load_topics
from data_loaders.geo.regions import Region
from data_loaders.indicator import Indicator

SLUG = "gemeenten"
"""The page with the profiles."""


@dataclass(frozen=True)
class ProfilePlace:
    """What a profile is about.

    `region` is the smallest region that holds the area, None for a region itself; `among` are the
    municipalities between which it has its place; `beside` is another area to compare with.
    """

    area: Region
    region: Region | None
    among: tuple[str, ...]
    country: Region
    beside: Region | None = None

    @property
    def is_region(self) -> bool:
        """Whether it is about a region and not about one municipality."""
        return self.region is None


@dataclass(frozen=True)
class ShownValue:
    """A value of an area: as it is shown, as a number if there is one, and its status."""

    text: str = ""
    value: float | None = None
    status: str = ""


@dataclass(frozen=True)
class ProfileRow:
    """A figure of an area. `indicator` is as it is shown here: a rate where areas are compared.

    `is_main` tells whether it stands first, `noun` how the title calls it, `sub` its unit and
    what it was calculated from. `when` is its period in words, with what is not settled yet.
    """

    indicator: Indicator
    characteristic: str
    name: str
    sub: str
    own: ShownValue
    region: ShownValue
    country: ShownValue
    beside: ShownValue
    compared: Standing
    period: str
    when: str
    source: str
    strip: DotStrip | None = None
    trend: Sparkline | Slope | None = None
    noun: str = ""
    heading: str = ""
    is_main: bool = False

    @property
    def rank(self) -> str:
        """The place among the municipalities: 5e van 8; empty without one."""
        return self.strip.rank if self.strip else ""

    @property
    def topic(self) -> str:
        """The name of the topic it belongs to."""
        return load_topics()[self.indicator.topic].title

    @property
    def group(self) -> str:
        """What it stands below: its topic, or a heading of its own where it stands first."""
        return (self.is_main and self.heading) or self.topic

    @property
    def key(self) -> tuple[str, str]:
        """What tells it from others: the figure and its part."""
        return self.indicator.id, self.characteristic

    def address(self, area: str) -> str:
        """Return where this figure is shown in full, with an area chosen."""
        is_map = self.indicator.form == MAP
        part = [("kenmerk", self.characteristic)] if self.characteristic and is_map else []
        asked = [("onderdeel", self.indicator.topic), ("gebied", area)]
        return f"./{PAGE}?{urlencode([*asked, ('cijfer', self.indicator.id), *part])}"


@dataclass(frozen=True)
class Profile:
    """An area with its figures; `regional` are those that only its region has.

    `broken` are the names of figures that cannot be read, `cautions` what must be read with those
    that stand first, each with the name of its figure.
    """

    place: ProfilePlace
    rows: tuple[ProfileRow, ...]
    regional: tuple[ProfileRow, ...] = ()
    broken: tuple[str, ...] = ()
    cautions: tuple[tuple[str, str], ...] = ()

    @property
    def main(self) -> tuple[ProfileRow, ...]:
        """The figures that stand first."""
        return tuple(row for row in self.rows if row.is_main)

    @property
    def others(self) -> tuple[ProfileRow, ...]:
        """The figures that fold away."""
        return tuple(row for row in self.rows if not row.is_main)

    @property
    def groups(self) -> list[tuple[str, Sequence[ProfileRow]]]:
        """The figures that stand first, by topic."""
        return _by_topic(self.main)

    @property
    def other_groups(self) -> list[tuple[str, Sequence[ProfileRow]]]:
        """The figures that fold away, by topic."""
        return _by_topic(self.others)

    @property
    def sources(self) -> list[str]:
        """Who says it."""
        return list(dict.fromkeys(row.source for row in self.main))

    @property
    def hidden(self) -> list[str]:
        """The names of figures that are not shown, to protect people."""
        return [row.name for row in self.main if row.own.status == "niet getoond"]


def _by_topic(rows: Sequence[ProfileRow]) -> list[tuple[str, Sequence[ProfileRow]]]:
    return [(topic, list(found)) for topic, found in groupby(rows, lambda row: row.group)]
