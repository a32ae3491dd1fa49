"""Everything that is published beside the app: tiles, data, catalogue, and embedding by link."""

from __future__ import annotations

from functools import partial

from starlette.routing import Route

from endpoints.api.bulk import plan_bulk
from endpoints.api.catalogue import FORMATS, plan_catalogue, plan_datasets
from endpoints.api.routes import API_ROUTES
from endpoints.figures.feed import plan_feed
from endpoints.figures.handout import HANDOUT_ROUTES
from endpoints.figures.letter import LETTER_ROUTES
from endpoints.figures.oembed import plan_oembed
from endpoints.figures.share import plan_share, refuse_share
from endpoints.figures.showing import SHOWING_ROUTES
from endpoints.figures.tile import plan_index, plan_tile, refuse_tile
from endpoints.http.resource import Resource, problem_answer
from endpoints.pages.takeaways import TAKEAWAY_ROUTES

FEEDS = ("/nieuw.atom", "/nieuw/{onderwerp}.atom")

ROUTES: list[Route] = [
    *(Route(path, Resource(plan_index, refuse_tile)) for path in ("/tegel", "/tegel.html")),
    Route("/tegel/{path:path}", Resource(plan_tile, refuse_tile)),
    Route("/deel/{path:path}", Resource(plan_share, refuse_share)),
    Route("/api/v1/alles.zip", Resource(plan_bulk, problem_answer)),
    *TAKEAWAY_ROUTES,
    *API_ROUTES,
    *(
        Route(f"/catalogus.{ending}", Resource(partial(plan_catalogue, ending), problem_answer))
        for ending in FORMATS
    ),
    *(Route(path, Resource(plan_feed, problem_answer)) for path in FEEDS),
    Route("/catalogus", Resource(plan_datasets, problem_answer)),
    Route("/oembed", Resource(plan_oembed, problem_answer)),
    *SHOWING_ROUTES,
    *HANDOUT_ROUTES,
    *LETTER_ROUTES,
]
