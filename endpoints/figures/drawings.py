"""The figures of tiles, drawn."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import ParseError

from markupsafe import Markup

from components.charts.theme import ThemeName
from components.exhibit.model import BOTH, Drawn, Exhibit
from components.render.colours import Colours
from components.render.compact import compact_height, compact_of
from components.render.height import tile_height
from components.render.image import INNER
from components.render.maps import joined_map, map_drawing
from components.render.spec import FONT, as_text, drawable
from components.render.svg import Drawing, slim
from components.words.xml import xml_safe
from data_loaders.geo.map_sizes import SIZES, SizeName
from endpoints.figures.renderer import Renderer
from endpoints.http.errors import RenderError

RENDERER = Renderer()
DECKS = Renderer()
"""Presentations have a process of their own: a tile does not wait for forty slides."""
SMALL, WIDE = 300, 480
"""Widths in pixels, such that the letters of a figure stay between 11 and 17 pixels in tiles of
280 to 800 wide."""
_MAPS: tuple[SizeName, ...] = ("klein", "midden")
IMAGE_WIDTH = INNER


def draw(
    exhibit: Exhibit,
    theme: ThemeName,
    width: int,
    renderer: Renderer = RENDERER,
    size: SizeName = "midden",
) -> Drawing | None:
    """Return the figure of a tile in one theme, if it has one; a map as it is at `size`.

    Raises RenderError.
    """
    if not exhibit.drawn:
        return None
    drawn = exhibit.drawn[BOTH.index(theme)]
    if drawn.map:
        return map_drawing(drawn.map, size, width)
    return slimmed(as_text(drawable(drawn.spec, width)), "b-", renderer)


def draw_both(exhibit: Exhibit, colours: Colours) -> list[Drawing]:
    """Return the figure of a tile for narrow and for wide places, its colours as variables.

    None when there is no figure. Raises RenderError.
    """
    if not exhibit.drawn:
        return []
    if exhibit.drawn[0].map:
        return [joined_map(exhibit.drawn, size, colours) for size in _MAPS]
    light, dark = (drawn.spec for drawn in exhibit.drawn)
    return [
        slimmed(
            colours.join(as_text(drawable(light, width)), as_text(drawable(dark, width))),
            f"b{width}-",
        )
        for width in (SMALL, WIDE)
    ]


def sizes(exhibit: Exhibit) -> list[Drawing]:
    """Return the drawings of a tile without what they draw: how large they will be."""
    if not exhibit.drawn:
        return []
    found = exhibit.drawn[0]
    if found.map:
        return [map_drawing(found.map, size, round(SIZES[size].width)) for size in _MAPS]
    return [empty_drawing(found, width) for width in (SMALL, WIDE)]


def height_of(exhibit: Exhibit, width: int, *, is_compact: bool) -> int:
    """Return how high a tile of this width will be, in pixels."""
    if is_compact:
        return compact_height(compact_of(exhibit), width)
    return tile_height(exhibit, sizes(exhibit), width)


def empty_drawing(drawn: Drawn, width: int) -> Drawing:
    """Return a drawing of a certain width without anything in it, or a map."""
    if drawn.map:
        return map_drawing(drawn.map, "midden", width)
    return Drawing(Markup(""), width, int(drawable(drawn.spec, width)["height"]))


@lru_cache(maxsize=8)  # page, image and both themes of one tile have drawings in common
def slimmed(spec: str, prefix: str, renderer: Renderer = RENDERER) -> Drawing:
    """Return a specification drawn; `prefix` keeps its ids apart. Raises RenderError."""
    svg = xml_safe(renderer.svg(spec))
    try:
        return slim(svg, prefix, FONT)
    except ParseError as error:
        raise RenderError("de tekening is geen geldige SVG") from error
