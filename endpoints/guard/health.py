"""Two questions of whoever watches the server: is it alive, and can it show figures."""

from __future__ import annotations

import time
from functools import lru_cache

from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from data_loaders.agreements.open_registers import register_names, register_rows
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from data_loaders.storage.default import default_store

# Asked as often as one likes, it looks no more often than this.
LOOK_EVERY_SECONDS = 5
FRESH = {"Cache-Control": "no-store"}


async def _alive(_request: Request) -> PlainTextResponse:
    return PlainTextResponse("leeft\n", headers=FRESH)


def _ready(_request: Request) -> PlainTextResponse:
    problem = _problem(int(time.monotonic() // LOOK_EVERY_SECONDS))
    return PlainTextResponse(problem or "klaar\n", 503 if problem else 200, FRESH)


@lru_cache(maxsize=1)
def _problem(_moment: int) -> str:
    """Return what keeps the monitor from showing figures at all; empty when nothing does.

    One broken file costs one tile, and is no reason to take a server out of service.
    """
    store = default_store().root
    try:
        load_regions()
        if not load_registry().indicators:
            return "Er is geen enkel cijfer te lezen.\n"
        if not any(_is_readable(name) for name in register_names()):
            return "Er is geen enkel register te lezen.\n"
        if store.exists():
            next(store.iterdir(), None)
    except DataError as problem:
        return f"{problem.sentence}\n"
    except OSError:
        return "De opslag is niet te lezen.\n"
    return ""


def _is_readable(register: str) -> bool:
    try:
        register_rows(register)
    except DataError:
        return False
    return True


ROUTES = [Route("/healthz", _alive), Route("/readyz", _ready)]
