"""How the app is being served, so that links to files are right in both ways of starting it."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from typing import Any

from data_loaders.errors import DataError
from data_loaders.paths import GEO

GEOMETRY_FILE = "gemeenten_2024.geojson"
GEOMETRY_ROUTE = "geo"

_own_routes = False


def announce_own_routes() -> None:
    """Say that `server.py` serves our files; called once, at its start."""
    global _own_routes  # noqa: PLW0603 - one fact about the process, set once at start
    _own_routes = True


def map_geometry() -> dict[str, Any]:
    """Return where a map finds its shapes: a relative URL, or the shapes themselves.

    The URL is relative, so that it also holds below a sub-path. Under a plain
    `streamlit run app.py` there is no route of ours, and the shapes travel in the chart.
    Raises DataError when there are no shapes.
    """
    if not (GEO / GEOMETRY_FILE).is_file():
        raise DataError("dit bestand ontbreekt", GEO / GEOMETRY_FILE)
    if _own_routes:
        return {"url": f"{GEOMETRY_ROUTE}/{GEOMETRY_FILE}?v={_version()}"}
    return {"values": _features()}


@lru_cache(maxsize=1)
def _version() -> str:
    return hashlib.sha256((GEO / GEOMETRY_FILE).read_bytes()).hexdigest()[:12]


@lru_cache(maxsize=1)
def _features() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((GEO / GEOMETRY_FILE).read_text("utf-8"))["features"]
    return found
