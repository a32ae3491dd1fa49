"""Tiles as pages: whole, small, Dutch, and the same figure as in the app."""

from __future__ import annotations

from html import unescape

import pytest
from publishcases import Page, Site

from components.exhibit.asked import Asked, RefusalError, forms_of
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.on_page import page_exhibit
from components.markup.templates import macro
from components.render.colours import Colours
from components.render.tile_page import SCRIPT, TilePlace, tile_page
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load_by_id
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.monitor import MONITOR

MOST = 50_000
FORMS = {
    "kaart": "bijstand-aandeel",
    "staaf": "bijstand-aandeel?vorm=staaf",
    "lijn": "bevolking?vorm=lijn&gebied=GM0202&gebied=GM0268",
    "cijfer": "uitkeringen-totaal",
    "tabel": "bijstand-aandeel?vorm=tabel",
    "opbouw": "arbeidspotentieel",
    "gestapeld": "geregistreerd-werkzoekenden",
    "vraag": "vraag-en-instroom",
    "lijnen": "onbenut-nederland",
    "onbekend": "spanningsindicator",
}


@pytest.mark.parametrize("path", FORMS.values(), ids=FORMS)
def test_a_tile_is_one_small_whole_page(site: Site, path: str) -> None:
    reply = site.ask(f"/tegel/{path}")
    page = Page(reply.text)
    assert reply.status == 200 and len(reply.body) <= MOST
    assert page.all("html") == [{"lang": "nl"}]
    assert page.words["h1"] and page.all("main") == [{"aria-labelledby": "kop"}]
    assert page.all("table") and page.all("details")
    assert "Bron: " in reply.text and "peildatum: " in reply.text
    loaded = [tag for tag, had in page.tags if "src" in had or tag in {"img", "iframe", "object"}]
    sheets = [had for had in page.all("link") if had["rel"] != "alternate"]
    assert (loaded, sheets) == ([], [])
    assert page.words["script"] == SCRIPT


@pytest.mark.parametrize("path", [FORMS[name] for name in ("kaart", "staaf", "lijn", "vraag")])
def test_the_sentence_of_the_figure_is_title_rest_and_alternative_text(
    site: Site, path: str
) -> None:
    page = Page(site.ask(f"/tegel/{path}").text)
    drawings = [had for had in page.all("svg") if "role" in had]
    assert drawings
    said = site.ask(f"/tegel/{path.replace('?', '.json?') if '?' in path else f'{path}.json'}")
    headline = said.json["titel"]
    assert {drawing["aria-label"] for drawing in drawings} == {headline}
    found = page.words["h1"].rpartition(": ")[2]
    assert found and found in headline and len(page.words["h1"]) <= 90
    assert {drawing["role"] for drawing in drawings} == {"img"}


def test_a_tile_says_what_the_app_says(site: Site) -> None:
    card = page_exhibit("vraag-en-instroom", "licht", dutch_today())
    html = site.ask("/tegel/vraag-en-instroom").text
    assert card.headline in unescape(html) and card.finding[1] in unescape(html)
    assert macro("vitrine", "foot", card, root="../") in html


def test_contradictions_are_told_in_page_and_image(site: Site) -> None:
    assert "Let op: 1 verschil in de bronnen" in site.ask("/tegel/bijstand-aandeel").text
    assert "Let op: Nederland: 3,9 % is hoger" in site.ask("/tegel/bijstand-aandeel.svg").text
    assert "Let op" not in site.ask("/tegel/bevolking.svg").text


def test_the_way_to_the_app_keeps_the_selection(site: Site) -> None:
    html = site.ask("/tegel/leeftijdsopbouw?gebied=Arnhem&periode=2024&kenmerk=65+jaar+en+ouder")
    if html.status == 400:  # another name for the oldest: take the last one there is
        name = list(load_series("leeftijdsopbouw").frame["characteristic"])[-1]
        html = site.ask(
            f"/tegel/leeftijdsopbouw?gebied=Arnhem&periode=2024&kenmerk={name.replace(' ', '+')}"
        )
    live = next(a["href"] for a in Page(html.text).all("a") if "regio-in-beeld" in a["href"])
    assert live.startswith("../regio-in-beeld?onderdeel=inwoners&gebied=GM0202")
    assert "cijfer=leeftijdsopbouw" in live and "periode=2024" in live and "kenmerk=" in live


def test_links_leave_the_page_around_the_tile_alone(site: Site) -> None:
    page = Page(site.ask("/tegel/bijstand-aandeel").text)
    assert page.all("base") == [{"target": "_blank"}]


def test_theme_is_the_readers_own_unless_asked_for(site: Site) -> None:
    own, dark = (site.ask(f"/tegel/bevolking{ask}").text for ask in ("", "?thema=donker"))
    assert "prefers-color-scheme:dark" in own
    assert "prefers-color-scheme" not in dark
    assert ":root{color-scheme:dark;" in dark


def test_every_goal_and_project_has_a_tile(site: Site) -> None:
    goals, projects = list(load_goals()), list(load_by_id(Project))
    for path in [*(f"doel/{goals[i]}" for i in (0, 3, -1)), *(f"project/{p}" for p in projects)]:
        reply = site.ask(f"/tegel/{path}")
        assert reply.status == 200 and len(reply.body) <= MOST, path
        assert "nog geen meting" in reply.text and "Bron: " in reply.text


def test_every_indicator_has_a_tile_in_each_of_its_forms() -> None:
    made, refused = 0, []
    for name in fetched_indicators():
        for form in forms_of(load_series(name)):
            try:
                content = indicator_exhibit(name, Asked(form=form), dutch_today())
            except RefusalError as refusal:
                refused.append(refusal)
                continue
            made += 1
            html = tile_page(content, [], Colours(), TilePlace("../"))
            assert len(html.encode()) < 26_000, (name, form)  # a figure adds at most 20 kB
            assert content.sheet().rows and content.headline
    assert made > 150
    assert refused and all(refusal.options for refusal in refused)


def test_every_drawing_leaves_room_for_the_words(site: Site) -> None:
    """The largest page there can be: the widest drawing with the most words."""
    sizes = {
        path: len(site.ask(f"/tegel/{path}").body)
        for path in (*FORMS.values(), "uitkeringen-nederland", "bijstand-aandeel?gebied=GM0202")
    }
    assert max(sizes.values()) <= MOST, sizes


def test_the_tile_has_the_name_of_the_site(site: Site) -> None:
    html = site.ask("/tegel/bevolking").text
    assert f"<title>{Page(html).words['h1']} | {MONITOR.name}</title>" in unescape(html)
