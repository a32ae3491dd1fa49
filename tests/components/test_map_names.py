"""The names on every map, measured with the font itself: all there, none touching another."""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import NamedTuple

import pytest
import shapely
from PIL import ImageFont
from samples import MAPS, comparison, map_of, newest

from components.charts.map_drawing import draw_map
from components.charts.map_model import KNOWN, NOT_SHOWN, AreaMap, MapArea, MapDrawing
from components.charts.map_names import layout_of
from components.charts.map_shapes import drawn_rings, rings_of
from components.deal.places import places
from data_loaders.agreements.project_search import ProjectChoice
from data_loaders.cache import load_series
from data_loaders.geo.boundary_file import load_boundaries, load_country
from data_loaders.geo.label_file import labels_of, made_with
from data_loaders.geo.labels import make_layout
from data_loaders.geo.map_sizes import SIZES, SizeName
from data_loaders.geo.regions import load_regions
from data_loaders.letters import BOLD, REGULAR

OURS = [r.code for r in load_regions().regions if r.level in {"arbeidsmarktregio", "regio"}]
LEAST = {"klein": 13, "midden": 12, "breed": 12, "dia": 34}
"""Letters below this cannot be read at the size of the drawing."""
WIDEST = ("100,0\u00a0%", "100,0")
LETTERS = 100  # pixels, the size at which the font is measured


class Mark(NamedTuple):
    """Some words on a map and the box around their letters."""

    text: str
    box: shapely.Geometry


@cache
def font(is_bold: bool) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(BOLD if is_bold else REGULAR), LETTERS)


def marks(drawing: MapDrawing) -> list[Mark]:
    """What the letters of a drawing cover, by the font and not by our table of widths."""
    found = []
    for word in drawing.words:
        wide = font(word.is_bold).getlength(word.text) * word.size / LETTERS
        left = word.x - {"start": 0, "middle": wide / 2, "end": wide}[word.align]
        top, foot = word.y - 0.73 * word.size, word.y + 0.21 * word.size
        found.append(Mark(word.text, shapely.box(left, top, left + wide, foot)))
    return found


def full_map(codes: tuple[str, ...], **changes: object) -> AreaMap:
    """A map with the widest values, and every municipality chosen: names are bold then."""
    values = {"text": WIDEST[0], "short": WIDEST[1], "state": KNOWN, "step": 2} | changes
    areas = (
        MapArea(code, load_regions().get(code).name, "", is_chosen=True, **values)  # type: ignore[arg-type]
        for code in codes
    )
    return AreaMap(tuple(areas), "licht")


def touching(drawing: MapDrawing) -> list[tuple[str, str]]:
    """What stands where something else stands: words on words, and lines on words or lines."""
    found = marks(drawing)
    pairs = [(a.text, b.text) for a, b in combinations(found, 2) if a.box.intersects(b.box)]
    lines = [shapely.LineString([line[:2], line[2:]]) for line in drawing.lines]
    pairs += [("lijn", m.text) for line in lines for m in found if line.intersects(m.box)]
    pairs += [("lijn", "lijn") for a, b in combinations(lines, 2) if a.distance(b) < 2]
    return pairs


def shapes_in(drawn: AreaMap, size: SizeName) -> dict[str, shapely.Geometry]:
    """The municipalities of a map as shapes in its pixels."""
    found = load_country() if drawn.is_wide else load_boundaries()
    frame = layout_of(drawn, found, size).frame
    return {
        code: shapely.union_all([shapely.Polygon(r).buffer(0) for r in drawn_rings(rings, frame)])
        for code, rings in rings_of(found).items()
        if code in drawn.codes
    }


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("region", OURS)
def test_every_name_of_our_regions_has_a_place_of_its_own(region: str, size: SizeName) -> None:
    codes = load_regions().members(region)
    drawing = draw_map(full_map(codes), size)
    names = {load_regions().get(code).name for code in codes}
    assert names <= {word.text for word in drawing.words}
    assert touching(drawing) == []
    for mark in marks(drawing):
        assert shapely.box(0, 0, drawing.width, drawing.height).contains(mark.box), mark.text
    assert min(word.size for word in drawing.words) >= LEAST[size]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("region", OURS)
def test_a_name_is_inside_its_municipality_or_beside_all_with_a_line_to_it(
    region: str, size: SizeName
) -> None:
    made = full_map(load_regions().members(region))
    shapes = shapes_in(made, size)
    layout = layout_of(made, load_boundaries(), size)
    found = {mark.text: mark.box for mark in marks(draw_map(made, size))}
    land = shapely.union_all(list(shapes.values()))
    for code, label in layout.labels.items():
        box = found[load_regions().get(code).name]
        if label.line is None:
            assert shapes[code].contains(box), code
        else:
            assert not land.intersects(box), code
            assert shapes[code].contains(shapely.Point(label.line[2:])), code


def test_most_values_of_the_region_we_start_with_stand_on_every_size() -> None:
    codes = load_regions().members(load_regions().default)
    for size in SIZES:
        words = [word.text for word in draw_map(full_map(codes), size).words]
        shown = sum(text in WIDEST for text in words)
        assert shown >= len(codes) - 1, (size, shown)


@pytest.mark.parametrize("areas", [("AM07",), ("AM08",), ("GMR",), ("GM0277",)])
@pytest.mark.parametrize("indicator_id", MAPS)
def test_no_figure_makes_names_touch(indicator_id: str, areas: tuple[str, ...]) -> None:
    made = map_of(comparison(indicator_id, newest(load_series(indicator_id), *areas)).on_map)
    for size in SIZES:
        drawing = draw_map(made, size)
        assert touching(drawing) == [], size
        names = {area.name for area in made.areas}
        assert names <= {word.text for word in drawing.words}


def test_the_map_of_projects_has_all_names_too() -> None:
    found = places(ProjectChoice(), (), "licht", ())
    assert found and found.map
    for size in SIZES:
        drawing = draw_map(found.map, size)
        assert touching(drawing) == []
        assert {area.name for area in found.map.areas} <= {word.text for word in drawing.words}


def test_hidden_is_a_word_where_there_is_room_and_never_a_number() -> None:
    codes = load_regions().members("AM07")
    hidden = full_map(codes, text=NOT_SHOWN, short="", state=NOT_SHOWN, step=None)
    for size in SIZES:
        drawing = draw_map(hidden, size)
        assert touching(drawing) == []
        assert not [word.text for word in drawing.words if any(map(str.isdigit, word.text))]
    assert NOT_SHOWN in {word.text for word in draw_map(hidden, "breed").words}


@pytest.mark.parametrize("size", SIZES)
def test_further_than_our_region_names_stand_only_where_they_fit(size: SizeName) -> None:
    every = [r for r in load_regions().elsewhere().municipalities() if not r.last_year]
    areas = tuple(
        MapArea(r.code, r.name, "", "100,0\u00a0%", "100,0", KNOWN, step=1) for r in every
    )
    drawn = AreaMap(areas, "licht", is_wide=True)
    drawing = draw_map(drawn, size)
    shapes = shapes_in(drawn, size)
    by_name = {area.name: area.code for area in areas}
    assert touching(drawing) == []
    named = [mark for mark in marks(drawing) if mark.text in by_name]
    assert all(shapes[by_name[mark.text]].contains(mark.box) for mark in named)


def test_the_places_that_ship_belong_to_the_boundaries_that_ship() -> None:
    """If not: `monitor grenzen --namen` places them again."""
    for found in (load_boundaries(), load_country()):
        assert labels_of(found).boundaries == found.mark
        assert labels_of(found).made_with == made_with()
        assert set(labels_of(found).centres) == set(rings_of(found))


def test_placing_the_names_again_gives_the_same_places() -> None:
    found = load_boundaries()
    assert make_layout(found.content, "AM08", "klein") == labels_of(found).maps["AM08"]["klein"]
