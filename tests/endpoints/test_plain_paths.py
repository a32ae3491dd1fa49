"""What is asked of a tile as steps in its path: the same answer, and no question mark needed."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from publishcases import Page, Site

from components.exhibit.asked import THEMES
from components.exhibit.kinds import KINDS
from components.exhibit.plain_path import PlainPath, plain_path
from components.files.formats import FORMATS
from data_loaders.geo.regions import load_regions
from endpoints.figures.tile_address import FIGURES, read_address
from endpoints.plain.addresses import Wanted, groups

CHOSEN = "tegel/bijstand-aandeel"


@pytest.mark.parametrize("ending", FORMATS)
def test_a_file_of_a_step_has_what_the_question_gives(site: Site, ending: str) -> None:
    step = site.ask(f"/{CHOSEN}/GM0202/donker.{ending}")
    asked = site.ask(f"/{CHOSEN}.{ending}?gebied=GM0202&thema=donker")
    assert (step.status, step.headers["content-type"]) == (200, asked.headers["content-type"])
    if ending == "csv-metadata.json":
        assert step.json["url"] == "donker.csv"  # beside it
        assert step.json | {"url": ""} == asked.json | {"url": ""}
    else:
        assert step.body == asked.body
    assert step.headers["content-disposition"] == asked.headers["content-disposition"]


def test_a_page_of_a_step_shows_the_same(site: Site) -> None:
    step = Page(site.ask(f"/{CHOSEN}/GM0202/donker.html").text)
    asked = Page(site.ask(f"/{CHOSEN}?gebied=GM0202&thema=donker").text)
    assert step.rows == asked.rows and step.words["h1"] == asked.words["h1"]
    assert site.ask(f"/{CHOSEN}/GM0202/donker").status == 200


def test_every_step_is_read_back_as_it_is_written() -> None:
    regions = load_regions()
    for kind in KINDS.values():
        for name, _ in kind.entries()[:2]:
            for area in ("", *(r.code for r in regions.every())) if kind.has_forms else ("",):
                for theme in ("", *THEMES):
                    own = PlainPath(kind.path_of(name), area, theme=theme)
                    found = read_address(own.file("html", themed=True), ())
                    assert found.plain == own and found.kind is kind
                    assert found.tile.areas == ((area,) if area else ())
                    assert (found.theme or "") == theme and not found.ending
    assert read_address(PlainPath("bevolking").everything("csv"), ()).whole


def test_no_name_can_be_taken_for_a_step() -> None:
    for kind in KINDS.values():
        for name, _ in kind.entries():
            assert plain_path("x", f"/{name}") is None, name


@pytest.mark.parametrize(
    "path",
    [
        f"{CHOSEN}/donker/GM0202.html",
        f"{CHOSEN}/GM0202/GM0202.html",
        f"{CHOSEN}/GM0202/donker/licht.html",
        f"{CHOSEN}/paars.html",
        f"{CHOSEN}/gm0202.html",
        f"{CHOSEN}//donker.html",
        f"{CHOSEN}/.html",
        f"{CHOSEN}/GM0202/..%2f..%2fREADME.html",
        f"{CHOSEN}.html.csv",
        "tegel/doel/contact-jongeren/GM0202/x.html",
        "tegel/cijfer/bijstand-aandeel.html",
        "tegel/agenda/alles/GM0202.csv",
    ],
)
def test_what_is_no_step_is_not_there(site: Site, path: str) -> None:
    for name in (path, path.replace("tegel/", "deel/", 1)):
        reply = site.ask(f"/{name}")
        assert reply.status == 404 and reply.headers["cache-control"] == "no-store", name


def test_what_a_tile_cannot_have_is_refused_with_ways_on_that_work(site: Site) -> None:
    reply = site.ask(f"/{CHOSEN}/GM0014/donker.html")  # not an area of this figure
    assert reply.status == 404
    addresses = [had["href"] for had in Page(reply.text).all("a") if "gebied=" in had["href"]]
    assert addresses
    for address in addresses[:2]:
        assert address.startswith("../../../tegel/bijstand-aandeel?gebied=")
        assert site.ask(address.replace("../../..", "")).status == 200
    assert site.ask("/tegel/agenda/GM0202.html").status == 400
    assert site.ask(f"/{CHOSEN}/alles.png").status == 400
    assert site.ask(f"/{CHOSEN}/donker.html?thema=licht").status == 400


def test_a_tile_of_steps_is_described_for_embedding(configured: Site) -> None:
    base = "https://monitor.voorbeeld.nl/pad/"
    page = Page(configured.ask(f"/{CHOSEN}/GM0202/donker.html").text)
    (described,) = [had["href"] for had in page.all("link")]
    assert described.startswith(f"{base}oembed?url=")
    found = configured.ask(described.removeprefix(base[:-1])).json
    assert f'src="{base}{CHOSEN}/GM0202/donker.html"' in found["html"]
    assert found["thumbnail_url"] == f"{base}{CHOSEN}/GM0202/donker.png"
    assert configured.ask(f"/oembed?url={quote(base + CHOSEN)}.csv").status == 404


def test_data_has_addresses_without_a_question_mark(site: Site) -> None:
    for step, asked in (
        ("registers/projecten.csv", "registers/projecten?format=csv"),
        ("indicators.json", "indicators?format=json"),
        ("indicators/bevolking.csv", "indicators/bevolking?format=csv"),
        (
            "observations/uitkeringen/1.csv",
            "observations?onderwerp=uitkeringen&aantal=10000&format=csv",
        ),
    ):
        found = site.ask(f"/api/v1/{step}")
        assert found.status == 200 and found.body == site.ask(f"/api/v1/{asked}").body, step
    for wrong in ("areas.exe", "observations/niets/1.csv", "observations/uitkeringen/0.csv"):
        assert site.ask(f"/api/v1/{wrong}").status in (400, 404), wrong


def test_what_the_catalogue_names_is_published(configured: Site) -> None:
    text = configured.ask("/catalogus.ttl").text
    named = set(re.findall(r"downloadURL <https://monitor\.voorbeeld\.nl/pad/([^>]+)>", text))
    published = {path for group in groups(Wanted(), pytest.fail) for path in group}
    # A cube is one figure, and needs a question mark: that one needs the server.
    assert len(named) > 30 and {path for path in named if "jsonstat" not in path} <= published


def test_every_kind_and_format_is_published() -> None:
    found = {path for group in groups(Wanted(), pytest.fail) for path in group}
    for kind in KINDS.values():
        if "since" in kind.deck.parts:
            continue
        for name, _ in kind.entries():
            for theme in THEMES:
                own = PlainPath(kind.path_of(name), theme=theme)
                assert {f"{f}/{own.file('html', themed=True)}" for f in ("tegel", "deel")} <= found
                assert {f"tegel/{own.path}.{ending}" for ending in ("svg", "png")} <= found
            assert {f"tegel/{own.file(ending)}" for ending in FORMATS} <= found
    assert {f"tegel/{FIGURES.entries()[0][0]}/alles.csv", "catalogus.ttl", "tegel.html"} <= found
    more = {
        path
        for group in groups(Wanted(("tegel/",), everywhere=True), pytest.fail)
        for path in group
    }
    assert "tegel/bevolking/GM0363/licht.html" in more - found
