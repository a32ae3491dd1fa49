"""The page as others see it: search engines, shared links, and a reader without JavaScript."""

from __future__ import annotations

import gzip
import json
import re
from html import unescape
from urllib.parse import parse_qsl, quote, urlsplit

import brotli
import pytest
from sitework import Site

from components.markup.menu import PageEntry
from components.screens.frame import TITLE
from data_loaders.cache import load_series
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import file_state
from endpoints.guard.static import FOLDER
from endpoints.pages.sharing import WORDS, Words, load_words, sharing_of
from endpoints.pages.shell import Offer, make_shell, shell_template
from pages import PAGES

META = re.compile(r'<meta (?:name|property)="([^"]+)" content="([^"]*)" />')
SITE = "https://monitor.voorbeeld.nl/arbeid"


def page_of(site: Site, path: str) -> str:
    answer = site.ask(path)
    assert answer.status == 200
    return answer.body.decode("utf-8")


def path_of(slug: str) -> str:
    return "/" if slug == PAGES[0].slug else f"/{slug}"


@pytest.mark.parametrize("entry", PAGES, ids=lambda entry: entry.slug)
def test_every_page_says_what_it_is(full: Site, entry) -> None:
    html = page_of(full, path_of(entry.slug))
    told = {name: unescape(text) for name, text in META.findall(html)}
    assert '<html lang="nl">' in html
    title = unescape(re.findall(r"<title>(.*?)</title>", html)[0])
    assert title == told["og:title"]
    assert title in (TITLE, f"{entry.title} – {TITLE}")
    assert told["description"] == told["og:description"]
    assert 60 <= len(told["description"]) <= 160
    assert told["og:locale"] == "nl_NL"
    address = f"{SITE}/" + ("" if entry is PAGES[0] else entry.slug)
    assert f'<link rel="canonical" href="{address}" />' in html
    assert told["og:url"] == address
    assert told["og:image"] == f"{SITE}/og/{entry.slug}.png"
    assert told["og:image:alt"]


def test_no_two_pages_say_the_same() -> None:
    words = load_words(WORDS, file_state(WORDS))
    assert set(words) <= {entry.slug for entry in PAGES}
    assert len({sharing_of(entry).description for entry in PAGES}) == len(PAGES)


def test_without_an_address_nothing_absolute_is_said(plain: Site) -> None:
    html = page_of(plain, "/over")
    assert "canonical" not in html
    assert "og:url" not in html
    assert "og:image" not in html
    assert not re.findall(r'(?:href|src|content)="https?://', html)


def test_a_page_without_words_of_its_own_says_what_it_is_a_part_of() -> None:
    told = sharing_of(PageEntry("proef", "Proef"))
    assert told.description.startswith("Proef: ") and TITLE in told.description
    assert 60 <= len(told.description) <= 160
    assert told.facts == ()


def test_facts_are_those_of_the_data() -> None:
    words = load_words(WORDS, file_state(WORDS))
    for entry in PAGES:
        facts = sharing_of(entry).facts
        asked = words.get(entry.slug, Words())
        assert len(facts) == len(asked.indicators) + len(asked.registers) <= 3
        for fact in facts:
            assert re.search(r"\d", fact.text)
            if fact.indicator:
                assert load_series(fact.indicator).frame["value"].notna().any()


def test_what_cannot_be_read_is_left_out(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "delen.toml"
    broken.write_text('[over]\ncijfers = ["bestaat-niet"]\nregisters = { niets = "dingen" }\n')
    monkeypatch.setattr("endpoints.pages.sharing.WORDS", broken)
    assert sharing_of(PAGES[-1]).facts == ()
    broken.write_text("geen toml")
    assert sharing_of(PAGES[-1]).description == ""


def test_the_reader_without_javascript_gets_figures_and_the_data() -> None:
    offer = Offer((("./api", "Gegevens opvragen (API)"),), tiles=True)
    html, _policy = make_shell(sharing_of(PAGES[1]), "", offer)
    text = html.partition("<noscript>")[2].partition("</noscript>")[0]
    fact = sharing_of(PAGES[1]).facts[0]
    assert f'<a href="./tegel/{fact.indicator}">' in text
    assert '<a href="./api">Gegevens opvragen (API)</a>' in text
    assert "<h1>" in text
    bare, _policy = make_shell(sharing_of(PAGES[1]), "", Offer())
    assert "./tegel" not in bare
    assert "De gegevens zelf" not in bare
    assert fact.text in unescape(bare)


def test_links_without_javascript_lead_somewhere(plain: Site) -> None:
    html = page_of(plain, "/regio-in-beeld")
    links = re.findall(r'<a href="\./([^"]+)">', html)
    for link in links:
        assert plain.ask(f"/{link}").status in (200, 308), link


def test_everything_is_escaped() -> None:
    bad = '<script>alert("1")</script>\'"'
    sharing = sharing_of(PAGES[1])
    facts = tuple(fact._replace(text=bad) for fact in sharing.facts)
    html, policy = make_shell(
        sharing._replace(title=bad, description=bad, facts=facts), "https://a.nl", Offer(tiles=True)
    )
    assert "alert(&#34;1&#34;)" in html
    assert 'alert("' not in html
    assert policy.count("'sha256-") == 4


def test_nothing_english_or_closed_is_left_of_streamlits_page() -> None:
    html, _policy = make_shell(sharing_of(PAGES[0]), "", Offer())
    original = (FOLDER / "index.html").read_text("utf-8")
    for part in ("service-desc", "_stcore", "JavaScript to run", 'lang="en"', "<title>Streamlit"):
        assert part in original
        assert part not in html
    # Scripts and styles are those of Streamlit, all of them.
    linked = re.compile(r'(?:src|href)="(\./static/[^"]+)"')
    assert linked.findall(html) == linked.findall(original)
    assert shell_template().count("<head>") == 1


def test_the_page_is_compressed_once_and_known_by_its_mark(plain: Site) -> None:
    bare = plain.ask("/over")
    small = plain.ask("/over", headers={"Accept-Encoding": "gzip, br"})
    older = plain.ask("/over", headers={"Accept-Encoding": "gzip;q=1.0, br;q=0"})
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.body) == gzip.decompress(older.body) == bare.body
    assert len(small.body) < 7200
    marks = {answer.headers["ETag"] for answer in (bare, small, older)}
    assert len(marks) == 3
    asked = {"Accept-Encoding": "br", "If-None-Match": small.headers["ETag"]}
    again = plain.ask("/over", headers=asked)
    assert (again.status, again.body) == (304, b"")
    assert again.headers["Content-Security-Policy"] == small.headers["Content-Security-Policy"]
    assert again.headers["Vary"] == "Accept-Encoding"


def test_a_head_says_what_a_get_would(plain: Site) -> None:
    full_answer, head = plain.ask("/over"), plain.ask("/over", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(full_answer.body))


def test_the_words_are_in_the_project() -> None:
    assert WORDS.is_relative_to(ASSETS)


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/over/", "../over"),
        ("/over/?a=1&b=%20", "../over?a=1&b=%20"),
        ("/tegel/", "../tegel"),
        ("/tegel/bevolking/", "../bevolking"),
        ("/tegel/doel/jongeren/?thema=donker", "../jongeren?thema=donker"),
        ("/deel/bevolking/", "../bevolking"),
        ("/oembed/?url=x", "../oembed?url=x"),
        ("/catalogus.ttl/", "../catalogus.ttl"),
        ("/healthz/", "../healthz"),
        ("/overzicht/", "../overzicht"),
    ],
)
def test_a_slash_at_the_end_leads_to_the_address_without(
    plain: Site, path: str, place: str
) -> None:
    answer = plain.ask(path)
    assert (answer.status, answer.headers["Location"]) == (308, place)


@pytest.mark.parametrize("path", ["/", "/api/v1/", "/nergens/", "/static/"])
def test_other_slashes_stay(plain: Site, path: str) -> None:
    assert plain.ask(path).status in (200, 404)


def test_a_page_with_a_chosen_figure_says_how_to_embed_it_and_has_its_own_picture(
    full: Site,
) -> None:
    html = full.ask("/regio-in-beeld?cijfer=bevolking&gebied=GM0202&utm_source=x").body.decode()
    link = re.search(r'<link rel="alternate" type="application/json\+oembed" href="([^"]+)"', html)
    assert link
    asked = dict(parse_qsl(urlsplit(unescape(link[1])).query))
    assert asked == {"url": f"{SITE}/tegel/bevolking?gebied=GM0202", "format": "json"}
    answer = full.ask(unescape(link[1]).removeprefix(SITE))
    assert answer.status == 200 and json.loads(answer.body)["title"] in unescape(html)
    picture = re.search(r'property="og:image" content="([^"]+)"', html)
    assert picture
    image = full.ask(unescape(picture[1]).removeprefix(SITE)).body
    assert image[:4] == b"\x89PNG" and image != full.ask("/og/regio-in-beeld.png").body
    for place in ("?cijfer=bestaat-niet", "?onderdeel=bestaat-niet"):
        assert "json+oembed" not in full.ask(f"/regio-in-beeld{place}").body.decode()


@pytest.mark.parametrize(
    ("query", "tile"),
    [("", "bevolking"), ("?onderdeel=uitkeringen", "bijstand-aandeel")],
)
def test_a_page_that_opens_with_a_figure_says_how_to_embed_that(
    full: Site, query: str, tile: str
) -> None:
    """But it stays the page: its title and picture are its own."""
    html = full.ask(f"/regio-in-beeld{query}").body.decode()
    assert quote(f"{SITE}/tegel/{tile}", safe="") in html
    assert f'og:image" content="{SITE}/og/regio-in-beeld.png' in html
