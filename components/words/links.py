"""Links that keep what a visitor chose, and what stands beside a place in a row. Pure."""

from __future__ import annotations

from collections.abc import Sequence

Link = tuple[tuple[str, str], ...]
"""The parameters of the address to keep in a link: what the visitor has chosen so far."""


def neighbours(known: Sequence[tuple[str, str]], place: int, noun: str) -> list[tuple[str, str]]:
    """Return what stands before and after a place in a row of names and addresses, and says so."""
    around = {"Vorige": known[:place][-1:], "Volgende": known[place + 1 : place + 2]}
    return [
        (f"{word} {noun}: {name}", address)
        for word, found in around.items()
        for name, address in found
    ]
