"""The white band at the top of a page: where one is, what was found, and the parts there are. Pure.

In a page of the app `components.widgets.hero.show_hero` shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from components.markup.templates import macro
from data_loaders.monitor import MONITOR

ROOM = "kop"
NOTHING = Markup()


@dataclass(frozen=True)
class Tab:
    """A part of a page: its name, its address, and whether it is the one that is shown."""

    name: str
    address: str
    is_open: bool = False


@dataclass(frozen=True)
class Hero:
    """What stands in the band. `title` is a finding of 90 characters at most, `lead` two lines.

    `steps` are the names and addresses of the way here, for a sub page; the last is the page
    itself, without an address. `tabs` are its parts, on the lower edge of the band. `side` stands
    to the right: a drawing, or `totals`. `name` is how the browser calls the page, if that is not
    the last of the steps.
    """

    title: str
    lead: str = ""
    steps: tuple[tuple[str, str], ...] = ()
    tabs: tuple[Tab, ...] = ()
    side: Markup = NOTHING
    name: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What tells this page from others, the most particular first: part, and page."""
        part = [tab.name for tab in self.tabs[1:] if tab.is_open]
        page = self.name or (self.steps[-1][0] if self.steps else "")
        return (*part, *filter(None, [page]))


def hero_head(hero: Hero) -> Markup:
    """Return the band without its tabs: way, finding, lead and side."""
    return macro(ROOM, "head", hero)


def hero_tabs(hero: Hero) -> Markup:
    """Return the tabs of the band; nothing without."""
    return macro(ROOM, "tabs", hero.tabs) if hero.tabs else NOTHING


def totals(items: Sequence[tuple[str, str]]) -> Markup:
    """Return numbers for the side of the band: each a value, and what it counts."""
    return macro(ROOM, "totals", items)


def document_title(*names: str) -> str:
    """Return what the tab of the browser says: where one is, the most particular first."""
    return " – ".join([*filter(None, names), MONITOR.name])
