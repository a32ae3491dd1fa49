"""One more kind of slide is one module and one line: links, showings and files have it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from copied import copy_parts

from components.deck.kinds import SLIDES
from components.exhibit.kinds import KINDS
from data_loaders.decks.kinds import DECK_KINDS

MODULE = '''
"""De dia met een spreuk: een proef."""

from components.deck.kind import SlideKind
from components.deck.parts import Sentences
from components.deck.screen import Screen
from components.deck.written import texts_of, written
from data_loaders.decks.kinds import DeckKind
from data_loaders.decks.texts import TextField

DECK = DeckKind("spreuk", "s", ("texts",), texts=(TextField("Spreuk", 60, is_needed=True),))


def _make(tile, _deck, _moment):
    return written(DECK.name, *texts_of(tile, DECK))


def _screens(tile, exhibit, _moment):
    return (Screen(exhibit.headline, parts=(Sentences(("Dat is wijs.",)),)),)


KIND = SlideKind(DECK, "Spreuk", _make, _screens)
'''
SHOWN = """
import io, json
from datetime import date
from markupsafe import Markup
from pptx import Presentation
from components.deck.kinds import SLIDES
from components.deck.labels import tile_label
from components.deck.showing_page import showing_page
from components.deck.slide import Showing
from components.deck.slides import make_slides
from components.deck.thumbnails import thumbnails
from components.handout.parts import Handout, make_pages
from components.handout.pptx import make
from data_loaders.decks.known import known_now
from data_loaders.decks.link import deck_query, open_query

opened = open_query("v=1&tegels=t~s.Meten_is_weten-2e-", known_now())
day = date(2026, 11, 21)
slides = make_slides(opened.deck, day)
file = make(Handout("Proef", day, make_pages(slides, None, ValueError, only_maps=True)))
show = Presentation(io.BytesIO(file))
print(json.dumps([
    list(SLIDES),
    opened.skipped,
    deck_query(opened.deck),
    tile_label(opened.deck.tiles[1]),
    showing_page(Showing("Proef", slides, "licht", "", ""), lambda _: Markup("")),
    thumbnails(slides)[1],
    [slide.shapes.title.text_frame.text for slide in show.slides],
]))
"""


def test_one_more_kind_of_slide_is_everywhere(tmp_path: Path) -> None:
    copy = copy_parts(tmp_path / "kopie", "components", "data_loaders", "assets")
    kinds = copy / "components/deck/kinds"
    (kinds / "proverb.py").write_text(MODULE, "utf-8")
    table = kinds / "__init__.py"
    text = table.read_text("utf-8")
    for before, added in (
        ("    title,\n)", "    proverb,\n"),
        ("    )\n}", "        proverb.KIND,\n"),
    ):
        assert text.count(before) == 1
        text = text.replace(before, added + before)
    table.write_text(text, "utf-8")
    done = subprocess.run(
        [sys.executable, "-c", SHOWN], cwd=copy, capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    every, skipped, query, label, html, picture, titles = json.loads(done.stdout)
    assert set(every) == {*SLIDES, "spreuk"} and skipped == []
    assert query == "v=1&tegels=t~s.Meten_is_weten-2e-"
    assert label == "Spreuk: Meten is weten."
    assert "Meten is weten." in html and "Dat is wijs." in html
    assert "Meten is weten." in picture and 'aria-hidden="true"' in picture
    assert titles == ["Presentatie", "Meten is weten."]


def test_every_kind_of_exhibit_is_a_slide_and_every_slide_has_a_place_in_a_link() -> None:
    assert KINDS.keys() <= SLIDES.keys() <= DECK_KINDS.keys()
    for name, kind in SLIDES.items():
        assert name == kind.name and kind.label
        assert ("texts" in kind.deck.parts) is bool(kind.deck.texts) is (kind.exhibit is None)
