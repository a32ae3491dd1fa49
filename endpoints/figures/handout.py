"""The handout of a deck over HTTP: as PDF, and as a PowerPoint file."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from functools import partial

from starlette.requests import Request
from starlette.routing import Route

from components.charts.theme import ThemeName
from components.deck.area_map import SIZE, WIDTH
from components.deck.kinds.title import UNTITLED
from components.deck.slides import make_slides
from components.exhibit.model import Exhibit
from components.handout import pdf
from components.handout.parts import Draw, Handout, Picture, make_pages
from components.render.image import figure_image
from components.render.svg import Drawing
from components.words.file_names import slug
from data_loaders.clock import dutch_today
from data_loaders.decks.known import known_now
from data_loaders.decks.link import PARAMETERS, deck_query, decode_deck
from data_loaders.geo.map_sizes import SizeName
from endpoints.figures.drawings import DECKS, IMAGE_WIDTH, draw
from endpoints.figures.renderer import Renderer
from endpoints.figures.showing import LONGEST, refuse_showing
from endpoints.http.answer_cache import AnswerCache
from endpoints.http.answers import NOT_KEPT, Answer, answer_of
from endpoints.http.errors import RenderError
from endpoints.http.etags import deck_mark
from endpoints.http.resource import Pairs, Plan, RequestError, Resource, asked, only
from endpoints.http.site import site_url

PDF = "application/pdf"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
SHOWING = "beraad/tonen"
THEME: ThemeName = "licht"
MAP_WIDTH = round(WIDTH)
# A handout takes a second or more of one processor: one at a time, and tiles do not wait for it.
CACHE = AnswerCache(memory=24 * 1024 * 1024, at_once=1, waiting=40, of_one=10)


def _plan(kind: str, request: Request) -> Plan:
    pairs = only(asked(request), PARAMETERS)
    query, site = tuple(dict(pairs).items()), site_url()
    return Plan((kind, query, site), deck_mark, lambda: _answer(kind, query, site))


def _answer(kind: str, query: Pairs, site: str) -> Answer:
    write, render, media_type = _KINDS[kind]
    opened = decode_deck(dict(query), known_now())
    if not opened.deck.tiles:
        sentence = " ".join(opened.skipped) or "In deze link staat geen presentatie."
        raise RequestError(404, sentence)
    today = dutch_today()
    handout = Handout(
        title=opened.deck.title or UNTITLED,
        day=opened.deck.day or today,
        pages=make_pages(
            make_slides(opened.deck, today), render, RenderError, only_maps=kind == "pptx"
        ),
        site=site,
        address=f"{site}{SHOWING}?{deck_query(opened.deck)}" if site else "",
        skipped=opened.skipped,
    )
    name = f"{slug(handout.title)[:60] or 'presentatie'}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    if any(page.is_undrawn for page in handout.pages):
        headers["Cache-Control"] = NOT_KEPT  # it can be drawn the next time
    return answer_of(write(handout), media_type, headers=headers)


def as_pdf(handout: Handout) -> bytes:
    """Return a handout as a PDF, by a process of its own. Raises RenderError.

    What the compiler keeps from one document to the next (half a gigabyte) goes with it.
    """
    with closing(Renderer()) as typesetter:
        return typesetter.pdf(pdf.document(handout))


def as_pptx(handout: Handout) -> bytes:
    """Return a handout as a PowerPoint file. The library takes 35 MB: only when it is needed."""
    from components.handout import pptx  # noqa: PLC0415

    return pptx.make(handout)


def vector(exhibit: Exhibit) -> Picture:
    """Return the figure of a slide for paper, as shapes and letters. Raises RenderError."""
    made = figure_image(exhibit, _drawing(exhibit, IMAGE_WIDTH, "breed"), THEME)
    return Picture(made.svg.encode("utf-8"), made.width, made.height)


def pixels(exhibit: Exhibit) -> Picture:
    """Return the map of a slide as an image: its names and values need no legend."""
    bare = replace(exhibit.figures[THEME], legend=())
    drawing = _drawing(exhibit, MAP_WIDTH, SIZE)
    made = figure_image(replace(exhibit, figures={THEME: bare}), drawing, THEME)
    return Picture(DECKS.png(made.svg), made.width, made.height)


def _drawing(exhibit: Exhibit, width: int, size: SizeName) -> Drawing:
    drawing = draw(exhibit, THEME, width, DECKS, size)
    if drawing is None:
        raise RenderError("er is niets te tekenen")
    return drawing


_KINDS: dict[str, tuple[Callable[[Handout], bytes], Draw, str]] = {
    "pdf": (as_pdf, vector, PDF),
    "pptx": (as_pptx, pixels, PPTX),
}


def _resource(kind: str) -> Resource:
    return Resource(partial(_plan, kind), refuse_showing, LONGEST, CACHE)


HANDOUT_ROUTES = [
    Route("/beraad/handout.pdf", _resource("pdf")),
    Route("/beraad/presentatie.pptx", _resource("pptx")),
]
