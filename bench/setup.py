"""What every measurement gets: the servers, the browser, and how much to measure."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser

from bench.servers import Server

EMPTY, FROZEN, OURS = "leeg", "leeg bevroren", "ons"
# The page that is measured: its default part, and a part with many tiles.
PAGE = "regio-in-beeld"
QUERY_MANY = "onderdeel=Onbenut potentieel"


@dataclass(frozen=True)
class Setup:
    """Running servers and a browser. `quick` asks for fewer rounds."""

    empty: Server
    frozen: Server
    ours: Server
    browser: Browser
    quick: bool
