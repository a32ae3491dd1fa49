"""Streamlit's own files for the browser: compressed once, kept by the browser for a year."""

from __future__ import annotations

import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import streamlit
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from data_loaders.files.paths import ASSETS
from endpoints.http.errors import refuse
from endpoints.http.sending import best_coding, compress, send_content, strong_mark

FOLDER = Path(streamlit.__file__).parent / "static"
ICONS = ASSETS / "lettertypen" / "iconen.woff2"
# The icon font of which `ICONS` is a part; another version of Streamlit has another name.
ICONS_OF = "static/media/MaterialSymbols-Rounded.nEdyypZU.woff2"
FOREVER = "public, max-age=31536000, immutable"
HOUR = "public, max-age=3600"
# The second is what browsers ask for beside any page that names no icon.
ICON_NAMES = ("favicon.png", "favicon.ico")
TEXT = {".js", ".css", ".json", ".svg"}


@dataclass(frozen=True)
class StaticFile:
    """A file as it is sent: its content in one coding, and the mark of that content."""

    content: bytes
    coding: str
    mark: str
    media_type: str
    keep: str


@lru_cache(maxsize=1)
def served() -> dict[str, Path]:
    """Return every file that may be asked for, by its path below the site.

    Looked up, never made into a path: what is not here is not there.
    """
    paths = [path for path in (FOLDER / "static").rglob("*") if path.is_file()]
    found = {path.relative_to(FOLDER).as_posix(): path for path in paths}
    found |= dict.fromkeys(ICON_NAMES, ASSETS / "icoon.png")
    if ICONS_OF in found and ICONS.is_file():
        found[ICONS_OF] = ICONS
    return found


# As many as there are files, times the codings: all together some 20 MB.
@lru_cache(maxsize=2048)
def load_static(name: str, coding: str) -> StaticFile:
    """Return a file of `served` in a coding; what gains nothing by it stays as it is."""
    path = served()[name]
    content = path.read_bytes()
    if path.suffix not in TEXT:
        coding = ""
    body = compress(content, coding)
    return StaticFile(
        content=body,
        coding=coding,
        mark=strong_mark(body),
        media_type=mimetypes.guess_type(path.name)[0] or "application/octet-stream",
        keep=FOREVER if path.is_relative_to(FOLDER / "static") else HOUR,
    )


class StaticFiles:
    """ASGI middleware: answers for Streamlit's own files, and passes on what is not one."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap `app`."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send a file, or that the browser has it already, or that it does not exist."""
        name = scope.get("path", "")[1:]
        if scope["type"] != "http" or not (name.startswith("static/") or name in ICON_NAMES):
            await self.app(scope, receive, send)
        elif name not in served():
            await refuse(scope, receive, send, 404)
        else:
            # In a thread: the first time a large file is compressed takes a moment.
            asked = Headers(scope=scope)
            file = await run_in_threadpool(load_static, name, best_coding(asked))
            kept = {"ETag": file.mark, "Cache-Control": file.keep, "Vary": "Accept-Encoding"}
            response = send_content(asked, file.content, file.media_type, kept, file.coding)
            await response(scope, receive, send)
