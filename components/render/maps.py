"""A map as a drawing of a tile, a slide or an image. Pure."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from components.charts.base import palette_of
from components.charts.map_drawing import draw_map
from components.charts.map_model import AreaMap
from components.charts.theme import ThemeName
from components.exhibit.model import BOTH, Drawn
from components.markup.templates import macro
from components.render.colours import Colours
from components.render.svg import Drawing
from components.words.xml import xml_safe
from data_loaders.geo.map_sizes import SizeName

Recolour = Callable[[str, ThemeName], str]


def map_drawing(shown: AreaMap, size: SizeName, width: int) -> Drawing:
    """Return a map at a size, made as wide as its place. Raises DataError without boundaries."""
    made = draw_map(shown, size)
    height = round(made.height * width / made.width)
    inner = macro("kaart", "scaled", made, palette_of(shown.theme), width, height)
    return Drawing(Markup(xml_safe(inner)), width, height)


def joined_map(
    drawn: tuple[Drawn, ...], size: SizeName, colours: Colours, recolour: Recolour | None = None
) -> Drawing:
    """Return a map at a size for both themes, its colours as variables."""
    texts = []
    for theme, item in zip(BOTH, drawn, strict=True):
        assert item.map
        made = draw_map(item.map, size)
        text = xml_safe(macro("kaart", "inside", made, palette_of(theme)))
        texts.append(recolour(text, theme) if recolour else text)
    return Drawing(Markup(colours.join(*texts)), made.width, made.height)
