"""Classes of a choropleth: round, even, in order, and complete."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import MAPS, THEMES, areas_series, newest

from components.charts.area_map import area_map
from components.charts.classes import MAX_CLASSES, borders_of, class_of, palette_step
from components.charts.theme import PALETTES, ThemeName
from components.exhibit.areas import rows_of_choice
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions

DECIMALS = 1
# Few different numbers, so that ties are common, and numbers of any size.
VALUES = st.lists(st.integers(-8, 8).map(lambda n: n / 2), min_size=1, max_size=40) | st.lists(
    st.integers(-(10**9), 10**9).map(lambda n: n / 10), min_size=1, max_size=60
)


@given(VALUES)
def test_borders_are_round_lie_evenly_and_divide_the_values(values: list[float]) -> None:
    borders = borders_of(values, DECIMALS)
    assert len(borders) < MAX_CLASSES
    assert bool(borders) == (len(set(values)) > 1)
    steps = {other - one for one, other in pairwise(borders)}
    assert len(steps) <= 1
    for step in steps:
        assert str(step.normalize().as_tuple().digits[0]) in "125"
        assert len(step.normalize().as_tuple().digits) == 1
        assert all(border % step == 0 for border in borders)
    for border in borders:
        assert min(values) < border <= max(values)
        assert border == round(border, DECIMALS)


@given(VALUES)
def test_equal_values_share_a_class_and_higher_values_never_a_lower_one(
    values: list[float],
) -> None:
    borders = borders_of(values, DECIMALS)
    numbers = [class_of(value, borders) for value in sorted(values)]
    assert numbers == sorted(numbers)
    assert numbers[0] >= 0 and numbers[-1] <= len(borders)
    if borders and len(values) <= 20:  # of more values some may lie far out
        assert (numbers[0], numbers[-1]) == (0, len(borders))


@given(st.lists(st.integers(0, 100), min_size=41, max_size=400), st.integers(10**5, 10**9))
def test_one_value_far_out_does_not_put_all_others_in_one_class(
    values: list[int], far: int
) -> None:
    if len(set(sorted(values)[3:-3])) > 10:
        borders = borders_of([*values, far], 0)
        assert len({class_of(value, borders) for value in values}) > 1


def test_a_border_belongs_to_the_class_that_begins_there() -> None:
    assert borders_of([2.5, 2.5, 3.4, 3.7, 4.7, 4.7, 4.9, 7.1], 1) == [3, 4, 5, 6]
    assert class_of(3.0, [Decimal(3)]) == 1 and class_of(2.9, [Decimal(3)]) == 0
    assert borders_of([3.0, 3.0], 1) == [] == borders_of([], 1)


@pytest.mark.parametrize("indicator_id", MAPS)
@pytest.mark.parametrize("areas", [("AM07",), ("AM08",), ("GMR",)])
def test_the_legend_of_every_map_has_no_gaps(indicator_id: str, areas: tuple[str, ...]) -> None:
    series = load_series(indicator_id)
    for period, characteristic in series.frame.groupby(["period", "characteristic"]).groups:
        choice = Choice(areas, str(period), str(characteristic))
        shown = rows_of_choice(series.frame, choice)
        _, legend = area_map(series, choice, shown, "licht")
        labels = [s.label for s in legend if s.color in PALETTES["licht"].steps]
        if series.indicator.is_count or len(labels) < 2:
            continue
        first, *between, last = labels
        assert first.startswith("tot ") and last.endswith(" of meer")
        ends = [label.rpartition("tot ")[2] for label in (first, *between)]
        starts = [label.split(" tot ")[0] for label in between] + [last.removesuffix(" of meer")]
        assert [end.rstrip("\u00a0%") for end in ends] == [s.rstrip("\u00a0%") for s in starts]


def test_a_value_is_in_the_class_that_its_text_falls_in() -> None:
    """3,96 reads as 4,0: it belongs to the class that begins there, not to the one below."""
    values = [1.0, 3.0, 3.96, 4.04, 6.0]
    codes = load_regions().members("AM07")
    series = areas_series("bijstand-aandeel", dict(zip(codes, values, strict=False)))
    made, legend = area_map(series, newest(series, "AM07"), series.frame, "licht")
    assert made
    steps = {area.short: area.step for area in made.areas if area.short}
    (begins,) = [s.color for s in legend if s.label.startswith("4 tot")]
    assert PALETTES["licht"].steps[steps["4,0"]] == begins  # type: ignore[index]


@pytest.mark.parametrize("indicator_id", MAPS)
def test_classes_of_every_map_differ_to_the_reader(indicator_id: str) -> None:
    """Published values have no more decimals than are shown, so legends never repeat."""
    series = load_series(indicator_id)
    values = series.frame["value"].dropna()
    assert (values == values.round(series.indicator.decimals)).all()


@pytest.mark.parametrize("theme", THEMES)
def test_fewer_classes_keep_the_span_from_light_to_dark(theme: ThemeName) -> None:
    assert len(PALETTES[theme].steps) == MAX_CLASSES
    assert [palette_step(number, MAX_CLASSES) for number in range(MAX_CLASSES)] == [0, 1, 2, 3, 4]
    for count in range(2, MAX_CLASSES + 1):
        steps = [palette_step(number, count) for number in range(count)]
        assert steps == sorted(set(steps)) and (steps[0], steps[-1]) == (0, MAX_CLASSES - 1)
