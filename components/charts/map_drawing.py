"""A map drawn by ourselves: shapes, names, values and circles in pixels. Pure and cached."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from functools import lru_cache

from components.charts.base import palette_of
from components.charts.map_model import (
    KNOWN,
    NOT_SHOWN,
    AreaMap,
    Circle,
    MapArea,
    MapDrawing,
    Shape,
    Word,
)
from components.charts.map_names import LEADING, layout_of
from components.charts.map_shapes import (
    drawn_rings,
    edges_of,
    outline_of,
    path_of,
    rings_of,
    stripes_of,
)
from components.charts.theme import Palette, ink_on
from data_loaders.files.errors import DataError
from data_loaders.geo.boundary_file import BoundaryFile, load_boundaries, load_country
from data_loaders.geo.label_file import Label, NamePlaces
from data_loaders.geo.map_sizes import SIZES, SizeName
from data_loaders.letters import text_width

log = logging.getLogger(__name__)

_LARGEST, _SMALLEST = 0.042, 3.0
"""Radius of the largest circle by the width of the map, and of the smallest in pixels."""
_BASELINE = 0.93  # from the top of a line to the foot of its letters, by their size
_STRIPE = 6.5  # pixels between stripes at letters of 13


def draw_map(shown: AreaMap, size: SizeName) -> MapDrawing:
    """Return a map at a size, on the boundaries in use. Raises DataError without boundaries."""
    return _drawn(shown, size, _boundaries(shown))


def can_draw(shown: AreaMap) -> bool:
    """Tell whether there are boundaries for a map; why there are none is in the log."""
    try:
        rings_of(_boundaries(shown))
    except DataError as problem:
        log.error("%s", problem)
        return False
    return True


def _boundaries(shown: AreaMap) -> BoundaryFile:
    return load_country() if shown.is_wide else load_boundaries()


@lru_cache(maxsize=512)
def _drawn(shown: AreaMap, size: SizeName, found: BoundaryFile) -> MapDrawing:
    layout, rings = layout_of(shown, found, size), rings_of(found)
    frame = layout.frame
    areas = [area for area in shown.areas if outline_of(area.code, found)]
    codes = {area.code for area in areas}
    beyond = (ring for code in rings if code not in codes for ring in rings[code])
    around = (edges_of(rings[code] for code in part if code in rings) for part in shown.around)
    lines = (label.line for label in layout.labels.values())
    return MapDrawing(
        width=round(frame.width),
        height=round(frame.height),
        theme=shown.theme,
        beyond=path_of(ring for ring in drawn_rings(beyond, frame) if _is_near(ring, layout)),
        shapes=tuple(_shape(area, shown, layout, found, size) for area in areas),
        dashed=tuple(path_of(drawn_rings(edges, frame)) for edges in around),
        circles=tuple(_circles(shown, layout, found)),
        lines=tuple(line for line in lines if line),
        words=tuple(_words(areas, shown, layout, is_full=SIZES[size].full)),
        stroke=SIZES[size].letters[-1] / 12,
    )


def _is_near(ring: list[tuple[float, float]], layout: NamePlaces) -> bool:
    """Tell whether anything of a ring is in the picture."""
    xs, ys = zip(*ring, strict=True)
    across = max(xs) > 0 and min(xs) < layout.frame.width
    return bool(across and max(ys) > 0 and min(ys) < layout.frame.height)


def _shape(
    area: MapArea, shown: AreaMap, layout: NamePlaces, found: BoundaryFile, size: SizeName
) -> Shape:
    palette = palette_of(shown.theme)
    outline = drawn_rings(outline_of(area.code, found), layout.frame)
    is_hidden = area.state == NOT_SHOWN
    stripes = stripes_of(outline, _STRIPE * SIZES[size].letters[-1] / 13) if is_hidden else ""
    edge = palette.muted if is_hidden else palette.rest if shown.has_circles else palette.background
    fill = _fill(area, shown, palette)
    return Shape(area.code, path_of(outline), fill, edge, area.told, stripes, area.is_chosen)


def _fill(area: MapArea, shown: AreaMap, palette: Palette) -> str:
    """Return the colour of a class; of what has no figure grey, of what is hidden the page."""
    if area.state == NOT_SHOWN:
        return palette.background
    if area.step is not None:
        return palette.steps[area.step]
    has_none = area.state != KNOWN or not shown.has_circles
    return palette.no_data if has_none else palette.surface


def _circles(shown: AreaMap, layout: NamePlaces, found: BoundaryFile) -> Iterator[Circle]:
    """Yield a circle for each count but zero, in proportion to it, the largest first."""
    largest = _LARGEST * layout.frame.width
    for area in sorted(shown.areas, key=lambda area: -abs(area.share)):
        if area.share and outline_of(area.code, found):
            radius = max(largest * abs(area.share) ** 0.5, _SMALLEST)
            x, y = _spot(area, layout, found)
            yield Circle(round(x, 1), round(y, 1), round(radius, 1), area.share < 0)


def _spot(area: MapArea, layout: NamePlaces, found: BoundaryFile) -> tuple[float, float]:
    """Return where the circle of a municipality stands: at the end of its line, or at its name."""
    label = layout.labels.get(area.code)
    if label and label.line:
        return label.line[2], label.line[3]
    if label:
        return label.x, label.y + label.size * LEADING * (1 if label.room else 0.5)
    outline = drawn_rings(outline_of(area.code, found), layout.frame)
    xs, ys = zip(*max(outline, key=len), strict=True)
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _words(
    areas: Sequence[MapArea], shown: AreaMap, layout: NamePlaces, *, is_full: bool
) -> Iterator[Word]:
    for area in areas:
        if label := layout.labels.get(area.code):
            texts = (area.text, area.short) if is_full else (area.short or area.text,)
            value = next((text for text in texts if _has_room(text, label)), "")
            yield from _lines(area, label, value, shown)


def _has_room(text: str, label: Label) -> bool:
    return bool(text) and text_width(text, label.size, bold=True) <= label.room


def _part_way(label: Label) -> float:
    """Return on which of two lines a name stands alone: where its own line begins."""
    if label.line is None:
        return 0.5
    return min(max((label.line[1] - label.y) / (2 * label.size * LEADING), 0), 1)


def _lines(area: MapArea, label: Label, value: str, shown: AreaMap) -> Iterator[Word]:
    """Yield the name, and below it the value where there is room for it."""
    palette, is_inside = palette_of(shown.theme), label.line is None
    ink = ink_on(_fill(area, shown, palette), palette) if is_inside else palette.text
    is_clear = is_inside and area.state != NOT_SHOWN
    halo = "" if is_clear else palette.background
    step = label.size * LEADING
    down = label.y + label.size * _BASELINE
    if label.room and not value:
        down += step * _part_way(label)

    def word(text: str, y: float, color: str, is_bold: bool) -> Word:
        place = (round(label.x, 1), round(y, 1), label.align, label.size)
        return Word(text, *place, color, is_bold, halo, area.code)

    yield word(area.name, down, ink, area.is_chosen)
    if value:
        is_figure = area.state == KNOWN
        color = ink if is_figure or is_inside else palette.muted
        yield word(value, down + step, color, is_figure)
