"""The light map: its shapes, its states, and what never gets the colour of a class."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any
from xml.etree import ElementTree

import altair as alt
import pytest
import vl_convert
from components.charts.maps import NO_DATA, NOT_SHOWN, SELECT
from samples import (
    MAPS,
    THEMES,
    areas_series,
    comparison,
    drawn_rows,
    newest,
    parts_of,
    small_series,
    spec_of,
)

from components.charts.area_map import area_map
from components.charts.theme import PALETTES, ThemeName
from components.exhibit.areas import ranking_spec
from components.render.spec import drawable
from components.words.choice import Choice
from components.words.legend import Swatch
from data_loaders.cache import load_series
from data_loaders.files.paths import ROOT
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

RATES = [i for i in MAPS if load_series(i).indicator.is_rate]
ARNHEM, DUIVEN, ROZENDAAL = "GM0202", "GM0226", "GM0277"

SERVED = """
import json, sys
sys.path.insert(0, "tests/components")
from components.words.hosting import announce_own_routes
announce_own_routes()
from samples import MAPS, comparison, newest, spec_of
from data_loaders.cache import load_series
for indicator_id in MAPS:
    card = comparison(indicator_id, newest(load_series(indicator_id), "AM07"))
    print(json.dumps(spec_of(card.on_map)))
"""


def map_of(series: Series, *areas: str, theme: ThemeName = "licht") -> tuple[Any, list[Swatch]]:
    spec, legend = area_map(series, newest(series, *areas or ("AM07",)), series.frame, theme)
    return spec, list(legend)


def numbers_in(label: str) -> list[float]:
    return [float(found.replace(",", ".")) for found in re.findall(r"\d+(?:,\d+)?", label)]


CIRCLE = re.compile(r'd="M([\d.]+),0A([\d.]+),')
LARGEST_RADIUS = 26.5


def slim_free(spec: Any) -> str:
    """The map as the renderer draws it, before anything is taken out of it."""
    return vl_convert.vegalite_to_svg(drawable(spec, 400))


def fills(svg: str) -> list[str]:
    """The fill of every circle that is drawn."""
    return [
        str(mark.get("fill"))
        for mark in ElementTree.fromstring(svg).iter()
        if CIRCLE.search(f'd="{mark.get("d")}"')
    ]


def shapes(spec: Any) -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in drawn_rows(spec, "state")}


def test_under_the_server_shapes_come_by_a_relative_address_and_never_inline() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVED],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert len(lines) == len(MAPS)
    for line in lines:
        assert "coordinates" not in line
        assert "Polygon" not in line
        addresses = {part["url"] for part in parts_of(json.loads(line)) if "url" in part}
        (address,) = addresses
        assert re.fullmatch(r"geo/gemeenten_2024\.geojson(\?v=[0-9a-f]+)?", address)


def test_under_plain_streamlit_the_shapes_travel_once_in_a_valid_chart() -> None:
    choice = newest(load_series("bijstand-aandeel"), "GM0221")
    spec = spec_of(comparison("bijstand-aandeel", choice).on_map)
    assert not [part for part in parts_of(spec) if "url" in part]
    found = {row["id"] for row in drawn_rows(spec, "geometry")}
    assert found == {region.code for region in load_regions().municipalities()}
    assert json.dumps(spec).count('"coordinates"') == len(found)
    alt.LayerChart.from_dict(spec)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("indicator_id", ["bijstand-aandeel", "bijstand-aantal"])
def test_hidden_and_missing_never_get_the_colour_of_a_class(
    indicator_id: str, theme: ThemeName
) -> None:
    palette = PALETTES[theme]
    spec, _ = map_of(load_series(indicator_id), theme=theme)
    rows = shapes(spec)
    assert rows[ROZENDAAL]["state"] == NOT_SHOWN
    assert "GM0268" not in rows  # it lies outside the region that is compared
    for row in rows.values():
        if row["value"] is None:
            assert row["state"] in {NOT_SHOWN, NO_DATA}
            assert row["color"] == palette.no_data
            assert row["color"] not in palette.steps
        else:
            assert row["state"] == "waarde"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("indicator_id", RATES)
def test_each_value_has_the_colour_that_the_legend_gives_its_class(
    indicator_id: str, theme: ThemeName
) -> None:
    choice = newest(load_series(indicator_id), "AM07")
    series = load_series(indicator_id)
    frame = series.frame
    frame = frame[
        (frame["period"] == choice.period) & (frame["characteristic"] == choice.characteristic)
    ]
    spec, legend = area_map(series, choice, frame, theme)
    bounds = {s.color: numbers_in(s.label) for s in legend if s.color in PALETTES[theme].steps}
    assert 2 <= len(bounds) <= 5
    for row in shapes(spec).values():
        if row["value"] is not None:
            assert bounds[row["color"]][0] <= row["value"] <= bounds[row["color"]][-1]


def test_unknown_value_is_hatched_and_explained_like_missing_data() -> None:
    rows = [
        {"value": 3.0},
        {"region_code": DUIVEN, "status": "onbekend"},
        {"region_code": ROZENDAAL, "status": "niet getoond"},
    ]
    spec, legend = map_of(small_series("bijstand-aandeel", rows))
    assert shapes(spec)[DUIVEN]["state"] == NO_DATA
    assert shapes(spec)[DUIVEN]["text"] == "onbekend"
    assert [swatch.label for swatch in legend] == [
        "3,0\u00a0%",
        "Niet getoond (privacy)",
        "Geen gegevens",
    ]


def test_every_state_without_a_value_has_its_own_hatching() -> None:
    spec, _ = map_of(load_series("bijstand-aandeel"))
    fills = [p["encoding"]["fill"] for p in parts_of(spec) if "fill" in p.get("encoding", {})]
    hatched = {
        condition["test"]: {stop["color"] for stop in condition["value"]["stops"]}
        for fill in fills
        for condition in fill["condition"]
    }
    assert set(hatched) == {f"datum.state == '{NO_DATA}'", f"datum.state == '{NOT_SHOWN}'"}
    for colors in hatched.values():
        assert len(colors) == 2
        assert not colors & set(PALETTES["licht"].steps)


def test_counts_are_circles_that_grow_with_their_value_from_nothing() -> None:
    spec, legend = map_of(areas_series("bijstand-aantal", {ARNHEM: 400, DUIVEN: 100}))
    marked = [part for part in parts_of(spec) if isinstance(part.get("mark"), dict)]
    (circle,) = [part for part in marked if part["mark"]["type"] == "circle"]
    assert circle["encoding"]["size"] == {
        "field": "size",
        "legend": None,
        "scale": None,
        "type": "quantitative",
    }
    sizes = {code: row["size"] for code, row in shapes(spec).items()}
    assert sizes[ARNHEM] == 4 * sizes[DUIVEN] > 0
    assert {row["color"] for row in shapes(spec).values()} == {PALETTES["licht"].no_data}
    assert legend[0].color == PALETTES["licht"].accent


A, B, C = ARNHEM, DUIVEN, ROZENDAAL


@pytest.mark.parametrize(
    ("values", "told"),
    [
        ({A: 0.0, B: 0.0, C: 0.0}, ["Zonder cirkel: nul"]),
        (
            {A: -5.0, B: 0.0, C: 10.0},
            [
                "Hoe groter de cirkel, hoe hoger het aantal (de grootste is 10)",
                "Open cirkel: minder dan nul (het laagst is \u22125)",
                "Zonder cirkel: nul",
            ],
        ),
        (
            {A: -5.0, B: -3.0, C: -1.0},
            ["Open cirkel: minder dan nul (het laagst is \u22125)"],
        ),
        (
            {A: 7.0, B: None, C: 1.0},
            ["Hoe groter de cirkel, hoe hoger het aantal (de grootste is 7)"],
        ),
        ({A: -0.2, B: 0.4, C: 0.0}, ["Zonder cirkel: nul"]),
        ({A: None, B: None, C: None}, []),
        (
            {A: 1e6, B: 1.0, C: 0.0},
            [
                "Hoe groter de cirkel, hoe hoger het aantal (de grootste is 1.000.000)",
                "Zonder cirkel: nul",
            ],
        ),
    ],
)
def test_circles_are_drawn_of_what_is_not_zero_and_the_legend_says_which(
    values: dict[str, float | None], told: list[str]
) -> None:
    """Drawn for real: a circle per count but zero, in proportion, open below zero, never NaN."""
    series = areas_series("bijstand-aantal", values)
    spec, legend = map_of(series)
    assert [s.label for s in legend if "irkel" in s.label] == told
    svg = slim_free(spec)
    assert "NaN" not in svg
    found = CIRCLE.findall(svg)
    counted = {code: round(value) for code, value in values.items() if value}
    counted = {code: value for code, value in counted.items() if value}
    assert len(found) == len(counted)
    radii = sorted(float(radius) for _, radius in found)
    assert all(0 < radius <= LARGEST_RADIUS for radius in radii)
    assert sum(fill == PALETTES["licht"].background for fill in fills(svg)) == sum(
        value < 0 for value in counted.values()
    )
    if len(counted) == 3:
        wished = sorted(abs(value) ** 0.5 for value in counted.values())
        assert [r / radii[-1] for r in radii] == pytest.approx(
            [w / wished[-1] for w in wished], abs=0.01
        )


@pytest.mark.parametrize("indicator_id", MAPS)
@pytest.mark.parametrize("areas", [("AM07",), ("AM08",), ("GMR",), (ARNHEM,), ("GM0274",)])
def test_map_and_ranking_show_the_same_areas(indicator_id: str, areas: tuple[str, ...]) -> None:
    made = comparison(indicator_id, newest(load_series(indicator_id), *areas))
    names = {region.label for region in load_regions().municipalities()}
    ranked = {row["name"] for row in drawn_rows(spec_of(made.ranking), "role")} & names
    shown = {row["name"]: row["text"] for row in drawn_rows(spec_of(made.on_map), "state")}
    assert set(shown) == ranked
    for row in drawn_rows(spec_of(made.ranking), "role"):
        assert shown.get(row["name"], row["text"]) == row["text"]


def test_a_municipality_without_a_row_stands_in_the_ranking_as_on_the_map() -> None:
    rows = [{"region_code": code, "value": 5.0} for code in load_regions().members("AM07")[:-1]]
    series = small_series("bijstand-aandeel", rows)
    choice = newest(series, "AM07")
    spec, _ = map_of(series)
    ranked = {
        row["name"]: (row["value"], row["text"])
        for row in drawn_rows(ranking_spec(series, choice, "licht"), "role")
    }
    # The chosen region stands in the ranking too, and has no figure of its own here.
    assert ranked.pop("Midden-Gelderland") == (None, "geen cijfer")
    assert ranked == {row["name"]: (row["value"], row["text"]) for row in shapes(spec).values()}
    assert list(ranked.values())[-1] == (None, NO_DATA)


@pytest.mark.parametrize("kind", ["percentage", "groei", "verhouding"])
def test_rates_have_no_circles(kind: str) -> None:
    spec, _ = map_of(areas_series("bijstand-aandeel", {ARNHEM: -1.5, DUIVEN: 2.5}, kind=kind))
    marks = [part["mark"]["type"] for part in parts_of(spec) if isinstance(part.get("mark"), dict)]
    assert set(marks) == {"geoshape"}


def test_chosen_municipality_is_marked_and_the_map_can_be_clicked() -> None:
    spec, legend = map_of(load_series("bijstand-aandeel"), ARNHEM, DUIVEN)
    assert {code for code, row in shapes(spec).items() if row["chosen"]} == {ARNHEM, DUIVEN}
    assert legend[-1].label == "Gekozen gemeente (rand)"
    (param,) = spec["params"]
    assert param["name"] == SELECT
    assert param["select"]["fields"] == ["code"]
    _, of_region = map_of(load_series("bijstand-aandeel"), "AM07")
    assert "Gekozen gemeente (rand)" not in {swatch.label for swatch in of_region}


def test_map_without_any_value_still_shows_its_states() -> None:
    spec, legend = map_of(areas_series("bijstand-aandeel", {ARNHEM: None, DUIVEN: None}))
    assert {row["value"] for row in shapes(spec).values()} == {None}
    assert "Niet getoond (privacy)" in {swatch.label for swatch in legend}
    counts, _ = map_of(areas_series("bijstand-aantal", {ARNHEM: None}))
    assert shapes(counts)[ARNHEM]["state"] == NOT_SHOWN


def test_other_characteristics_and_periods_leave_no_trace() -> None:
    series = load_series("leeftijdsopbouw")
    choice = Choice(("AM07",), "2022", "65 jaar of ouder")
    frame = series.frame
    shown = frame[(frame["period"] == "2022") & (frame["characteristic"] == "65 jaar of ouder")]
    spec, _ = area_map(series, choice, shown, "licht")
    by_code = dict(zip(shown["region_code"], shown["value"], strict=True))
    assert {code: row["value"] for code, row in shapes(spec).items()} == {
        code: by_code[code] for code in load_regions().members("AM07")
    }
