"""Boundaries over HTTP: the files of assets/geo, kept by the browser."""

from __future__ import annotations

from starlette.datastructures import QueryParams
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from data_loaders.paths import GEO

# The URL of a map holds a version of the file, so what it names never changes.
FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=3600"


class Geometry(StaticFiles):
    """Serves assets/geo, with a long life for a URL that names a version (`?v=`)."""

    def __init__(self) -> None:
        """Serve the folder of the boundaries."""
        super().__init__(directory=GEO)

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer a request for one file, with how long it may be kept."""
        response = await super().get_response(path, scope)
        versioned = "v" in QueryParams(scope.get("query_string", b"").decode("latin-1"))
        response.headers["Cache-Control"] = FOREVER if versioned else SHORT
        return response
