"""AppTest looks through every installed package for each app that it opens: once is enough."""

from __future__ import annotations

from functools import lru_cache

from streamlit.components.v2 import manifest_scanner


def look_once() -> None:
    """Keep in this process what was found: nothing is installed while tests run."""
    found = lru_cache(maxsize=1)(manifest_scanner.scan_component_manifests)
    manifest_scanner.scan_component_manifests = found
