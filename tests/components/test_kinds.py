"""One more kind of exhibit is one module and one line: everything that shows one has it."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from addedcases import Page, Run, Site, add, publishing
from pypdf import PdfReader

from components.exhibit.kinds import KINDS
from data_loaders.decks.kinds import DECK_KINDS, TITLE, DeckKind, announce

MODULE = '''
"""Een proef: raadsels met een antwoord."""

from components.exhibit.asked import RefusalError
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit, NamedTable
from components.exhibit.sheet import Sheet
from components.words.source import Source
from components.words.table import Table
from data_loaders.decks.kinds import DeckKind

ALL = {"een": "Eerste raadsel", "twee": "Tweede raadsel"}
ROWS = [{"raadsel": "een", "antwoord": "ei"}]


def _make(tile, _day, _today):
    if tile.id not in ALL:
        raise RefusalError("Dit raadsel kennen wij niet.")
    return Exhibit(
        kind="raadsel",
        id=tile.id,
        title=ALL[tile.id],
        headline=f"{ALL[tile.id]}: wie raadt het",
        subtitle="Raadsels · voor een proef",
        live="over?raadsel=een",
        sheet=lambda: Sheet(tile.id, ("raadsel", "antwoord"), ROWS, {}),
        sentences=("Het antwoord is rond.",),
        tables=(NamedTable("Antwoorden", Table("Antwoorden", ("Raadsel", "Antwoord"),
                           (("een", "ei"),))),),
        source=Source("het raadselboek"),
    )


KIND = Kind(
    DeckKind("raadsel", "r", what="dit raadsel", ids=lambda: ALL),
    "Raadsel", "Raadsels", _make, lambda: list(ALL.items()), "over", "raadsel",
)
'''
FACTS = """
import json
from components.exhibit.kinds import KINDS
kind = KINDS["raadsel"]
print(json.dumps([list(KINDS), kind.label, kind.group, kind.entries(), kind.title_of("twee")]))
"""
HEADLINE = "Tweede raadsel: wie raadt het"
DECK = "v=1&titel=Proef&dag=2026-11-21&tegels=t~r.twee~a"


@pytest.fixture(scope="module")
def one_more(project: Path) -> Iterator[Site]:
    """A site of a copy with one more kind."""
    folder = project / "components/exhibit"
    (folder / "raadsel.py").write_text(MODULE, "utf-8")
    add(
        folder / "kinds.py",
        ("\nfrom components.exhibit.kind import", ", raadsel"),
        ("    )\n}", "        raadsel.KIND,\n"),
    )
    with publishing(project) as site:
        yield site


@pytest.mark.usefixtures("one_more")
def test_one_more_kind_is_offered_to_who_composes_a_presentation(run: Run) -> None:
    done = run("-c", FACTS)
    assert done.returncode == 0, done.stderr
    every, label, group, entries, title = json.loads(done.stdout)
    assert every == [*KINDS, "raadsel"]
    assert (label, group, title) == ("Raadsel", "Raadsels", "Tweede raadsel")
    assert entries == [["een", "Eerste raadsel"], ["twee", "Tweede raadsel"]]


def test_one_more_kind_has_tiles_with_all_that_a_tile_has(one_more: Site) -> None:
    html = one_more.ask("/tegel/raadsel/twee").text
    page = Page(html)
    assert page.words["h1"] == HEADLINE and page.rows[1] == ["een", "ei"]
    assert "Het antwoord is rond." in html and "Bron: het raadselboek" in html
    links = {had["href"] for had in page.all("a")}
    assert {"./twee.csv", "./twee.png", "../../deel/raadsel/twee"} <= links
    rows = list(csv.DictReader(io.StringIO(one_more.ask("/tegel/raadsel/twee.csv").text)))
    assert rows == [{"raadsel": "een", "antwoord": "ei"}]
    assert one_more.ask("/tegel/raadsel/twee.png").body.startswith(b"\x89PNG")
    assert one_more.ask("/tegel/raadsel/twee.json").json["titel"] == HEADLINE
    assert one_more.ask("/tegel/raadsel/drie").status == 404
    assert one_more.ask("/tegel/raadsel/twee?gebied=GM0202").status == 400


def test_one_more_kind_is_in_the_list_of_tiles(one_more: Site) -> None:
    page = Page(one_more.ask("/tegel").text)
    assert "Raadsels" in page.words["h2"]
    listed = [had["href"] for had in page.all("a") if "raadsel" in had["href"]]
    assert listed[0] == "#raadsel"
    assert {f"./{f}/raadsel/{n}" for f in ("tegel", "deel") for n in ("een", "twee")} < set(listed)


def test_one_more_kind_can_be_shared_and_embedded_by_link(one_more: Site) -> None:
    html = one_more.ask("/deel/raadsel/twee").text
    assert Page(html).words["h1"] == HEADLINE
    assert f"{one_more.url}/tegel/raadsel/twee" in html
    for url in ("tegel/raadsel/twee", "over?raadsel=twee"):
        found = one_more.ask(f"/oembed?url={one_more.url}/{url}").json
        assert found["title"].startswith(HEADLINE)
        assert f"{one_more.url}/tegel/raadsel/twee" in found["html"]


def test_one_more_kind_is_a_slide(one_more: Site) -> None:
    html = one_more.ask(f"/beraad/tonen?{DECK}").text
    assert HEADLINE in html and "Het antwoord is rond." in html
    assert "Bron: het raadselboek" in html and "weggelaten" not in html


def test_one_more_kind_is_a_page_of_a_handout(one_more: Site) -> None:
    paper = PdfReader(io.BytesIO(one_more.ask(f"/beraad/handout.pdf?{DECK}").body))
    text = " ".join(page.extract_text() for page in paper.pages)
    assert HEADLINE in text and "Bron: het raadselboek" in text
    shown = one_more.ask(f"/beraad/presentatie.pptx?{DECK}").body
    with zipfile.ZipFile(io.BytesIO(shown)) as parts:
        slides = [parts.read(name).decode() for name in parts.namelist() if "slides/s" in name]
    assert any(HEADLINE in slide for slide in slides)


def test_a_slide_of_one_more_kind_that_is_not_there_is_left_out_with_a_sentence(
    one_more: Site,
) -> None:
    html = one_more.ask("/beraad/tonen?v=1&tegels=t~r.vier").text
    assert "dit raadsel is er niet; het onderdeel is weggelaten." in html


def test_the_description_of_the_api_has_one_more_kind(one_more: Site) -> None:
    paths: dict[str, Any] = one_more.ask("/api/tegels/openapi.json").json["paths"]
    for path in ("/tegel/raadsel/{naam}", "/tegel/raadsel/{naam}.xlsx", "/deel/raadsel/{naam}"):
        (name,) = [item for item in paths[path]["get"]["parameters"] if item["in"] == "path"]
        assert name["schema"]["examples"] == ["een", "twee"]


def test_a_letter_is_of_one_kind_only() -> None:
    letters = [kind.letter for kind in DECK_KINDS.values()]
    assert len(set(letters)) == len(letters)
    assert DECK_KINDS.keys() >= {TITLE.name, *KINDS}
    with pytest.raises(ValueError, match="'c'"):
        announce(DeckKind("raadsel", "c"))
    assert "raadsel" not in DECK_KINDS
    assert all(re.fullmatch("[a-z]", letter) for letter in letters)


def test_every_kind_has_names_and_a_way_to_be_found() -> None:
    for name, kind in KINDS.items():
        assert name == kind.name and kind.label and kind.group and kind.page
        ids = [tile_id for tile_id, _ in kind.entries()]
        assert len(set(ids)) == len(ids) >= 1
        assert ("id" in kind.deck.parts) is (ids != [""])
        assert {item.name for item in fields(kind)} >= {"make", "mark"}
