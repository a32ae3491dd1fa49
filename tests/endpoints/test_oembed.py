"""oEmbed: links of ours become tiles, links of others are not ours to embed."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from publishcases import Page, Site


def embed(site: Site, url: str, extra: str = "", **headers: str):  # type: ignore[no-untyped-def]
    return site.ask(f"/oembed?url={quote(url, safe='')}{extra}", **headers)


@pytest.mark.parametrize(
    ("path", "tile"),
    [
        ("tegel/bevolking", "tegel/bevolking"),
        ("tegel/bevolking?gebied=GM0202&vorm=staaf", "tegel/bevolking?gebied=GM0202&vorm=staaf"),
        ("tegel/doel/vaardigheden-medewerkers", "tegel/doel/vaardigheden-medewerkers"),
        ("regio-in-beeld?cijfer=bevolking", "tegel/bevolking"),
        (
            "regio-in-beeld?onderdeel=inwoners&cijfer=bevolking&gebied=GM0268&periode=2024",
            "tegel/bevolking?gebied=GM0268&periode=2024",
        ),
        ("regio-in-beeld", "tegel/bevolking"),
        (
            "regio-in-beeld?onderdeel=uitkeringen&gebied=GM0202",
            "tegel/bijstand-aandeel?gebied=GM0202",
        ),
        ("regio-in-beeld?onderdeel=Onbenut+potentieel", "tegel/arbeidsparticipatie-gemeenten"),
        ("hca-doelen?akkoorddoel=vaardigheden-medewerkers", "tegel/doel/vaardigheden-medewerkers"),
        ("regio-deal?project=soil-valley", "tegel/project/soil-valley"),
    ],
)
def test_a_link_of_ours_becomes_a_tile(site: Site, path: str, tile: str) -> None:
    found = embed(site, f"{site.url}/{path}").json
    frame = Page(found["html"]).all("iframe")[0]
    assert (found["version"], found["type"]) == ("1.0", "rich")
    assert frame["src"] == f"{site.url}/{tile}"
    assert (frame["width"], frame["height"]) == (str(found["width"]), str(found["height"]))
    assert frame["title"].startswith(found["title"]) and "Arnhem-Nijmegen" not in found["title"]
    assert frame["title"].endswith("Arnhem-Nijmegen")
    assert site.ask(frame["src"].removeprefix(site.url)).status == 200


def test_no_one_else_keeps_an_address_that_the_request_made_up(
    site: Site, configured: Site
) -> None:
    kept = embed(site, f"{site.url}/tegel/bevolking").headers["cache-control"]
    assert kept.startswith("private")
    known = embed(configured, "https://monitor.voorbeeld.nl/pad/tegel/bevolking")
    assert known.headers["cache-control"].startswith("public")


def test_the_thumbnail_is_there_and_as_large_as_it_says(site: Site) -> None:
    found = embed(site, f"{site.url}/tegel/bijstand-aandeel?vorm=staaf").json
    parts = urlsplit(found["thumbnail_url"])
    png = site.ask(f"{parts.path}?{parts.query}").body
    size = (int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big"))
    assert size == (found["thumbnail_width"], found["thumbnail_height"])
    table = embed(site, f"{site.url}/tegel/bijstand-aandeel?vorm=tabel").json
    assert "thumbnail_url" not in table


@pytest.mark.parametrize("most", [200, 280, 600, 5000])
def test_it_is_never_larger_than_asked(site: Site, most: int) -> None:
    found = embed(site, f"{site.url}/tegel/bevolking", f"&maxwidth={most}&maxheight={most}").json
    assert found["width"] <= min(most, 600) and found["height"] <= most


@pytest.mark.parametrize(
    "url",
    [
        "https://www.voorbeeld.nl/tegel/bevolking",
        "{url}.voorbeeld.nl/tegel/bevolking",
        "http://127.0.0.1@voorbeeld.nl/tegel/bevolking",
        "http://x@127.0.0.1:{port}/tegel/bevolking",
        "ftp://127.0.0.1:{port}/tegel/bevolking",
        "//127.0.0.1:{port}/tegel/bevolking",
        "/tegel/bevolking",
        "javascript:alert(1)",
        "{url}",
        "{url}/regio-in-beeld?onderdeel=bestaat-niet",
        "{url}/regio-in-beeld?cijfer=bestaat-niet",
        "{url}/regio-in-beeld?cijfer=bevolking&cijfer=huishoudens",
        "{url}/api/v1/areas",
        "{url}/tegel/bestaat-niet",
        "{url}/tegel/bevolking.png",
        "{url}/tegel/../api",
        "http://[::1/tegel/x",
    ],
)
def test_anything_else_is_not_found(site: Site, url: str) -> None:
    reply = embed(site, url.format(url=site.url, port=site.port))
    assert reply.status == 404
    assert reply.headers["content-type"] == "application/problem+json"


def test_a_wrong_question_has_the_status_of_the_standard(site: Site) -> None:
    url = f"{site.url}/tegel/bevolking"
    assert embed(site, url, "&format=xml").status == 501
    assert embed(site, url, "&format=json").status == 200
    assert site.ask("/oembed").status == 400
    assert embed(site, url, "&maxwidth=breed").status == 400


def test_the_configured_address_counts_and_not_what_a_request_says(configured: Site) -> None:
    site, ours = configured, "https://monitor.voorbeeld.nl/pad/tegel/bevolking"
    found = embed(site, ours, host="kwaad.nl").json
    assert Page(found["html"]).all("iframe")[0]["src"] == ours
    assert found["thumbnail_url"] == f"{ours}.png"
    assert embed(site, "http://kwaad.nl/tegel/bevolking", host="kwaad.nl").status == 404
    assert embed(site, "https://monitor.voorbeeld.nl/tegel/bevolking").status == 404
    page = Page(site.ask("/tegel/bevolking?gebied=GM0202").text)
    described = next(link for link in page.all("link") if link["rel"] == "alternate")
    assert described["type"] == "application/json+oembed"
    assert described["href"].startswith("https://monitor.voorbeeld.nl/pad/oembed?url=https")
    api = site.ask("/api/v1/observations?aantal=1", host="kwaad.nl").json
    assert api["volgende"].startswith("https://monitor.voorbeeld.nl/pad/api/v1/observations?")
    assert "kwaad" not in site.ask("/catalogus.ttl", host="kwaad.nl").text


def test_without_an_address_of_its_own_a_tile_does_not_guess_one(site: Site) -> None:
    page = Page(site.ask("/tegel/bevolking", host="kwaad.nl").text)
    assert not page.all("link")
    assert not [had for _, had in page.tags if "kwaad" in str(had)]
