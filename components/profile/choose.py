"""Where the profiles of our own areas are: on a map with names, and as lists. Pure."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from markupsafe import Markup

from components.charts.base import palette_of
from components.charts.map_drawing import can_draw, draw_map
from components.charts.map_model import AreaMap, MapArea
from components.charts.theme import ThemeName, roles_of
from components.markup.pictures import as_pictures
from components.markup.templates import macro
from components.profile.asked import LEVELS
from components.profile.model import ProfilePlace
from components.words.choice import REGION_LEVELS
from data_loaders.files.text import Fingerprint
from data_loaders.geo.boundary_file import boundaries_state
from data_loaders.geo.regions import Region, load_regions

_CHOSEN_STEP = 3
_THICK = 3.5
"""How thick a line is in a drawing that is shown at a quarter of its size."""


def choice_map(theme: ThemeName) -> AreaMap | None:
    """Return our municipalities with their names, to choose one; None without boundaries."""
    areas = tuple(
        MapArea(region.code, region.name, region.name) for region in load_regions().municipalities()
    )
    shown = AreaMap(areas, theme, has_circles=True)
    return shown if can_draw(shown) else None


def locator(place: ProfilePlace, theme: ThemeName) -> Markup:
    """Return where an area lies among our municipalities, as a picture; nothing for others."""
    return _locator(place, theme, boundaries_state())


@lru_cache(maxsize=64)
def _locator(place: ProfilePlace, theme: ThemeName, _boundaries: Fingerprint) -> Markup:
    regions, area = load_regions(), place.area
    if not regions.find(area.code):
        return Markup()
    here = {area.code, *regions.members(area.code)}
    areas = tuple(_spot(region, region.code in here, place) for region in regions.municipalities())
    shown = AreaMap(areas, theme)
    if not can_draw(shown):
        return Markup()
    palette = palette_of(theme)
    told = f"{area.name} op de kaart van de regio"
    # Too small for names; of all sizes the large one leaves the least room around the land.
    bare = replace(draw_map(shown, "breed"), lines=(), words=(), stroke=_THICK)
    drawn = macro("kaart", "picture", bare, palette, told)
    return as_pictures(drawn, roles_of(palette))


def _spot(region: Region, is_here: bool, place: ProfilePlace) -> MapArea:
    # Of a region every municipality is here: one edge around each would be all there is to see.
    return MapArea(
        region.code,
        "",
        region.name,
        step=_CHOSEN_STEP if is_here else None,
        is_chosen=is_here and not place.is_region,
    )


def choice_groups() -> list[tuple[str, list[Region]]]:
    """Return our municipalities by the region they lie in, the smallest one, and the regions."""
    regions = load_regions()
    wide = [region for region in regions.regions if region.level in REGION_LEVELS]
    wide.sort(key=lambda region: len(regions.members(region.code)))
    groups: dict[str, list[Region]] = {region.code: [] for region in sorted(wide, key=_order)}
    for town in regions.municipalities():
        around = next(region for region in wide if region.code in town.within)
        groups[around.code].append(town)
    found = [(regions.get(code).name, towns) for code, towns in groups.items() if towns]
    return [*found, ("Regio's", [region for region in regions.regions if region in wide])]


def _order(region: Region) -> tuple[int, str]:
    return LEVELS.index(region.level), region.code
