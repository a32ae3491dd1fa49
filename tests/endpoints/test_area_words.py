"""One word for an area is understood by every address: tile, file, share, API, oEmbed, deck."""

from __future__ import annotations

from html import unescape
from urllib.parse import quote

import pytest
from publishcases import Site

WORDS = ("GM0202", "gm0202", "Arnhem", "arnhem", "ARNHEM", "gemeente%20Arnhem")
TEXT = "Arnhem 7,1"
ADDRESSES = {
    "tile": "/tegel/bijstand-aandeel?gebied={}",
    "json": "/tegel/bijstand-aandeel.json?gebied={}",
    "image": "/tegel/bijstand-aandeel.svg?gebied={}",
    "share": "/deel/bijstand-aandeel?gebied={}",
    "deck": "/beraad/tonen?v=1&tegels=c.bijstand-aandeel.{}.s",
}


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("face", ADDRESSES)
def test_an_address_knows_an_area_by_any_word(site: Site, face: str, word: str) -> None:
    reply = site.ask(ADDRESSES[face].format(word))
    shown = unescape(reply.text).replace("\\u00a0", " ").replace("\u00a0", " ")
    assert reply.status == 200 and TEXT in shown
    assert "kennen wij niet" not in shown


@pytest.mark.parametrize("word", WORDS)
def test_the_api_and_oembed_know_it_too(site: Site, word: str) -> None:
    question = "/api/v1/observations?indicator=bijstand-aandeel&gebied="
    rows = site.ask(f"{question}{word}").json["gegevens"]
    assert [row["gebied_code"] for row in rows] == ["GM0202"]
    page = f"{site.url}/regio-in-beeld?onderdeel=uitkeringen&cijfer=bijstand-aandeel&gebied={word}"
    found = site.ask(f"/oembed?url={quote(page, safe='')}")
    assert found.status == 200 and TEXT in found.json["title"]


def test_the_api_reads_a_subregion_as_its_municipalities(site: Site) -> None:
    question = "/api/v1/observations?indicator=bijstand-aandeel&gebied=de+Liemers"
    rows = site.ask(question).json["gegevens"]
    assert {row["gebied"] for row in rows} == {"Doesburg", "Duiven", "Westervoort", "Zevenaar"}


@pytest.mark.parametrize(
    "address",
    [
        "/tegel/bijstand-aandeel?gebied=Atlantis",
        "/deel/bijstand-aandeel?gebied=Atlantis",
        "/tegel/bijstand-aandeel.csv?gebied=Atlantis",
        "/api/v1/observations?gebied=Atlantis",
    ],
)
def test_an_unknown_area_is_named(site: Site, address: str) -> None:
    reply = site.ask(address)
    assert reply.status == 400
    assert "Het gebied 'Atlantis' kennen wij niet." in unescape(reply.text)


def test_an_area_elsewhere_in_the_country_is_understood(site: Site) -> None:
    reply = site.ask("/tegel/bijstand-aandeel.csv?gebied=Utrecht")
    assert reply.status == 404 and reply.json["detail"] == "Voor Utrecht is dit cijfer er niet."
    rows = site.ask("/api/v1/observations?gebied=utrecht").json["gegevens"]
    assert {row["gebied_code"] for row in rows} == {"GM0344"}


def test_a_deck_names_an_unknown_area_and_shows_the_rest(site: Site) -> None:
    reply = site.ask("/beraad/tonen?v=1&tegels=c.bijstand-aandeel.arnhem_Atlantis")
    shown = unescape(reply.text).replace("\u00a0", " ")
    assert reply.status == 200 and TEXT in shown
    assert "het gebied 'Atlantis' kennen wij niet." in shown
