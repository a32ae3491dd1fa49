"""Observations as JSON-stat: a cube that any reader can put together again."""

from __future__ import annotations

from itertools import product
from math import prod

import pytest
from publishcases import Site

from data_loaders.cache import fetched_indicators

NAMES = {"gebied": "gebied_code", "periode": "periode"}


@pytest.mark.parametrize(
    "indicator", ["bevolking", "leeftijdsopbouw", "geregistreerd-werkzoekenden", "bijstand-aandeel"]
)
def test_the_cube_holds_every_observation_in_its_own_cell(site: Site, indicator: str) -> None:
    cube = site.ask(f"/api/v1/observations?indicator={indicator}&format=jsonstat").json
    rows = site.ask(f"/api/v1/observations?indicator={indicator}&aantal=10000").json["gegevens"]
    assert (cube["version"], cube["class"]) == ("2.0", "dataset")
    codes = [cube["dimension"][name]["category"]["index"] for name in cube["id"]]
    assert cube["size"] == [len(found) for found in codes]
    cells = [dict(zip(cube["id"], cell, strict=True)) for cell in product(*codes)]
    assert len(cells) == prod(cube["size"])
    found = {}
    for place, cell in enumerate(cells):
        if str(place) in cube["status"]:
            kind = "; ".join(cell[n] for n in ("kenmerk", "uitsplitsing") if cell.get(n))
            value = cube["value"].get(str(place))
            found[cell["gebied"], cell["periode"], kind] = (value, cube["status"][str(place)])
    wanted = {
        (row["gebied_code"], row["periode"], row["kenmerk"] or ""): (row["waarde"], row["status"])
        for row in rows
    }
    assert found == wanted


def test_every_indicator_can_be_had(site: Site) -> None:
    for name in fetched_indicators():
        cube = site.ask(f"/api/v1/observations?indicator={name}&format=jsonstat").json
        assert cube["role"] == {"geo": ["gebied"], "time": ["periode"]}
        assert cube["source"] and cube["label"]
        for dimension in cube["dimension"].values():
            assert all(dimension["category"]["index"])
            assert set(dimension["category"]["label"]) == set(dimension["category"]["index"])


def test_filters_count(site: Site) -> None:
    query = "indicator=bevolking&gebied=GM0202&van=2025&format=jsonstat"
    cube = site.ask(f"/api/v1/observations?{query}").json
    assert cube["size"] == [1, 2]
    empty = site.ask("/api/v1/observations?indicator=bevolking&van=2100&format=jsonstat").json
    assert empty["size"] == [0, 0] and empty["value"] == {}
