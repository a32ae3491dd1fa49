"""The menu of the site: its pages in the order of their table, some of them in a group. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlencode

from components.words.links import Link

DATA, FOOT = "Gegevens", "voet"
"""The groups that stand at the foot of every page; the second is not in the menu."""

Kept = tuple[tuple[str, Link], ...]
"""The parameters to keep in the link to a page, by its slug; without a slug in those to all."""


class PageEntry(NamedTuple):
    """A page: its slug (also its folder), its name in the menu, and the group it stands in."""

    slug: str
    title: str
    group: str = ""


@dataclass(frozen=True)
class MenuItem:
    """A line of the menu: a link, or a group with its links. `is_open` is where the visitor is."""

    name: str
    address: str = ""
    is_open: bool = False
    items: tuple[MenuItem, ...] = ()


@dataclass(frozen=True)
class Menu:
    """The way to the first page, the lines of the menu, and the links at the foot by group."""

    home: str
    lines: tuple[MenuItem, ...]
    data: tuple[MenuItem, ...]
    foot: tuple[MenuItem, ...]


def make_menu(
    pages: tuple[PageEntry, ...],
    beside: tuple[PageEntry, ...],
    root: str,
    opened: str,
    kept: Kept = (),
) -> Menu:
    """Return the menu; `opened` is the slug of the page that is shown, `beside` are no pages.

    The first page has the address of the root itself.
    """
    found: dict[str, list[MenuItem]] = {}
    asked = dict(kept)
    for page in (*pages, *beside):
        path = root if page == pages[0] else root + page.slug
        query = (*asked.get("", ()), *asked.get(page.slug, ())) if page in pages else ()
        address = f"{path}?{urlencode(query)}" if query else path
        item = MenuItem(page.title, address, page.slug == opened)
        found.setdefault(page.group or page.slug, []).append(item)
    foot, groups = tuple(found.pop(FOOT, ())), {page.group for page in (*pages, *beside)}
    lines = tuple(
        MenuItem(name, "", any(item.is_open for item in items), tuple(items))
        if name in groups
        else items[0]
        for name, items in found.items()
    )
    return Menu(lines[0].address, lines, tuple(found.get(DATA, ())), foot)
