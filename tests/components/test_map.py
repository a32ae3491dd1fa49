"""The map of a figure: its states, its classes, its circles, and the names on it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from samples import (
    MAPS,
    THEMES,
    areas_series,
    comparison,
    drawn_rows,
    map_of,
    newest,
    small_series,
    spec_of,
)

from components.charts.area_map import area_map
from components.charts.classes import class_of
from components.charts.map_drawing import draw_map
from components.charts.map_model import NO_DATA, NOT_SHOWN, AreaMap, MapArea, MapDrawing
from components.charts.map_picture import linked_map, map_picture
from components.charts.theme import PALETTES, ThemeName
from components.exhibit.comparison import ranking_spec
from components.words.choice import Choice
from components.words.legend import Swatch
from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

RATES = [i for i in MAPS if load_series(i).indicator.is_rate]
ARNHEM, DUIVEN, ROZENDAAL = "GM0202", "GM0226", "GM0277"


def made_of(
    series: Series, *areas: str, theme: ThemeName = "licht"
) -> tuple[AreaMap, list[Swatch]]:
    made, legend = area_map(series, newest(series, *areas or ("AM07",)), series.frame, theme)
    assert made
    return made, list(legend)


def areas_of(made: AreaMap) -> dict[str, MapArea]:
    return {area.code: area for area in made.areas}


def drawn(made: AreaMap) -> MapDrawing:
    return draw_map(made, "breed")


def fills(made: AreaMap) -> dict[str, str]:
    return {shape.code: shape.fill for shape in drawn(made).shapes}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("indicator_id", ["bijstand-aandeel", "bijstand-aantal"])
def test_hidden_and_missing_never_get_the_colour_of_a_class(
    indicator_id: str, theme: ThemeName
) -> None:
    palette = PALETTES[theme]
    made, _ = made_of(load_series(indicator_id), theme=theme)
    areas = areas_of(made)
    assert areas[ROZENDAAL].state == NOT_SHOWN
    assert "GM0268" not in areas  # it lies outside the region that is compared
    for shape in drawn(made).shapes:
        area = areas[shape.code]
        if area.state != "waarde":
            assert area.step is None and not area.share
            assert shape.fill not in palette.steps
        assert bool(shape.stripes) == (area.state == NOT_SHOWN)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("indicator_id", RATES)
def test_each_value_has_the_colour_that_the_legend_gives_its_class(
    indicator_id: str, theme: ThemeName
) -> None:
    series = load_series(indicator_id)
    choice = newest(series, "AM07")
    frame = series.frame
    frame = frame[
        (frame["period"] == choice.period) & (frame["characteristic"] == choice.characteristic)
    ]
    made, legend = area_map(series, choice, frame, theme)
    assert made
    classes = [s for s in legend if s.color in PALETTES[theme].steps]
    assert 2 <= len(classes) <= 5
    borders = [number_in(swatch.label) for swatch in classes[1:]]
    values = dict(zip(frame["region_code"], frame["value"], strict=True))
    for code, fill in fills(made).items():
        if areas_of(made)[code].state == "waarde":
            assert fill == classes[class_of(values[code], borders)].color


def number_in(label: str) -> Any:
    """The first number of a label: where its class begins."""
    from decimal import Decimal

    found = re.search(r"\u2212?[\d.]+(,\d+)?", label)
    assert found
    return Decimal(found[0].replace(".", "").replace(",", ".").replace("\u2212", "-"))


def test_an_unknown_value_is_grey_and_explained_and_not_as_one_that_is_hidden() -> None:
    rows = [
        {"value": 3.0},
        {"region_code": DUIVEN, "status": "onbekend"},
        {"region_code": ROZENDAAL, "status": "niet getoond"},
    ]
    made, legend = made_of(small_series("bijstand-aandeel", rows))
    assert areas_of(made)[DUIVEN].state == NO_DATA
    assert areas_of(made)[DUIVEN].text == "onbekend"
    assert [swatch.label for swatch in legend] == [
        "3,0\u00a0%",
        "Niet getoond (privacy)",
        "Geen gegevens",
    ]
    assert fills(made)[DUIVEN] == PALETTES["licht"].no_data != fills(made)[ROZENDAAL]


def test_counts_are_circles_that_grow_with_their_value_from_nothing() -> None:
    made, legend = made_of(areas_series("bijstand-aantal", {ARNHEM: 400, DUIVEN: 100}))
    large, small = drawn(made).circles
    assert large.radius == pytest.approx(2 * small.radius, abs=0.1)
    assert not set(fills(made).values()) & set(PALETTES["licht"].steps)
    assert legend[0].color == PALETTES["licht"].steps[1]


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
    """A circle per count but zero, in proportion, open below zero."""
    made, legend = made_of(areas_series("bijstand-aantal", values))
    assert [s.label for s in legend if "irkel" in s.label] == told
    found = drawn(made).circles
    counted = {code: round(value) for code, value in values.items() if value}
    counted = {code: value for code, value in counted.items() if value}
    assert len(found) == len(counted)
    assert sum(circle.is_open for circle in found) == sum(v < 0 for v in counted.values())
    radii = sorted(circle.radius for circle in found)
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
    ranked = {
        row["name"]: row["text"]
        for row in drawn_rows(spec_of(made.ranking), "role")
        if row["name"] in names
    }
    told = {area.told for area in map_of(made.on_map).areas}
    assert told == {f"{name}: {text}" for name, text in ranked.items()}


def test_a_municipality_without_a_row_stands_in_the_ranking_as_on_the_map() -> None:
    rows = [{"region_code": code, "value": 5.0} for code in load_regions().members("AM07")[:-1]]
    series = small_series("bijstand-aandeel", rows)
    made, _ = made_of(series)
    ranked = {
        row["name"]: (row["value"], row["text"])
        for row in drawn_rows(ranking_spec(series, newest(series, "AM07"), "licht"), "role")
    }
    # The chosen region stands in the ranking too, and has no figure of its own here.
    assert ranked.pop("Midden-Gelderland") == (None, "geen cijfer")
    assert {f"{name}: {text}" for name, (_, text) in ranked.items()} == {a.told for a in made.areas}
    assert list(ranked.values())[-1] == (None, NO_DATA)


@pytest.mark.parametrize("kind", ["percentage", "groei", "verhouding"])
def test_rates_have_no_circles(kind: str) -> None:
    made, _ = made_of(areas_series("bijstand-aandeel", {ARNHEM: -1.5, DUIVEN: 2.5}, kind=kind))
    assert not drawn(made).circles
    assert {areas_of(made)[code].step for code in (ARNHEM, DUIVEN)} == {0, 4}


def test_chosen_municipality_is_marked_and_bold_and_can_be_chosen() -> None:
    made, legend = made_of(load_series("bijstand-aandeel"), ARNHEM, DUIVEN)
    assert {shape.code for shape in drawn(made).shapes if shape.is_chosen} == {ARNHEM, DUIVEN}
    names = {word.text: word.is_bold for word in drawn(made).words}
    assert names["Arnhem"] and names["Duiven"] and not names["Rheden"]
    assert legend[-1].label == "Gekozen gemeente (rand)"
    _, of_region = made_of(load_series("bijstand-aandeel"), "AM07")
    assert "Gekozen gemeente (rand)" not in {swatch.label for swatch in of_region}
    html = map_picture(made, "Kaart", is_choosable=True)
    assert re.findall(r'data-gebied="(GM0202|GM0299)"[^>]*aria-selected="(\w+)"', html)[:2] == [
        ("GM0202", "true"),
        ("GM0299", "false"),
    ]
    assert 'aria-label="Arnhem: 7,1\u00a0%"' in html


def test_names_lead_to_their_municipality_at_each_size_and_stand_once() -> None:
    made, _ = made_of(load_series("bijstand-aandeel"), ARNHEM)
    html = linked_map(made, "Kaart", "./gemeenten?gemeente=")
    for part in html.split('<div class="amm-landkaart')[1:]:
        links = re.findall(r'<a [^>]*href="./gemeenten\?gemeente=(\w+)"[^>]*>(.*?)</a>', part)
        assert {code for code, _ in links} == set(load_regions().members("AM07"))
        assert len(links) == len({code for code, _ in links})
        named = dict(links)
        assert "7,1" in named[ARNHEM] and "amm-vet" in named[ARNHEM]
        assert "niet getoond" in named["GM0277"]
        assert "<text" not in part


def test_map_without_any_value_still_shows_its_states() -> None:
    made, legend = made_of(areas_series("bijstand-aandeel", {ARNHEM: None, DUIVEN: None}))
    assert {area.step for area in made.areas} == {None}
    assert "Niet getoond (privacy)" in {swatch.label for swatch in legend}
    counts, _ = made_of(areas_series("bijstand-aantal", {ARNHEM: None}))
    assert areas_of(counts)[ARNHEM].state == NOT_SHOWN


def test_other_characteristics_and_periods_leave_no_trace() -> None:
    series = load_series("leeftijdsopbouw")
    choice = Choice(("AM07",), "2022", "65 jaar of ouder")
    frame = series.frame
    shown = frame[(frame["period"] == "2022") & (frame["characteristic"] == "65 jaar of ouder")]
    made, _ = area_map(series, choice, shown, "licht")
    assert made
    by_code = dict(zip(shown["region_code"], shown["value"], strict=True))
    assert {code: area.short for code, area in areas_of(made).items()} == {
        code: f"{by_code[code]:.0f}" for code in load_regions().members("AM07")
    }


def test_names_and_words_of_data_are_text_and_never_markup() -> None:
    area = MapArea(ARNHEM, '<b>"&', '<script>"x"&', "<i>", state="waarde", step=1)
    html = map_picture(AreaMap((area,), "licht"), '"><script>', is_choosable=True)
    assert "<script>" not in html and "<b>" not in html and "<i>" not in html
