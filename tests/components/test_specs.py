"""Every specification the registry can make: valid, Dutch, ours, at home, and from zero."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import fields
from itertools import pairwise
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from jsonschema import Draft7Validator
from samples import IDS, THEMES, TODAY, comparison, drawn_rows, newest, parts_of, spec_of

from components.charts.lines import MAX_SERIES
from components.charts.theme import PALETTES, ThemeName
from components.exhibit.on_page import page_exhibit
from data_loaders.cache import load_series

FOUR = ("GM0202", "GM0268", "GM0274", "GM0277")
SCHEMA = Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"


def specs_of(indicator_id: str, theme: ThemeName) -> dict[str, dict[str, Any]]:
    """Every chart a visitor can get of an indicator, for the region and for four areas."""
    series = load_series(indicator_id)
    made = {"eigen vorm": spec_of(page_exhibit(indicator_id, theme, TODAY))}
    if series.indicator.form == "kaart":
        for areas in (FOUR,) if theme == "donker" else (("AM07",), FOUR):
            card = comparison(indicator_id, newest(series, *areas), theme)
            name = "-".join(areas)
            made[f"rang {name}"] = spec_of(card.ranking)
            made[f"trend {name}"] = spec_of(card.trend)
    return {name: spec for name, spec in made.items() if spec is not None}


@pytest.fixture(scope="module")
def specs() -> dict[tuple[str, ThemeName, str], dict[str, Any]]:
    """All of them."""
    return {
        (indicator_id, theme, name): spec
        for indicator_id in IDS
        for theme in THEMES
        for name, spec in specs_of(indicator_id, theme).items()
    }


@pytest.fixture(scope="module")
def faults() -> Callable[[dict[str, Any]], list[str]]:
    """What Vega-Lite's own schema says against a specification."""
    validator = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))

    def find(spec: dict[str, Any]) -> list[str]:
        return [fault.message[:200] for fault in validator.iter_errors(spec)]

    return find


def test_every_specification_is_valid_vega_lite(specs, faults) -> None:
    assert len(specs) > len(IDS)
    wrong = {key: found for key, spec in specs.items() if (found := faults(spec))}
    assert wrong == {}


def test_the_schema_does_see_a_wrong_specification(specs, faults) -> None:
    spec = copy.deepcopy(next(iter(specs.values())))
    spec["layer"][0]["layer"][0]["mark"] = "staafje"
    assert faults(spec)


def test_every_chart_is_as_wide_as_its_place_and_reserves_its_height(specs) -> None:
    for key, spec in specs.items():
        assert spec["width"] == "container", key
        assert spec["height"] > 0, key


def test_every_chart_writes_dutch_numbers_and_dates(specs) -> None:
    for key, spec in specs.items():
        locale = spec["config"]["locale"]
        assert locale["number"]["decimal"] == ",", key
        assert locale["number"]["thousands"] == ".", key
        assert locale["time"]["shortMonths"][4] == "mei", key


def test_no_chart_refers_to_anything_outside(specs) -> None:
    for key, spec in specs.items():
        assert not re.search(r"(https?:)?//", json.dumps(spec)), key
        for part in parts_of(spec):
            assert "usermeta" not in part, key
            assert not {"href", "image"} & set(part.get("encoding", {})), key


def test_no_text_of_a_chart_is_english(specs) -> None:
    words = re.compile(r"\b(value|name|unknown|year|month|Municipality|part)\b")
    for key, spec in specs.items():
        for part in parts_of(spec):
            title = part.get("title")
            assert not (isinstance(title, str) and words.search(title)), (key, title)


def test_colours_come_only_from_the_palette(specs) -> None:
    for (indicator_id, theme, name), spec in specs.items():
        palette = PALETTES[theme]
        known = set()
        for field in fields(palette):
            value = getattr(palette, field.name)
            known |= set(value) if isinstance(value, tuple) else {value}
        used = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", json.dumps(spec)))
        assert used <= known, (indicator_id, theme, name)
        for part in parts_of(spec):
            for channel in ("color", "fill", "stroke"):
                if isinstance(part.get(channel), str):
                    assert part[channel] in known, (indicator_id, theme, part[channel])


def layers(spec: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The layers with a mark, each with its own rows."""
    for part in parts_of(spec):
        if isinstance(part.get("mark"), dict):
            yield part


def test_bars_start_at_zero(specs) -> None:
    seen = 0
    for key, spec in specs.items():
        for layer in layers(spec):
            if layer["mark"]["type"] != "bar":
                continue
            seen += 1
            x = layer["encoding"]["x"]
            scale = x.get("scale", {})
            assert scale.get("zero", True) is True, key
            low, high = scale.get("domain", [0, 1])
            assert low <= 0 < high, key
    assert seen > 40


def test_parts_of_a_bar_start_at_zero_and_touch_without_a_gap(specs) -> None:
    stacks = [spec for spec in specs.values() if "first" in json.dumps(spec)]
    assert stacks
    for spec in stacks:
        rows = drawn_rows(spec, "first")
        for name in {row["name"] for row in rows}:
            spans = [(row["start"], row["end"]) for row in rows if row["name"] == name]
            assert spans[0][0] == 0
            assert all(one[1] == other[0] for one, other in pairwise(spans))
            assert [row["first"] for row in rows if row["name"] == name].count(True) == 1


def test_at_most_four_series_and_each_drawn_one_has_a_colour(specs) -> None:
    for key, spec in specs.items():
        for layer in layers(spec):
            color = layer.get("encoding", {}).get("color", {})
            domain = color.get("scale", {}).get("domain") if "field" in color else None
            if domain is None:
                continue
            assert len(domain) <= MAX_SERIES, key
            assert len(color["scale"]["range"]) == len(domain), key
            field = color["field"]
            drawn = {row[field] for row in drawn_rows(layer, field)}
            assert drawn <= set(domain), key


def readings(indicator_id: str, name: str) -> Iterator[set[float]]:
    """The values a chart may draw: those of the data, or what four areas are compared by.

    That is each count per 1.000 inhabitants of its year, or as an index of one earlier year.
    """
    series = load_series(indicator_id)
    frame = series.frame.dropna(subset="value")
    if not series.indicator.per or "-" not in name:
        yield set(frame["value"])
    elif series.indicator.per == "inwoners":
        people = load_series("bevolking").frame.set_index(["region_code", "period"])["value"]
        places = zip(frame["region_code"], frame["period"].str[:4], frame["value"], strict=True)
        yield {round(1000 * v / people[code, year], 6) for code, year, v in places}
    else:
        key = ["region_code", "characteristic", "breakdown"]
        for _, first in frame.groupby("period"):
            both = frame.merge(first[[*key, "value"]], on=key, suffixes=("", "_first"))
            yield set((100 * both["value"] / both["value_first"]).round(6))


def test_values_of_bars_are_those_of_the_data(specs) -> None:
    for (indicator_id, _, name), spec in specs.items():
        drawn = {row["value"] for row in drawn_rows(spec, "value")} - {None}
        found = list(readings(indicator_id, name))
        assert any(drawn <= known for known in found), (indicator_id, name)


def test_every_value_has_its_text_and_no_value_is_a_word(specs) -> None:
    for key, spec in specs.items():
        for row in drawn_rows(spec, "text"):
            has_number = bool(re.search(r"\d", row["text"]))
            assert has_number is (row.get("value", 0) is not None), (key, row)
