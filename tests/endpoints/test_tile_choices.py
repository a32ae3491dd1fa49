"""What can be asked of a tile, and how it says that something cannot."""

from __future__ import annotations

from html import unescape

import pytest
from publishcases import Page, Site

from components.exhibit.asked import MAX_AREAS
from components.widgets.selection import MAX_AREAS as APP_AREAS

AREAS = "bijstand-aandeel?vorm=cijfer&gebied="


@pytest.mark.parametrize("name", ["GM0202", "gm0202", "Arnhem", "arnhem", "%20Arnhem"])
def test_an_area_goes_by_code_or_name(site: Site, name: str) -> None:
    reply = site.ask(f"/tegel/{AREAS}{name}")
    assert reply.status == 200 and "Arnhem 7,1" in reply.text


def test_areas_stand_in_the_order_they_were_asked(site: Site) -> None:
    html = site.ask(f"/tegel/{AREAS}Zevenaar&gebied=Arnhem").text
    assert html.index('waarvan">Zevenaar') < html.index('waarvan">Arnhem')


def test_a_period_goes_by_code_or_words(site: Site) -> None:
    texts = {
        site.ask(f"/tegel/bevolking.json?periode={period}").json["titel"]
        for period in ("2024", "1+januari+2024")
    }
    assert len(texts) == 1 and "1 januari 2024" in texts.pop()


def test_the_order_of_parameters_and_strange_ones_change_nothing(site: Site) -> None:
    tags = {
        site.ask(f"/tegel/bevolking?{query}").headers["etag"]
        for query in (
            "gebied=GM0202&vorm=staaf",
            "vorm=staaf&gebied=GM0202",
            "vorm=staaf&gebied=GM0202&utm_source=nieuwsbrief",
        )
    }
    assert len(tags) == 1


# Values that no figure has, or that this one has under other names: the question is wrong.
NOWHERE = {
    "bijstand-aandeel?gebied=Atlantis",
    "bijstand-aandeel?gebied=%3Cb%3E",
    "bijstand-aandeel?vorm=taart",
    "bijstand-aandeel?thema=roze",
    "bijstand-aandeel?periode=1900",
    "leeftijdsopbouw?kenmerk=niets",
}


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("bestaat-niet", "Dit cijfer kennen wij niet."),
        ("bijstand-aandeel?gebied=Atlantis", "Het gebied 'Atlantis' kennen wij niet."),
        ("bijstand-aandeel?gebied=%3Cb%3E", "Dit gebied kennen wij niet."),
        ("bevolking?gebied=de+Liemers", "Dit zijn 5 gebieden. Kies er hoogstens 4."),
        ("bijstand-aandeel?gebied=GMR", "als geheel is dit cijfer er niet, wel voor 9 gemeenten"),
        ("leeftijdsopbouw?vorm=lijn", "Voor Midden-Gelderland als geheel is dit cijfer er niet"),
        ("bijstand-aandeel?gebied=GM0268", "Voor Nijmegen is dit cijfer er niet."),
        ("bijstand-aandeel?vorm=lijn", "Dit cijfer is er niet als lijn."),
        ("bijstand-aandeel?vorm=taart", "Deze waarde voor 'vorm' kennen wij niet."),
        ("bijstand-aandeel?thema=roze", "Deze waarde voor 'thema' kennen wij niet."),
        ("bijstand-aandeel?periode=1900", "Dit cijfer heeft deze waarde voor"),
        ("leeftijdsopbouw?kenmerk=niets", "Dit cijfer heeft deze waarde voor"),
        ("onbenut-nederland?kenmerk=Werkloos", "De figuur is altijd heel"),
        ("vraag-en-instroom?vorm=cijfer", "hoogstens 4 waarden, en dit zijn er 30"),
        ("doel/bestaat-niet", "Dit doel kennen wij niet."),
        ("project/bestaat-niet", "Dit project kennen wij niet."),
        ("spanning-op-de-arbeidsmarkt/../x", "Deze tegel kennen wij niet."),
    ],
)
def test_what_does_not_exist_is_a_tile_that_says_so(site: Site, path: str, sentence: str) -> None:
    reply = site.ask(f"/tegel/{path}")
    page = Page(reply.text)
    assert reply.status == (400 if path in NOWHERE else 404)
    assert sentence in unescape(reply.text)
    assert page.all("html") == [{"lang": "nl"}] and "Traceback" not in reply.text
    assert reply.headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    "query",
    ["vorm=kaart&vorm=staaf", "thema=licht&thema=donker", "periode=" + "x" * 101]
    + ["&".join(["gebied=GM0202"] * 5)],
)
def test_what_could_never_be_right_is_refused_as_such(site: Site, query: str) -> None:
    assert site.ask(f"/tegel/bijstand-aandeel?{query}").status == 400


def test_a_goal_takes_a_theme_and_nothing_else(site: Site) -> None:
    assert site.ask("/tegel/doel/vaardigheden-medewerkers?thema=donker").status == 200
    assert site.ask("/tegel/doel/vaardigheden-medewerkers?gebied=GM0202").status == 400


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("bijstand-aandeel?gebied=GM0268", "?gebied=GM0202"),
        ("bijstand-aandeel?vorm=lijn&gebied=GM0202", "?gebied=GM0202&vorm=staaf"),
        ("bestaat-niet", "../tegel/bevolking"),
        ("doel/x/y", "../../../tegel/bevolking"),
    ],
)
def test_a_refusal_links_to_what_can_be_asked(site: Site, path: str, wanted: str) -> None:
    page = Page(site.ask(f"/tegel/{path}").text)
    links = [a["href"] for a in page.all("a")]
    assert wanted in links
    followed = site.ask(f"/tegel/{path.partition('?')[0]}{wanted}") if "?" in wanted else None
    assert followed is None or followed.status == 200


def test_a_refused_file_is_a_message_for_machines(site: Site) -> None:
    for ending in ("svg", "png", "csv", "json"):
        reply = site.ask(f"/tegel/bestaat-niet.{ending}")
        assert reply.status == 404
        assert reply.headers["content-type"] == "application/problem+json"
        assert reply.json["detail"] == "Dit cijfer kennen wij niet."
        assert {"naam": "Inwoners op 1 januari", "id": "bevolking"} in reply.json["mogelijk"]


def test_a_figure_that_was_not_fetched_yet_says_so(site: Site) -> None:
    reply = site.ask("/tegel/bijstand-per-gemeente")
    if reply.status == 404 and "kennen wij niet" in reply.text:
        waiting = next(name for name in _not_fetched())
        reply = site.ask(f"/tegel/{waiting}")
    assert reply.status == 404 and "nog niet opgehaald" in reply.text


def _not_fetched() -> list[str]:
    from data_loaders.cache import fetched_indicators
    from data_loaders.registry import load_registry

    return [name for name in load_registry().indicators if name not in fetched_indicators()]


def test_every_tile_is_listed(site: Site) -> None:
    for start, root in (("/tegel", "./"),):
        links = [a["href"] for a in Page(site.ask(start).text).all("a")]
        for path in ("bevolking", "doel/vaardigheden-medewerkers", "project/soil-valley"):
            assert f"{root}tegel/{path}" in links
    assert site.ask("/tegel", "HEAD").status == 200


def test_a_tile_and_the_app_allow_as_many_areas() -> None:
    assert MAX_AREAS == APP_AREAS
