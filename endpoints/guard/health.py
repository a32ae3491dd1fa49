"""Two questions of whoever watches the server: is it alive, and can it show figures."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from functools import lru_cache, partial

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data_loaders.cache import load_series
from data_loaders.documents import load_highlights
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.open_registers import register_names, register_rows
from data_loaders.registry import load_registry
from data_loaders.storage.default import default_store
from endpoints.guard.ending import is_ending

log = logging.getLogger(__name__)

# Asked as often as one likes, it looks no more often than this.
LOOK_EVERY_SECONDS = 5
FRESH = {"Cache-Control": "no-store"}


async def _alive(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("leeft\n", headers=FRESH)


def _ready(_request: Request) -> PlainTextResponse:
    if is_ending():
        return PlainTextResponse("Deze server stopt.\n", 503, FRESH)
    problem = _problem(int(time.monotonic() // LOOK_EVERY_SECONDS))
    return PlainTextResponse(problem or "klaar\n", 503 if problem else 200, FRESH)


@lru_cache(maxsize=1)
def _problem(_moment: int) -> str:
    """Return what keeps the monitor from showing figures at all; empty when nothing does.

    It reads what pages read. One broken file costs one tile, and is no reason to take a server
    out of service; when no figure of the start page can be read, there is nothing to serve.
    """
    store = default_store().root
    try:
        load_regions()
        if not any(map(partial(_is_readable, load_series), _start_figures())):
            return "Er is geen enkel cijfer te lezen.\n"
        if not any(map(partial(_is_readable, register_rows), register_names())):
            return "Er is geen enkel register te lezen.\n"
        if store.exists():
            next(store.iterdir(), None)
    except DataError as problem:
        return f"{problem.sentence}\n"
    except OSError:
        return "De opslag is niet te lezen.\n"
    except Exception:
        log.exception("de vraag of de monitor klaar is, liep vast")
        return "De gegevens zijn niet te lezen; het logboek zegt waarom.\n"
    return ""


def _start_figures() -> list[str]:
    """Return the figures of the start page; all there are when its list cannot be read."""
    try:
        return [item.indicator for item in load_highlights()]
    except DataError:
        return list(load_registry().indicators)


def _is_readable(read: Callable[[str], object], name: str) -> bool:
    try:
        read(name)
    except DataError:
        return False
    return True


ROUTES = [Route("/healthz", _alive), Route("/readyz", _ready)]
