"""The search: all there is to find for the script of the head, and a page for who has none."""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

from components.markup.site import SEARCH
from components.render.tile_page import FRAMED_POLICY, TilePlace, plain_page
from components.search.entries import Entry, search_entries
from components.search.found import find_entries, the_one
from components.search.page import LONGEST, found_body, found_title
from endpoints.http.answers import answer_of
from endpoints.http.etags import data_mark
from endpoints.http.frame import page_frame
from endpoints.http.resource import Plan, Resource, as_json, problem_answer
from pages import PAGES

ROOT = "./"


def _known() -> tuple[Entry, ...]:
    return search_entries(PAGES, data_mark())


def plan_entries(_request: Request) -> Plan:
    """Return how the list for the script is made."""
    return Plan((SEARCH,), data_mark, lambda: answer_of(as_json(_known()), "application/json"))


async def _answer(request: Request) -> Response:
    """Lead to the one thing that is found, or show what is."""
    asked = request.query_params.get("vraag", "").strip()[:LONGEST]
    return await run_in_threadpool(_found, asked)


def _found(asked: str) -> Response:
    found = find_entries(asked, _known())
    if there := the_one(asked, found):
        return RedirectResponse(f"{ROOT}{there.address}", 303)
    body = found_body(asked, found, ROOT, f"{ROOT}{SEARCH}")
    page = plain_page(found_title(asked, found), body, TilePlace(ROOT), page_frame(ROOT))
    headers = {"Content-Security-Policy": FRAMED_POLICY, "Cache-Control": "no-cache"}
    return HTMLResponse(page, headers=headers)


ROUTES = [
    Route(f"/{SEARCH}.json", Resource(plan_entries, problem_answer)),
    Route(f"/{SEARCH}", _answer),
]
