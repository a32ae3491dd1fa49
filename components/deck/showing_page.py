"""A deck as one document: a screen per slide, a handout when printed, readable without scripts.

Sizes are in pixels of a screen of 1920 by 1080, as `calc(var(--u)*n)`: every other screen gets
the same lines and the same words. Pure.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components.charts.theme import PALETTES, ThemeName
from components.deck.figure import sharper
from components.deck.keys import keys_help
from components.deck.slide import Showing, SlideMaker, Tools
from components.exhibit.content import BOTH, SITE
from components.markup.standalone import script_hash, style_sheet
from components.render.colours import Colours
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import read_text


def showing_page(showing: Showing, tools: Tools) -> str:
    """Return the document."""
    colours = _colours()
    made = [SlideMaker(showing, tools, colours, place).html() for place in range(showing.count)]
    title = escape(f"{showing.title} | {SITE}")
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f'<meta name="robots" content="noindex"><title>{title}</title>'
        f"<style>{_rules(colours, showing.theme)}{style_sheet('tonen.css')}</style></head>"
        f"<body{_told(showing)}><main>{''.join(made)}</main>{keys_help()}"
        '<p id="melding" role="status" hidden></p><div id="zwart" hidden></div>'
        '<p id="zegt" class="onzichtbaar" aria-live="polite"></p>'
        f"<script>{script()}</script></body></html>\n"
    )


def _told(showing: Showing) -> str:
    """Return what the script must know, as attributes."""
    told = {"terug": showing.back, "leeft": showing.alive, "wissel": str(showing.seconds)}
    return "".join(f' data-{name}="{escape(text, quote=True)}"' for name, text in told.items())


def _colours() -> Colours:
    """Return the variables of a page, those of the theme first.

    So they have the same names in every document, and a drawing that was made before fits.
    """
    colours = Colours()
    light, dark = (sharper(repr(PALETTES[theme]), theme) for theme in BOTH)
    colours.join(light, dark)
    return colours


def _rules(colours: Colours, theme: ThemeName) -> str:
    """Return the colours: of the theme on a screen, and light on paper."""
    light, dark = (sharper(PALETTES[name].muted, name) for name in BOTH)
    soft = f":root{{--zacht:{colours.join(light, dark)}}}"
    print_rules = colours.rules("licht")
    return f"{colours.rules(theme)}@media print{{{print_rules}}}{soft}"


@lru_cache(maxsize=1)
def script() -> str:
    """Return the script of the showing. Raises DataError when it is missing."""
    return read_text(ASSETS / "scripts" / "tonen.js").strip()


def policy() -> str:
    """Return what a browser may do: run this one script, and ask whether the server is there."""
    return (
        "default-src 'none'; style-src 'unsafe-inline'; connect-src 'self'; base-uri 'none'; "
        f"form-action 'none'; script-src {script_hash(script())}"
    )
