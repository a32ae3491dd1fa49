"""Recording: every answer is asked once, a few at a time, and written to its own file."""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from bench.answers.pages import Crawl, Recording, crawl
from bench.answers.site import Site, product
from bench.answers.small import bare, page_slugs, small
from bench.answers.wanted import (
    Wanted,
    api,
    ask_known,
    made_up_decks,
    shares,
    showings,
    tiles,
)
from bench.answers.written import Masks, write

AT_ONCE = 4
_OWN = re.compile(r"(tegel|deel|api|catalogus|geo|oembed|media)[/.?]")
_SHOWN = "/beraad/tonen?"


def record(folder: Path, url: str = "") -> None:
    """Record everything into `folder`, which must not hold a recording yet.

    With `url` a server that runs already is asked, on the day that it has itself.
    """
    folder.mkdir(parents=True)
    if url:
        site = Site(url.rstrip("/"))
        _record(folder, site, site)
        return
    with product() as site, product() as for_pages:  # a process uses one core
        _record(folder, site, for_pages)
    with product({}) as site:
        _ask_all(folder, site, bare(site))


def _record(folder: Path, site: Site, for_pages: Site) -> None:
    known, slugs = ask_known(site), page_slugs(site)
    wanted = [*small(slugs), *tiles(known), *shares(known), *api(known)]
    wanted += showings(made_up_decks(known))
    stop = Event()
    with ThreadPoolExecutor(1) as pool:
        pages = pool.submit(crawl, Recording(folder, for_pages, stop), slugs)
        try:
            _ask_all(folder, site, wanted)
            found = pages.result()
        finally:  # a pool waits for what runs
            stop.set()
    _say("wat de pagina's aanwijzen")
    _ask_all(folder, site, _linked(found, wanted))


def _linked(found: Crawl, asked: Sequence[Wanted]) -> Iterable[Wanted]:
    """Return what the pages lead to and was not asked yet: decks, files, boundaries."""
    done = {item.path for item in asked}
    decks = sorted(deck.partition("?")[2] for deck in found.links if deck.startswith(_SHOWN))
    own = [query for query in decks if "thema=" not in query and "wissel=" not in query]
    if own:
        yield from (item for item in showings(own) if item.path not in done)
    for path in sorted(found.links - done):
        if _OWN.match(path.lstrip("/")):
            yield Wanted("gelinkt", path)


def _ask_all(folder: Path, site: Site, wanted: Iterable[Wanted]) -> None:
    masks = Masks(site.place)
    unique = {(item.kind, item.method, item.path, str(item.headers)): item for item in wanted}

    def one(item: Wanted) -> None:
        write(folder, item, site.ask(item.path, item.method, item.headers), masks)

    last = time.monotonic()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for count, _ in enumerate(pool.map(one, unique.values()), start=1):
            if time.monotonic() - last > 15:
                last = time.monotonic()
                _say(f"{count} van {len(unique)}")


def _say(text: str) -> None:
    print(f"bezig: {text}", file=sys.stderr, flush=True)
