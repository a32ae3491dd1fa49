"""The pages of the monitor: one line each. The first is the one a visitor starts with."""

from __future__ import annotations

from typing import NamedTuple


class PageEntry(NamedTuple):
    """A page: its slug (also its folder) and its name in the menu."""

    slug: str
    title: str


PAGES = (
    PageEntry("overzicht", "Overzicht"),
    PageEntry("regio-in-beeld", "Regio in beeld"),
    PageEntry("bronnen", "Bronnen"),
    PageEntry("toegankelijkheid", "Toegankelijkheid"),
    PageEntry("over", "Over"),
)
