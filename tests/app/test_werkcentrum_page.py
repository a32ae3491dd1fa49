"""What the Werkcentrum counted: every face is the same for months that differ in what is hidden."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from countcases import OCTOBER, TWIN, counted, month_of, publish
from render import html_of, open_link, problems_of, text_of

from components.deck.slides import make_slides
from components.exhibit.werkcentrum import werkcentrum_exhibit
from components.files.formats import BUTTONS
from components.render.colours import Colours
from components.render.image import image
from components.render.tile_page import TilePlace, tile_page
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.open_data import open_data_csv
from endpoints.api.endpoints import ENDPOINTS, Question

MONTHS = [f"2026-{n:02}" for n in (7, 8, 9, 10)]


@pytest.fixture
def database(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Choose another database, by its name."""

    def choose(name: str) -> None:
        monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{tmp_path / name}.db")

    choose("leeg")
    return choose


def faces() -> dict[str, object]:
    """Return all that is public of the counts."""
    exhibit = werkcentrum_exhibit()
    register = next(item for item in ENDPOINTS if item.path == "registers/{naam}")
    page = open_link("werkcentrum")
    assert problems_of(page) == []
    slides = make_slides(Deck("", None, (DeckTile("werkcentrum"),)), dutch_today())
    return {
        "page": html_of(page),
        "small": exhibit.small and exhibit.small(),
        "tile": tile_page(exhibit, [], Colours(), TilePlace("../")),
        "image": image(exhibit, None, "licht"),
        "tables": exhibit.tables,
        "slides": [slide.screens for slide in slides],
        "open": open_data_csv("werkcentrum.csv"),
        "api": register.find(Question("werkcentrum", {})).records,
        "files": [item.write(exhibit.sheet()) for item in BUTTONS if item.write],
    }


def test_months_that_differ_in_what_is_hidden_look_the_same_everywhere(
    database: Callable[[str], None],
) -> None:
    found = []
    for name, cells in (("een", OCTOBER), ("ander", TWIN)):
        database(name)
        publish([row for month in MONTHS for row in month_of(month, cells)])
        found.append(faces())
    one, other = found
    assert "93 vragen" in text_of(str(one["page"]))
    assert [name for name in one if one[name] != other[name] and name != "files"] == []
    assert one["files"][0] == other["files"][0]  # type: ignore[index]


def test_the_page_is_honest_when_nothing_was_counted(database: Callable[[str], None]) -> None:
    page = open_link("werkcentrum")
    assert problems_of(page) == []
    told = text_of(html_of(page))
    assert "Nog geen telling van vragen aan het Werkcentrum" in told
    assert "Dat is iets anders dan nul vragen" in told
    assert open_data_csv("werkcentrum.csv").decode().strip() == (
        "maand,verdeling,categorie,aantal,status,bron,door"
    )


def test_a_month_that_is_not_complete_is_named_and_not_shown(
    database: Callable[[str], None],
) -> None:
    publish(
        [*month_of("2026-10", OCTOBER), counted("2026-11", ("jongere", "anders", "inloop"), 41)]
    )
    told = text_of(html_of(open_link("werkcentrum")))
    assert "Werkcentrum in oktober 2026: 93 vragen" in told
    assert "November 2026: het totaal van de maand is nog niet gemeld." in told
    assert "41" not in told


def test_a_link_opens_its_month(database: Callable[[str], None]) -> None:
    cells = OCTOBER | {("werkende", "loopbaan", "inloop"): 100}
    publish([*month_of("2026-09", cells), *month_of("2026-10", OCTOBER)])
    page = html_of(open_link("werkcentrum?maand=2026-09"))
    assert "Werkcentrum in september 2026: 172 vragen</h2>" in page
