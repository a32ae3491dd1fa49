"""The pages of the app as a visitor sees them, in Chromium: texts, links, HTML and charts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Event
from urllib.parse import urljoin

from playwright.sync_api import Browser, BrowserContext
from playwright.sync_api import Error as BrowserError

from bench.answers.choices import Step, choose, decks, steps_on
from bench.answers.session import Session
from bench.answers.site import Site
from bench.answers.written import Masks, put, readable
from bench.browser import chromium
from bench.servers import BenchError

TWO_AREAS = "gebied=GM0202&gebied=GM0268"
AT_ONCE = 2
_MOST_OF_ONE_PAGE = 30  # addresses of one page that other pages lead to
_FIND = """() => {
  const all = (query) => [...document.querySelectorAll(query)];
  return {
    text: document.querySelector('[data-testid=stApp]').innerText,
    links: all('a[href]').map(a => [a.getAttribute('href'), a.innerText.trim()]),
    html: all('[data-testid=stHtml]').map(e => e.innerHTML),
    fields: all('input, textarea, [role=radio], [role=option]').map(e => [
      e.getAttribute('aria-label') ?? '', e.type ?? '', e.value ?? '',
      e.checked ?? e.getAttribute('aria-checked') ?? '', e.disabled ?? false]),
    title: document.title,
  };
}"""


@dataclass(frozen=True)
class View:
    """A page in a state: its address, the colours of the visitor, and what is done on it."""

    path: str
    dark: bool = False
    steps: tuple[Step, ...] = ()

    @property
    def name(self) -> str:
        """Return a name that no other view has."""
        done = "".join(f" ~ {step}" for step in self.steps)
        path = "begin" if self.path == "/" else self.path
        return f"{path}{' donker' if self.dark else ''}{done}"


@dataclass(frozen=True)
class Recording:
    """Where is recorded, and from what; `stop` ends it before it is complete."""

    folder: Path
    site: Site
    stop: Event


@dataclass
class Crawl:
    """What was found on the pages: paths of this site, and what can be chosen where."""

    links: set[str] = field(default_factory=set)
    steps: list[View] = field(default_factory=list)


def crawl(place: Recording, slugs: Sequence[str]) -> Crawl:
    """Record every page: as it is, with two areas, in the dark, and what these lead to."""
    first = [View(f"/{slug}") for slug in slugs]
    found = _record_all(place, first)
    pages = {path.partition("?")[0] for path in (view.path for view in first)}
    seen = {view.path for view in first}
    second = [View(path) for path in _pages_in(found.links, pages, seen)]
    second += [View(f"/{slug}?{TWO_AREAS}") for slug in slugs]
    second += [View(f"/{slug}", dark=True) for slug in slugs]
    second += [View(f"/{slug}?embed=true") for slug in slugs[:2]]
    more = _record_all(place, second + found.steps)
    seen |= {view.path for view in second}
    third = [View(path) for path in _pages_in(more.links, pages, seen)]
    topics = [view.path for view in second if "onderdeel=" in view.path]
    third += [View(f"{path}&{TWO_AREAS}") for path in topics if "gebied=" not in path]
    last = _record_all(place, third)
    return Crawl(found.links | more.links | last.links)


def _pages_in(links: set[str], pages: set[str], seen: set[str]) -> Iterator[str]:
    """Return the addresses of pages that were not seen yet, some of each page."""
    count = dict.fromkeys(pages, 0)
    for link in sorted(links):
        page = link.partition("?")[0]
        if page in pages and link not in seen and count[page] < _MOST_OF_ONE_PAGE:
            count[page] += 1
            yield link


def _record_all(place: Recording, views: Sequence[View]) -> Crawl:
    """Record views in a few browsers; each has its own part, so that the order is no matter."""
    whole = Crawl()
    unique = list(dict.fromkeys(views))
    parts = [unique[start::AT_ONCE] for start in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for part in pool.map(lambda part: _record_part(place, part), parts):
            whole.links |= part.links
            whole.steps += part.steps
    return whole


def _record_part(place: Recording, views: Sequence[View]) -> Crawl:
    """Record views one after another; one that fails twice says so in its place."""
    whole, masks = Crawl(), Masks(place.site.place)
    with chromium() as browser:
        visitors = {dark: _visitor(browser, dark=dark) for dark in (False, True)}
        for view in views:
            if place.stop.is_set():
                break
            for last in (False, True):
                try:
                    kept, found = _look(visitors[view.dark], place.site, view)
                except (BenchError, BrowserError) as problem:
                    if last:
                        reason = str(problem).splitlines()[0]
                        put(place.folder, "pagina-tekst", view.name, f"NIET OP TE NEMEN: {reason}")
                    continue
                for kind, name, text in kept:
                    put(place.folder, kind, name, masks(text))
                whole.links |= found.links
                whole.steps += found.steps
                break
    return whole


def _look(visitor: BrowserContext, site: Site, view: View) -> tuple[list[Kept], Crawl]:
    """Return what to keep of a view, and what it leads to."""
    found = Crawl()
    with _opened(visitor, site, view) as session:
        for step in view.steps:
            choose(session, step)
        kept = list(_kept(view, session, found))
        if not view.steps and not view.dark and "?" not in view.path:
            found.steps += [View(view.path, steps=(step,)) for step in steps_on(session)]
            found.steps += [View(view.path, steps=way) for way in decks(session)]
    return kept, found


def _visitor(browser: Browser, *, dark: bool) -> BrowserContext:
    """Return a visitor who keeps the files of Streamlit between pages, as people do."""
    return browser.new_context(
        viewport={"width": 1280, "height": 900},
        locale="nl-NL",
        timezone_id="Europe/Amsterdam",
        color_scheme="dark" if dark else "light",
    )


@contextmanager
def _opened(visitor: BrowserContext, site: Site, view: View) -> Iterator[Session]:
    page = visitor.new_page()
    try:
        session = Session(page, site)
        session.open(view.path)
        yield session
    finally:
        page.close()


Kept = tuple[str, str, str]
"""Something to keep: its kind, its name, its text."""


def _kept(view: View, session: Session, found: Crawl) -> Iterator[Kept]:
    """Return what a page shows: its words, its HTML, its charts and its files apart."""
    seen = session.page.evaluate(_FIND)
    name = view.name
    head = [f"adres: {session.page.url}", f"titel: {seen['title']}", ""]
    links = [f"link: {address} | {' '.join(text.split())}" for address, text in seen["links"]]
    fields = [f"veld: {entry}" for entry in seen["fields"]]
    text = re.sub(r"\n{2,}", "\n", seen["text"])
    yield "pagina-tekst", name, "\n".join([*head, text, "", *fields, *links])
    blocks = [f"== blok {n}\n{readable(h, 'text/html')}" for n, h in enumerate(seen["html"], 1)]
    yield "pagina-html", name, "\n".join(blocks)
    yield "pagina-grafieken", name, "\n".join(session.charts())
    files = () if view.steps or view.dark else session.files()
    for number, (label, content) in enumerate(files, start=1):
        yield "pagina-bestanden", f"{name} {number}", f"{label}\n{content}"
    base = session.page.url
    for address in [link[0] for link in seen["links"]] + session.geometry():
        whole = urljoin(base, address).partition("#")[0]
        if whole.startswith(f"{session.site.url}/"):
            found.links.add(whole.removeprefix(session.site.url))
