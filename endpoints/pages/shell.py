"""The page shell: Streamlit's own HTML, in Dutch, with what others need to know of the page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from components.markup.standalone import script, script_hash
from components.markup.templates import macro
from endpoints.figures.structured import data_catalog
from endpoints.guard.static import FOLDER
from endpoints.pages.sharing import Sharing
from pages import PAGES

# Streamlit's page looks for its server below the page's own path first; two 404s and two
# round trips for every deep link. Pages are one level deep, so `./` is the right answer,
# also below a sub-path.
BASE_SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'
SCRIPTS = (Markup(BASE_SCRIPT), script("schil.js"), script("balk.js"))
# What Streamlit's page may do: charts need no eval, whole numbers of 64 bits need WebAssembly,
# and its style is made in the page.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' blob: {hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'self'"
)
# What is looked for in Streamlit's own page; its interface for programs is closed here.
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
TITLE = re.compile(r"<title>Streamlit</title>")
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
LANGUAGE = re.compile(r'(?<=<html lang=")en(?=">)')
AGENTS = re.compile(r'<!--(?:(?!-->).)*?-->\s*<link rel="service-desc"[^>]*/>\s*', re.DOTALL)
LICENCE = re.compile(r"^<!--.*?-->\s*", re.DOTALL)


class Offer(NamedTuple):
    """What of the data can be had without the app: addresses with their names, and tiles."""

    links: tuple[tuple[str, str], ...] = ()
    tiles: bool = False


@lru_cache(maxsize=1)
def shell_template() -> str:
    """Return Streamlit's index page with our language and without what is closed here."""
    html = (FOLDER / "index.html").read_text("utf-8")
    html = AGENTS.sub("", LICENCE.sub("", html))
    return LANGUAGE.sub("nl", html, count=1)


@lru_cache(maxsize=64)
def make_shell(sharing: Sharing, url: str, offer: Offer) -> tuple[str, str]:
    """Return the HTML of a page and the Content-Security-Policy it needs.

    `url` is the public address of the site, or empty: then nothing absolute is said.
    """
    texts = [sharing.title, *(fact.text for fact in sharing.facts)]
    catalogue = data_catalog(f"{url}/") if url and not sharing.path else None
    head = macro("schil", "head", sharing, url, texts, SCRIPTS, catalogue)
    html = TITLE.sub(lambda _: str(head), shell_template(), count=1)
    html = NOSCRIPT.sub(lambda _: str(_without_script(sharing, offer)), html, count=1)
    hashes = " ".join(map(script_hash, SCRIPT.findall(html)))
    return html, POLICY.format(hashes=hashes)


def _without_script(sharing: Sharing, offer: Offer) -> Markup:
    """Return what a reader without JavaScript gets: the page in lines, and the data itself."""
    facts = [
        (f"./tegel/{fact.indicator}" if offer.tiles and fact.indicator else "", fact.text)
        for fact in sharing.facts
    ]
    pages = [(f"./{entry.slug}", entry.title) for entry in PAGES]
    return macro("schil", "without_script", sharing, facts, offer.links, pages)
