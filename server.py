"""The production entry: the app with our own routes around it.

`streamlit run server.py` (or any ASGI server on `server:app`). Plain `streamlit run app.py`
works too, without the routes.
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import RedirectResponse
from starlette.routing import Mount, Route
from streamlit.runtime.pages_manager import PagesManager

from components.frame import show_failure
from components.hosting import GEOMETRY_ROUTE, announce_own_routes
from components.warmup import warm_up
from endpoints.geometry import Geometry
from endpoints.shell import DutchShell
from pages import PAGES


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Prepare the process before it reports ready.

    Until a script has run once, Streamlit takes a folder `pages/` for its older kind of
    multipage app, and the first visitor of a deep link would get "page not found". Saying
    so beforehand is the one cure that needs no first visitor (docs/besluiten/0003).
    """
    PagesManager.uses_pages_directory = False
    announce_own_routes()
    warm_up()
    yield


async def to_start(request: Request) -> RedirectResponse:
    """Lead the slug of the first page to `/`, the one address Streamlit gives that page."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"./{query}", status_code=308)


app = st.App(
    Path(__file__).parent / "app.py",
    routes=[
        Mount(f"/{GEOMETRY_ROUTE}", Geometry()),
        Route(f"/{PAGES[0].slug}", to_start),
    ],
    middleware=[Middleware(DutchShell)],
    lifespan=lifespan,
    on_script_error=show_failure,
)
