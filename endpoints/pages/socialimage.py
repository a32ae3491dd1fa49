"""The image beside a shared link: name of the page, and its lines made from the data."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from components.charts.theme import PALETTES
from components.screens.frame import TITLE
from components.words.textwidth import wrapped
from endpoints.figures.chosen import chosen_at
from endpoints.figures.tile_address import PARAMETERS
from endpoints.guard.static import FOLDER
from endpoints.http.resource import asked, only
from endpoints.http.sending import send_content, strong_mark
from endpoints.pages.sharing import sharing_of
from pages import PAGES

WIDTH, HEIGHT = 1200, 630
EDGE = 80
BOLD, NORMAL = 650, 400
NAME, LONG_NAME, FACTS = 76, 52, 38  # pixels, the size of their letters
LINE_HEIGHT, GAP = 48, 20
KEEP = "public, max-age=3600"


@lru_cache(maxsize=64)
def make_image(name: str, lines: tuple[str, ...]) -> bytes:
    """Return a PNG of 1200 x 630; the same texts give the same image."""
    palette = PALETTES["licht"]
    image = Image.new("RGB", (WIDTH, HEIGHT), palette.background)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, 24, HEIGHT), fill=palette.accent)
    draw.text((EDGE, 60), TITLE, font=_font(34, BOLD), fill=palette.accent)
    parts = wrapped(name, NAME, WIDTH - 2 * EDGE)
    size, top = (NAME, 120) if len(parts) == 1 else (LONG_NAME, 110)
    for place, part in enumerate(wrapped(name, size, WIDTH - 2 * EDGE)[:3]):
        draw.text((EDGE, top + place * 62), part, font=_font(size, BOLD), fill=palette.text)
        below = max(250, top + place * 62 + 100)
    _write(draw, lines, palette.text, below)
    made = io.BytesIO()
    # Few colours, so that it is a small file.
    image.quantize(32).save(made, "PNG", optimize=True)
    return made.getvalue()


def _write(draw: ImageDraw.ImageDraw, lines: tuple[str, ...], colour: str, top: int) -> None:
    """Write the lines below each other, each with room around it, as far as they fit."""
    for line in lines:
        parts = wrapped(line, FACTS, WIDTH - 2 * EDGE)
        if top + len(parts) * LINE_HEIGHT > HEIGHT:
            return
        for part in parts:
            draw.text((EDGE, top), part, font=_font(FACTS, NORMAL), fill=colour)
            top += LINE_HEIGHT
        top += GAP


@lru_cache(maxsize=8)
def _font(size: int, weight: int) -> ImageFont.FreeTypeFont:
    """Return Source Sans, which comes along with Streamlit."""
    file = next((FOLDER / "static" / "media").glob("SourceSansVF-Upright.*.woff2"))
    font = ImageFont.truetype(file, size)
    font.set_variation_by_axes([weight])
    return font


def _answer(request: Request) -> Response:
    slug = request.path_params["slug"]
    entry = next((entry for entry in PAGES if entry.slug == slug), None)
    if entry is None:
        raise HTTPException(404)
    sharing = sharing_of(entry)
    lines = [fact.text for fact in sharing.facts] or [sharing.description]
    return _sent(request, entry.title, lines)


def _answer_tile(request: Request) -> Response:
    chosen = chosen_at(request.path_params["path"], only(asked(request), PARAMETERS))
    if chosen is None:
        raise HTTPException(404)
    return _sent(request, chosen.title, [chosen.sentence, chosen.subtitle])


def _sent(request: Request, name: str, lines: Sequence[str]) -> Response:
    image = make_image(name, tuple(lines))
    headers = {"ETag": strong_mark(image), "Cache-Control": KEEP}
    return send_content(request.headers, image, "image/png", headers)


ROUTES = [Route("/og/{slug}.png", _answer), Route("/og/tegel/{path:path}.png", _answer_tile)]
