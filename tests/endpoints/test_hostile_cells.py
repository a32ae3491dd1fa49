"""Cells made to harm, from a register, a figure and an imported file, up to every face of them."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest
from copied import copy_parts
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader
from rdflib import Graph
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from bench.answers.site import Site, product
from bench.protocol import visit
from bench.servers import Server
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from pages import PAGES

WORD = "Merkteken"
START = "/C calc"  # what is left of it in the title of a slide, which has room for little
LOUD = (
    "=cmd|'/C calc'!A0 <script>fout()</script><img src=x onerror=fout()> **vet** "
    '[klik](javascript:fout()) :red[rood] $x^2$ #panic("typst") #{1} @kop `code` <!-- {{7*7}} '
    f"{{% raw %}} &lt;b&gt; ]]> \\u0041 {WORD}"
)
UNSEEN = "om\u202egekeerd\u2066 nul\u200bbreed\ufeff bel\x07\x1b[31m\x7f geen xml\x01\x0b\ufffe"
CELL = f"{LOUD} {UNSEEN}"
PARTS = (
    "components",
    "data_loaders",
    "endpoints",
    "assets",
    "docs",
    "pages",
    "bench",
    ".streamlit",
)
FILES = ("server.py", "app.py", "monitor.py", "pyproject.toml")
FIGURE, PROJECT, GOAL, IMPORTED = (
    "bijstand-aandeel", "project/soil-valley", "doel/vaardigheden-medewerkers", "gwu-gemeenten",
)  # fmt: skip
TILES = (FIGURE, PROJECT, GOAL, "agenda", f"{IMPORTED}?vorm=tabel")
DECK = deck_query(
    Deck(LOUD[:80], None, (
        DeckTile("titel"), DeckTile("cijfer", FIGURE), DeckTile("doel", GOAL[5:]),
        DeckTile("project", PROJECT[8:]), DeckTile("agenda"), DeckTile("cijfer", IMPORTED),
    ))
)  # fmt: skip
# What only the data of this test could bring about.
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe]"
)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    root = copy_parts(tmp_path_factory.mktemp("vijandig"), *PARTS, *FILES)
    store = {"MONITOR_STORE": str(root / "opslag")}
    agreements = root / "assets" / "data" / "afspraken"
    spoil(agreements / "projecten.csv", "soil-valley", "project", "doel", "aanpak", "toelichting")
    spoil(agreements / "hca_doelen.csv", "vaardigheden-medewerkers", "doel", "wat_telt")
    spoil(agreements / "acties.csv", "actie-23", "actie", "toelichting")
    spoil(root / "assets/data/mja-2026" / f"{FIGURE}.csv", "GM0202", "toelichting")
    spoil_toml(root / "data_loaders/indicators" / f"{FIGURE}.toml", "titel", "definitie", "kop")
    spoil_toml(root / "assets/data/documenten.toml", "kort")
    delivered = root / "gwu.csv"
    rows = [["Gebied", "Periode", "Kenmerk", "Aantal"], ["Arnhem", "2026-01", CELL, "120"]]
    with delivered.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
    command = [sys.executable, "-m", "data_loaders", "import", "gwu", str(delivered), "--ja"]
    told = subprocess.run(
        command, cwd=root, env=env_with(store), capture_output=True, text=True, check=True
    )
    assert not HIDDEN.search(told.stdout)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        with product(store) as site:
            yield site


def env_with(settings: dict[str, str]) -> dict[str, str]:
    import os

    return os.environ | settings | {"PYTHONUTF8": "1"}


def spoil(path: Path, row: str, *columns: str) -> None:
    """Put the hostile cell in these columns of the row that begins so."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        head, *rows = csv.reader(file)
    found = next(cells for cells in rows if cells[0] == row)
    for column in columns:
        found[head.index(column)] = CELL
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])


def spoil_toml(path: Path, *keys: str) -> None:
    """Give the first of each of these keys the part that can be seen: the rest is refused."""
    text = path.read_text("utf-8")
    for key in keys:
        line = f"{key} = '''{LOUD}'''"
        text = re.sub(rf"^{key} = .*$", lambda _, line=line: line, text, count=1, flags=re.M)
    path.write_text(text, "utf-8")


class Tags(HTMLParser):
    """The tags of a page and their attributes, and all its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.names: list[str] = []
        self.attributes: set[str] = set()
        self.pictures: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.pictures += [value or "" for name, value in attrs if (tag, name) == ("img", "src")]

    def handle_data(self, data: str) -> None:
        self.text += data


def harmless(html: str) -> Tags:
    assert not HIDDEN.search(html)
    tags = Tags(html)
    assert all(source.startswith("data:image/svg+xml") for source in tags.pictures)  # ours
    assert not [name for name in tags.attributes if name.startswith("on")]
    return tags


def fetched(site: Site, path: str) -> bytes:
    answer = site.ask(path)
    assert answer.status == 200, (path, answer.body[:300])
    return answer.body


def test_tiles_and_pages_to_share_show_it_as_text(hostile: Site) -> None:
    for path in TILES:
        for place in ("tegel", "deel"):
            tags = harmless(fetched(hostile, f"/{place}/{path}").decode())
            assert tags.names.count("script") in (1, 2)  # those of the page itself
            assert WORD in tags.text or (place, path) == ("deel", "agenda"), (place, path)
    tags = harmless(fetched(hostile, f"/beraad/tonen?{DECK}").decode())
    assert tags.text.count(START) >= 5


def test_images_are_well_formed(hostile: Site) -> None:
    for path in TILES[:3]:
        svg = fetched(hostile, f"/tegel/{path}.svg").decode()
        names = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(svg).iter()}
        assert not names & {"script", "img", "foreignObject", "image"}
        assert not HIDDEN.search(svg)
        assert fetched(hostile, f"/tegel/{path}.png").startswith(b"\x89PNG")


def test_files_hold_text_and_no_formula(hostile: Site) -> None:
    registers = [f"/api/v1/registers/{name}?format=" for name in ("projecten", "acties")]
    tiles = [f"/tegel/{path}." for path in (FIGURE, PROJECT, GOAL)]
    for place in (*registers, *tiles, f"/tegel/{IMPORTED}."):
        text = fetched(hostile, f"{place}csv").decode("utf-8-sig")
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert any(WORD in cell for cell in cells), place
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@"))]
        sheets = load_workbook(io.BytesIO(fetched(hostile, f"{place}xlsx")))
        found = [cell for sheet in sheets for row in sheet.iter_rows() for cell in row]
        assert {cell.data_type for cell in found} <= {"s", "n", "d"}
        assert any(WORD in str(cell.value) for cell in found), place
        shown = fetched(hostile, f"{place}json").decode()
        assert WORD in shown
        assert not HIDDEN.search(text + shown)


def test_open_data_and_catalogue_are_whole(hostile: Site) -> None:
    with zipfile.ZipFile(io.BytesIO(fetched(hostile, "/api/v1/alles.zip"))) as bundle:
        assert bundle.testzip() is None
        texts = [bundle.read(name).decode() for name in bundle.namelist() if name.endswith("csv")]
    assert sum(WORD in text for text in texts) >= 3
    assert not HIDDEN.search("".join(texts).replace("\ufeff", ""))
    catalogue = fetched(hostile, "/catalogus.ttl").decode()
    assert len(Graph().parse(data=catalogue, format="turtle")) > 100


def test_handout_and_slides_say_it_letter_by_letter(hostile: Site) -> None:
    pdf = PdfReader(io.BytesIO(fetched(hostile, f"/beraad/handout.pdf?{DECK}")))
    said = "".join(page.extract_text() for page in pdf.pages)
    assert said.count(WORD) >= 4
    plain = re.sub(r"\s+", "", said)
    assert '#panic("typst")#{1}@kop`code`' in plain
    assert "{{7*7}}" in plain
    assert not HIDDEN.search(said)
    deck = Presentation(io.BytesIO(fetched(hostile, f"/beraad/presentatie.pptx?{DECK}")))
    texts = [element.text or "" for slide in deck.slides for element in slide._element.iter()]
    assert sum(START in text for text in texts) >= 4
    assert not HIDDEN.search("".join(texts))


def test_pages_of_the_app_show_it_as_text(hostile: Site) -> None:
    """Also in the labels of widgets, which Streamlit reads as Markdown."""
    server = Server("vijandig", hostile.place, None)  # type: ignore[arg-type]
    queries = {
        "regio-in-beeld": f"onderdeel=uitkeringen&cijfer={FIGURE}", "beraad": DECK,
        "regio-deal": "project=soil-valley", "hca-doelen": "doel=vaardigheden-medewerkers",
    }  # fmt: skip
    shown = ""
    for entry in PAGES:
        page = "" if entry is PAGES[0] else entry.slug
        with visit(server, page, queries.get(entry.slug, "")) as visitor:
            for frame in visitor.run().frames:
                made = ForwardMsg.FromString(frame).delta.new_element
                kind = made.WhichOneof("type")
                if kind == "html":
                    shown += harmless(made.html.body).text
                elif kind in ("radio", "button", "button_group", "page_link", "heading"):
                    assert "[klik](" not in str(getattr(made, kind)), (entry.slug, kind)
                    assert "**vet**" not in str(getattr(made, kind)), (entry.slug, kind)
    assert shown.count(WORD) >= 4
