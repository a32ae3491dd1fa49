"""Links to share a figure: to exactly what is shown, and only where something answers."""

from __future__ import annotations

from html import unescape
from urllib.parse import parse_qsl

import pytest
from samples import MAPS, TODAY, Html, comparison, plain

from components.exhibit.areas import options_of
from components.exhibit.asked import AREA, CHARACTERISTIC, PERIOD, Asked
from components.exhibit.indicator import indicator_exhibit
from components.markup.templates import macro
from components.share.share_page import LIVE, TILE, Embedding, share_body
from components.share.shared import Shared
from components.words import hosting
from components.words.choice import Choice
from components.words.share_links import choice_query, figure_links, share_links
from data_loaders.cache import load_series


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosting, "_own_routes", True)


def asked_of(query: str) -> Asked:
    pairs = parse_qsl(query)
    single = dict(pairs)
    areas = tuple(value for name, value in pairs if name == AREA)
    return Asked(areas, "", single.get(PERIOD, ""), single.get(CHARACTERISTIC, ""))


def test_without_a_server_of_ours_there_is_nothing_to_link_to() -> None:
    assert share_links("bevolking", "Inwoners") == []
    assert figure_links("bevolking", "Inwoners", everything=True) == []
    assert macro("basis", "share_links", []) == macro("basis", "share_line", []) == ""


@pytest.mark.parametrize("name", MAPS)
def test_the_tile_of_a_choice_is_the_figure_of_that_choice(name: str) -> None:
    characteristics, periods = options_of(name, load_series(name).version)
    for choice in (
        Choice(("AM07",), periods[0], characteristics[0]),
        Choice(("GM0202",), periods[-1], characteristics[-1]),
    ):
        query = choice_query(choice, periods[0], characteristics[0])
        tile = indicator_exhibit(name, asked_of("&".join(f"{k}={v}" for k, v in query)), TODAY)
        assert tile.headline == comparison(name, choice).ranking.headline


def test_what_a_tile_does_by_itself_stays_out_of_its_address() -> None:
    assert choice_query(Choice(("AM07",), "2024", "alle"), "2024", "alle") == []
    other = choice_query(Choice(("GM0268", "GM0202"), "2020", "vrouwen"), "2024", "alle")
    assert other == [
        ("gebied", "GM0268"),
        ("gebied", "GM0202"),
        ("periode", "2020"),
        ("kenmerk", "vrouwen"),
    ]


@pytest.mark.usefixtures("served")
def test_links_say_where_they_go_and_leave_the_page_as_it_is() -> None:
    links = figure_links("bevolking", 'Meer "dan" <b>veel</b>', [("kenmerk", "65 jaar & ouder")])
    html = macro("basis", "share_links", links)
    assert html.count("<a ") == html.count('target="_blank" rel="noopener"') == 3
    assert "<b>" not in html and "kenmerk=65+jaar+%26+ouder" in html
    assert 'Deel of sluit in: Meer "dan" <b>veel</b> (nieuw venster)' in unescape(html)


@pytest.mark.usefixtures("served")
def test_data_of_all_areas_are_files_and_do_not_ask_for_one_area() -> None:
    links = figure_links("bevolking", "Inwoners", [("gebied", "GM0202")], everything=True)
    files = [link for link in links if link.is_file]
    assert [link.label for link in files] == ["Alle gebieden (XLSX)", "Alle gebieden (CSV)"]
    assert files[0].address == "./tegel/bevolking.xlsx?omvang=alles"
    made = Html(macro("basis", "share_links", links))
    assert [tag["href"] for tag in made.all("a")] == [link.address for link in links]
    assert [tag["aria-label"] for tag in made.all("a")] == [link.name for link in links]
    assert ["download" in tag for tag in made.all("a")] == [link.is_file for link in links]


def test_an_address_cannot_leave_its_place() -> None:
    content = plain("bevolking")
    shared = Shared('https://x.nl/"><b>/', "bevolking", [("kenmerk", '"><b>')], None, content)
    for kind in (TILE, LIVE):
        body = share_body(shared, Embedding(kind, "kaart", ("kaart",), 600, 600), "../", TODAY)
        assert "<b>" not in body and "&lt;b&gt;" in body
