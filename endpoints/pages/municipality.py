"""Addresses of profiles that can be guessed: `/gemeente/zevenaar`, and with an ending its file."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from components.markup.templates import macro
from components.profile.area import profile_of
from components.profile.asked import near_areas, profile_areas, read_area
from components.profile.model import SLUG
from components.profile.sheet import profile_sheet
from components.render.tile_page import FRAMED_POLICY, TilePlace, plain_page
from data_loaders.clock import dutch_today
from endpoints.http.answers import Answer
from endpoints.http.etags import data_mark
from endpoints.http.frame import page_frame
from endpoints.http.resource import Plan, RequestError, Resource, problem_answer
from endpoints.pages.sheetfiles import form_of, sheet_answer

AREA, BESIDE = "gemeente", "naast"
ROOT = "../"


async def _lead(request: Request) -> Response:
    """Lead to a profile; of a word that is none, say so with near names."""
    return await run_in_threadpool(_led, request)


def _led(request: Request) -> Response:
    word = str(request.path_params["name"])
    code, sentence = read_area(word)
    if not code:
        return _unknown(word, sentence)
    kept = [pair for pair in request.query_params.multi_items() if pair[0] != AREA]
    # Relative, as only a proxy knows where the site begins.
    return RedirectResponse(f"{ROOT}{SLUG}?{urlencode([(AREA, code), *kept])}", 308)


def _unknown(word: str, sentence: str) -> Response:
    near = [profile_areas()[code] for code in near_areas(word) if code in profile_areas()]
    body = macro(SLUG, "unknown", sentence, near, ROOT)
    page = plain_page("Dit profiel is er niet", body, TilePlace(ROOT), page_frame(ROOT, SLUG))
    headers = {"Content-Security-Policy": FRAMED_POLICY, "Cache-Control": "no-store"}
    return HTMLResponse(page, 404, headers)


def plan_profile(request: Request) -> Plan:
    """Return how the file of a profile is made; `naast` is another area beside it."""
    name, _, ending = ".".join(
        str(request.path_params[part]) for part in ("stem", "ending")
    ).partition(".")
    beside = request.query_params.get(BESIDE, "")
    return Plan((AREA, name, ending, beside), data_mark, lambda: _file(name, ending, beside))


def _file(name: str, ending: str, beside: str) -> Answer:
    form = form_of(ending)
    profile = profile_of(_area(name), _area(beside) if beside else "", dutch_today(), data_mark())
    return sheet_answer(profile_sheet(profile), form)


def _area(word: str) -> str:
    code, sentence = read_area(word)
    if not code:
        raise RequestError(404, sentence)
    return code


ROUTES = [
    Route("/gemeente", lambda _request: RedirectResponse(f"./{SLUG}", 308)),
    Route("/gemeente/{stem}.{ending}", Resource(plan_profile, problem_answer)),
    Route("/gemeente/{name}", _lead),
]
