"""Where the names stand on a map: as was stored for it, else where one fits by itself. Pure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import dist

from components.charts.map_model import AreaMap, MapArea
from components.charts.map_shapes import Place, is_room_for, outline_of
from components.charts.map_shapes import drawn_rings as drawn
from data_loaders.geo.boundary_file import BoundaryFile
from data_loaders.geo.label_file import Label, NamePlaces, labels_of
from data_loaders.geo.map_sizes import SIZES, MapFrame, SizeName, frame_around
from data_loaders.geo.regions import load_regions
from data_loaders.letters import text_width

LEADING = 1.15
"""Height of a line by the size of its letters."""
_GRID = 24  # how many steps across a region to look for room
_EDGE = 1.6  # pixels between a name and the border around it


def layout_of(shown: AreaMap, found: BoundaryFile, size: SizeName) -> NamePlaces:
    """Return the frame of a map and its names: stored for a whole region, else where they fit."""
    stored = labels_of(found)
    for region, layouts in stored.maps.items():
        if size in layouts and set(load_regions().members(region)) == set(shown.codes):
            return layouts[size]
    rings = {area.code: outline_of(area.code, found) for area in shown.areas}
    areas = [area for area in shown.areas if rings[area.code]]
    frame = frame_around([p for area in areas for r in rings[area.code] for p in r], SIZES[size])
    labels = {
        area.code: label
        for area in areas
        if (label := _fitted(area, rings[area.code], frame, size, stored.centres))
    }
    return NamePlaces(frame, labels)


def _fitted(
    area: MapArea,
    rings: Sequence[Sequence[Place]],
    frame: MapFrame,
    size: SizeName,
    centres: Mapping[str, Place],
) -> Label | None:
    """Return the name of an area where it fits, with its value if it has the room."""
    spots = [frame.place(*spot) for spot in _spots(area.code, rings, centres)]
    outline = drawn(rings, frame)
    for letters, value in _ways(area, size):
        name = text_width(area.name, letters, bold=True)
        room = text_width(value, letters, bold=True) if value else 0
        across = max(name, room) / 2 + _EDGE
        down = letters * LEADING * (2 if value else 1) / 2
        for x, y in spots:
            box = (x - across, y - down - _EDGE, x + across, y + down + _EDGE)
            if is_room_for(outline, box):
                return Label(x, y - down, "middle", letters, room)
    return None


def _spots(
    code: str, rings: Sequence[Sequence[Place]], centres: Mapping[str, Place]
) -> list[Place]:
    """Return where the name may stand: the middle, and of a region what lies around that."""
    if code in centres:
        return [centres[code]]
    middle = _middle(rings)
    if not load_regions().members(code):
        return [middle]
    lons, lats = zip(*max(rings, key=len), strict=True)
    across = [min(lons) + (max(lons) - min(lons)) * part / _GRID for part in range(1, _GRID)]
    down = [min(lats) + (max(lats) - min(lats)) * part / _GRID for part in range(1, _GRID)]
    grid = [(lon, lat) for lon in across for lat in down]
    return [middle, *sorted(grid, key=lambda spot: dist(spot, middle))]


def _ways(area: MapArea, size: SizeName) -> Iterator[tuple[float, str]]:
    value = area.text if SIZES[size].full else area.short
    if value:
        yield from ((letters, value) for letters in SIZES[size].letters)
    yield from ((letters, "") for letters in SIZES[size].letters)


def _middle(rings: Sequence[Sequence[Place]]) -> Place:
    """Return the middle of the box around the longest ring: for shapes that came without more."""
    lons, lats = zip(*max(rings, key=len), strict=True)
    return (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
