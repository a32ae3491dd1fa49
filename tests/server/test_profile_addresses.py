"""Addresses of profiles that can be guessed, and their files."""

from __future__ import annotations

import csv
import io
from html import unescape
from urllib.parse import quote

import pytest
from sitework import Site

from components.profile.area import profile_mark, profile_of
from components.profile.sheet import COLUMNS, profile_sheet
from data_loaders.clock import dutch_today
from data_loaders.geo.regions import load_regions

TOWNS = load_regions().municipalities()


@pytest.mark.parametrize("town", TOWNS, ids=lambda town: town.name)
def test_the_name_of_every_municipality_leads_to_its_profile(plain: Site, town) -> None:  # type: ignore[no-untyped-def]
    for word in (town.name, town.name.lower().replace(" ", "-"), town.code):
        reply = plain.ask(f"/gemeente/{quote(word)}")
        assert reply.status == 308
        assert reply.headers["location"] == f"../gemeenten?gemeente={town.code}"
    assert plain.ask("/gemeenten?gemeente=GM0299").status == 200


def test_what_is_asked_beside_it_goes_along(plain: Site) -> None:
    reply = plain.ask("/gemeente/zevenaar?naast=duiven&gemeente=arnhem")
    assert reply.headers["location"] == "../gemeenten?gemeente=GM0299&naast=duiven"
    assert plain.ask("/gemeente").headers["location"] == "./gemeenten"


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("zevenar", ["Lijkt op: Zevenaar", "gemeenten?gemeente=GM0299"]),
        ("de-liemers", ["heeft meer gemeenten", "gemeenten?gemeente=GM0226"]),
        ("nederland", ["geen profiel"]),
        ("<script>alert(1)", ["kennen wij niet"]),
        ("a" * 900, ["kennen wij niet"]),
    ],
)
def test_a_name_that_is_no_area_gets_one_sentence(plain: Site, word: str, told: list[str]) -> None:
    reply = plain.ask(f"/gemeente/{quote(word, safe='')}")
    html = reply.body.decode()
    assert reply.status == 404 and "<script>alert" not in html
    for text in (*told, "Alle gemeenten"):
        assert text in unescape(html), text


def test_the_file_is_the_profile(plain: Site) -> None:
    reply = plain.ask("/gemeente/zevenaar.csv?naast=duiven")
    assert reply.status == 200 and 'filename="profiel-zevenaar.csv"' in str(
        reply.headers["content-disposition"]
    )
    read = list(csv.DictReader(io.StringIO(reply.body.decode("utf-8"))))
    sheet = profile_sheet(profile_of("GM0299", "GM0226", dutch_today(), profile_mark(0)))
    assert list(read[0]) == list(COLUMNS)
    assert [row["waarde"] for row in read] == [row["waarde"] for row in sheet.rows]
    assert [row["waarde_naast"] for row in read] == [row["waarde_naast"] for row in sheet.rows]
    assert plain.ask("/gemeente/GM0299.xlsx").body[:2] == b"PK"
    assert plain.ask("/gemeente/GM0299.excel.csv").status == 200


@pytest.mark.parametrize("path", ["zevenar.csv", "zevenaar.exe", "zevenaar.csv?naast=nee"])
def test_a_file_that_is_not_there_says_so(plain: Site, path: str) -> None:
    reply = plain.ask(f"/gemeente/{path}")
    assert reply.status == 404 and b"detail" in reply.body
