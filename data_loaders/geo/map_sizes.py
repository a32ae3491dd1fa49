"""How large maps are drawn, and where a place on earth stands in such a drawing. Pure.

A page, a tile, a slide and a sheet of paper each show the drawing that was made for about their
size, so that its letters can be read there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import log, pi, radians, tan
from typing import Literal

import msgspec

SizeName = Literal["klein", "midden", "breed", "dia"]
MARGIN = 4.0


@dataclass(frozen=True)
class MapSize:
    """A size in pixels: how wide it is, how high at most, and its letters from large to small.

    `full` is whether its values have their unit.
    """

    width: float
    tallest: float
    letters: tuple[float, ...]
    full: bool = True


SIZES: dict[SizeName, MapSize] = {
    "klein": MapSize(300, 360, (14, 13), full=False),
    "midden": MapSize(440, 400, (13, 12)),
    "breed": MapSize(620, 410, (14, 13, 12)),
    "dia": MapSize(1100, 660, (40, 37, 34)),
}
"""On a phone and in a narrow tile; beside other things; on a page; on a slide of 1920 by 1080."""


class MapFrame(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A drawing of the earth (Mercator): its size, pixels per radian, and its upper left corner."""

    width: float
    height: float
    scale: float
    left: float
    top: float

    def place(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a place in degrees stands, in pixels from the upper left corner."""
        return self.scale * radians(lon) - self.left, self.top - self.scale * northing(lat)


def northing(lat: float) -> float:
    """Return how far north a latitude in degrees lies on a map of Mercator, in radians."""
    return log(tan(pi / 4 + radians(lat) / 2))


def frame_around(
    places: Iterable[tuple[float, float]], size: MapSize, beside: float = 0, above: float = 0
) -> MapFrame:
    """Return the frame in which these places (degrees) fill the width that a size has.

    `beside` and `above` are pixels left free on each side for names. Where it would be too high
    it is as high as it may be, with the places in the middle.
    """
    lons, lats = zip(*places, strict=True)
    west, east = radians(min(lons)), radians(max(lons))
    south, north = northing(min(lats)), northing(max(lats))
    across, down = size.width - 2 * (MARGIN + beside), 2 * (MARGIN + above)
    scale = min(across / (east - west), (size.tallest - down) / (north - south))
    return MapFrame(
        width=size.width,
        height=round(scale * (north - south) + down),
        scale=round(scale, 2),
        left=round(scale * (west + east) / 2 - size.width / 2, 2),
        top=round(scale * north + down / 2, 2),
    )
