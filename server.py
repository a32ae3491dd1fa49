"""The production entry: the app with everything around it that a public website needs.

`python server.py`; with `streamlit run server.py` nothing ends slow connections, so put a proxy
before it (docs/beheer.md). Plain `streamlit run app.py` works too, without all this.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.routing import Mount
from streamlit import config
from streamlit.runtime.pages_manager import PagesManager

from components.exhibit.warmup import warm_up
from components.screens.frame import show_failure
from components.words.hosting import GEOMETRY_ROUTE, announce_own_routes
from data_loaders.files.errors import DataError
from data_loaders.reports.database import database_url
from endpoints import publish
from endpoints.guard import health
from endpoints.guard.clients import TrueClient
from endpoints.guard.codings import OwnCodings
from endpoints.guard.connections import SocketLimits
from endpoints.guard.ending import end_in_order, end_with_parent
from endpoints.guard.gate import Gate
from endpoints.guard.headers import SecureHeaders
from endpoints.guard.inside import Inside, login_secrets
from endpoints.guard.limits import RequestLimit
from endpoints.guard.logs import RequestIds, start_logs
from endpoints.guard.metrics import MULTIPROCESS, Counted, start_metrics
from endpoints.guard.openfiles import fit_open_files
from endpoints.guard.runs import collect_when_quiet
from endpoints.guard.serve import serve
from endpoints.guard.settings import read_settings
from endpoints.guard.signin import SignIn
from endpoints.guard.static import StaticFiles
from endpoints.guard.timeouts import InParts
from endpoints.guard.usage import heed
from endpoints.guard.wellknown import wellknown_routes
from endpoints.http.errors import on_http_exception
from endpoints.pages import municipality, search, socialimage
from endpoints.pages.geometry import Geometry
from endpoints.pages.insidefiles import inside_routes
from endpoints.pages.pageroutes import page_routes

if __name__ == "__main__":  # before anything that may be wrong
    heed(sys.argv[1:])
try:
    SETTINGS = fit_open_files(read_settings())
    INSIDE = Inside(SETTINGS)
    database_url()  # a wrong address is no outage
except DataError as problem:
    raise SystemExit(str(problem)) from None


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Prepare the process before it reports ready.

    Until a script has run once, Streamlit takes a folder `pages/` for its older kind of
    multipage app, and the first visitor of a deep link would get "page not found". Saying
    so beforehand is the one cure that needs no first visitor (docs/besluiten/0003).
    """
    PagesManager.uses_pages_directory = False
    announce_own_routes(INSIDE.access)
    warm_up()
    if MULTIPROCESS not in os.environ:  # else the first process of several does
        start_metrics(SETTINGS)
    start_logs(SETTINGS.log == "json")
    end_in_order(SETTINGS.drain_seconds)
    end_with_parent()
    collecting = asyncio.create_task(collect_when_quiet())
    yield
    collecting.cancel()


# What costs processor time counts per client; files, health and small texts do not.
COSTLY = [
    *page_routes(SETTINGS, publish.ROUTES),
    *inside_routes(INSIDE),
    *socialimage.ROUTES,
    *search.ROUTES,
    *municipality.ROUTES,
    *publish.ROUTES,
]
CHEAP = [
    *health.ROUTES,
    *wellknown_routes(SETTINGS),
    Mount(f"/{GEOMETRY_ROUTE}", Geometry()),
]
ROUTES = [*CHEAP, *COSTLY]

if SETTINGS.cookie_secret:  # else each process signs a sign-in under way with one of its own
    config.set_option("server.cookieSecret", SETTINGS.cookie_secret)
app = st.App(
    Path(__file__).parent / "app.py",
    secrets=login_secrets(SETTINGS),
    routes=ROUTES,
    middleware=[  # the first is the outermost
        Middleware(RequestIds),
        Middleware(InParts),
        Middleware(SecureHeaders, SETTINGS, INSIDE),
        Middleware(Counted),
        Middleware(TrueClient, SETTINGS.proxies),
        Middleware(Gate, ROUTES, SETTINGS.hosts, INSIDE),
        Middleware(RequestLimit, COSTLY, SETTINGS),
        Middleware(SocketLimits, SETTINGS),
        Middleware(SignIn, SETTINGS),
        Middleware(StaticFiles),
        Middleware(OwnCodings),
    ],
    lifespan=lifespan,
    on_script_error=show_failure,
    exception_handlers={HTTPException: on_http_exception},
)

if __name__ == "__main__":
    serve(app, "server:app", SETTINGS)
