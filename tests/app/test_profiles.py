"""The page Gemeenten: a profile of every municipality and region, kept in the link."""

from __future__ import annotations

import re

import pytest
from render import headings_of, html_of, notices_of, open_link, problems_of, text_of

from components.profile.asked import read_area
from data_loaders.geo.regions import load_regions

TOWNS = [region.code for region in load_regions().municipalities()]
ROW = re.compile(r"<tr><th scope=\"row\">.*?</tr>", re.DOTALL)


def rows(html: str) -> list[str]:
    return [text_of(found) for found in ROW.findall(html)]


@pytest.mark.parametrize("code", [*TOWNS, "AM07", "AM08", "GMR", "GM0344"])
def test_every_area_has_a_page_with_all_its_figures(code: str) -> None:
    app = open_link(f"gemeenten?gemeente={code}")
    html, name = html_of(app), load_regions().get(code).label
    assert problems_of(app) == [] and notices_of(html) == []
    assert app.selectbox(key="gemeente").value == code
    headings = headings_of(html)
    assert f"Alle cijfers van {name}" in headings
    assert (f"Wat speelt in {name}" in headings) == (code != "GM0344")
    assert len(rows(html)) >= 8
    assert "nu niet beschikbaar" not in html


def test_the_document_is_named_after_the_municipality() -> None:
    app = open_link("gemeenten?gemeente=Zevenaar")
    assert 'aria-current="page">Zevenaar<' in html_of(app)
    assert "<h1 " in html_of(app) and "Zevenaar: minder bijstand" in html_of(app)


def test_what_only_the_region_has_is_said_once() -> None:
    html = html_of(open_link("gemeenten?gemeente=GM0299"))
    assert html.count("apart geeft de bron deze cijfers niet") == 1
    assert "Alleen voor heel Midden-Gelderland bekend" in headings_of(html)
    assert "Alleen voor heel" not in html_of(open_link("gemeenten?gemeente=AM07"))


def test_another_area_stands_beside_it_and_stays_in_the_link() -> None:
    app = open_link("gemeenten?gemeente=GM0299&naast=duiven")
    assert app.selectbox(key="naast").value == "GM0226"
    (row,) = [row for row in rows(html_of(app)) if row.startswith("Bijstand 1.000")]
    assert "3,7 %" in row and "3,4 %" in row
    app.selectbox(key="naast").set_value("GM0202").run()
    assert app.query_params == {"gemeente": "GM0299", "naast": "GM0202"}


def test_without_a_municipality_one_is_chosen_on_a_map_or_in_a_list() -> None:
    html = html_of(open_link("gemeenten"))
    for code in TOWNS:
        assert f"./gemeenten?gemeente={code}" in html
    assert "Alle cijfers van" not in html


@pytest.mark.parametrize("word", ["zevenar", "Nederland", "<b>", "x" * 3000])
def test_a_word_that_is_no_area_gets_one_sentence_and_the_choices(word: str) -> None:
    app = open_link(f"gemeenten?gemeente={word}")
    assert notices_of(html_of(app)) == [" ".join(read_area(word)[1].split())]
    assert "./gemeenten?gemeente=GM0299" in html_of(app)


def test_mine_of_the_start_page_may_be_any_of_ours_and_leads_to_its_profile() -> None:
    app = open_link("overzicht?gemeente=GM0268")
    html = html_of(app)
    assert problems_of(app) == [] and notices_of(html) == []
    assert "./gemeenten?gemeente=GM0268" in html
    assert "Voor Nijmegen is dit cijfer er niet" in text_of(html)


@pytest.mark.parametrize("page", ["overzicht", "regio-deal"])
def test_a_profile_elsewhere_that_a_link_keeps_disturbs_no_other_page(page: str) -> None:
    assert notices_of(html_of(open_link(f"{page}?gemeente=GM0344"))) == []
