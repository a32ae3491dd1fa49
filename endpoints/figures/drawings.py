"""The figures of tiles, drawn."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import ParseError

from markupsafe import Markup

from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.exhibit.model import BOTH, Exhibit
from components.render.colours import Colours
from components.render.image import INNER
from components.render.spec import FONT, as_text, drawable, is_map
from components.render.svg import Drawing, slim
from components.words.xml import xml_safe
from endpoints.figures.renderer import Renderer
from endpoints.http.errors import RenderError

RENDERER = Renderer()
DECKS = Renderer()
"""Presentations have a process of their own: a tile does not wait for forty slides."""
SMALL, WIDE, MAP = 300, 480, 360
"""Widths in pixels, such that the letters of a figure stay between 11 and 17 pixels in tiles of
280 to 800 wide. A map has no letters, and is drawn once."""
IMAGE_WIDTH = INNER


def draw(
    exhibit: Exhibit, theme: ThemeName, width: int, renderer: Renderer = RENDERER
) -> Drawing | None:
    """Return the figure of a tile in one theme, if it has one. Raises RenderError."""
    if not exhibit.drawn:
        return None
    spec = exhibit.drawn[BOTH.index(theme)].spec
    return slimmed(as_text(drawable(spec, width)), "b-", renderer)


def draw_both(exhibit: Exhibit, colours: Colours) -> list[Drawing]:
    """Return the figure of a tile for narrow and for wide places, its colours as variables.

    One drawing for all widths of a map; none when there is no figure. Raises RenderError.
    """
    if not exhibit.drawn:
        return []
    light, dark = (drawn.spec for drawn in exhibit.drawn)
    return [
        slimmed(
            colours.join(as_text(drawable(light, width)), as_text(drawable(dark, width))),
            f"b{width}-",
        )
        for width in _widths(light)
    ]


def sizes(exhibit: Exhibit) -> list[Drawing]:
    """Return the drawings of a tile without what they draw: how large they will be."""
    if not exhibit.drawn:
        return []
    spec = exhibit.drawn[0].spec
    return [empty_drawing(spec, width) for width in _widths(spec)]


def empty_drawing(spec: Spec, width: int) -> Drawing:
    """Return a drawing of a certain width without anything in it."""
    return Drawing(Markup(""), width, int(drawable(spec, width)["height"]))


def _widths(spec: Spec) -> tuple[int, ...]:
    return (MAP,) if is_map(spec) else (SMALL, WIDE)


@lru_cache(maxsize=8)  # page, image and both themes of one tile have drawings in common
def slimmed(spec: str, prefix: str, renderer: Renderer = RENDERER) -> Drawing:
    """Return a specification drawn; `prefix` keeps its ids apart. Raises RenderError."""
    svg = xml_safe(renderer.svg(spec))
    try:
        return slim(svg, prefix, FONT)
    except ParseError as error:
        raise RenderError("de tekening is geen geldige SVG") from error
