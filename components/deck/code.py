"""The QR code of a slide: the same tile on the telephone of who listens. Pure."""

from __future__ import annotations

import io
from urllib.parse import quote, urlencode

import segno

from components.deck.slides import Slide
from components.exhibit.asked import AREA, CHARACTERISTIC, FORM, PERIOD
from data_loaders.decks.deck import DeckTile

_QUIET = 3  # modules around the code; the standard asks 4 on a page full of print


def code_of(slide: Slide, site: str) -> str:
    """Return the QR code of a slide as SVG; empty for a slide without an address of its own.

    `site` is the public address of the site with a slash at its end, or empty.
    """
    if not site or slide.content is None or slide.tile.kind == "titel":
        return ""
    address = site + (tile_path(slide.tile) or slide.content.live)
    out = io.BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", border=_QUIET, xmldecl=False, svgns=False, omitsize=True, nl=False
    )
    label = "QR-code: deze dia op uw telefoon"
    return (
        out.getvalue()
        .decode()
        .replace("<svg", f'<svg role="img" aria-label="{label}"', 1)
        .replace('class="segno"', 'class="code"', 1)
    )


def tile_path(tile: DeckTile) -> str:
    """Return the path of a tile below the site; empty for what has no tile."""
    if tile.kind in {"doel", "project"}:
        return f"tegel/{tile.kind}/{quote(tile.id)}"
    if tile.kind != "cijfer":
        return ""
    asked = [*((AREA, code) for code in tile.areas)]
    asked += [(FORM, tile.form)] if tile.form != "eigen" else []
    asked += [(PERIOD, tile.period)] if tile.period else []
    asked += [(CHARACTERISTIC, tile.characteristic)] if tile.characteristic else []
    return f"tegel/{quote(tile.id)}{f'?{urlencode(asked)}' if asked else ''}"
