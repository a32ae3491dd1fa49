"""The page with what was found, for who sends the search without a script. Pure."""

from __future__ import annotations

from itertools import groupby

from markupsafe import Markup

from components.markup.templates import macro
from components.search.entries import Entry
from components.search.found import Found
from components.words.formatting import counted
from data_loaders.geo.names import quotable

MOST = 60
LONGEST = 80
"""Letters of what is asked."""


def found_title(asked: str, found: Found) -> str:
    """Return the heading of the page."""
    word = f" voor '{shown}'" if (shown := quotable(asked)) else ""
    if not asked:
        return "Zoeken in de monitor"
    if not found.entries or found.near:
        return f"Niets gevonden{word}"
    return f"{counted(len(found.entries), 'vondst', 'vondsten')}{word}"


def found_body(asked: str, found: Found, root: str, action: str) -> Markup:
    """Return the inside of the page; `root` is the way to the root of the site."""
    lead = "Typ de naam van een cijfer, gemeente, sector, project of document."
    if asked and found.near:
        lead = "Dit lijkt op wat u zoekt." if found.entries else f"Probeer een ander woord. {lead}"
    elif len(found.entries) > MOST:
        lead = f"U ziet de eerste {MOST}. Voeg een woord toe om minder te vinden."
    elif found.entries:
        lead = "Kies wat u wilt zien."
    shown = found.entries[:MOST]
    order = {kind: place for place, kind in reversed([*enumerate(e.kind for e in shown)])}
    by_kind = sorted(shown, key=lambda entry: order[entry.kind])
    parts = [(kind, list(items)) for kind, items in groupby(by_kind, key=_kind)]
    return macro("zoek", "page", asked, found_title(asked, found), lead, parts, root, action)


def _kind(entry: Entry) -> str:
    return entry.kind
