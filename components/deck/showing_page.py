"""A deck as one document: a screen per slide, a handout when printed, readable without scripts.

Sizes are in pixels of a screen of 1920 by 1080, as `calc(var(--u)*n)`: every other screen gets
the same lines and the same words. Pure.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from markupsafe import Markup

from components.charts.theme import SCREEN_PALETTES, ThemeName
from components.deck.keys import KEYS
from components.deck.slide import Showing, made_slides
from components.deck.slides import Slide
from components.exhibit.model import BOTH
from components.markup.standalone import script, script_hash, style_sheet
from components.markup.templates import render
from components.render.colours import role_values
from data_loaders.monitor import MONITOR

SCRIPT = "tonen.js"
STYLES = ("dia.css", "tonen.css")


def showing_page(showing: Showing, code: Callable[[Slide], Markup]) -> str:
    """Return the document; `code` makes the QR code of a slide."""
    slides = made_slides(showing, code)
    return render(
        "tonen",
        showing=showing,
        slides=slides,
        title=showing.title,
        style=_rules(showing.theme) + Markup("").join(map(style_sheet, STYLES)),
        script=script(SCRIPT),
        key_list=KEYS,
        entries=[(made.number, made.screen.title) for made in slides],
    )


def _rules(theme: ThemeName) -> Markup:
    """Return the colours of the theme, light on paper, and the name at the foot of paper."""
    light, dark = (role_values(SCREEN_PALETTES[name]) for name in BOTH)
    rules = f":root{{color-scheme:light;{light}}}"
    if theme == "donker":
        rules += f"@media screen{{:root{{color-scheme:dark;{dark}}}}}"
    name = json.dumps(MONITOR.name, ensure_ascii=False).replace("<", "\\3c ")
    return Markup(f"{rules}@page{{@bottom-left{{content:{name}}}}}")


def policy() -> str:
    """Return what a browser may do: run this one script, and ask whether the server is there."""
    return (
        "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; "
        f"form-action 'none'; script-src {script_hash(script(SCRIPT))}"
    )
