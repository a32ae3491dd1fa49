"""Figures as a page draws them: bars and lines lie where their values say, and say them."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise
from math import isclose
from typing import Any

import pytest
from samples import IDS, MAPS, TODAY, comparison, drawn_rows, newest, spec_of

from components.charts.bar_plot import Bars, bars_of, stacked_bars
from components.charts.line_plot import LARGE, Lines, line_plot_of
from components.exhibit.on_page import page_exhibit
from components.markup.templates import macro
from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions

REGIONS = load_regions()
OTHERS = [i for i in IDS if i not in MAPS]


def bar(name: str, value: float | None, **more: Any) -> dict[str, Any]:
    text = "niet getoond" if value is None else f"{value:g}"
    return {"name": name, "value": value, "text": text, "role": "gekozen", **more}


def moment(at: int, value: float | None, status: str = "definitief", name: str = "a") -> Any:
    period = f"periode {at}"
    row = {"name": name, "at": at, "tick": f"t{at}", "value": value, "text": f"{value}"}
    return row | {"period": period, "status": status}


def test_bars_are_as_long_as_their_values_from_one_zero() -> None:
    made = bars_of([bar("a", 8), bar("b", 2), bar("c", -2), bar("d", None), bar("e", 0)])
    spans = {row.name: [(part.start, part.width) for part in row.parts] for row in made.rows}
    assert spans == {
        "a": [(20, 80)],
        "b": [(20, 20)],
        "c": [(0, 20)],
        "d": [],
        "e": [(20, 0)],
    }
    assert [row.text for row in made.rows] == ["8", "2", "-2", "niet getoond", "0"]


def test_parts_touch_and_a_mark_lies_on_the_same_scale() -> None:
    rows = [
        {"name": "x", "part": part, "value": value, "text": f"{value}", "label": "x: alles"}
        for part, value in (("een", 3), ("twee", 5), ("streep", 10))
    ]
    (row,) = stacked_bars(rows, ["een", "twee"], "streep").rows
    assert [(part.start, part.width) for part in row.parts] == [(0, 30), (30, 50)]
    assert (row.mark, row.text) == (100, "alles")
    assert [part.told for part in row.parts] == ["een: 3", "twee: 5"]


def lines(*rows: Any, names: tuple[str, ...] = ("a",), country: str = "") -> Lines:
    made = line_plot_of(rows, names, "mensen", country)
    assert made is not None
    return made


def test_a_line_rises_from_low_to_high_between_round_ticks() -> None:
    made = lines(moment(10, 0), moment(20, 30), moment(30, 100))
    (line,) = made.lines
    assert line.settled == (f"0,{LARGE.height} 50,{LARGE.height * 0.7:g} 100,0",)
    assert made.upwards[0] == (LARGE.height, "0") and made.upwards[-1] == (0, "100")
    assert made.across == ((0, "t10"), (50, "t20"), (100, "t30"))
    assert (line.end, line.text) == ((100, 0), "100")


def test_nothing_is_drawn_across_a_gap_and_a_lonely_value_is_a_dot() -> None:
    made = lines(moment(1, 5), moment(2, 6), moment(3, None), moment(4, 7), moment(5, None))
    (line,) = made.lines
    assert [chain.count(",") for chain in line.settled] == [2]
    assert [x for x, _ in line.dots] == [75]
    assert line.end[0] == 75


def test_what_is_not_settled_is_drawn_apart() -> None:
    (line,) = lines(moment(1, 5), moment(2, 6), moment(3, 7, "voorlopig")).lines
    assert [chain.count(",") for chain in line.settled + line.unsettled] == [2, 2]
    assert line.unsettled[0].split()[0] == line.settled[0].split()[-1]


def test_an_axis_that_does_not_begin_at_zero_says_so() -> None:
    assert lines(moment(1, 95), moment(2, 100)).unit == "mensen, de as begint niet bij nul"
    assert lines(moment(1, 5), moment(2, 100)).unit == "mensen"
    assert lines(moment(1, -5), moment(2, 100)).upwards[0][1].startswith("\u2212")


def test_lines_keep_their_names_apart_and_the_country_has_its_own_colour() -> None:
    rows = [
        moment(at, value, name=name) for name, value in (("a", 50), ("NL", 51)) for at in (1, 2)
    ]
    made = lines(*rows, names=("a", "NL"), country="NL")
    assert {line.name: line.role for line in made.lines} == {"a": "accent", "NL": "nl"}
    places = sorted(line.end[1] + line.offset for line in made.lines)
    assert places[1] - places[0] >= 16


def test_a_pointer_finds_every_moment_once() -> None:
    made = lines(
        *(moment(at, at, name=name) for name in "ab" for at in (1, 2, 4)), names=("a", "b")
    )
    edges = [(start, start + width) for start, width, _ in made.moments]
    assert edges[0][0] == 0 and isclose(edges[-1][1], 100, abs_tol=0.02)
    assert all(isclose(left[1], right[0], abs_tol=0.02) for left, right in pairwise(edges))
    assert [told for *_, told in made.moments][1] == "periode 2\na: 2\nb: 2"


def test_without_a_value_there_are_no_lines() -> None:
    assert line_plot_of([moment(1, None)], ["a"], "mensen") is None


@pytest.mark.parametrize("indicator_id", OTHERS)
def test_every_drawing_says_what_its_specification_draws(indicator_id: str) -> None:
    made = page_exhibit(indicator_id, "licht", TODAY)
    assert (made.plot is None) == (spec_of(made) is None)
    if made.plot is None:
        return
    shown = str(macro("figuur", "plot", made.plot, made.headline))
    texts = {str(row["text"]) for row in drawn_rows(spec_of(made), "text")}
    plain = unescape(shown)
    assert [text for text in texts if text not in plain] == []
    names = {str(row["name"]) for row in drawn_rows(spec_of(made), "name")}
    assert [name for name in names if name not in plain] == []
    assert not re.search(r"\bnan\b|NaN|\bNone\b", shown)


@pytest.mark.parametrize("indicator_id", MAPS)
@pytest.mark.parametrize("area", ["AM07", "GM0202", "GM0277", "GMR"])
def test_a_ranking_has_the_order_and_words_of_its_specification(
    indicator_id: str, area: str
) -> None:
    made = comparison(indicator_id, newest(load_series(indicator_id), area))
    assert isinstance(made.ranking.plot, Bars)
    drawn = drawn_rows(spec_of(made.ranking), "role")
    assert [(row.name, row.text) for row in made.ranking.plot.rows] == [
        (row["name"], row["text"]) for row in drawn
    ]
    if made.trend:
        known = any(row["value"] is not None for row in drawn_rows(spec_of(made.trend), "at"))
        assert isinstance(made.trend.plot, Lines) is known


def test_only_municipalities_have_a_place_and_equals_share_it() -> None:
    made = comparison("bijstand-aandeel", newest(load_series("bijstand-aandeel"), "AM07"))
    assert isinstance(made.ranking.plot, Bars)
    rows = {row.name: (row.rank, row.role) for row in made.ranking.plot.rows}
    assert rows["Arnhem"] == ("1", "gekozen")
    assert rows["Lingewaard"][0] == rows["Overbetuwe"][0] == "7"
    assert rows["Rozendaal"][0] == ""
    assert rows[REGIONS.get("AM07").label] == ("", "regio")
    assert rows[REGIONS.country().label] == ("", "land")
    counted = comparison("bijstand-aantal", newest(load_series("bijstand-aantal"), "AM07"))
    assert isinstance(counted.ranking.plot, Bars)
    assert {row.rank for row in counted.ranking.plot.rows} == {""}
