"""Tiles as images: what is in them, and that they look as they did when they were approved."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PIL import Image, ImageChops, ImageStat
from publishcases import Site, svg_texts

from components.charts.theme import ThemeName
from components.exhibit.asked import Asked
from components.exhibit.goal import goal_exhibit
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.model import Exhibit
from components.exhibit.project import project_exhibit
from components.render.image import image, image_height
from endpoints.figures.drawings import IMAGE_WIDTH, RENDERER, draw, empty_drawing

GOLDEN = Path(__file__).parent / "golden"
TODAY = date(2026, 11, 21)
WIDTH = 300  # pixels of a golden image
BLOCKS = 12
ALLOWED = 24.0  # of 255, per block: letters of another version of the font give at most 16
CASES: dict[str, tuple[str, Asked, ThemeName]] = {
    "kaart": ("bijstand-aandeel", Asked(), "licht"),
    "kaart-donker": ("bijstand-aantal", Asked(areas=("GM0202",)), "donker"),
    "staaf": ("bijstand-aandeel", Asked(form="staaf"), "licht"),
    "lijn": ("bevolking", Asked(areas=("GM0202", "GM0268"), form="lijn"), "licht"),
    "lijn-donker": ("onbenut-nederland", Asked(), "donker"),
    "cijfer": ("bijstand-aandeel", Asked(areas=("GM0202", "GM0277"), form="cijfer"), "licht"),
    "opbouw": ("arbeidspotentieel", Asked(), "licht"),
    "gestapeld": ("geregistreerd-werkzoekenden", Asked(), "licht"),
    "vraag": ("vraag-en-instroom", Asked(), "licht"),
}


@pytest.fixture(scope="module", autouse=True)
def _closed() -> Iterator[None]:
    yield
    RENDERER.close()


def drawn(content: Exhibit, theme: ThemeName) -> Image.Image:
    svg = image(content, draw(content, theme, IMAGE_WIDTH), theme)
    whole = Image.open(io.BytesIO(RENDERER.png(svg))).convert("RGB")
    height = round(whole.height * WIDTH / whole.width)
    return whole.resize((WIDTH, height), Image.Resampling.LANCZOS)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference (0-255) of the block that differs most."""
    spread = ImageChops.difference(one, other).convert("L")
    size = (BLOCKS, max(1, round(BLOCKS * one.height / one.width)))
    return float(max(spread.resize(size, Image.Resampling.BOX).tobytes()))


@pytest.mark.parametrize("name", [*CASES, "doel", "project"])
def test_a_tile_looks_as_it_did(name: str) -> None:
    """Approve a new look with MONITOR_GOUDEN=maak, after looking at it."""
    theme: ThemeName = "licht"
    if name == "doel":
        content = goal_exhibit("vaardigheden-medewerkers", TODAY)
    elif name == "project":
        content = project_exhibit("soil-valley", TODAY)
    else:
        indicator, asked, theme = CASES[name]
        content = indicator_exhibit(indicator, asked, TODAY)
    found, path = drawn(content, theme), GOLDEN / f"{name}.png"
    if os.environ.get("MONITOR_GOUDEN") == "maak":
        GOLDEN.mkdir(exist_ok=True)
        few = found.quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)
        few.save(path, "PNG", optimize=True)
    golden = Image.open(path).convert("RGB")
    assert found.size == golden.size
    assert difference(found, golden) <= ALLOWED


def test_the_comparison_sees_a_bar_that_is_gone() -> None:
    golden = Image.open(GOLDEN / "staaf.png").convert("RGB")
    changed = golden.copy()
    changed.paste("#ffffff", (75, 86, 225, 98))
    assert difference(golden, changed) > ALLOWED


def test_every_golden_image_is_compared() -> None:
    names = {path.stem for path in GOLDEN.glob("*.png")}
    assert names == {*CASES, "doel", "project"}


@pytest.mark.parametrize(
    "path", ["bijstand-aandeel", "vraag-en-instroom", "uitkeringen-totaal", "spanningsindicator"]
)
def test_an_image_carries_its_title_and_its_source(site: Site, path: str) -> None:
    words = svg_texts(site.ask(f"/tegel/{path}.svg").text)
    title = site.ask(f"/tegel/{path}.json").json["titel"]
    assert title.replace("\xa0", " ")[:40] in words.replace("\xa0", " ").replace("&#x27;", "'")
    assert "Bron: " in words and "peildatum" in words
    assert "Arbeidsmarktmonitor Arnhem-Nijmegen" in words


@pytest.mark.parametrize("path", ["bijstand-aandeel", "doel/vaardigheden-medewerkers"])
@pytest.mark.parametrize("theme", ["licht", "donker"])
def test_svg_and_png_are_the_same_image_in_two_sizes(site: Site, path: str, theme: str) -> None:
    svg = ElementTree.fromstring(site.ask(f"/tegel/{path}.svg?thema={theme}").body)
    png = Image.open(io.BytesIO(site.ask(f"/tegel/{path}.png?thema={theme}").body))
    assert png.size == (2 * int(svg.attrib["width"]), 2 * int(svg.attrib["height"]))
    dark = ImageStat.Stat(png.convert("L")).median[0] < 64
    assert dark is (theme == "donker")


def test_an_image_stands_alone(site: Site) -> None:
    svg = site.ask("/tegel/bijstand-aandeel.svg").text
    assert "var(" not in svg and "<script" not in svg and "href" not in svg
    assert svg.count("http") == svg.count("http://www.w3.org/2000/svg") == 1


def test_an_image_is_small(site: Site) -> None:
    for path in ("bijstand-aandeel", "vraag-en-instroom", "onbenut-nederland"):
        assert len(site.ask(f"/tegel/{path}.png").body) < 130_000, path


def test_a_table_has_no_image(site: Site) -> None:
    reply = site.ask("/tegel/bijstand-aandeel.png?vorm=tabel")
    assert reply.status == 404 and ".csv" in reply.json["detail"]
    assert ".png" not in site.ask("/tegel/bijstand-aandeel?vorm=tabel").text


@pytest.mark.parametrize("indicator", ["vraag-en-instroom", "bijstand-aandeel"])
def test_the_height_of_an_image_is_known_without_drawing_it(indicator: str) -> None:
    content = indicator_exhibit(indicator, Asked(), TODAY)
    svg = ElementTree.fromstring(image(content, draw(content, "licht", IMAGE_WIDTH), "licht"))
    guessed = image_height(content, empty_drawing(content.drawn[0], IMAGE_WIDTH))
    assert guessed == int(svg.attrib["height"])
