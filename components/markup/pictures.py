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
_EDGE = re.compile(r"<svg\b(?P<given>[^>]*)>|</svg>")
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

    A drawing within a drawing is part of it. `roles` are colours (`#rrggbb`) by name. Raises
    KeyError for a role that is not there.
    """
    parts: list[str] = []
    text, end, opened = str(block), 0, list[re.Match[str]]()
    for edge in _EDGE.finditer(text):
        if edge["given"] is not None:
            opened.append(edge)
            continue
        first = opened.pop()
        if not opened:
            inner = text[first.end() : edge.start()]
            parts += [text[end : first.start()], _picture(first["given"], inner, roles)]
            end = edge.end()
    return Markup("".join([*parts, text[end:]]))


def _picture(tag: str, inner: str, roles: Mapping[str, str]) -> str:
    given = {name: Markup(text) for name, text in _GIVEN.findall(tag)}
    *_, width, height = given["viewBox"].split()
    own = [(name, text) for name, text in given.items() if name not in _OF_THE_PAGE]
    drawing = macro(ROOM, "drawing", own, width, height, Markup(coloured(inner, roles)))
    address = f"data:image/svg+xml,{quote(drawing, safe=_AS_IT_IS)}"
    return macro(ROOM, "picture", given, width, height, Markup(address))
