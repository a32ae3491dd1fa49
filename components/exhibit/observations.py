"""The rows behind a figure, as text: for the table under it. Pure."""

from __future__ import annotations

import pandas as pd

from components.words.formatting import format_shown, period_of
from components.words.table import Table
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

# A table on the page shows this many rows; the download has them all.
MAX_ROWS = 60


def observation_table(series: Series, frame: pd.DataFrame | None = None) -> Table:
    """Return observations (default: all of the series) as a table, newest period first.

    Columns that say the same in every row are left out; the status is shown when it is
    not 'definitief'.
    """
    every = series.frame if frame is None else frame
    shown = every.sort_values("period", ascending=False, kind="stable").head(MAX_ROWS)
    columns = _columns(series, shown)
    rows = tuple(
        tuple(cells[name] for name in columns) for cells in map(_cells(series), records(shown))
    )
    value = list(columns).index(_value_name(series))
    left_out = len(every) - len(shown)
    return Table(series.indicator.title, tuple(columns), rows, (value,), left_out)


def _value_name(series: Series) -> str:
    return series.indicator.unit_long or series.indicator.unit


def _columns(series: Series, frame: pd.DataFrame) -> list[str]:
    indicator = series.indicator
    columns = []
    if frame["characteristic"].nunique() > 1:
        columns.append(indicator.characteristic or "Kenmerk")
    if frame["breakdown"].nunique() > 1:
        columns.append("Uitsplitsing")
    columns += ["Gebied", "Periode", _value_name(series)]
    if (frame["status"] != "definitief").any() or (frame["origin"] != "bron").any():
        columns.append("Status")
    return columns


def _cells(series: Series):  # type: ignore[no-untyped-def]
    indicator, regions = series.indicator, load_regions()

    def cells(row: dict[str, object]) -> dict[str, str]:
        status, origin = str(row["status"]), str(row["origin"])
        return {
            indicator.characteristic or "Kenmerk": str(row["characteristic"]),
            "Uitsplitsing": str(row["breakdown"]),
            "Gebied": regions.get(str(row["region_code"])).name,
            "Periode": period_of(indicator, str(row["period"])),
            _value_name(series): format_shown(
                float(str(row["value"])), indicator, status, str(row["note"])
            ),
            "Status": status if origin == "bron" else f"{status}, {origin}",
        }

    return cells
