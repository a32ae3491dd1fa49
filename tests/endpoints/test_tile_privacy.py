"""What a source hides stays hidden in every form that is published."""

from __future__ import annotations

import csv
import io
import re

import pytest
from publishcases import Page, Site

from data_loaders.cache import fetched_indicators, load_series

HIDDEN = "niet getoond"
ROZENDAAL = "GM0277"


def hiding() -> list[str]:
    """The indicators that hide a value of Rozendaal."""
    found = []
    for name in fetched_indicators():
        frame = load_series(name).frame
        own = frame[frame["region_code"] == ROZENDAAL]
        found += [name] if (own["status"] == HIDDEN).any() else []
    return found


def test_there_is_something_to_hide() -> None:
    assert len(hiding()) == 9


@pytest.mark.parametrize("name", hiding())
def test_no_data_has_the_value(site: Site, name: str) -> None:
    query = f"indicator={name}&gebied={ROZENDAAL}"
    rows = site.ask(f"/api/v1/observations?{query}").json["gegevens"]
    cells = csv.DictReader(io.StringIO(site.ask(f"/api/v1/observations?{query}&format=csv").text))
    cube = site.ask(f"/api/v1/observations?{query}&format=jsonstat").json
    assert {(row["waarde"], row["status"]) for row in rows} == {(None, HIDDEN)}
    assert [(row["waarde"], row["status"]) for row in cells] == [("", HIDDEN)] * len(rows)
    assert set(cube["value"]) == {None}  # a list, as readers want where nothing is known
    assert cube["status"] == {str(n): HIDDEN for n in range(len(rows))}


@pytest.mark.parametrize("name", hiding())
def test_no_form_of_a_tile_has_the_value(site: Site, name: str) -> None:
    for form in ("kaart", "staaf", "cijfer", "tabel"):
        query = f"vorm={form}&gebied={ROZENDAAL}"
        html = site.ask(f"/tegel/{name}?{query}").text
        rows = [row for row in Page(html).rows if row and row[0] == "Rozendaal"]
        assert rows and not re.search(r"\d", rows[0][2]), form
        own = [
            row
            for row in site.ask(f"/tegel/{name}.json?{query}").json["gegevens"]
            if row["gebied_code"] == ROZENDAAL
        ]
        assert [row["waarde"] for row in own] == [None], form
    assert f"Rozendaal: {HIDDEN}" in site.ask(f"/tegel/{name}").text


@pytest.mark.parametrize("name", [name for name in hiding() if name.endswith("-aantal")])
def test_only_the_chosen_and_rounded_total_stands_beside_the_counts(site: Site, name: str) -> None:
    """The published total is rounded to hundreds, so that the rest of it tells nothing."""
    rows = site.ask(f"/api/v1/observations?indicator={name}").json["gegevens"]
    assert all(row["waarde"] % 100 == 0 for row in rows if row["waarde"] is not None)
    for form in ("kaart", "staaf", "tabel"):
        shown = site.ask(f"/tegel/{name}.json?vorm={form}").json["gegevens"]
        assert [row for row in shown if row["gebied_niveau"] != "gemeente"] == [
            row for row in rows if row["gebied_code"] == "AM07"
        ]
        asked = f"/tegel/{name}.json?vorm={form}&gebied=GM0202"
        levels = {row["gebied_niveau"] for row in site.ask(asked).json["gegevens"]}
        assert levels == {"gemeente"}


def test_a_map_has_no_circle_for_a_hidden_count(site: Site) -> None:
    svg = site.ask("/tegel/bijstand-aantal.svg").text
    shown = [
        row
        for row in site.ask("/tegel/bijstand-aantal.json").json["gegevens"]
        if row["waarde"] is not None and row["gebied_niveau"] == "gemeente"
    ]
    circles = re.findall(r'<circle [^>]*fill="#a9c6df"', svg)
    assert len(circles) == len(shown) == 8
