"""Links that keep what a visitor chose: the way to this place, and what stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components.markup.templates import macro

Link = tuple[tuple[str, str], ...]
"""The parameters of the address to keep in a link: what the visitor has chosen so far."""


def anchor(address: str, text: str) -> Markup:
    """Return a link that stays in the same tab."""
    return macro("basis", "link", address, text)


def crumbs(steps: Iterable[tuple[str, str]]) -> Markup:
    """Return where a page is, as names with their address; a place without one is this page."""
    return macro("basis", "breadcrumbs", list(steps))


def neighbours(known: Sequence[tuple[str, str]], place: int, noun: str, title: str) -> Markup:
    """Return the way to what stands before and after a place in a row of names and addresses."""
    around = {"Vorige": known[:place][-1:], "Volgende": known[place + 1 : place + 2]}
    entries = [
        (f"{word} {noun}: {name}", address)
        for word, found in around.items()
        for name, address in found
    ]
    return macro("basis", "neighbours", entries, title)
