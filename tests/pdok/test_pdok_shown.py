"""What is made once and kept follows the boundaries: cards, flow maps and the source line."""

from __future__ import annotations

import json
from datetime import date

import pytest
from pdokserver import shipped
from streamlit.testing.v1 import AppTest

from components.charts.flowmap import make_flow_map
from components.charts.map_drawing import draw_map
from components.exhibit.on_page import Compared, compared
from components.words import hosting
from components.words.choice import Choice
from data_loaders.files.paths import GEO
from data_loaders.geo.boundary_file import DATASET
from data_loaders.storage.store import Store

TODAY = date(2020, 2, 28)


def put(store: Store, year: int) -> None:
    """Boundaries as those that ship, but for one corner of Arnhem."""
    found = json.loads((GEO / "gemeenten_2024.geojson").read_bytes())
    ring = found["features"][0]["geometry"]["coordinates"][0]
    ring[10] = [ring[10][0] + 0.01, ring[10][1]]
    content = json.dumps(found).encode()
    facts = {"year": year, "codes": sorted(shipped())}
    store.put(DATASET, str(year), {f"gemeenten_{year}.geojson": content}, facts)


def card() -> Compared:
    return compared("bijstand-aandeel", Choice(("AM07",), "2024-12"), "licht", TODAY)


def outline(shown: Compared) -> str:
    made = shown.on_map.drawn[0].map
    assert made
    (arnhem,) = [shape for shape in draw_map(made, "breed").shapes if shape.code == "GM0202"]
    return arnhem.path


@pytest.mark.parametrize("own_routes", [True, False])
def test_cards_and_flow_maps_are_made_again_for_new_boundaries(
    store: Store, monkeypatch: pytest.MonkeyPatch, own_routes: bool
) -> None:
    monkeypatch.setattr(hosting, "_own_routes", own_routes)
    # A version of their own: what is kept here is not for other tests.
    before, flow = card(), make_flow_map("pendel-uit", f"proef {own_routes}", "licht").json
    assert card() is before
    old = outline(before)
    put(store, 2026)
    assert card() is not before
    assert outline(card()) != old
    again = make_flow_map("pendel-uit", f"proef {own_routes}", "licht").json
    assert again != flow
    assert ("gemeenten_2026.geojson?v=" in again) is own_routes


def test_source_line_has_the_year_of_the_boundaries_in_use(store: Store) -> None:
    script = "from components.widgets.texts import show_text\nshow_text('over')"
    (text,) = AppTest.from_string(script, default_timeout=60).run().markdown
    assert "CBS/Kadaster, CBS Gebiedsindelingen 2024, CC BY 4.0 (bewerkt)" in text.value
    put(store, 2026)
    (text,) = AppTest.from_string(script, default_timeout=60).run().markdown
    assert "CBS/Kadaster, CBS Gebiedsindelingen 2026, CC BY 4.0 (bewerkt)" in text.value
    assert "{" not in text.value
