"""What the address of a showing can do: old, hostile and pinned ones."""

from __future__ import annotations

import gzip
import re
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from urllib.parse import quote

import pytest
import segno
from keptstore import FIGURE, KeptStore
from playwright.sync_api import Page, expect
from readydecks import FIGURES, query_of
from showingserver import SITE, ShowingServer
from starlette.requests import Request
from test_deck_golden import V1

from components.deck.pins import pin_tile
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from endpoints.figures.showing import plan_showing

HOSTILE = [
    "v=1&titel=" + quote("<script>alert(1)</script>") + "&tegels=t",
    "v=1&titel=" + quote('"><img src=x onerror=alert(1)>') + "&tegels=c.bevolking",
    "v=1&titel=" + quote("x' onmouseover='alert(1)") + "&tegels=a",
    "v=1&tegels="
    + quote("c.<svg/onload=alert(1)>~d.\"'><b>~p.</section><script>alert(1)</script>"),
    "v=1&tegels=" + "~".join(["t"] * 900),
    "v=<script>&tegels=t",
    "v=1&tegels=t&thema=<script>&wissel=1e9",
    "v=1&tegels=t&wissel=-5&wissel=javascript:alert(1)",
    "v=1&titel=%00%ff%fe%E2%80%AE&dag=0000-00-00&tegels=w.9999-99-99",
]


@pytest.mark.browser
@pytest.mark.parametrize("query", HOSTILE)
def test_hostile_address_shows_a_harmless_document(
    page: Page, server: ShowingServer, query: str
) -> None:
    page.on("dialog", lambda _: pytest.fail("a script of the address ran"))
    answer = page.goto(f"{server.url}/beraad/tonen?{query}")
    assert answer is not None
    assert answer.status == 200
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, form").count() == 0
    assert page.evaluate("Number(document.body.dataset.wissel)") in {0, 600}
    expect(page.locator(".dia:visible")).to_have_count(1)


def test_script_runs_by_its_hash_alone(server: ShowingServer) -> None:
    with urllib.request.urlopen(f"{server.url}/beraad/tonen?v=1&tegels=t", timeout=30) as answer:
        policy = answer.headers["Content-Security-Policy"]
    assert re.search(r"script-src 'sha256-[A-Za-z0-9+/=]{44}'(;|$)", policy)
    assert "default-src 'none'" in policy


def test_too_long_address_is_refused(server: ShowingServer) -> None:
    status, _ = server.read("/beraad/tonen?v=1&titel=" + "x" * 4100)
    assert status == 414


def test_longest_deck_is_shown(server: ShowingServer) -> None:
    tile = DeckTile(
        "cijfer",
        "arbeidsparticipatie-gemeenten",
        ("GM0202", "GM0293", "GM1705", "GM0226"),
        "staaf",
        pin="abcdefg2",
    )
    query = query_of(*[tile] * 40)
    assert len(query) > 2000
    status, html = server.read(f"/beraad/tonen?{query}")
    assert status == 200
    assert html.count("<section") == 41


@pytest.mark.parametrize(("query", "deck"), V1)
def test_address_of_an_older_version_opens(server: ShowingServer, query: str, deck: Deck) -> None:
    status, html = server.read(f"/beraad/tonen?{query}")
    assert status == 200
    assert html.count("<section") >= 2 or deck.tiles == (DeckTile("titel"),)


def test_what_a_link_could_not_give_is_said(server: ShowingServer) -> None:
    _, html = server.read("/beraad/tonen?v=1&tegels=c.bestaat-niet~a")
    assert "Tegel 1: dit cijfer is er niet; het onderdeel is weggelaten." in html


def test_code_leads_to_the_tile_at_the_address_of_the_site(server: ShowingServer) -> None:
    _, html = server.read(f"/beraad/tonen?{query_of(FIGURES[0], DeckTile('doel', 'via-t-fte'))}")
    codes = re.findall(r'<path transform="[^"]*" class="qrline" [^>]*d="([^"]+)"', html)
    codes = codes or re.findall(r'class="qrline"[^>]*d="([^"]+)"', html)
    for path, found in zip(("tegel/bevolking", "tegel/doel/via-t-fte"), codes, strict=True):
        assert found in segno.make_qr(SITE + path, error="m").svg_inline(border=3)


def test_same_content_is_not_sent_twice(server: ShowingServer) -> None:
    address = f"{server.url}/beraad/tonen?{query_of(*FIGURES)}"
    with urllib.request.urlopen(address, timeout=30) as answer:
        tag = answer.headers["ETag"]
    asked = urllib.request.Request(address, headers={"If-None-Match": tag})
    with pytest.raises(urllib.error.HTTPError) as refusal:
        urllib.request.urlopen(asked, timeout=30)
    assert refusal.value.code == 304


def test_server_answers_others_while_a_large_deck_is_made(server: ShowingServer) -> None:
    forms = ("kaart", "staaf")
    tiles = [
        DeckTile("cijfer", name, ("GMR",), form)
        for name in ("huishoudens", "leeftijdsopbouw", "opleidingsniveau", "bedrijfsvestigingen")
        for form in forms
    ]
    with ThreadPoolExecutor() as pool:
        begun, slowest = time.monotonic(), 0.0
        made = pool.submit(server.read, f"/beraad/tonen?{query_of(*tiles)}")
        while not made.done():
            started = time.monotonic()
            server.read("/healthz")
            slowest = max(slowest, time.monotonic() - started)
        whole = time.monotonic() - begun
    assert made.result()[0] == 200
    assert slowest < whole / 2, (slowest, whole)


def test_quarter_without_actions_is_told_in_sentences() -> None:
    html = shown(Deck("Beraad", date(2035, 1, 1), (DeckTile("agenda"),)))
    assert "Geen enkele actie eindigt dit kwartaal, van " in html


# Pins: a store of our own, in this process.


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> KeptStore:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    return KeptStore(tmp_path / "opslag", keep=2)


def answer_to(deck: Deck) -> tuple[int, str]:
    """Return status and document of a deck as the server would make it now."""
    query = deck_query(deck).encode()
    scope = {"type": "http", "method": "GET", "path": "/beraad/tonen", "headers": []}
    answer = plan_showing(Request(scope | {"query_string": query})).make()
    return answer.status, gzip.decompress(answer.body).decode()


def shown(deck: Deck) -> str:
    status, html = answer_to(deck)
    assert status == 200
    return html


AREA = DeckTile("cijfer", FIGURE, ("GM0202",), "cijfer", characteristic="WW")


def edition(kept: KeptStore, month: int, value: float) -> None:
    kept.benefits(date(2026, month, 1), changes={("GM0202", "2026MM01", "WW"): value}, months=1)


def test_same_link_shows_the_same_figure_and_says_there_is_a_newer(kept: KeptStore) -> None:
    edition(kept, 7, 5550.0)
    deck = Deck("Beraad", date(2026, 7, 2), (pin_tile(AREA),))
    before = shown(deck)
    assert "5.550" in before
    assert "Er zijn nieuwere cijfers" not in before
    edition(kept, 8, 7770.0)
    after = shown(deck)
    assert "5.550" in after
    assert "7.770" not in after
    assert "Er zijn nieuwere cijfers" in after
    renewed = re.search(r'href="\./tonen\?([^"#]+)#2"', after)
    assert renewed is not None
    assert pin_tile(AREA).pin in renewed[1]
    assert pin_tile(AREA).pin != deck.tiles[0].pin


def test_figures_that_are_no_longer_kept_are_said_and_not_replaced(kept: KeptStore) -> None:
    edition(kept, 7, 5550.0)
    deck = Deck("Beraad", date(2026, 7, 2), (pin_tile(AREA),))
    for month in (8, 9, 10):
        edition(kept, month, 7770.0 + month)
    html = shown(deck)
    assert "worden niet meer bewaard" in html
    assert "7.78" not in html
    assert "5.550" not in html
