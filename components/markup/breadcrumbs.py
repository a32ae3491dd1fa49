"""Links that keep what a visitor chose: the way to this place, and what stands beside it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from components.words.links import Link
from components.words.links import neighbours as entries_of

__all__ = ["Link", "anchor", "crumbs", "neighbours"]


def anchor(address: str, text: str) -> str:
    """Return a link that stays in the same tab."""
    return f'<a href="{escape(address, quote=True)}" target="_self">{escape(text)}</a>'


def crumbs(steps: Iterable[tuple[str, str]]) -> str:
    """Return where a page is, as names with their address; a place without one is this page."""
    entries = "".join(
        f"<li>{anchor(address, name)}</li>"
        if address
        else f'<li aria-current="page">{escape(name)}</li>'
        for name, address in steps
    )
    return f'<nav class="amm-pad" aria-label="Kruimelpad"><ol>{entries}</ol></nav>'


def neighbours(known: Sequence[tuple[str, str]], place: int, noun: str, title: str) -> str:
    """Return the way to what stands before and after a place in a row of names and addresses."""
    around = entries_of(known, place, noun)
    entries = "".join(f"<li>{anchor(address, name)}</li>" for name, address in around)
    return f'<nav class="amm-buren" aria-label="{title}"><ul>{entries}</ul></nav>'
