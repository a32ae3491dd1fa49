"""Where the names stand on the maps: kept beside the boundaries they were placed on.

Reads only: placing them (`labels.py`) takes a library for shapes and some seconds, once for new
boundaries.
"""

from __future__ import annotations

import logging
from functools import lru_cache
from hashlib import sha256
from typing import Literal

import msgspec

from data_loaders.files.bytes import Damaged, decoding
from data_loaders.geo.boundary_file import BoundaryFile, content_mark
from data_loaders.geo.map_sizes import SIZES, MapFrame, SizeName
from data_loaders.geo.regions import load_regions
from data_loaders.letters import BOLD, REGULAR

log = logging.getLogger(__name__)

Align = Literal["start", "middle", "end"]
Point = tuple[float, float]


class Label(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a name stands (pixels): `x` at its start, middle or end, `y` at its top.

    `size` is that of its letters. `room` is how wide the line below it may be; 0 is none. `line`
    goes from the label to its municipality, when it stands beside that.
    """

    x: float
    y: float
    align: Align
    size: float
    room: float
    line: tuple[float, float, float, float] | None = None


class NamePlaces(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The names of one map at one size, by code of municipality."""

    frame: MapFrame
    labels: dict[str, Label]


class LabelFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where names stand on these boundaries.

    `boundaries` is the mark of their content, `made_with` that of the names, letters and sizes.
    `centres` are the middle of the largest circle in each municipality (degrees), `maps` the
    layouts by region and size.
    """

    boundaries: str = ""
    made_with: str = ""
    centres: dict[str, Point] = msgspec.field(default_factory=dict)
    maps: dict[str, dict[SizeName, NamePlaces]] = msgspec.field(default_factory=dict)


def made_with() -> str:
    """Return the mark of all that decides where names stand, but for the boundaries."""
    regions = [(area.code, area.name, area.within) for area in load_regions().every()]
    fonts = [sha256(path.read_bytes()).hexdigest() for path in (REGULAR, BOLD)]
    told = repr((regions, sorted(SIZES.items()), fonts))
    return content_mark(told.encode())


@lru_cache(maxsize=4)
def labels_of(found: BoundaryFile) -> LabelFile:
    """Return where names stand on these boundaries: nowhere, when they came without.

    Of a file that cannot be read the log says so; maps then have the names that fit by themselves.
    """
    if not found.labels:
        return LabelFile()
    try:
        with decoding("de plaatsen van de namen op de kaart zijn niet te lezen", found.path):
            return msgspec.json.decode(found.labels, type=LabelFile)
    except Damaged as problem:
        log.error("%s De kaart heeft nu minder namen.", problem)
        return LabelFile()
