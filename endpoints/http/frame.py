"""Head and foot of the site around a page that is not of the app."""

from __future__ import annotations

from components.markup.site import Site, site_foot, site_head
from components.render.tile_page import PageFrame
from pages import BESIDE, PAGES


def page_frame(root: str, opened: str = "", *, has_server: bool = True) -> PageFrame:
    """Return head and foot of a page; `root` is the way to the root of the site.

    `opened` is where the visitor is in the menu. Without a server there is nothing but the app.
    """
    site = Site(PAGES, BESIDE if has_server else (), root)
    return PageFrame(site_head(site, opened), site_foot(site, opened))
