"""A tile as a page of its own: small, complete, and without a need for scripts. Pure.

A page of the site outside the app has the same style, and its head and foot.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from components.charts.theme import ThemeName
from components.exhibit.model import Exhibit
from components.markup.standalone import script, script_hash, style_sheet
from components.markup.templates import macro, render
from components.render.colours import Colours
from components.render.compact import NARROW, Compact, compact_height
from components.render.height import tile_height, title_size
from components.render.svg import Drawing

SCRIPT = script("tegel.js")
"""Tells the page around it how high the tile is; that page is free not to listen."""
FRAME_SCRIPT = script("balk.js")
"""Opens menu and search of a page with head and foot."""
POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; base-uri 'none'; "
    f"form-action 'none'; script-src {script_hash(SCRIPT)}"
)
"""What a browser may load for a tile: nothing, but for its own style and its one script."""
FRAMED_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; "
    f"base-uri 'none'; form-action 'self'; script-src {script_hash(FRAME_SCRIPT)}"
)
"""The same for a page with head and foot: it asks our server for what the search finds."""
MOST_CHOICES = 12  # a mistake must not make a very long tile
UNDRAWN = "De figuur is nu niet te tekenen. De tabel heeft de cijfers."
_ONE_SIZE, _TWO_SIZES = ("figuur",), ("figuur smal", "figuur breed")
_MAP_SIZES = ("figuur smal kaart", "figuur breed")

Options = Sequence[tuple[str, str]]
"""Names with their addresses."""


@dataclass(frozen=True)
class Listing:
    """What a search engine may know of a page: its own address, if known, and what it is about.

    `image` is the picture beside a link to it, `data` an object of schema.org, and `links` are
    types, addresses and names of the same in other forms. Addresses are full, or empty.
    """

    address: str = ""
    image: str = ""
    data: Mapping[str, object] = field(default_factory=dict)
    links: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True)
class TilePlace:
    """Where a tile stands.

    `root` is the way to the root of the site (`../`), `oembed` the full address that describes
    the tile, when the site knows its own. `share` is where the tile can be shared from, if
    anywhere, and `files` are the names and addresses of what can be downloaded. `found` is there
    for a page that search engines may list.
    """

    root: str
    oembed: str = ""
    theme: ThemeName | None = None
    share: str = ""
    files: tuple[tuple[str, str], ...] = ()
    found: Listing | None = None


@dataclass(frozen=True)
class PageFrame:
    """The head and the foot of the site."""

    head: Markup
    foot: Markup


def tile_page(
    exhibit: Exhibit, drawings: Sequence[Drawing], colours: Colours, place: TilePlace
) -> str:
    """Return the page of a tile. `drawings` is one for all widths, or a small and a wide one.

    Without drawings of a figure that there is, the page says so.
    """
    sizes = _MAP_SIZES if exhibit.drawn and exhibit.drawn[0].map else _TWO_SIZES
    classes = _ONE_SIZE if len(drawings) == 1 else sizes
    missing = bool(exhibit.figures) and not drawings
    body = macro(
        "tegel",
        "tile",
        exhibit,
        list(zip(drawings, classes, strict=False)),
        [] if missing else colours.legend(exhibit.drawn),
        place,
        title_size(exhibit.finding[0]),
        UNDRAWN if missing else "",
    )
    height = tile_height(exhibit, drawings, 400)
    return _document(exhibit.finding[0], body, colours, place, height)


def compact_page(exhibit: Exhibit, item: Compact, place: TilePlace) -> str:
    """Return the page of the smallest tile."""
    body = macro("tegel", "compact", item, exhibit, place)
    height = compact_height(item, NARROW)
    return _document(item.name, body, Colours(), place, height)


def refusal_page(
    title: str, sentence: str, options: Options, place: TilePlace, frame: PageFrame | None = None
) -> str:
    """Return a page in the same style that says what cannot be shown, and what can."""
    body = macro("tegel", "refusal", title, sentence, options, MOST_CHOICES, place.root)
    return _document(title, body, Colours(), place, 320, frame)


def plain_page(title: str, body: Markup, place: TilePlace, frame: PageFrame) -> str:
    """Return a page of words with head and foot; `body` has a heading `kop`."""
    return _document(title, body, Colours(), place, 0, frame)


def _document(
    title: str,
    body: Markup,
    colours: Colours,
    place: TilePlace,
    height: int,
    frame: PageFrame | None = None,
) -> str:
    sheets = (
        ("tegel.css", "tegel-site.css", "rollen.css", "kop.css", "balk.css")
        if frame
        else ("tegel.css",)
    )
    return render(
        "document",
        title=title,
        body=body,
        place=place,
        height=height,
        frame=frame,
        style=Markup("").join([colours.rules(place.theme), *map(style_sheet, sheets)]),
        scripts=[FRAME_SCRIPT] if frame else [SCRIPT],
    )
