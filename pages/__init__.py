"""The pages of the monitor: one line each. The first is the one a visitor starts with.

The menu follows this table: a page with a group stands in the list of that name.
"""

from __future__ import annotations

from components.markup.menu import DATA, FOOT, PageEntry

GOALS = "Doelen en projecten"

PAGES = (
    PageEntry("overzicht", "Overzicht"),
    PageEntry("regio-in-beeld", "Regio in beeld"),
    PageEntry("gemeenten", "Gemeenten"),
    PageEntry("hca-doelen", "HCA-doelen", GOALS),
    PageEntry("regio-deal", "Regio Deal", GOALS),
    PageEntry("uitvoeringsagenda", "Uitvoeringsagenda", GOALS),
    PageEntry("werkcentrum", "Werkcentrum", GOALS),
    PageEntry("wie-is-wie", "Wie is wie", GOALS),
    PageEntry("om-ons-heen", "Om ons heen", GOALS),
    PageEntry("nieuwsbrief", "Nieuwsbrief", GOALS),
    PageEntry("speerpuntsectoren", "Speerpuntsectoren"),
    PageEntry("beraad", "Regionaal Beraad"),
    PageEntry("bronnen", "Bronnen", DATA),
    PageEntry("begrippen", "Begrippen", DATA),
    PageEntry("meting-doorgeven", "Meting doorgeven", DATA),
    PageEntry("toegankelijkheid", "Toegankelijkheid", FOOT),
    PageEntry("privacy", "Privacy", FOOT),
    PageEntry("over", "Over deze monitor", FOOT),
)
INSIDE = (PageEntry("beheer", "Beheer", DATA),)
"""Pages that are there when Beheer is open (`MONITOR_BEHEER`), in the menu of who is in."""
BESIDE = (PageEntry("api", "Open data", DATA), PageEntry("tegel", "Insluiten", DATA))
"""What our own server has beside the pages of the app; the menu leads there as well."""
