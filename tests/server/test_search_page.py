"""The search as a plain form: it leads to the one thing that is found, or shows what is."""

from __future__ import annotations

import json
from html import unescape
from urllib.parse import quote

import pytest
from sitework import Answer, Site

from pages import PAGES


def ask(site: Site, asked: str) -> Answer:
    return site.ask(f"/zoek?vraag={quote(asked)}")


def test_one_thing_that_is_found_is_gone_to(plain: Site) -> None:
    for asked, where in (("zevenaar", "GM0299"), ("Soil Valley", "project=soil-valley")):
        reply = ask(plain, asked)
        assert reply.status == 303 and where in reply.headers["location"]
        followed = plain.ask(reply.headers["location"].removeprefix("."))
        assert followed.status == 200


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("techniek", ["Techniekdag", "Sector", "vondsten voor 'techniek'"]),
        ("zevnaar", ["Niets gevonden voor 'zevnaar'", "Dit lijkt op wat u zoekt", "Zevenaar"]),
        ("scholingsalliantie", ["Niets gevonden voor 'scholingsalliantie'", "Probeer een ander"]),
        ("", ["Zoeken in de monitor"]),
        ("<script>alert(1)</script>", ["Niets gevonden"]),
        ("a" * 1000, ["Niets gevonden"]),
        ("\u202e%s\U0001f4a9", ["Niets gevonden"]),
    ],
)
def test_what_is_found_or_not_is_a_page_with_head_and_foot(
    plain: Site, asked: str, words: list[str]
) -> None:
    reply = ask(plain, asked)
    html = reply.body.decode()
    assert reply.status == 200
    assert "<script>alert" not in html and html.count("<h1") == 1
    assert html.count('<header class="amm-balk"') == html.count('<footer class="amm-voet"') == 1
    for word in words:
        assert word in unescape(html), word


def test_the_script_gets_every_name_with_its_place(plain: Site) -> None:
    reply = plain.ask("/zoek.json")
    rows = json.loads(reply.body)
    assert reply.headers["etag"] and {len(row) for row in rows} == {4}
    assert [PAGES[0].title, "Pagina", "", ""] in rows
    known = {f"/{entry.slug}" for entry in PAGES} | {"/"}
    assert {f"/{address.partition('?')[0]}" for _, _, address, _ in rows} <= known


@pytest.mark.parametrize("path", ["/tegel", "/deel/bevolking", "/api", "/zoek", "/deel/nee"])
def test_pages_beside_the_app_have_its_head_and_foot(plain: Site, path: str) -> None:
    html = plain.ask(path).body.decode()
    root = "../" if path.count("/") > 1 else "./"
    assert html.count('<header class="amm-balk"') == html.count('<footer class="amm-voet"') == 1
    for entry in PAGES[1:]:
        assert f'href="{root}{entry.slug}" target="_self"' in html, entry.slug


@pytest.mark.parametrize("path", ["/tegel/bevolking", "/tegel/nee"])
def test_a_tile_stands_in_the_page_of_somebody_else_and_has_neither(plain: Site, path: str) -> None:
    html = plain.ask(path).body.decode()
    assert "amm-balk" not in html and "amm-voet" not in html
