"""How series are put together at run time: from files only, never the network.

The copies under `assets/data` are the default, so the app is complete without any connection;
what `refresh` fetched stands in their place.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Collection

import pandas as pd
from msgspec.structs import replace

from data_loaders.checks import check_tidy
from data_loaders.files.bytes import read_bytes
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import Level, load_regions
from data_loaders.indicator import Indicator
from data_loaders.series import Series
from data_loaders.tidy import add_region_totals, add_rounding, make_frame

_WIDER: tuple[Level, ...] = ("arbeidsmarktregio", "provincie", "land")


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


def read_elsewhere(indicator: Indicator) -> pd.DataFrame:
    """Return the observations about areas that are not ours (columns: `series.COLUMNS`).

    Raises DataError.
    """
    found = indicator.source.read_elsewhere(indicator)
    if not found:
        return make_frame(())
    frame = pd.concat(found, ignore_index=True)
    check_tidy(frame, indicator, indicator.path)
    return add_rounding(frame, indicator)


def join_elsewhere(series: Series, rows: pd.DataFrame, areas: Collection[str]) -> Series:
    """Return a series with those of `rows` (from `read_elsewhere`) that are about these areas.

    Of a wider area the counts are added up when all of its municipalities have one, some of
    which are ours; what the source published stands.
    """
    frame, regions = series.frame, load_regions().elsewhere()
    added = rows[rows["region_code"].isin(areas)]
    wider = set(areas) - set(frame["region_code"])
    if series.indicator.aggregate and len(rows):
        wanted = [r for r in regions.regions if r.level == "gemeente" or r.code in wider]
        own = frame[frame["region_level"] == "gemeente"]
        every = pd.concat([own, rows], ignore_index=True)
        whole = add_region_totals(every, replace(regions, regions=tuple(wanted)), _WIDER)
        added = pd.concat([added, whole.iloc[len(every) :]])
    return dataclasses.replace(series, _frame=pd.concat([frame, added], ignore_index=True))


def _version(indicator: Indicator) -> str:
    """Return a mark of all that a series is made from, the same on every machine."""
    digest = hashlib.sha256(read_bytes(indicator.path))
    digest.update(indicator.source.mark(indicator))
    return digest.hexdigest()[:12]
