"""How the app is being served, so that links to files are right in both ways of starting it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from data_loaders.access.insiders import CLOSED, Access
from data_loaders.geo.boundary_file import BoundaryFile, load_boundaries

GEOMETRY_ROUTE = "geo"

_own_routes = False
_access = CLOSED


def announce_own_routes(access: Access = CLOSED) -> None:
    """Say that `server.py` serves our files, and how Beheer is open; called once, at its start."""
    global _own_routes, _access
    _own_routes, _access = True, access


def has_own_routes() -> bool:
    """Tell whether `server.py` serves this process, and with it tiles and the data."""
    return _own_routes


def inside_access() -> Access:
    """Return how Beheer is open in this process: not at all, unless `server.py` said so."""
    return _access


def map_geometry() -> dict[str, Any]:
    """Return where the map of flows finds its shapes: a relative URL, or the shapes themselves.

    The URL is relative, so that it also holds below a sub-path, and other shapes have another
    URL. Under a plain `streamlit run app.py` there is no route of ours, and the shapes travel
    in the chart. Raises DataError when there are no shapes.
    """
    found = load_boundaries()
    if _own_routes:
        return {"url": f"{GEOMETRY_ROUTE}/{found.name}?v={found.mark}"}
    return {"values": _features(found)}


@lru_cache(maxsize=2)
def _features(found: BoundaryFile) -> list[dict[str, Any]]:
    return found.features()
