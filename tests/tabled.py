"""What a table on a page shows of a row of a file: one reading for the app and for a browser."""

from __future__ import annotations

from collections.abc import Mapping
from math import nan

from components.words.formatting import format_shown
from data_loaders.registry import load_registry


def as_shown(record: Mapping[str, str]) -> tuple[str, str]:
    """Return area and value of a record as a table on the page shows them."""
    indicator = load_registry().get(record["indicator_id"])
    value = float(record["waarde"]) if record["waarde"] else nan
    return record["gebied"], format_shown(value, indicator, record["status"], record["toelichting"])
