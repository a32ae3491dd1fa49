"""What is known of the freshness of each source."""

from __future__ import annotations

from datetime import date

from data_loaders.cache import load_series
from data_loaders.errors import DataError
from data_loaders.registry import CbsSource, load_registry


def table_freshness(table: str, today: date) -> str:
    """Return the freshness of a CBS table: that of the first series made from it."""
    for indicator in load_registry().indicators.values():
        if isinstance(indicator.source, CbsSource) and table in indicator.source.tables:
            try:
                return load_series(indicator.id).provenance.freshness(today)
            except DataError:
                return "niet te lezen"
    return "niet in gebruik"
