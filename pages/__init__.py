"""The pages of the monitor: one line each. The first is the one a visitor starts with."""

from __future__ import annotations

from typing import NamedTuple


class PageEntry(NamedTuple):
    """A page: its slug (also its folder), its name in the menu, and whether it uses the areas."""

    slug: str
    title: str
    uses_areas: bool = False


PAGES = (
    PageEntry("overzicht", "Overzicht"),
    PageEntry("regio-in-beeld", "Regio in beeld", uses_areas=True),
    PageEntry("speerpuntsectoren", "Speerpuntsectoren"),
    PageEntry("regio-deal", "Regio Deal"),
    PageEntry("hca-doelen", "HCA-doelen"),
    PageEntry("uitvoeringsagenda", "Uitvoeringsagenda"),
    PageEntry("beraad", "Beraad"),
    PageEntry("bronnen", "Bronnen"),
    PageEntry("toegankelijkheid", "Toegankelijkheid"),
    PageEntry("over", "Over"),
)
