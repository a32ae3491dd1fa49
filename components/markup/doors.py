"""Cards that lead to a part of the monitor, with what is to be known of it now. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.markup.templates import macro


@dataclass(frozen=True)
class Door:
    """A way to a part of the monitor: what is to be known of it now, and links to it.

    `items` are named one by one; `links` are names and addresses.
    """

    about: str
    title: str
    lines: tuple[str, ...]
    links: tuple[tuple[str, str], ...]
    items: tuple[str, ...] = ()


def door_row(title: str, items: Sequence[Door]) -> Markup:
    """Return doors in a row below a title that only a screen reader tells."""
    return macro("overzicht", "doors", title, items)
