"""Streamlit's files: small, once, and with the icons that are in use."""

from __future__ import annotations

import gzip
import io
import re

import brotli
import pytest
from fontTools.ttLib import TTFont
from sitework import Site
from starlette.datastructures import Headers

from endpoints.guard.dutch import WORDS, words_of
from endpoints.guard.iconfont import ligatures, make_font, source, used_icons
from endpoints.guard.static import FOLDER, ICONS, ICONS_OF, load_static, served
from endpoints.http.sending import best_coding

SCRIPT = next(name for name in served() if re.match(r"static/js/protobuf\..*\.js$", name))


def test_a_file_is_what_streamlit_ships_in_every_coding(plain: Site) -> None:
    original = (FOLDER / SCRIPT).read_bytes()
    bare = plain.ask(f"/{SCRIPT}")
    small = plain.ask(f"/{SCRIPT}", headers={"Accept-Encoding": "gzip, deflate, br"})
    older = plain.ask(f"/{SCRIPT}", headers={"Accept-Encoding": "gzip"})
    assert bare.body == original == brotli.decompress(small.body) == gzip.decompress(older.body)
    assert len(small.body) < 0.3 * len(original)
    assert len(older.body) < 0.33 * len(original)
    for answer in (bare, small, older):
        assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert answer.headers["Vary"] == "Accept-Encoding"
        assert answer.headers.get_content_type().endswith("javascript")
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_file_the_browser_has_is_not_sent_again(plain: Site) -> None:
    first = plain.ask(f"/{SCRIPT}", headers={"Accept-Encoding": "br"})
    again = plain.ask(
        f"/{SCRIPT}", headers={"Accept-Encoding": "br", "If-None-Match": first.headers["ETag"]}
    )
    assert (again.status, again.body) == (304, b"")
    head = plain.ask(f"/{SCRIPT}", "HEAD", headers={"Accept-Encoding": "br"})
    assert (head.status, head.body) == (200, b"")
    assert head.headers["ETag"] == first.headers["ETag"]


def test_two_servers_give_a_file_the_same_mark(plain: Site, full: Site) -> None:
    marks = {site.ask(f"/{SCRIPT}").headers["ETag"] for site in (plain, full)}
    assert len(marks) == 1


@pytest.mark.parametrize(
    ("header", "coding"),
    [
        ("", ""),
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.5 , br;q=0.1", "br"),
        ("br;q=0, gzip", "gzip"),
        ("br;q=0.000", ""),
        ("BR", "br"),
        ("identity", ""),
        ("brotli, xgzip", ""),
        ("*", "br"),
        ("br;q=0, *", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("br;q=x;;,,gzip", "gzip"),
    ],
)
def test_the_smallest_coding_that_is_taken(header: str, coding: str) -> None:
    assert best_coding(Headers({"accept-encoding": header})) == coding


def test_what_does_not_shrink_is_not_compressed() -> None:
    name = next(name for name in served() if name.endswith(".woff2") and name != ICONS_OF)
    assert load_static(name, "br").content == served()[name].read_bytes()
    assert load_static(name, "br").coding == ""


@pytest.mark.parametrize("script", WORDS)
def test_what_a_visitor_chooses_with_speaks_dutch(script: str) -> None:
    """After an update of Streamlit: the words in dutch.py, for those it no longer has."""
    (name,) = [name for name in served() if words_of(name) is WORDS[script]]
    theirs, sent = served()[name].read_text("utf-8"), load_static(name, "").content.decode()
    for english, dutch in WORDS[script].items():
        assert english in theirs and english not in sent
        assert theirs.count(english) == sent.count(dutch)
    assert brotli.decompress(load_static(name, "br").content).decode() == sent


def test_every_file_that_streamlits_page_names_is_served() -> None:
    html = (FOLDER / "index.html").read_text("utf-8")
    named = re.findall(r'(?:src|href)="\./((?:static/|favicon)[^"]+)"', html)
    assert len(named) > 50
    assert set(named) <= set(served())


def test_the_icons_come_from_the_font_of_this_streamlit() -> None:
    """After an update: `python -m endpoints.guard.iconfont`, and the name in static.py."""
    assert source().relative_to(FOLDER).as_posix() == ICONS_OF
    assert served()[ICONS_OF] == ICONS
    assert ICONS.stat().st_size < 20_000


def test_every_icon_in_use_is_in_the_small_font_as_streamlit_draws_it() -> None:
    """With a new icon in our code: `python -m endpoints.guard.iconfont`."""
    made, kept = TTFont(io.BytesIO(make_font())), TTFont(ICONS)
    drawn = dict(ligatures(kept))
    assert dict(ligatures(made)) == drawn
    assert len(drawn) > 50
    # Streamlit asks for one name that its own font does not have either.
    assert used_icons() - set(drawn) <= {"star_filled"}
    for glyph in drawn.values():
        assert kept["glyf"][glyph] == made["glyf"][glyph]


def test_the_icons_may_change_so_browsers_ask_again(plain: Site) -> None:
    answer = plain.ask(f"/{ICONS_OF}")
    assert answer.body == ICONS.read_bytes()
    assert answer.headers["Cache-Control"] == "public, max-age=3600"
    assert answer.headers.get_content_type() == "font/woff2"
