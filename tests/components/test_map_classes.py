"""Classes of a choropleth: made from the data, in order, and complete."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MAPS, THEMES

from components.charts.maps import MAX_CLASSES, class_of, classify, step_colors
from components.charts.theme import PALETTES, ThemeName
from data_loaders.cache import load_series

# Few different numbers, so that ties are common, and any numbers at all.
VALUES = st.lists(st.integers(-8, 8).map(lambda n: n / 2), min_size=1, max_size=40) | st.lists(
    st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=40
)


@given(VALUES, st.integers(min_value=1, max_value=MAX_CLASSES))
def test_classes_are_in_order_do_not_overlap_and_hold_every_value(
    values: list[float], wanted: int
) -> None:
    classes = classify(values, wanted)
    assert 1 <= len(classes) <= wanted
    assert all(low <= high for low, high in classes)
    assert all(one[1] < other[0] for one, other in pairwise(classes))
    for value in values:
        assert sum(low <= value <= high for low, high in classes) == 1
        low, high = classes[class_of(value, classes)]
        assert low <= value <= high


@given(VALUES)
def test_equal_values_share_a_class_and_higher_values_never_a_lower_one(
    values: list[float],
) -> None:
    classes = classify(values)
    numbers = [class_of(value, classes) for value in sorted(values)]
    assert numbers == sorted(numbers)


@given(VALUES)
def test_borders_of_classes_are_values_of_the_data(values: list[float]) -> None:
    assert {border for bounds in classify(values) for border in bounds} <= set(values)


@given(st.sets(st.integers(0, 1000), min_size=5, max_size=60))
def test_different_values_make_classes_of_about_equal_size(values: set[int]) -> None:
    classes = classify([float(value) for value in values])
    sizes = [sum(low <= value <= high for value in values) for low, high in classes]
    assert len(sizes) == MAX_CLASSES
    assert max(sizes) - min(sizes) <= 1


def test_one_value_is_one_class_and_no_value_is_none() -> None:
    assert classify([3.0, 3.0, 3.0]) == [(3.0, 3.0)]
    assert classify([]) == []


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
