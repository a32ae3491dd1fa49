"""The states a figure can be in, each designed: chosen, not there, hidden, stale."""

from __future__ import annotations

from datetime import date

import pytest
from render import headings_of, html_of, notices_of, open_link, open_topic, problems_of, rows_of

from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

WW = load_registry().get("ww-aantal")
TITLE = WW.title
AREA_COLUMN = "Gebied"
VALUE_COLUMN = WW.unit_long
MIDDEN_GELDERLAND = [load_regions().get(code).name for code in load_regions().members("AM07")]


def column(rows: list[list[str]], name: str) -> list[str]:
    place = rows[0].index(name)
    return [row[place] for row in rows[1:]]


def as_of(monkeypatch, day: date) -> None:
    """Let every part of the app think it is another day."""
    for module in (
        "screens.regio_in_beeld",
        "screens.regio_in_beeld_figure",
        "markup.site",
        "screens.bronnen",
    ):
        monkeypatch.setattr(f"components.{module}.dutch_today", lambda: day)


def test_normal_shows_the_region_we_start_with() -> None:
    html = html_of(open_topic("uitkeringen", "cijfer=ww-aantal"))
    expected = sorted([*MIDDEN_GELDERLAND, "Midden-Gelderland"])
    assert sorted(column(rows_of(html, TITLE), AREA_COLUMN)) == expected
    assert notices_of(html) == []


def test_one_municipality_is_what_the_heading_is_about() -> None:
    html = html_of(open_topic("uitkeringen", "cijfer=ww-aantal", "gebied=GM0202"))
    heading = next(text for text in headings_of(html) if text.startswith(TITLE))
    assert "Arnhem" in heading
    assert "1.900" in heading
    assert "Arnhem" in column(rows_of(html, TITLE), AREA_COLUMN)


def test_four_municipalities_are_all_in_view() -> None:
    areas = ("GM0202", "GM0221", "GM0268", "GM1955")
    html = html_of(open_topic("inwoners", "cijfer=bevolking", *(f"gebied={a}" for a in areas)))
    shown = column(rows_of(html, load_registry().get("bevolking").title), AREA_COLUMN)
    assert set(shown) >= {load_regions().get(area).name for area in areas}


def test_a_region_without_figures_gives_a_notice_and_the_region_we_start_with() -> None:
    html = html_of(open_topic("uitkeringen", "cijfer=ww-aantal", "gebied=AM08"))
    assert len(notices_of(html)) == 1
    assert "Rijk van Nijmegen" in notices_of(html)[0]
    assert "Midden-Gelderland" in notices_of(html)[0]
    expected = sorted([*MIDDEN_GELDERLAND, "Midden-Gelderland"])
    assert sorted(column(rows_of(html, TITLE), AREA_COLUMN)) == expected


def test_an_empty_choice_is_the_region_we_start_with() -> None:
    app = open_topic("uitkeringen", "cijfer=ww-aantal")
    before = headings_of(html_of(app))
    app.multiselect(key="gebied").set_value([]).run()
    assert problems_of(app) == []
    assert headings_of(html_of(app)) == before


def test_a_hidden_value_says_so_and_has_no_number() -> None:
    html = html_of(open_topic("uitkeringen", "cijfer=ww-aantal"))
    (row,) = [row for row in rows_of(html, TITLE) if "Rozendaal" in row]
    assert column([rows_of(html, TITLE)[0], row], VALUE_COLUMN) == ["niet getoond"]


def test_choosing_only_the_hidden_municipality_says_it_is_hidden() -> None:
    app = open_topic("uitkeringen", "cijfer=ww-aantal", "gebied=GM0277")
    assert problems_of(app) == []
    heading = next(text for text in headings_of(html_of(app)) if text.startswith(TITLE))
    assert "niet getoond" in heading


@pytest.mark.parametrize("link", ["overzicht", "bronnen", "regio-in-beeld?onderdeel=inwoners"])
def test_a_stale_source_is_called_stale(link: str, monkeypatch) -> None:
    as_of(monkeypatch, date(2035, 1, 1))
    html = html_of(open_link(link))
    assert "wachten op een nieuwe versie" in html
    assert link == "overzicht" or "verouderd" in html


def test_a_fresh_source_is_not_called_stale(monkeypatch) -> None:
    as_of(monkeypatch, date(2019, 1, 1))
    html = html_of(open_topic("inwoners", "cijfer=bevolking"))
    assert "momentopname" in html
    assert "erouderd" not in html and "op een nieuwe versie" not in html
