"""The page Speerpuntsectoren as a visitor opens it: every sector, pair and choice by its link."""

from __future__ import annotations

import re
import shutil
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from sectortables import fetched_store

from data_loaders.agreements.registers import load_by_id

sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from render import headings_of, html_of, notices_of, open_link, problems_of, rows_of, text_of

from components.exhibit.sector_live import INDICATORS
from components.words.texts import load_section
from data_loaders.agreements import registers
from data_loaders.agreements.sectors import Sector
from data_loaders.files.paths import DATA
from data_loaders.registry import load_registry

PAGE = "speerpuntsectoren"
TABS = {
    "kort": ("wie", "kort"),
    "documenten": ("cijfers",),
    "cbs": ("reeksen",),
    "nederland": ("verhouding", "afbakening"),
    "werk": ("werk",),
    "vragen": ("vragen",),
}
PARTS = [part for parts in TABS.values() for part in parts]
NOT_AVAILABLE = "is nu niet beschikbaar"
SECTORS = list(load_by_id(Sector))


@pytest.fixture
def fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    """The monitor has fetched the three tables by branch."""
    monkeypatch.setenv("MONITOR_STORE", str(fetched_store()))


def charts_of(app) -> int:
    return len(app.get("vega_lite_chart"))


def titles_of(html: str) -> list[str]:
    """What the page and its first heading say it is about."""
    return [text_of(found) for found in re.findall(r"<h1[^>]*>(.*?)</h1>", html, re.DOTALL)]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.usefixtures("documents")
def test_all_sectors_in_three_parts(theme) -> None:
    app = open_link(PAGE, theme=theme)
    html = html_of(app)
    assert problems_of(app) == []
    assert NOT_AVAILABLE not in html
    assert titles_of(html) == ["Energie, Zorg en Techniek zijn het vaakst gekozen"]
    for title in (
        "Welke agenda kiest welke sector?",
        "Overige zakelijke diensten groeit het sterkst, Groothandel krimpt",
        "De sectoren",
    ):
        assert title in headings_of(html)
    assert charts_of(app) == 0
    assert len(rows_of(html, "Sectoren en agenda")) == 10


@pytest.mark.parametrize("sector", SECTORS)
def test_every_sector_has_its_page_with_every_part_in_one_tab(fetched: None, sector: str) -> None:
    for tab, parts in TABS.items():
        app = open_link(f"{PAGE}?sector={sector}&deel={tab}")
        html = html_of(app)
        assert problems_of(app) == []
        assert NOT_AVAILABLE not in html
        assert notices_of(html) == []
        assert titles_of(html) == [load_by_id(Sector)[sector].short]
        for part in PARTS:
            assert (load_section(PAGE, part).title in headings_of(html)) == (part in parts), part
        is_live = tab == "cbs"
        for indicator in INDICATORS:
            assert (load_registry().get(indicator).title in headings_of(html)) == is_live
        assert (charts_of(app) >= len(INDICATORS)) == is_live
        assert ("Verhouding tot Nederland" in html) == (tab == "nederland")


@pytest.mark.parametrize("sector", SECTORS)
def test_every_sector_without_a_fetch_says_what_is_not_there(
    sector: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "leeg"))
    app = open_link(f"{PAGE}?sector={sector}&deel=cbs", theme="dark")
    html = html_of(app)
    assert problems_of(app) == []
    assert NOT_AVAILABLE not in html
    assert html.count("Nog niet opgehaald: tabel ") == len(INDICATORS)
    assert charts_of(app) == 0
    beside = html_of(open_link(f"{PAGE}?sector={sector}&deel=nederland"))
    assert beside.count("Nog niet opgehaald: tabel ") == 1


def test_a_link_by_name_works_too() -> None:
    app = open_link(f"{PAGE}?sector=Zorg")
    assert titles_of(html_of(app)) == ["Zorg"]


def test_an_unknown_sector_is_said_and_all_are_shown() -> None:
    app = open_link(f"{PAGE}?sector=bestaat-niet")
    html = html_of(app)
    assert problems_of(app) == []
    assert any("kennen wij niet" in notice for notice in notices_of(html))
    assert "De sectoren" in headings_of(html)


@pytest.mark.parametrize(("first", "second"), list(pairwise(SECTORS)))
def test_two_sectors_beside_each_other(fetched: None, first: str, second: str) -> None:
    app = open_link(f"{PAGE}?sector={first}&vergelijk={second}")
    charts = open_link(f"{PAGE}?sector={first}&vergelijk={second}&deel=cbs")
    html = html_of(app)
    names = [load_by_id(Sector)[key].short for key in (first, second)]
    assert problems_of(app) == []
    assert NOT_AVAILABLE not in html
    assert titles_of(html) == titles_of(html_of(charts)) == [" en ".join(names)]
    assert rows_of(html, f"{names[0]} en {names[1]} naast elkaar")[0][1:3] == names
    assert (charts_of(app), charts_of(charts)) == (0, len(INDICATORS))


def test_a_sector_is_not_compared_with_itself() -> None:
    app = open_link(f"{PAGE}?sector=zorg&vergelijk=zorg")
    assert problems_of(app) == []
    assert titles_of(html_of(app)) == ["Zorg"]
    assert any("vergelijk" in notice for notice in notices_of(html_of(app)))


def test_choosing_a_second_sector_is_in_the_link(fetched: None) -> None:
    app = open_link(f"{PAGE}?sector=zorg&gebied=GM0202")
    app.selectbox(key="vergelijk").set_value("ict").run()
    assert app.query_params["vergelijk"] == "ict"
    assert app.query_params["sector"] == "zorg"
    assert titles_of(html_of(app)) == ["Zorg en ICT"]
    charts = open_link(f"{PAGE}?sector=zorg&gebied=GM0202&vergelijk=ict&deel=cbs")
    assert "In deze figuur: Arnhem." in text_of(html_of(charts))


def test_the_choice_of_a_municipality_is_in_the_link() -> None:
    app = open_link(f"{PAGE}?mijngemeente=Doesburg")
    assert app.selectbox(key="mijngemeente").value == "GM0221"
    assert "Wat geldt voor Doesburg" in headings_of(html_of(app))
    app.selectbox(key="mijngemeente").set_value("GM1705").run()
    assert app.query_params["mijngemeente"] == "GM1705"
    assert "Lingewaard heeft in de bron geen eigen keuze" in text_of(html_of(app))
    app.selectbox(key="mijngemeente").set_value("alle").run()
    assert "mijngemeente" not in app.query_params


def test_areas_of_the_link_are_those_of_the_figures(fetched: None) -> None:
    app = open_link(f"{PAGE}?sector=maakindustrie&deel=cbs&gebied=GM0268&gebied=GM0202")
    assert app.multiselect(key="gebied").value == ["GM0268", "GM0202"]
    text = text_of(html_of(app))
    assert "Maakindustrie (SBI C), Nijmegen: " in text
    beside = html_of(
        open_link(f"{PAGE}?sector=maakindustrie&deel=nederland&gebied=GM0268&gebied=GM0202")
    )
    assert [row[0] for row in rows_of(beside, "Verhouding tot Nederland")[1:]] == [
        "Nijmegen",
        "Arnhem",
        "Gelderland",
    ]


def test_areas_are_chosen_where_they_do_something(fetched: None) -> None:
    app = open_link(PAGE)
    assert "gebied" not in [box.key for box in app.multiselect]
    app = open_link(f"{PAGE}?sector=maakindustrie&deel=cbs")
    app.multiselect(key="gebied").set_value(["GM0268"]).run()
    assert problems_of(app) == []
    assert app.query_params["gebied"] == "GM0268"
    assert "Maakindustrie (SBI C), Nijmegen: " in text_of(html_of(app))
    assert "?gebied=GM0268&amp;sector=vrijetijdseconomie" in html_of(app)


@pytest.mark.parametrize(
    ("register", "part", "still"),
    [("posities", "posities", "keuzes"), ("sectorcijfers", "sectoren", "keuzes")],
)
def test_a_damaged_register_takes_only_its_own_place(
    register: str, part: str, still: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "speerpunten"
    shutil.copytree(DATA / "speerpunten", copy)
    monkeypatch.setattr(registers, "FOLDERS", (DATA / "afspraken", copy))
    (copy / f"{register}.csv").write_text("kapot\n", encoding="utf-8")
    app = open_link(PAGE)
    html = html_of(app)
    assert problems_of(app) == []
    assert f"({load_section(PAGE, part).title}) {NOT_AVAILABLE}" in text_of(html)
    assert f"({load_section(PAGE, still).title}) {NOT_AVAILABLE}" not in text_of(html)
