"""Classes of a choropleth: made from the data, in order, and complete."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from components.charts.maps import MAX_CLASSES, class_of, classify, step_colors
from hypothesis import given
from hypothesis import strategies as st
from samples import MAPS, THEMES, areas_series, drawn_rows, newest

from components.charts.area_map import area_map
from components.charts.theme import PALETTES, ThemeName
from components.exhibit.areas import rows_of_choice
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions

# Few different numbers, so that ties are common, and any numbers at all.
VALUES = st.lists(st.integers(-8, 8).map(lambda n: n / 2), min_size=1, max_size=40) | st.lists(
    st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40
)


@given(VALUES, st.integers(min_value=1, max_value=MAX_CLASSES))
def test_classes_are_in_order_touch_and_hold_every_value(values: list[float], wanted: int) -> None:
    classes = classify(values, wanted)
    assert 1 <= len(classes) <= wanted
    assert all(one[1] == other[0] for one, other in pairwise(classes))
    assert (classes[0][0], classes[-1][1]) == (min(values), max(values))
    for value in values:
        place = class_of(value, classes)
        low, high = classes[place]
        assert low <= value < high or (place == len(classes) - 1 and value == high)


@given(VALUES)
def test_equal_values_share_a_class_and_higher_values_never_a_lower_one(
    values: list[float],
) -> None:
    classes = classify(values)
    numbers = [class_of(value, classes) for value in sorted(values)]
    assert numbers == sorted(numbers)


@given(VALUES, st.integers(min_value=1, max_value=MAX_CLASSES))
def test_no_class_holds_one_value_but_where_there_is_one(values: list[float], wanted: int) -> None:
    classes = classify(values, wanted)
    held = [{v for v in values if class_of(v, classes) == number} for number in range(len(classes))]
    assert min(len(found) for found in held) >= min(2, len(set(values)))


@given(VALUES)
def test_borders_of_classes_are_values_of_the_data(values: list[float]) -> None:
    assert {border for bounds in classify(values) for border in bounds} <= set(values)


@given(st.sets(st.integers(0, 1000), min_size=10, max_size=60))
def test_different_values_make_classes_of_about_equal_size(values: set[int]) -> None:
    classes = classify([float(value) for value in values])
    sizes = [sum(class_of(v, classes) == number for v in values) for number in range(len(classes))]
    assert len(sizes) == MAX_CLASSES
    assert max(sizes) - min(sizes) <= 1


def test_one_value_is_one_class_and_no_value_is_none() -> None:
    assert classify([3.0, 3.0, 3.0]) == [(3.0, 3.0)]
    assert classify([]) == []


@pytest.mark.parametrize("indicator_id", MAPS)
@pytest.mark.parametrize("areas", [("AM07",), ("AM08",), ("GMR",)])
def test_the_legend_of_every_map_has_no_gaps(indicator_id: str, areas: tuple[str, ...]) -> None:
    series = load_series(indicator_id)
    for period, characteristic in series.frame.groupby(["period", "characteristic"]).groups:
        choice = Choice(areas, str(period), str(characteristic))
        shown = rows_of_choice(series.frame, choice)
        _, legend = area_map(series, choice, shown, "licht")
        spans = [s.label for s in legend if s.color in PALETTES["licht"].steps]
        borders = [re.split(r" tot (?:en met )?", label) for label in spans]
        if not series.indicator.is_rate or not borders:
            continue
        assert all(one[1] == other[0] for one, other in pairwise(borders)), spans
        assert all(low != high for low, high in borders) or len(borders) == 1, spans
        assert [" en met " in label for label in spans] == [*[False] * (len(spans) - 1), True]


def test_a_value_is_in_the_class_that_its_text_falls_in() -> None:
    """5,16 reads as 5,2: it belongs to the class that begins there, not to the one below."""
    values = [1.0, 3.0, 5.16, 5.24, 6.0, 7.0, 8.0]
    codes = load_regions().members("AM07")
    series = areas_series("bijstand-aandeel", dict(zip(codes, values, strict=False)))
    spec, legend = area_map(series, newest(series, "AM07"), series.frame, "licht")
    colors = {row["text"]: row["color"] for row in drawn_rows(spec, "state")}
    for swatch in legend:
        low = swatch.label.partition(" tot ")[0]
        if swatch.color in PALETTES["licht"].steps:
            assert colors[low] == swatch.color


@pytest.mark.parametrize("indicator_id", MAPS)
def test_classes_of_every_map_differ_to_the_reader(indicator_id: str) -> None:
    """Published values have no more decimals than are shown, so legends never repeat."""
    series = load_series(indicator_id)
    values = series.frame["value"].dropna()
    assert (values == values.round(series.indicator.decimals)).all()


@pytest.mark.parametrize("theme", THEMES)
def test_fewer_classes_keep_the_span_from_light_to_dark(theme: ThemeName) -> None:
    steps = PALETTES[theme].steps
    assert step_colors(MAX_CLASSES, theme) == list(steps)
    for count in range(1, MAX_CLASSES + 1):
        colors = step_colors(count, theme)
        assert len(set(colors)) == count
        assert [steps.index(color) for color in colors] == sorted(map(steps.index, colors))
        if count > 1:
            assert (colors[0], colors[-1]) == (steps[0], steps[-1])
