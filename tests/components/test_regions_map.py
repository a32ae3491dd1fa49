"""A map of whole regions: the edges of their municipalities together, with every name on it."""

from __future__ import annotations

from datetime import date

import pytest

from components.charts.map_drawing import draw_map
from components.charts.map_shapes import outline_of, rings_of
from components.profile.beside import FIGURES, regions_beside, regions_map
from data_loaders.geo.boundary_file import load_country
from data_loaders.geo.regions import load_regions

FOUND = regions_beside(date(2026, 11, 30), "proef")


def test_a_region_is_drawn_as_its_municipalities_without_what_they_share() -> None:
    country = load_country()
    for item in FOUND:
        around = {place for ring in outline_of(item.region.code, country) for place in ring}
        inside = load_regions().members(item.region.code)
        parts = [{p for ring in rings_of(country)[code] for p in ring} for code in inside]
        assert around and around < set().union(*parts)
    assert outline_of("GM0202", country) == rings_of(country)["GM0202"]
    assert outline_of("AM99", country) == ()


def test_every_region_has_its_figures_and_its_name_on_the_map_of_a_page() -> None:
    made, legend = regions_map(FOUND, "licht")
    assert made and legend
    words = [word.text for word in draw_map(made, "breed").words]
    for item, area in zip(FOUND, made.areas, strict=True):
        assert area.told.startswith(f"{item.region.name}: ")
        assert area.name in words and (not area.text or area.text in words), item.region.name
        assert {row.indicator.id for row in item.rows} == set(FIGURES)


@pytest.mark.parametrize("theme", ["licht", "donker"])
def test_the_colour_of_a_region_is_that_of_its_class(theme) -> None:
    made, legend = regions_map(FOUND, theme)
    assert made
    drawn = draw_map(made, "klein")
    assert {shape.fill for shape in drawn.shapes} <= {swatch.color for swatch in legend}
