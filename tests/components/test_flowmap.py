"""The map of commuter flows: arcs the right way round, in proportion, and nobody else's map."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from samples import IDS, THEMES

from components.charts.flowmap import MAX_WIDTH, SIDES, WHOLE, Eye, make_flow_map
from components.charts.theme import ThemeName
from data_loaders.cache import load_series
from data_loaders.documents import load_flow_places

FLOWS = [i for i in IDS if load_series(i).indicator.flow is not None]


def layer_of(indicator_id: str, name: str, theme: ThemeName = "licht") -> dict[str, Any]:
    deck = json.loads(make_flow_map(indicator_id, "proef", theme).to_json())
    return next(layer for layer in deck["layers"] if layer["id"] == name)


def test_there_are_flows_out_and_in() -> None:
    assert {load_series(i).indicator.flow.direction for i in FLOWS} == {"uit", "in"}


@pytest.mark.parametrize("indicator_id", FLOWS)
def test_every_characteristic_is_an_arc_or_is_named_as_missing(indicator_id: str) -> None:
    series = load_series(indicator_id)
    arcs = layer_of(indicator_id, "stromen")["data"]
    missing = make_flow_map(indicator_id, "proef", "licht").missing
    assert len(arcs) + len(missing) == len(series.frame)
    assert not set(missing) & set(load_flow_places())
    values = dict(zip(series.frame["characteristic"], series.frame["value"], strict=True))
    for arc in arcs:
        (name,) = [name for name in values if arc["label"].startswith(name)]
        assert arc["amount"] == values[name]
        assert f"{values[name]:,.0f}".replace(",", ".") in arc["tip"]


@pytest.mark.parametrize("indicator_id", FLOWS)
def test_arcs_start_where_people_live_and_end_where_they_work(indicator_id: str) -> None:
    flow = load_series(indicator_id).indicator.flow
    home = load_flow_places()[flow.home]
    for arc in layer_of(indicator_id, "stromen")["data"]:
        near = arc["from"] if flow.direction == "uit" else arc["to"]
        far = arc["to"] if flow.direction == "uit" else arc["from"]
        assert near == [home.lon, home.lat]
        assert far == arc["other"] != near


def test_the_eye_goes_where_a_visitor_chooses() -> None:
    """Turning, moving and enlarging are choices too: nobody has to drag (2.5.7)."""

    def seen(*eye: str) -> dict[str, float]:
        made = make_flow_map("pendel-uit", "proef", "licht", Eye(*eye)).to_json()
        return dict(json.loads(made)["initialViewState"])

    views = {side: seen(side) for side in SIDES}
    assert len({(view["bearing"], view["pitch"]) for view in views.values()}) == len(SIDES)
    assert views["recht boven"]["pitch"] == 0
    whole, regions = seen(), make_flow_map("pendel-uit", "proef", "licht").regions
    assert len(regions) > 3 and WHOLE not in regions
    for region in regions:
        place, view = load_flow_places()[region], seen("het westen", region)
        assert (view["latitude"], view["longitude"]) == (place.lat, place.lon)
        assert view["zoom"] > whole["zoom"] and view["bearing"] == 90


def test_nothing_of_the_map_lies_over_a_name() -> None:
    assert layer_of("pendel-uit", "namen")["parameters"] == {"depthCompare": "always"}


def test_width_of_an_arc_is_in_proportion_to_its_jobs() -> None:
    arcs = layer_of("pendel-uit", "stromen")["data"]
    widest = max(arcs, key=lambda arc: arc["amount"])
    assert widest["width"] == MAX_WIDTH
    for arc in arcs:
        assert arc["width"] / MAX_WIDTH == pytest.approx(arc["amount"] / widest["amount"])


@pytest.mark.parametrize("theme", THEMES)
def test_no_map_of_others_is_asked_for(theme: ThemeName) -> None:
    for indicator_id in FLOWS:
        made = make_flow_map(indicator_id, "proef", theme).to_json()
        assert "http" not in made
        assert "carto" not in made.lower()
        assert not json.loads(made).get("mapProvider")


@pytest.mark.parametrize("values", [(0.0, 0.0), (0.0, float("nan")), (5.0, 0.0)])
def test_no_arc_is_drawn_of_nothing_or_of_what_is_not_known(
    monkeypatch: pytest.MonkeyPatch, values: tuple[float, float]
) -> None:
    series = load_series("pendel-uit")
    placed = series.frame[series.frame["characteristic"].isin(load_flow_places())].head(2)
    made = replace(series, _frame=placed.assign(value=list(values)))
    monkeypatch.setattr("components.charts.flowmap.load_series", lambda _id: made)
    drawn = make_flow_map("pendel-uit", f"proef {values}", "licht")
    assert "NaN" not in drawn.json
    arcs = next(layer for layer in json.loads(drawn.json)["layers"] if layer["id"] == "stromen")
    assert [arc["amount"] for arc in arcs["data"]] == [value for value in values if value > 0]
    assert len(drawn.missing) + len(arcs["data"]) == 2
