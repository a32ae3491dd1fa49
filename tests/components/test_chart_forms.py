"""Bars and lines from small rows: the axis, gaps, negative values, limits and labels."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import altair as alt
import pytest
import vl_convert
from hypothesis import given
from hypothesis import strategies as st
from samples import THEMES, drawn_rows, parts_of

from components.charts.bars import (
    make_cascade,
    make_demand,
    make_labelled_bars,
    make_ranking,
    make_stacked,
)
from components.charts.base import headroom
from components.charts.lines import MAX_SERIES, make_lines
from components.charts.theme import PALETTES, ThemeName


def bar(name: str, value: float | None, role: str = "gekozen") -> dict[str, Any]:
    return {"name": name, "value": value, "text": str(value), "role": role}


def part(name: str, of: str, value: float | None) -> dict[str, Any]:
    return {"name": name, "part": of, "value": value, "text": str(value), "label": name}


def point(name: str, at: int, value: float | None) -> dict[str, Any]:
    shown = {"value": value, "text": str(value)}
    return {"name": name, "at": at, "tick": str(at), "period": str(at)} | shown


def marks(spec: Any, kind: str) -> list[dict[str, Any]]:
    return [
        found
        for found in parts_of(spec)
        if isinstance(found.get("mark"), dict) and found["mark"]["type"] == kind
    ]


@pytest.mark.parametrize("make", [make_ranking, make_labelled_bars])
@pytest.mark.parametrize("theme", THEMES)
def test_each_role_has_its_own_colour(make: Any, theme: ThemeName) -> None:
    rows = [bar("A", 3), bar("B", 2, "overig"), bar("C", 1, "vergelijking")]
    (drawn,) = marks(make(rows, theme), "bar")
    scale = drawn["encoding"]["color"]["scale"]
    palette = PALETTES[theme]
    assert dict(zip(scale["domain"], scale["range"], strict=True)) == {
        "gekozen": palette.accent,
        "overig": palette.rest,
        "vergelijking": palette.signal,
    }


@pytest.mark.parametrize("make", [make_ranking, make_labelled_bars])
def test_rows_keep_their_order_and_nothing_is_left_out(make: Any) -> None:
    rows = [bar("B", 1), bar("A", None), bar("C", 3)]
    spec = make(rows, "licht")
    assert [row["name"] for row in drawn_rows(spec, "role")] == ["B", "A", "C"]
    for layer in marks(spec, "bar") + marks(spec, "text"):
        assert layer["encoding"]["y"]["sort"] is None


def test_a_higher_chart_for_more_rows() -> None:
    few, many = ([bar(str(i), i) for i in range(count)] for count in (2, 9))
    assert make_ranking(few, "licht")["height"] < make_ranking(many, "licht")["height"]


@given(st.lists(st.none() | st.integers(-(10**9), 10**9).map(lambda n: n / 8), max_size=20))
def test_axis_of_bars_holds_zero_and_every_value_with_room_to_spare(
    values: list[float | None],
) -> None:
    low, high = headroom([{"value": value} for value in values])
    known = [value for value in values if value is not None]
    assert low <= 0 < high
    assert all(low <= value < high for value in known)
    assert (low < 0) is any(value < 0 for value in known)


def test_cascade_is_drawn_over_the_whole_from_zero() -> None:
    rows = [
        bar("Alles", 10) | {"start": 0, "end": 10, "label": "Alles: 10"},
        bar("Deel", 4) | {"start": 6, "end": 10, "label": "Deel: 4"},
    ]
    spec = make_cascade(rows, "licht")
    track, bars = marks(spec, "bar")
    assert bars["encoding"]["x"]["scale"]["domain"] == [0, pytest.approx(10.2)]
    assert (track["encoding"]["x"], track["encoding"]["x2"]) == ({"value": 0}, {"value": "width"})
    assert (bars["encoding"]["x"]["field"], bars["encoding"]["x2"]["field"]) == ("start", "end")


def stacked(values: list[float | None], theme: ThemeName = "licht") -> Any:
    names = [f"deel {number}" for number in range(len(values))]
    rows = [part("groep", name, v) for name, v in zip(names, values, strict=True)]
    return make_stacked(rows, names, theme)


@pytest.mark.parametrize("first", [0.0, None])
def test_group_has_one_label_also_when_its_first_part_is_nothing(first: float | None) -> None:
    rows = drawn_rows(stacked([first, 2.0, 3.0]), "first")
    assert [row["first"] for row in rows] == [True, False, False]
    assert [(row["start"], row["end"]) for row in rows] == [(0, 0), (0, 2), (2, 5)]


@pytest.mark.parametrize("theme", THEMES)
def test_touching_parts_are_kept_apart_by_the_colour_of_the_page(theme: ThemeName) -> None:
    (drawn,) = marks(stacked([1, 2, 3, 4], theme), "bar")
    assert drawn["mark"]["stroke"] == PALETTES[theme].background
    assert drawn["mark"]["strokeWidth"] >= 1
    assert drawn["encoding"]["color"]["scale"]["range"] == list(PALETTES[theme].series)


def test_a_bar_has_at_most_four_parts() -> None:
    with pytest.raises(ValueError, match="hoogstens 4"):
        stacked([1, 2, 3, 4, 5])


def test_demand_has_its_inflow_as_a_line_and_not_as_a_part() -> None:
    rows = [part("zorg", "vraag", 3.0), part("zorg", "groei", 1.0), part("zorg", "instroom", 9.0)]
    spec = make_demand(rows, ["vraag", "groei"], "instroom", "donker")
    (drawn,), (tick,) = marks(spec, "bar"), marks(spec, "tick")
    assert {row["part"] for row in drawn_rows(spec, "first")} == {"vraag", "groei"}
    assert tick["mark"]["color"] == PALETTES["donker"].signal
    assert tick["encoding"]["x"]["field"] == "value"
    assert drawn["encoding"]["x"]["scale"]["domain"] == [0, pytest.approx(9.18)]


def lines(values: dict[str, list[float | None]]) -> Any:
    rows = [
        point(name, 2020 + number, value)
        for name, found in values.items()
        for number, value in enumerate(found)
    ]
    return make_lines(rows, list(values), "% van alles", "licht")


def y_of(spec: Any) -> dict[str, Any]:
    return marks(spec, "line")[0]["encoding"]["y"]


def test_at_most_four_lines() -> None:
    names = [f"lijn {number}" for number in range(MAX_SERIES + 1)]
    lines({name: [1.0, 2.0] for name in names[:MAX_SERIES]})
    with pytest.raises(ValueError, match="hoogstens 4 lijnen"):
        lines({name: [1.0, 2.0] for name in names})


@pytest.mark.parametrize(
    ("values", "from_zero"),
    [
        ([1.0, 10.0], True),
        ([4.9, 10.0], True),
        ([9.0, 10.0], False),
        ([-2.0, 3.0], True),
        ([0.0, 0.0], True),
        ([None, None], True),
    ],
)
def test_axis_that_does_not_start_at_zero_says_so(
    values: list[float | None], from_zero: bool
) -> None:
    y = y_of(lines({"a": values}))
    assert y["scale"]["zero"] is from_zero
    assert y["title"].startswith("% van alles")
    assert ("as begint niet bij nul" in y["title"]) is not from_zero


def test_a_gap_stays_a_gap_and_is_never_zero() -> None:
    spec = lines({"a": [1.0, None, 3.0]})
    assert [row["value"] for row in drawn_rows(spec, "period") if "offset" not in row] == [
        1.0,
        None,
        3.0,
    ]
    assert "impute" not in marks(spec, "line")[0]["encoding"]["y"]


def _drawn(periods: list[int], values: list[float | None]) -> list[tuple[int, bool]]:
    """Of every line that is painted: of how many pieces, and whether it is dashed."""
    rows = [point("a", year, value) for year, value in zip(periods, values, strict=True)]
    picture = vl_convert.vegalite_to_svg(make_lines(rows, ["a"], "%", "licht"))
    paths = re.findall(r'aria-roledescription="line mark" d="([^"]+)"([^>]*)>', picture)
    return [(path.count("M"), "stroke-dasharray" in rest) for path, rest in paths]


def test_a_line_over_years_that_are_missing_is_thin_and_dashed() -> None:
    assert _drawn([2017, 2018, 2019, 2022, 2023], [1.0, 2.0, 3.0, 4.0, 5.0]) == [
        (1, True),
        (2, False),
    ]
    assert _drawn([2017, 2018, 2019], [1.0, 2.0, 3.0]) == [(1, False)]
    assert _drawn([2020, 2022, 2024], [1.0, 2.0, 3.0]) == [(1, False)]
    assert _drawn([2017, 2018, 2019, 2020], [1.0, None, 3.0, 4.0]) == [(2, False)]


def test_each_line_has_its_name_once_at_its_newest_value() -> None:
    spec = lines({"hoog": [9.0, 10.0, None], "laag": [1.0, 2.0, 3.0]})
    ends = {row["name"]: row for row in drawn_rows(spec, "offset")}
    assert ends["hoog"]["value"] == 10.0
    assert ends["laag"]["value"] == 3.0
    named = [layer for layer in marks(spec, "text") if "color" in layer["encoding"]]
    assert sum(len(drawn_rows(layer, "offset")) for layer in named) == 2
    colors = marks(spec, "line")[0]["encoding"]["color"]["scale"]
    assert dict(zip(colors["domain"], colors["range"], strict=True)) == dict(
        zip(("hoog", "laag"), PALETTES["licht"].series[:2], strict=True)
    )


def test_names_of_lines_that_end_close_together_stand_on_both_sides() -> None:
    ends = drawn_rows(lines({"a": [5.0, 10.0], "b": [1.0, 9.9], "c": [0.0, 1.0]}), "offset")
    assert {row["name"]: row["offset"] for row in ends} == {"a": -12, "b": 16, "c": -12}


def test_a_line_without_any_value_does_not_break_the_others() -> None:
    spec = lines({"a": [1.0, 2.0], "leeg": [None, None]})
    assert {row["name"] for row in drawn_rows(spec, "offset")} == {"a"}
    alt.LayerChart.from_dict(spec)


def test_every_form_is_valid_vega_lite_also_without_any_value() -> None:
    for spec in (
        make_ranking([bar("A", None)], "licht"),
        make_labelled_bars([bar("A", None)], "donker"),
        stacked([None, None]),
        lines({"a": [None]}),
    ):
        alt.LayerChart.from_dict(spec)


@given(st.lists(st.floats(0, 100), min_size=1, max_size=4))
def test_names_at_the_ends_of_lines_never_overlap(values: list[float]) -> None:
    names = "abcd"[: len(values)]
    ends = drawn_rows(lines({n: [0.0, v] for n, v in zip(names, values, strict=True)}), "offset")
    most = max(values) or 1.0
    places = sorted({r["name"]: r["offset"] - r["value"] / most * 300 for r in ends}.values())
    assert all(below - above > 15 for above, below in pairwise(places))
