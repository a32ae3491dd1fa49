"""How series are put together at run time: from files only, never the network.

The copies under `assets/data` are the default, so the app is complete without any connection;
what `refresh` fetched stands in their place.
"""

from __future__ import annotations

import hashlib

from data_loaders.checks import check_tidy
from data_loaders.files.bytes import read_bytes
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series
from data_loaders.tidy import add_region_totals, add_rounding


def fingerprint(indicator: Indicator) -> Fingerprint:
    """Return something that changes when anything does that a series is made from."""
    return file_state(indicator.path), *indicator.source.fingerprint(indicator)


def read_series(indicator: Indicator) -> Series:
    """Read, tidy and check the series of one indicator. Raises DataError."""
    frame, provenance, path = indicator.source.read(indicator)
    check_tidy(frame, indicator, path)
    frame = add_rounding(frame, indicator)
    if indicator.aggregate:
        frame = add_region_totals(frame, load_regions())
    return Series(frame, indicator, provenance, _version(indicator))


def _version(indicator: Indicator) -> str:
    """Return a mark of all that a series is made from, the same on every machine."""
    digest = hashlib.sha256(read_bytes(indicator.path))
    digest.update(indicator.source.mark(indicator))
    return digest.hexdigest()[:12]
