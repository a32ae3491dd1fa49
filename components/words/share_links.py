"""Links from a figure in the app to its images, its data, and the page where it is shared. Pure.

They lead to routes of our own server, so that under a plain `streamlit run app.py` there are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from urllib.parse import urlencode

from components.words.choice import Choice
from components.words.hosting import has_own_routes
from data_loaders.geo.regions import load_regions

Pairs = Sequence[tuple[str, str]]
EVERYTHING = (("omvang", "alles"),)


def choice_query(choice: Choice, newest: str, first: str) -> list[tuple[str, str]]:
    """Return what to ask of a tile to have this choice; what it does by itself stays out.

    By itself it has the region the monitor starts with, the newest period and the first
    characteristic.
    """
    areas = () if choice.areas == (load_regions().default,) else choice.areas
    query = [("gebied", code) for code in areas]
    query += [("periode", choice.period)] if choice.period != newest else []
    return query + ([("kenmerk", choice.characteristic)] if choice.characteristic != first else [])


def share_line(path: str, title: str, query: Pairs = ()) -> str:
    """Return a line with the link to share a tile; `path` is what comes after `tegel/`."""
    if not has_own_routes():
        return ""
    return f'<p class="amm-bron amm-delen">{_share(path, title, query)}</p>'


def figure_links(path: str, title: str, query: Pairs = (), *, everything: bool = False) -> str:
    """Return the links beside the downloads of a figure: its images, and to share it.

    With `everything` also the data of all areas, for a figure that shows some of them.
    """
    if not has_own_routes():
        return ""
    pictures = [
        _link(_address(f"tegel/{path}.{ending}", query), ending.upper(), title)
        for ending in ("png", "svg")
    ]
    files = [_every(path, title, ending) for ending in ("xlsx", "csv")] if everything else []
    links = " ".join([*files, *pictures, _share(path, title, query)])
    return f'<p class="amm-delen">{links}</p>'


def _every(path: str, title: str, ending: str) -> str:
    address, name = _address(f"tegel/{path}.{ending}", EVERYTHING), ending.upper()
    label = escape(f"Alle gebieden ({name}): {title}", quote=True)
    return f'<a href="{address}" download aria-label="{label}">Alle gebieden ({name})</a>'


def _share(path: str, title: str, query: Pairs) -> str:
    return _link(_address(f"deel/{path}", query), "Deel", title)


def _link(address: str, name: str, title: str) -> str:
    label = escape(f"{name}: {title} (nieuw venster)", quote=True)
    return f'<a href="{address}" target="_blank" rel="noopener" aria-label="{label}">{name}</a>'


def _address(path: str, query: Pairs) -> str:
    text = f"./{path}?{urlencode(query)}" if query else f"./{path}"
    return escape(text, quote=True)
