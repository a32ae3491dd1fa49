"""Every link that the monitor makes to a page of its own is understood by that page."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from urllib.parse import parse_qs, parse_qsl

import pytest
from render import ROOT, html_of, notices_of, open_link, problems_of
from streamlit.testing.v1 import AppTest

from components.exhibit.asked import Asked, RefusalError
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.kind import Kind
from components.exhibit.kinds import KINDS
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.documents import load_topics
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from pages import PAGES

DAY = date(2026, 11, 21)
MAPS = [item.id for item in fetched_indicators().values() if item.form == "kaart"]
OTHERS = [item.id for item in fetched_indicators().values() if item.form != "kaart"]
REGIONS = load_regions()
LIEMERS = ("GM0221", "GM0226", "GM0293", "GM0299", "GM1955")
LINK = re.compile(r'href="([^"]*)"')
SLUGS = {entry.slug for entry in PAGES}


def regio_in_beeld() -> None:
    """The page without the frame around it: a fast way to open a link."""

    from components.screens.frame import show_notices
    from components.screens.regio_in_beeld import show_topic
    from components.widgets.page_link import notices_of_link
    from components.widgets.selection import keep_areas

    keep_areas()
    show_topic()
    show_notices(notices_of_link())


def opened(live: str) -> AppTest:
    slug, _, query = live.partition("?")
    app = (
        AppTest.from_function(regio_in_beeld, default_timeout=60)
        if slug == "regio-in-beeld"
        else AppTest.from_file(ROOT / "pages" / slug / "page.py", default_timeout=60)
    )
    app.query_params = dict(parse_qs(query))
    app.run()
    assert problems_of(app) == []
    return app


def understood(app: AppTest) -> bool:
    return not re.search("kennen wij niet|is overgeslagen|hoogstens", " ".join(told(app)))


def told(app: AppTest) -> list[str]:
    return notices_of(html_of(app))


def choices_of(indicator_id: str) -> list[Asked]:
    """Areas of every kind, and the oldest period and last characteristic."""
    frame = load_series(indicator_id).frame
    areas = ["GM0202", "AM07", "GMR", "PV25", "NL01"]
    period, characteristic = str(frame["period"].min()), str(frame["characteristic"].iloc[-1])
    return [
        Asked(),
        Asked(period=period, characteristic=characteristic),
        Asked(("GM0202", "AM07"), characteristic=characteristic),
        *(Asked((area,)) for area in areas),
    ]


@pytest.mark.parametrize("indicator_id", MAPS)
def test_a_tile_of_a_map_leads_to_the_same_choice_on_the_page(indicator_id: str) -> None:
    for asked in choices_of(indicator_id):
        try:
            made = indicator_exhibit(indicator_id, asked, DAY, ())
        except RefusalError:
            continue  # there is no tile, so no link
        app = opened(made.live)
        assert told(app) == [], made.live
        assert app.multiselect(key="gebied").value == list(asked.areas or (REGIONS.default,))
        assert app.session_state["cijfer"] == indicator_id
        for key, value in (("periode", asked.period), ("kenmerk", asked.characteristic)):
            shown = [box.value for box in app.selectbox if box.key == key]
            assert not value or shown in ([value], []), made.live
        assert made.headline in unescape(html_of(app)), made.live


def test_a_tile_of_any_other_figure_leads_to_it_in_its_topic() -> None:
    lives = {
        indicator_exhibit(name, Asked(areas, "tabel"), DAY, ()).live: name
        for name in OTHERS
        for areas in [(), (str(load_series(name).frame["region_code"].iloc[0]),)]
    }
    for live, name in lives.items():
        app = opened(live)
        assert told(app) == [], live
        assert app.session_state["cijfer"] == name
        assert load_topics()[load_registry().get(name).topic].title in html_of(app)


@pytest.mark.parametrize("indicator_id", ["bijstand-aantal", "pendel-uit", "uitkeringen-totaal"])
def test_a_figure_alone_leads_to_its_topic(indicator_id: str) -> None:
    app = opened(f"regio-in-beeld?cijfer={indicator_id}")
    topic = load_topics()[load_registry().get(indicator_id).topic]
    assert told(app) == [] and f">{topic.title}<" in html_of(app)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("onderdeel=pendel&gebied=arnhem", "De keuze voor Arnhem verandert hier niets"),
        ("onderdeel=pendel&gebied=arnhem", "De cijfers gaan over Midden-Gelderland."),
        ("onderdeel=pendel&periode=2024", "overgeslagen: periode"),
        ("onderdeel=pendel&cijfer=bijstand-aantal", "overgeslagen: cijfer"),
        ("onderdeel=pendel&cijfer=PENDEL-uit", ""),
        ("onderdeel=uitkeringen&cijfer=ww-aantal&periode=2020", "overgeslagen: periode"),
        ("onderdeel=uitkeringen&cijfer=ww-aantal&kenmerk=x", "overgeslagen: kenmerk"),
        ("onderdeel=uitkeringen&gebied=Atlantis", "Het gebied 'Atlantis' kennen wij niet."),
        ("onderdeel=uitkeringen&gebied=Utrecht", "Voor Utrecht is dit cijfer er niet."),
        ("onderdeel=uitkeringen&gebied=Liemers", "hoogstens 4 gebieden naast elkaar, dus niet"),
        ("ONDERDEEL=pendel", ""),
        ("onderdeel=UITKERINGEN&cijfer=WW-aantal&gebied=pv25", "Voor Gelderland is dit cijfer"),
    ],
)
def test_what_has_no_effect_says_so(query: str, words: str) -> None:
    found = told(opened(f"regio-in-beeld?{query}"))
    assert words in " ".join(found) and bool(found) is bool(words)


@pytest.mark.parametrize("kind", [kind for kind in KINDS.values() if not kind.has_forms])
def test_the_link_of_every_other_kind_is_understood(kind: Kind) -> None:
    since = date(2026, 9, 30) if "since" in kind.deck.parts else None
    lives = [
        kind.make(DeckTile(kind.name, tile_id, since=since), DAY, DAY).live
        for tile_id, _ in kind.entries()
    ]
    for live in dict.fromkeys(lives):
        assert understood(opened(live)), live


START = [
    *(entry.slug for entry in PAGES),
    "regio-deal?project=soil-valley",
    "hca-doelen?akkoorddoel=vaardigheden-medewerkers",
    "speerpuntsectoren?sector=energie",
    "gemeenten?gemeente=GM0299",
    "gemeenten?gemeente=AM07",
    "regio-deal?gemeente=zevenaar",
    "regio-in-beeld?gebied=PV25&onderdeel=banen",
]


def test_every_link_on_every_page_is_understood_where_it_leads() -> None:
    ways: dict[tuple[str, ...], str] = {}
    for start in START:
        app = opened(start) if "?" in start else open_link(start)
        for address in LINK.findall(html_of(app)):
            bare = unescape(address).partition("#")[0].removeprefix("./")
            slug, _, query = bare.partition("?")
            names = sorted(name for name, _ in parse_qsl(query))
            page = slug or start.partition("?")[0]
            if page in SLUGS and query:
                ways.setdefault((page, *names), f"{page}?{query}")
    assert len(ways) > 5
    for link in ways.values():
        assert understood(opened(link)), link


@pytest.mark.parametrize("word", ["GM0299", "zevenaar", "ZEVENAAR", "gemeente Zevenaar"])
def test_a_municipality_by_any_word_finds_its_projects(word: str) -> None:
    app = opened(f"regio-deal?gemeente={word}")
    assert app.multiselect(key="gemeente").value == ["GM0299"]
    shown = " ".join(html_of(app).split())
    assert "In een streek met Zevenaar <span>2 projecten</span>" in shown and "Techniekdag" in shown


def test_a_subregion_chooses_its_municipalities() -> None:
    app = opened("regio-deal?gemeente=de Liemers")
    assert set(app.multiselect(key="gemeente").value) == set(LIEMERS)
