"""A tile as a page of its own: small, complete, and without a need for scripts. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from components.charts.theme import ThemeName
from components.exhibit.content import BOTH, SITE, BigValue, TileContent
from components.markup.blocks import details, legend
from components.markup.standalone import script_hash, style_sheet
from components.render.colours import Colours
from components.render.height import tile_height
from components.render.svg import Drawing

# Tells the page around it how high the tile is; that page is free not to listen.
SCRIPT = (
    "if(parent!==window)new ResizeObserver(()=>parent.postMessage("
    '{tegelHoogte:Math.ceil(document.body.getBoundingClientRect().height)},"*"))'
    ".observe(document.body)"
)
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
    f"form-action 'none'; script-src {script_hash(SCRIPT)}"
)
"""What a browser may load for a tile: nothing, but for its own style and its one script."""

MOST_CHOICES = 12
_FILES = {"xlsx": "XLSX", "csv": "CSV", "json": "JSON", "png": "PNG", "svg": "SVG"}
_PICTURES = ("png", "svg")


@dataclass(frozen=True)
class Place:
    """Where a tile stands.

    `root` is the relative way to the root of the site (`../`), `own` the last part of the
    path, `query` what was asked (with `?`), `oembed` the full address that describes the tile,
    when the site knows its own. `share` is where the tile can be shared from, if anywhere.
    """

    root: str
    own: str
    query: str = ""
    oembed: str = ""
    theme: ThemeName | None = None
    share: str = ""


def tile_page(
    content: TileContent, drawings: Sequence[Drawing], colours: Colours, place: Place
) -> str:
    """Return the page of a tile. `drawings` is one for all widths, or a small and a wide one."""
    label = escape(content.headline, quote=True)
    classes = ("figuur",) if len(drawings) == 1 else ("figuur smal", "figuur breed")
    figures = [drawing.as_svg(label, c) for drawing, c in zip(drawings, classes, strict=False)]
    foot = content.foot
    if content.is_table:
        foot = foot.replace("<details", "<details open", 1)
    parts = [
        f'<h1 id="kop">{escape(content.headline)}</h1>',
        f'<p class="amm-sub">{escape(content.subtitle)}</p>',
        *figures,
        _legend(content, colours),
        "".join(map(_value, content.values)),
        content.body,
        foot,
        _ways_on(content, place),
    ]
    height = tile_height(content, drawings, 400)
    return _document(content.headline, "".join(parts), colours, place, height)


def refusal_page(
    title: str, sentence: str, options: Sequence[tuple[str, str]], place: Place
) -> str:
    """Return a page in the same style that says what cannot be shown, and what can.

    `options` are names with their addresses.
    """
    listed = _choices([(href, name) for name, href in options])
    if len(options) > MOST_CHOICES:  # a mistake must not make a very long tile
        listed = details(f"Wat er wel is ({len(options)})", listed)
    body = f'<h1 id="kop">{escape(title)}</h1><p>{escape(sentence)}</p>{listed}'
    body += f'<p class="verder"><a href="{escape(place.root, quote=True)}">Naar de {SITE}</a></p>'
    return _document(title, body, Colours(), place, 320)


def tile_list(parts: Mapping[str, Sequence[tuple[str, str]]]) -> str:
    """Return lists of links as the inside of a page: addresses with names, per heading."""
    lists = "".join(f"<h2>{escape(part)}</h2>{_choices(found)}" for part, found in parts.items())
    return f'<h1 id="kop">Tegels</h1>{lists}'


def _choices(links: Sequence[tuple[str, str]]) -> str:
    entries = "".join(
        f'<li><a href="{escape(href, quote=True)}" target="_self">{escape(name)}</a></li>'
        for href, name in links
    )
    return f'<ul class="keuzes">{entries}</ul>' if entries else ""


def plain_page(title: str, body: str, place: Place) -> str:
    """Return a page of words in the same style; `body` is HTML with a heading `kop`."""
    return _document(title, body, Colours(), place, 0)


def _legend(content: TileContent, colours: Colours) -> str:
    if not content.drawn:
        return ""
    light, dark = (legend(content.drawn[BOTH.index(theme)].legend) for theme in BOTH)
    return colours.join(light, dark)


def _value(item: BigValue) -> str:
    return (
        f'<div class="waarde"><p class="waarvan">{escape(item.label)}</p>'
        f'<p class="groot"><span>{escape(item.value)}</span> {escape(item.unit)}</p>'
        f'<p class="amm-sub">{escape(item.below)}</p></div>'
    )


def _ways_on(content: TileContent, place: Place) -> str:
    """Return the links below a tile: the same thing in the app, and what can be downloaded."""
    live = escape(place.root + content.live, quote=True)
    endings = [ending for ending in _FILES if ending not in _PICTURES or not content.is_table]
    files = ", ".join(
        f'<a href="{escape(f"./{place.own}.{ending}{place.query}", quote=True)}" '
        f'target="_self" download>{_FILES[ending]}</a>'
        for ending in endings
    )
    share = f' · <a href="{escape(place.share, quote=True)}">Deel</a>' if place.share else ""
    return (
        f'<p class="verder"><a href="{live}">Bekijk dit in de {SITE}</a> (nieuw venster)<br>'
        f"Download: {files}{share}</p>"
    )


def _document(title: str, body: str, colours: Colours, place: Place, height: int) -> str:
    described = (
        '<link rel="alternate" type="application/json+oembed" '
        f'href="{escape(place.oembed, quote=True)}" title="{escape(title, quote=True)}">'
    )
    return (
        '<!doctype html><html lang="nl"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} | {SITE}</title>"
        f'<meta name="description" content="{escape(title, quote=True)}">'
        f'<meta name="robots" content="noindex"><meta name="tegel-hoogte" content="{height}">'
        f'{described if place.oembed else ""}<base target="_blank">'
        f"<style>{colours.rules(place.theme)}{style_sheet('tegel.css')}</style></head>"
        f'<body><main aria-labelledby="kop">{body}</main>'
        f"<script>{SCRIPT}</script></body></html>\n"
    )
