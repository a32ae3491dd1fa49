"""A deck as one document: a screen per slide, a handout when printed, readable without scripts.

Sizes are in pixels of a screen of 1920 by 1080, as `calc(var(--u)*n)`: every other screen gets
the same lines and the same words. Pure.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from components.charts.theme import SCREEN_PALETTES, ThemeName
from components.deck.keys import KEYS
from components.deck.slide import Showing, SlideMaker, Tools
from components.exhibit.model import BOTH
from components.markup.standalone import script, script_hash, style_sheet
from components.markup.templates import render
from components.render.colours import Colours
from data_loaders.monitor import MONITOR

SCRIPT = "tonen.js"


def showing_page(showing: Showing, tools: Tools) -> str:
    """Return the document."""
    colours = _colours()
    slides = [SlideMaker(showing, tools, colours, place).make() for place in range(showing.count)]
    return render(
        "tonen",
        showing=showing,
        slides=slides,
        title=showing.title,
        style=_rules(colours, showing.theme) + style_sheet("tonen.css"),
        script=script(SCRIPT),
        key_list=KEYS,
    )


def _colours() -> Colours:
    """Return the variables of a page, those of the theme first.

    So they have the same names in every document, and a drawing that was made before fits.
    """
    colours = Colours()
    light, dark = (repr(SCREEN_PALETTES[theme]) for theme in BOTH)
    colours.join(light, dark)
    return colours


def _rules(colours: Colours, theme: ThemeName) -> Markup:
    """Return the colours of the theme, and the name that stands at the foot of paper."""
    light, dark = (SCREEN_PALETTES[name].muted for name in BOTH)
    name = json.dumps(MONITOR.name, ensure_ascii=False).replace("<", "\\3c ")
    soft = f":root{{--gedempt:{colours.join(light, dark)}}}"
    foot = f"@page{{@bottom-left{{content:{name}}}}}"
    return Markup(f"{colours.rules(theme)}{soft}{foot}")


def policy() -> str:
    """Return what a browser may do: run this one script, and ask whether the server is there."""
    return (
        "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; "
        f"form-action 'none'; script-src {script_hash(script(SCRIPT))}"
    )
