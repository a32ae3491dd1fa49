"""Head and foot of every page of the site, in the app and outside it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from time import monotonic

from markupsafe import Markup

from components.markup.foot import OFTEN, make_foot
from components.markup.menu import Kept, PageEntry, make_menu
from components.markup.templates import macro
from data_loaders.clock import dutch_today
from data_loaders.monitor import MONITOR

ROOM = "balk"
SEARCH = "zoek"
"""The address of the search, from the root."""


@dataclass(frozen=True)
class Site:
    """What head and foot are made of.

    `pages` are those of the app, `beside` what our own server has beside them; empty when that
    does not serve us. `root` is the way to the root of the site.
    """

    pages: tuple[PageEntry, ...]
    beside: tuple[PageEntry, ...] = ()
    root: str = "./"


@lru_cache(maxsize=256)
def site_head(site: Site, opened: str, kept: Kept = ()) -> Markup:
    """Return the head of a page: brand, menu and search. `opened` is the slug of the page.

    `kept` are the parameters that go along to other pages. Almost every visitor has the same.
    """
    menu = make_menu(site.pages, site.beside, site.root, opened, kept)
    search = f"{site.root}{SEARCH}" if site.beside else ""
    slugs = " ".join(page.slug for page in site.pages)
    return macro(ROOM, "head", MONITOR.short, MONITOR.region, menu, search, slugs, opened)


def site_foot(site: Site, opened: str, kept: Kept = ()) -> Markup:
    """Return the foot of a page, at most a minute behind."""
    return _foot(site, opened, kept, dutch_today(), int(monotonic() // OFTEN))


@lru_cache(maxsize=256)
def _foot(site: Site, opened: str, kept: Kept, today: date, minute: int) -> Markup:
    menu = make_menu(site.pages, site.beside, site.root, opened, kept)
    return macro(ROOM, "foot", make_foot(today, minute), menu, site.root)
