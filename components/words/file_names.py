"""Names of files to download. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

import pandas as pd

from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

MOST_NAMED = 4


def file_stem(series: Series, frame: pd.DataFrame, areas: Sequence[str]) -> str:
    """Return a name, without ending, that says indicator, areas (none is all) and period."""
    names = "-".join(slug(load_regions().get(area).label) for area in areas)
    if len(areas) > MOST_NAMED:
        names = f"{len(areas)}-gebieden"
    periods = sorted(period for period in frame["period"].unique() if period)
    parts = [series.indicator.id, names or "alle-gebieden"]
    if periods:
        span = periods[0] if len(periods) == 1 else f"{periods[0]}-tot-{periods[-1]}"
        parts.append(span.replace("/", "-").lower())
    return "_".join(parts)


def slug(text: str) -> str:
    """Return text for a file name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
