"""What a visitor sees while a source fails: the page as it was, and on `bronnen` what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from html import unescape

import pytest
from cbsserver import Spoil, Table
from faultserver import status
from madetables import benefits
from refreshcases import INDICATOR, NEW, TABLE, Monitor, check_sentence
from render import headings_of, html_of, open_link, open_topic, problems_of, rows_of, text_of

from components.screens import bronnen as sources


def _right() -> Table:
    return benefits(4, modified=NEW)


def _thousandfold() -> Table:
    table = _right()
    table.rows[0]["Werkloosheid"] *= 1000
    return table


FAULTS: dict[str, tuple[Callable[[], Table], Spoil | None, str]] = {
    "storing": (_right, lambda *_: status(500), "heeft een storing (code 500)."),
    "1000 x": (_thousandfold, None, "10 keer zo groot of klein als eerder"),
}


def page() -> str:
    app = open_topic("uitkeringen", f"cijfer={INDICATOR}", "gebied=GM0202")
    assert problems_of(app) == []
    return html_of(app)


def told() -> list[str]:
    """The row of TABLE on `bronnen`: what, last success, last attempt, next, and what is wrong."""
    sources._sources_html.cache_clear()  # it is kept for a minute
    app = open_link("bronnen")
    assert problems_of(app) == []
    html = html_of(app)
    (row,) = [row for row in rows_of(html, "Bijwerken") if TABLE in row[0]]
    return [*row, text_of(html)]


@pytest.mark.parametrize(
    ("protocol", "fault"), [("v3", "storing"), ("v4", "1000 x")], indirect=["protocol"]
)
def test_page_stays_as_it_was_until_the_source_is_right_again(
    following: Monitor, protocol: str, fault: str
) -> None:
    before = page()
    assert "Arnhem 1.020 (mrt 2026, voorlopig)" in unescape(before)
    table, spoil, says = FAULTS[fault]
    following.serve(table(), services=[protocol], spoil=spoil)
    assert following.refresh().code == 1
    assert page() == before
    _, success, attempt, due, sentence, text = told()
    assert says in sentence
    check_sentence(sentence)
    assert "nog niet" not in (success, attempt, due)
    assert "De laatste goede cijfers blijven staan." in text
    following.serve(_right(), services=[protocol])
    assert following.refresh().code == 0
    after = page()
    assert "Arnhem 1.030 (apr 2026, voorlopig)" in unescape(after)
    assert headings_of(after) != headings_of(before)
    assert told()[4] == "geen"
