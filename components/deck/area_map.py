"""The map of a slide, drawn once for light and dark: its colours are properties. Pure."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from components.charts.map_drawing import draw_map
from components.charts.theme import PALETTES, roles_of
from components.deck.parts import SlideMap
from components.exhibit.model import BOTH, Exhibit
from components.markup.templates import macro
from components.render.colours import Colours
from components.render.svg import Drawing
from components.words.xml import xml_safe
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.map_sizes import SIZES, SizeName

SIZE: SizeName = "dia"
WIDTH = SIZES[SIZE].width


def map_of(exhibit: Exhibit) -> SlideMap | None:
    """Return the map of an exhibit; None where it has none."""
    maps = tuple(drawn.map for drawn in exhibit.drawn if drawn.map)
    return SlideMap(exhibit.headline, maps) if len(maps) == len(BOTH) else None


def map_html(part: SlideMap, width: float, height: float) -> Markup:
    """Return a map as large as it fits. Raises DataError without boundaries."""
    drawing = _drawing(part, boundaries_state())
    scale = min(width / drawing.width, height / drawing.height)
    return macro("dia", "map", drawing, part.label, drawing.width * scale, drawing.height * scale)


@lru_cache(maxsize=128)
def _drawing(part: SlideMap, _boundaries: Fingerprint) -> Drawing:
    made = [draw_map(item, SIZE) for item in part.maps]
    texts = [
        xml_safe(macro("kaart", "inside", drawn, PALETTES[theme]))
        for drawn, theme in zip(made, BOTH, strict=True)
    ]
    return Drawing(Markup(Colours(_named()).join(*texts)), made[0].width, made[0].height)


def _named() -> dict[tuple[str, str], str]:
    """Return the property that a pair of colours, light and dark, stands for."""
    light, dark = (roles_of(PALETTES[theme]) for theme in BOTH)
    return {(light[name], dark[name]): f"--{name}" for name in light}
