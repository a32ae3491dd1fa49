"""The page shell: Streamlit's own HTML, in Dutch, with what others need to know of the page."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape
from typing import NamedTuple

from components.markup.standalone import script_hash
from components.screens.frame import TITLE
from endpoints.guard.static import FOLDER
from endpoints.pages.sharing import Fact, Sharing
from pages import PAGES

# Streamlit's page looks for its server below the page's own path first; two 404s and two
# round trips for every deep link. Pages are one level deep, so `./` is the right answer,
# also below a sub-path.
BASE_SCRIPT = 'window.__streamlit={BACKEND_BASE_URL:new URL("./",location.href).href}'
# What Streamlit's page may do: charts need no eval, whole numbers of 64 bits need WebAssembly,
# and its style is made in the page.
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {hashes}; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; "
    "connect-src 'self'; worker-src 'self' blob:; frame-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
STYLE = "max-width:45rem;margin:2rem auto;padding:0 1rem;font:1.1rem/1.5 sans-serif"
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
NOSCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
# Streamlit's interface for programs, which is closed here.
AGENTS = re.compile(r'<!--(?:(?!-->).)*?-->\s*<link rel="service-desc"[^>]*/>\s*', re.DOTALL)
LICENCE = re.compile(r"^<!--.*?-->\s*", re.DOTALL)


class Offer(NamedTuple):
    """What of the data can be had without the app: addresses with their names, and tiles."""

    links: tuple[tuple[str, str], ...] = ()
    tiles: bool = False


@lru_cache(maxsize=1)
def template() -> str:
    """Return Streamlit's index page with our language and without what is closed here."""
    html = (FOLDER / "index.html").read_text("utf-8")
    html = AGENTS.sub("", LICENCE.sub("", html))
    return html.replace('<html lang="en">', '<html lang="nl">', 1)


@lru_cache(maxsize=64)
def make_shell(sharing: Sharing, url: str, offer: Offer) -> tuple[str, str]:
    """Return the HTML of a page and the Content-Security-Policy it needs.

    `url` is the public address of the site, or empty: then nothing absolute is said.
    """
    head = "".join(_head(sharing, url)) + f"<script>{BASE_SCRIPT}</script>"
    html = template().replace("<title>Streamlit</title>", head, 1)
    html = NOSCRIPT.sub(lambda _: _without_script(sharing, offer), html, count=1)
    hashes = " ".join(map(script_hash, SCRIPT.findall(html)))
    return html, POLICY.format(hashes=hashes)


def _head(sharing: Sharing, url: str) -> Iterable[str]:
    yield f"<title>{escape(sharing.title)}</title>"
    yield _meta("name", "description", sharing.description)
    yield _meta("property", "og:type", "website")
    yield _meta("property", "og:locale", "nl_NL")
    yield _meta("property", "og:site_name", TITLE)
    yield _meta("property", "og:title", sharing.title)
    yield _meta("property", "og:description", sharing.description)
    if url:
        address = escape(f"{url}/{sharing.path}", quote=True)
        yield f'<link rel="canonical" href="{address}" />'
        yield _meta("property", "og:url", f"{url}/{sharing.path}")
        yield _meta("property", "og:image", f"{url}/og/{sharing.slug}.png")
        yield _meta("property", "og:image:width", "1200")
        yield _meta("property", "og:image:height", "630")
        yield _meta("property", "og:image:alt", ". ".join(_texts(sharing)))
        yield _meta("name", "twitter:card", "summary_large_image")


def _texts(sharing: Sharing) -> list[str]:
    return [sharing.title, *(fact.text for fact in sharing.facts)]


def _meta(kind: str, name: str, text: str) -> str:
    return f'<meta {kind}="{name}" content="{escape(text, quote=True)}" />' if text else ""


def _without_script(sharing: Sharing, offer: Offer) -> str:
    """Return what a reader without JavaScript gets: the page in lines, and the data itself."""
    facts = "".join(f"<li>{_fact(fact, offer.tiles)}</li>" for fact in sharing.facts)
    links = "".join(f"<li>{_link(*link)}</li>" for link in offer.links)
    pages = "".join(f"<li>{_link(f'./{entry.slug}', entry.title)}</li>" for entry in PAGES)
    return (
        f'<noscript><main style="{STYLE}"><h1>{escape(sharing.title)}</h1>'
        f"<p>{escape(sharing.description)}</p>"
        + (f"<ul>{facts}</ul>" if facts else "")
        + "<p>De kaarten en filters van deze pagina werken met JavaScript.</p>"
        + (f"<h2>De gegevens zelf</h2><ul>{links}</ul>" if links else "")
        + f"<h2>Alle pagina's</h2><ul>{pages}</ul></main></noscript>"
    )


def _fact(fact: Fact, tiles: bool) -> str:
    if not (tiles and fact.indicator):
        return escape(fact.text)
    return _link(f"./tegel/{fact.indicator}", fact.text)


def _link(address: str, text: str) -> str:
    return f'<a href="{escape(address, quote=True)}">{escape(text)}</a>'
