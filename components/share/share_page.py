"""The page from which a tile is shared: link, code, citation and downloads. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from markupsafe import Markup

from components.exhibit.asked import COMPACT, FORM, THEME, THEMES
from components.files.format import Format
from components.files.formats import DATA, PICTURES
from components.markup.standalone import script
from components.markup.templates import macro
from components.share.shared import LIVE_HEIGHT, Shared, citation, live_code, tile_code
from components.words.share_links import EVERYTHING

TILE, LIVE = "tegel", "live"
KIND, WIDTH = "soort", "breedte"
NARROWEST, WIDEST, USUAL = 280, 1000, 600  # pixels
_NAMES = {"": "gewoon", COMPACT: "compact: voor een smalle kolom"}
KINDS = {TILE: "Tegel: klein, zonder JavaScript", LIVE: "De pagina zelf, met filters"}
COPY = script("delen.js")
"""A copy needs a script; without it the text can be selected, and there is no button."""


@dataclass(frozen=True)
class Embedding:
    """How a tile is to be embedded.

    `forms` are those it can have, its own first: that has no name where it is the only one of a
    kind. `height` is that of the tile. Sizes
    are in pixels.
    """

    kind: str
    form: str
    forms: Sequence[str]
    width: int
    height: int


class _Field(NamedTuple):
    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: str


class _Form(NamedTuple):
    """The choices of the code, as the template has them."""

    kept: list[tuple[str, str]]
    kind: str
    fields: list[_Field]
    width: int
    action: str = ""
    kinds: list[tuple[str, str]] = list(KINDS.items())  # noqa: RUF012
    kind_name: str = KIND
    width_name: str = WIDTH
    narrowest: int = NARROWEST
    widest: int = WIDEST


class _File(NamedTuple):
    ending: str = ""
    name: str = ""
    address: str = ""


def share_body(shared: Shared, embedding: Embedding, root: str, today: date) -> Markup:
    """Return the inside of the page; `root` is the relative way to the root of the site."""
    if embedding.kind == LIVE:
        code = live_code(shared, embedding.width)
        about = f"De pagina is {LIVE_HEIGHT} pixels hoog en schuift in haar eigen vak."
    else:
        code = tile_code(shared, embedding.width, embedding.height)
        about = "De hoogte past bij deze breedte."
    downloads = _downloads(shared, everything="" not in embedding.forms)
    form = _form(shared, embedding)
    lines = _lines(shared) if "" not in embedding.forms else []
    told = (shared, about, code, form, citation(shared, today), downloads, root, lines)
    return macro("delen", "page", *told) + macro("delen", "run", COPY)


def _lines(shared: Shared) -> list[tuple[str, str, str]]:
    """Return the lines that read everything of a figure in pandas and in R."""
    address = shared.file("csv", EVERYTHING)
    return [
        ("pandas", "Python (pandas)", f'pd.read_csv("{address}", parse_dates=["peildatum"])'),
        ("r", "R", f'read.csv("{address}", encoding = "UTF-8")'),
    ]


def _form(shared: Shared, embedding: Embedding) -> _Form:
    """Return the choices; where there is no server to answer them, they lead to the site."""
    own = {FORM, THEME, KIND, WIDTH}
    themes = [("", "volgt de lezer"), *((name, name) for name in THEMES)]
    plain = shared.plain
    asked = plain.asked if plain else shared.query
    return _Form(
        [(name, value) for name, value in asked if name not in own],
        embedding.kind,
        [
            _Field(FORM, "Vorm", [(n, _NAMES.get(n, n)) for n in embedding.forms], embedding.form),
            _Field(THEME, "Thema", themes, shared.theme or ""),
        ],
        embedding.width,
        f"{shared.base}deel/{plain.own}" if plain else "",
    )


def _downloads(
    shared: Shared, *, everything: bool
) -> tuple[list[str], list[tuple[str, list[_File]]]]:
    """Return the files: of what the tile shows, and of everything there is of the figure."""
    columns = ["Bestand", "Wat de tegel laat zien", *(["Alle gebieden en periodes"] * everything)]
    shown = DATA if shared.exhibit.is_table else (*DATA, *PICTURES)
    return columns, [(item.description, _files(shared, item, everything)) for item in shown]


def _files(shared: Shared, item: Format, everything: bool) -> list[_File]:
    address = shared.file(item.ending, themed=item.write is None)
    own = [_File(item.ending, item.description, address)]
    if not everything:
        return own
    if not item.write:
        return [*own, _File()]
    whole = shared.file(item.ending, EVERYTHING)
    return [*own, _File(item.ending, f"{item.description}, alles", whole)]
