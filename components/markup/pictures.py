"""Drawings as pictures, for a place that takes no drawing: Streamlit removes SVG from HTML. Pure.

A picture stands by itself: it knows neither the style nor the fonts of the page. So the roles of
colours (`var(--accent)`) are filled in here, and the sentence of a drawing becomes its `alt`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote

from markupsafe import Markup

from components.markup.templates import macro

ROOM = "afbeelding"
_DRAWING = re.compile(r"<svg\b(?P<given>[^>]*)>(?P<inner>.*?)</svg>", re.DOTALL)
_GIVEN = re.compile(r'\s+([\w:-]+)="([^"]*)"')
_ROLE = re.compile(r"var\(--([a-z]+)\)")
# What a drawing has as a part of a page only.
_OF_THE_PAGE = ("class", "style", "role", "aria-label", "aria-hidden")
_AS_IT_IS = " =:/,;()'._~!*@$+?"


def coloured(drawing: str, roles: Mapping[str, str]) -> str:
    """Return a drawing with its roles filled in. Raises KeyError for a role that is not there."""
    return _ROLE.sub(lambda found: roles[found[1]], drawing)


def as_pictures(block: Markup, roles: Mapping[str, str]) -> Markup:
    """Return a block with an image for each drawing: the same sentence, class and proportions.

    `roles` are colours (`#rrggbb`) by name. Raises KeyError for a role that is not there.
    """
    return Markup(_DRAWING.sub(lambda found: _picture(found, roles), str(block)))


def _picture(found: re.Match[str], roles: Mapping[str, str]) -> str:
    given = {name: Markup(text) for name, text in _GIVEN.findall(found["given"])}
    *_, width, height = given["viewBox"].split()
    own = [(name, text) for name, text in given.items() if name not in _OF_THE_PAGE]
    inner = Markup(coloured(found["inner"], roles))
    drawing = macro(ROOM, "drawing", own, width, height, inner)
    address = f"data:image/svg+xml,{quote(drawing, safe=_AS_IT_IS)}"
    return macro(ROOM, "picture", given, width, height, Markup(address))
