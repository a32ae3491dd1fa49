"""A data file with markup in it is harmless in every form that leaves the server."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from copied import copy_parts
from openpyxl import load_workbook
from playwright.sync_api import Browser
from publishcases import Page, Site, publishing

EVIL = "<script>fout()</script><img src=x onerror=fout()>\"'&</title></style>"
FORMULA = "=HYPERLINK(1)"
PARTS = ("components", "data_loaders", "endpoints", "assets", "pages")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """The real thing, with markup in the names of areas, figures, units, notes and goals."""
    root = copy_parts(tmp_path_factory.mktemp("vijandig"), *PARTS)
    data, indicators = root / "assets" / "data", root / "data_loaders" / "indicators"
    _write(data / "gebieden.toml", 'naam = "Arnhem"', f'naam = """{EVIL} Arnhem"""')
    _write(data / "gebieden.toml", 'naam = "Doesburg"', f'naam = "{FORMULA}"')
    _write(data / "documenten.toml", 'kort = "Meerjarenagenda"', f'kort = """{EVIL}"""')
    for name in ("bijstand-aandeel", "bijstand-aantal"):
        for key in ("titel", "definitie"):
            _append(indicators / f"{name}.toml", key, f'"""{EVIL}"""')
    _append(indicators / "onbenut-nederland.toml", "eenheid", f'"""{EVIL}"""')
    _append(
        indicators / "bijstand-aandeel.toml", "url", '"https://x.nl/\\"><script>fout()</script>"'
    )
    _write(data / "afspraken" / "hca_doelen.csv", "10.000 medewerkers met", f"{_cell(EVIL)} met")
    _write(data / "afspraken" / "projecten.csv", ",Soil Valley,", f',"{_cell(EVIL)}",')
    with publishing(root) as site:
        yield site


def _cell(text: str) -> str:
    return text.replace('"', "”").replace(",", ";")


def _write(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text, (path.name, old)
    path.write_text(text.replace(old, new, 1), "utf-8")


def _append(path: Path, key: str, value: str) -> None:
    """Give the first `key` of a TOML file another value."""
    lines = path.read_text("utf-8").splitlines()
    place = next(i for i, line in enumerate(lines) if line.startswith(f"{key} = "))
    lines[place] = f"{key} = {value}"
    path.write_text("\n".join(lines), "utf-8")


TILES = [
    "bijstand-aandeel",
    "bijstand-aandeel?vorm=staaf",
    "bijstand-aandeel?vorm=cijfer&gebied=GM0202",
    "bijstand-aandeel?vorm=tabel",
    "bijstand-aantal?gebied=GM0202",
    "bevolking?vorm=lijn&gebied=GM0202",
    "onbenut-nederland",
    "doel/vaardigheden-medewerkers",
    "project/soil-valley",
    "bestaat-niet",
    "bijstand-aandeel?gebied=<script>fout()</script>",
    'bijstand-aandeel?gebied="><script>fout()</script>',
]


def test_no_tile_has_a_tag_from_the_data(hostile: Site) -> None:
    for path in TILES:
        reply = hostile.ask(f"/tegel/{path.replace(' ', '+').replace('<', '%3C')}")
        page = Page(reply.text)
        assert reply.status in {200, 400, 404}, path
        assert len(page.all("script")) == 1 and not page.all("img"), path
        assert not [had for _, had in page.tags if any(name.startswith("on") for name in had)]
        if reply.status == 200:
            assert "&lt;script&gt;" in reply.text or "onbenut" in path, path


def test_no_script_of_the_data_runs_in_a_browser(hostile: Site, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)  # the escaping alone must do
    page = context.new_page()
    ran: list[str] = []
    page.on("console", lambda message: ran.append(message.text))
    page.on("pageerror", lambda error: ran.append(str(error)))
    page.add_init_script("window.fout = () => console.log('FOUT')")
    for path in (*TILES, *(f"{TILES[0]}.svg", "doel/vaardigheden-medewerkers.svg")):
        page.goto(f"{hostile.url}/tegel/{path}")
    context.close()
    assert [text for text in ran if "FOUT" in text or "fout" in text] == []


def test_no_page_for_sharing_has_a_tag_from_the_data(hostile: Site, browser: Browser) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    ran: list[str] = []
    page.on("console", lambda message: ran.append(message.text))
    page.add_init_script("window.fout = () => console.log('FOUT')")
    for path in (*TILES, f"{TILES[1]}&soort=live"):
        address = f"/deel/{path.replace(' ', '+').replace('<', '%3C').replace('>', '%3E')}"
        found = Page(hostile.ask(address).text)
        assert len(found.all("script")) in {1, 2, 3} and not found.all("img"), path
        assert len(found.all("iframe")) in {0, 1}, path
        assert not [had for _, had in found.tags if any(name.startswith("on") for name in had)]
        page.goto(f"{hostile.url}{address}")
    context.close()
    assert [text for text in ran if "FOUT" in text] == []


def test_no_cell_of_a_workbook_is_a_formula(hostile: Site) -> None:
    for path in ("/tegel/bijstand-aandeel.xlsx", "/api/v1/registers/projecten?format=xlsx"):
        sheets = load_workbook(io.BytesIO(hostile.ask(path).body))
        cells = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
        assert any(cell.value in {FORMULA, EVIL, _cell(EVIL)} for cell in cells), path


def test_an_image_stays_well_formed(hostile: Site) -> None:
    for path in ("bijstand-aandeel", "bijstand-aantal", "doel/vaardigheden-medewerkers"):
        svg = ElementTree.fromstring(hostile.ask(f"/tegel/{path}.svg").body)
        names = {element.tag.rpartition("}")[2] for element in svg.iter()}
        assert not names & {"script", "img", "foreignObject", "style", "image"}
        assert hostile.ask(f"/tegel/{path}.png").body.startswith(b"\x89PNG")


def test_no_cell_of_a_csv_is_a_formula(hostile: Site) -> None:
    for path in ("/tegel/bijstand-aandeel.csv", "/api/v1/areas?format=csv"):
        text = hostile.ask(path).text
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert f"'{FORMULA}" in cells
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]


def test_json_keeps_what_the_data_say(hostile: Site) -> None:
    names = [row["gebied"] for row in hostile.ask("/api/v1/areas").json["gegevens"]]
    assert f"{EVIL} Arnhem" in names and FORMULA in names


def test_catalogue_and_embed_survive(hostile: Site) -> None:
    from rdflib import Graph

    assert len(Graph().parse(data=hostile.ask("/catalogus.ttl").text, format="turtle")) > 100
    url = f"{hostile.url}/tegel/bijstand-aandeel"
    html = hostile.ask(f"/oembed?url={url}").json["html"]
    page = Page(html)
    assert [tag for tag, _ in page.tags] == ["iframe"] and set(page.tags[0][1]) == {
        "src",
        "width",
        "height",
        "title",
        "loading",
        "style",
    }
