"""The showing of a deck over HTTP: one document that holds every slide."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.routing import Route

from components.charts.theme import ThemeName
from components.deck.code import code_of
from components.deck.kinds.title import UNTITLED
from components.deck.pins import pin_deck
from components.deck.showing_page import policy, showing_page
from components.deck.slide import Showing
from components.deck.slides import make_slides
from components.exhibit.asked import THEME
from components.render.tile_page import TilePlace, refusal_page
from data_loaders.clock import dutch_today
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.known import known_now
from data_loaders.decks.link import PARAMETERS, Opened, deck_query, decode_deck
from endpoints.figures.tile import GUARD
from endpoints.http.answer_cache import AnswerCache
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import deck_mark
from endpoints.http.resource import (
    Pairs,
    Plan,
    RequestError,
    Resource,
    asked,
    only,
    refused,
    way_to_root,
)
from endpoints.http.site import site_url

PATH = "/beraad/tonen"
SECONDS, LETTERS = "wissel", "toetsen"
LONGEST = 4096  # characters: a deck of the most tiles, all of their choices made
_FASTEST, _SLOWEST = 5, 600  # seconds
# A deck takes a second of one processor: one at a time, and tiles do not wait for it.
CACHE = AnswerCache(memory=24 * 1024 * 1024, at_once=1, waiting=40, of_one=10)


def plan_showing(request: Request) -> Plan:
    """Return how a showing is made."""
    pairs = only(asked(request), (*PARAMETERS, THEME, SECONDS, LETTERS))
    query, site, root = tuple(dict(pairs).items()), site_url(), way_to_root(request)
    return Plan(("tonen", query, site), deck_mark, lambda: _make(query, site, root))


def _make(query: Pairs, site: str, root: str) -> Answer:
    parameters = dict(query)
    opened = decode_deck(parameters, known_now())
    deck = _with_title(opened.deck)
    slides = make_slides(deck, dutch_today())
    showing = Showing(
        title=deck.title or UNTITLED,
        slides=slides,
        theme=_theme(parameters),
        back=f"{root}beraad?{deck_query(opened.deck)}",
        alive=f"{root}healthz",
        renew=_renew(opened, parameters) if any(slide.newer for slide in slides) else "",
        seconds=_seconds(parameters),
        skipped=opened.skipped,
    )
    html = showing_page(showing, lambda own: code_of(own, site))
    guard = {"Content-Security-Policy": policy()}
    return answer_of(html, "text/html", headers=guard)


def _with_title(deck: Deck) -> Deck:
    """Return a deck that begins with its title and the list of its slides."""
    if deck.tiles and deck.tiles[0].kind == "titel":
        return deck
    return replace(deck, tiles=(DeckTile("titel"), *deck.tiles))


def _theme(parameters: dict[str, str]) -> ThemeName:
    return "donker" if parameters.get(THEME) == "donker" else "licht"


def _seconds(parameters: dict[str, str]) -> int:
    """Return the seconds between slides that change by themselves; 0 for what is no number."""
    text = parameters.get(SECONDS, "")
    if not (text.isascii() and text.isdigit() and len(text) < 6 and int(text)):
        return 0
    return min(max(int(text), _FASTEST), _SLOWEST)


def _renew(opened: Opened, parameters: dict[str, str]) -> str:
    """Return the address of the same deck with the newest figures."""
    kept = [(name, parameters[name]) for name in (THEME, SECONDS, LETTERS) if name in parameters]
    more = f"&{urlencode(kept)}" if kept else ""
    return f"./tonen?{deck_query(pin_deck(opened.deck))}{more}"


def refuse_showing(request: Request, refusal: RequestError) -> Answer:
    """Return a page that says why there is no showing."""
    page = refusal_page(
        "Deze presentatie is nu niet te tonen",
        refusal.sentence,
        [("Naar de presentaties", f"{way_to_root(request)}beraad")],
        TilePlace(way_to_root(request)),
    )
    return refused(page, "text/html", refusal.status, GUARD)


SHOWING_ROUTES = [Route(PATH, Resource(plan_showing, refuse_showing, LONGEST, CACHE))]
