"""No view carries shapes of its own: geometry goes by URL, once, and stays in the cache."""

from __future__ import annotations

from collections.abc import Iterator

from bench.protocol import has_shapes, visit
from bench.report import Row, Section, none_found
from bench.setup import PAGE, Setup
from data_loaders.documents import load_topics
from data_loaders.registry import load_registry
from pages import PAGES


def measure(setup: Setup) -> Section:
    """Open every view once and look for shapes in what the server sends."""
    found: list[str] = []
    sizes: dict[str, int] = {}
    for page, query in _views():
        with visit(setup.ours, page, query) as visitor:
            run = visitor.run()
        name = f"/{page}?{query}" if query else f"/{page}"
        sizes[name] = run.size
        if any(map(has_shapes, run.frames)):
            found.append(name)
    heaviest = max(sizes, key=sizes.__getitem__)
    return Section(
        "Alle weergaven",
        (
            Row("weergaven bekeken", "aantal", None, len(sizes)),
            Row("zwaarste antwoord, uitgepakt", "kB", None, sizes[heaviest] / 1000),
        ),
        (none_found("weergaven met vormen in de grafiek zelf", found),),
        (f"Zwaarste: {heaviest}",),
    )


def _views() -> Iterator[tuple[str, str]]:
    """Yield page and query of every page, part, mapped figure and opened flow map."""
    yield "", ""
    for entry in PAGES[1:]:
        yield entry.slug, ""
    for topic in load_topics():
        yield PAGE, f"onderdeel={topic}"
    for indicator in load_registry().indicators.values():
        if indicator.form == "kaart":
            yield PAGE, f"onderdeel={indicator.topic}&cijfer={indicator.id}"
        elif indicator.flow is not None:
            yield PAGE, f"onderdeel={indicator.topic}&verken-{indicator.id}=true"
