"""The QR code of a slide: the same tile on the telephone of who listens. Pure."""

from __future__ import annotations

import io

import segno
from markupsafe import Markup

from components.deck.kinds import SLIDES
from components.deck.slides import Slide

_QUIET = 3  # modules around the code; the standard asks 4 on a page full of print


def code_of(slide: Slide, site: str) -> Markup:
    """Return the QR code of a slide as SVG; empty for a slide without an address of its own.

    `site` is the public address of the site with a slash at its end, or empty.
    """
    kind = SLIDES[slide.tile.kind].exhibit
    if not site or slide.content is None or kind is None:
        return Markup("")
    address = site + kind.address_of(slide.tile)
    out = io.BytesIO()
    look = {"border": _QUIET, "xmldecl": False, "svgns": False, "omitsize": True, "nl": False}
    segno.make_qr(address, error="m").save(out, kind="svg", svgclass=None, **look)
    return Markup(out.getvalue().decode())
