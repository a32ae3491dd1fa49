"""The page Wie is wie: to be searched, and an address for each organisation."""

from __future__ import annotations

import pytest
from render import headings_of, html_of, notices_of, open_link, problems_of, text_of

PARTS = (
    "",
    "?deel=besluiten",
    "?deel=akkoord",
    "?deel=beloften",
    "?organisatie=uwv",
    "?organisatie=bewoners",
)


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_whole(part: str) -> None:
    app = open_link(f"wie-is-wie{part}")
    html = html_of(app)
    assert problems_of(app) == [] and notices_of(html) == []
    assert "nu niet beschikbaar" not in html


@pytest.mark.parametrize("asked", ["han", "HAN", "Hogeschool Arnhem Nijmegen"])
def test_an_organisation_is_at_its_own_address_by_any_name(asked: str) -> None:
    html = html_of(open_link(f"wie-is-wie?organisatie={asked}"))
    assert '<h1 id="kop" tabindex="-1">HAN</h1>' in html
    assert "./regio-deal?project=via-t" in html
    assert "Werktafels 5" in headings_of(html)


def test_an_unknown_organisation_is_said_once() -> None:
    html = html_of(open_link("wie-is-wie?organisatie=niemand"))
    assert "De organisatie in deze link kennen wij niet" in text_of(html)
    assert "?organisatie=uwv" in html


def test_a_search_leaves_what_was_asked() -> None:
    app = open_link("wie-is-wie?zoek=vakmanschap")
    html = html_of(app)
    assert "Gelders Vakmanschap" in html and "?organisatie=han" not in html
    app.text_input(key="zoek").set_value("zzzz").run()
    assert "Geen organisatie past bij wat u zoekt" in html_of(app)
