"""The table under every figure shows what the file of that figure holds, and nothing else."""

from __future__ import annotations

import csv
import io
from collections import Counter

import pytest
from lxml.html import HtmlElement, fromstring
from render import html_of, open_link
from tabled import as_shown

from components.exhibit.on_page import compared, newest_choice, page_exhibit
from components.exhibit.sheet import Sheet
from components.files.formats import FORMATS
from data_loaders.cache import fetched_indicators
from data_loaders.clock import dutch_today
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator

Cells = tuple[str, str]


def sheet_of(item: Indicator) -> Sheet:
    """What the buttons below the figure give."""
    if item.form == "kaart":
        choice = newest_choice(item.id, (load_regions().default,))
        return compared(item.id, choice, "licht", dutch_today()).ranking.sheet()
    return page_exhibit(item.id, "licht", dutch_today()).sheet()


def held_in(item: Indicator) -> Counter[Cells]:
    """Area and value of every row of its file, as a table shows them."""
    write = FORMATS["csv"].write
    assert write
    rows = csv.DictReader(io.StringIO(write(sheet_of(item)).decode("utf-8"), newline=""))
    return Counter(map(as_shown, rows))


def table_of(html: str) -> tuple[Counter[Cells], bool]:
    """Area and value of every row that the page shows, and whether these are all rows."""
    (fold,) = (
        node
        for node in fromstring(html).iter("details")
        if text_of(node.find("summary")) == "Tabel"
    )
    (table,) = fold.iter("table")
    place = [text_of(cell) for cell in table.iterfind("thead/tr/th")].index("Gebied")
    rows = [
        (text_of(row[place]), text_of(row.find_class("amm-getal")[0]))
        for row in table.iterfind("tbody/tr")
    ]
    return Counter(rows), "nieuwste" not in text_of(table.find("caption"))


def text_of(node: HtmlElement | None) -> str:
    return "" if node is None else str(node.text_content()).strip()


@pytest.mark.parametrize("item", fetched_indicators().values(), ids=lambda item: item.id)
def test_the_table_of_a_figure_shows_what_its_file_holds(item: Indicator) -> None:
    shown, is_whole = table_of(html_of(open_link(f"regio-in-beeld?cijfer={item.id}")))
    held = held_in(item)
    assert shown and shown <= held, shown - held
    assert not is_whole or item.form == "kaart" or shown == held
