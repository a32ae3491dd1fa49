"""Observations of a CBS table in the fixed columns of a series."""

from __future__ import annotations

import pandas as pd

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Regions
from data_loaders.indicator import Indicator
from data_loaders.periods import from_cbs
from data_loaders.series import COLUMNS
from data_loaders.sources.cbs_select import CbsSelection, CbsSource, select_codes
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    CALCULATED,
    CONFIDENTIAL,
    IMPOSSIBLE,
    MEASURE,
    PROVISIONAL,
    STATUSES,
    VALUE,
    CbsTable,
)

SHARE_NOTE = "Berekend uit aantallen van het CBS en afgerond op hele procenten."


def tidy_cbs(table: CbsTable, indicator: Indicator, regions: Regions) -> pd.DataFrame:
    """Return the observations of one indicator from a CBS table, in base units.

    Keeps what the indicator's source asks for, its frequency and the areas the monitor
    knows; drops values that cannot exist. Raises DataError for a measure, dimension or code
    that is not in the table and for a status nobody knows.
    """
    source = indicator.source
    assert isinstance(source, CbsSource)
    try:
        chosen = select_codes(table.structure, source, regions)
    except DataError as error:
        place = f"tabel {table.info.table}: {error.sentence}"
        raise DataError(place, indicator.path) from error
    rows, periods = _cbs_rows(table, indicator, chosen)
    names = rows[MEASURE].map(chosen.measures)
    frame = pd.DataFrame(index=rows.index)
    frame["region_code"] = rows[chosen.region] if chosen.region else source.area
    frame["region_level"] = frame["region_code"].map(lambda code: regions.get(code).level)
    frame["period"] = periods
    frame["frequency"] = indicator.frequency
    frame["characteristic"] = rows[chosen.split].map(chosen.labels) if chosen.split else names
    frame["breakdown"] = names if chosen.split else ""
    frame["value"] = (rows[VALUE] * source.factor).round(6)
    margin = rows["margin"] if chosen.margins else float("nan")
    frame["margin"] = margin * source.factor
    frame["status"] = _cbs_status(rows, table, chosen.time)
    hidden = frame["region_code"].isin(list(source.hidden))
    frame.loc[hidden, ["value", "status", "margin"]] = None, "niet getoond", None
    frame["origin"] = rows[ATTRIBUTE].eq(CALCULATED).map({True: "berekend", False: "bron"})
    frame["note"] = frame["origin"].map({"berekend": SHARE_NOTE, "bron": ""})
    return frame.reset_index(drop=True).reindex(columns=list(COLUMNS))


def _cbs_rows(
    table: CbsTable, indicator: Indicator, chosen: CbsSelection
) -> tuple[pd.DataFrame, pd.Series]:
    """Return the wanted rows in the order of the indicator, and their periods in our code."""
    rows = _with_margins(chosen.rows(table.observations), chosen)
    # A value that cannot exist is no observation; the other reasons leave a known gap.
    rows = rows[rows[ATTRIBUTE] != IMPOSSIBLE]
    known = {code: _cbs_period(code) for code in rows[chosen.time].unique()}
    rows = rows[[known[code][1] == indicator.frequency for code in rows[chosen.time]]]
    order = {key: number for number, key in enumerate((*chosen.measures, *chosen.labels))}
    for column in filter(None, (chosen.split, MEASURE)):
        rows = rows.sort_values(column, key=lambda keys: keys.map(order), kind="stable")
    return rows, rows[chosen.time].map({code: period for code, (period, _) in known.items()})


def _with_margins(rows: pd.DataFrame, chosen: CbsSelection) -> pd.DataFrame:
    """Return the rows of the values themselves, with half the interval that lies around each.

    NaN where a copy of the table has no interval, as one that was fetched before we asked for it.
    """
    if chosen.margins is None:
        return rows
    dimension, low, high = chosen.margins
    own = rows[rows[dimension] == chosen.fixed[dimension]]
    keys = [c for c in rows.columns if c not in {dimension, VALUE, ATTRIBUTE}]
    ends = rows.pivot_table(index=keys, columns=dimension, values=VALUE, aggfunc="first")
    ends = ends.reindex(columns=[low, high])
    half = ((ends[high] - ends[low]) / 2).rename("margin")
    return own.join(half, on=keys)


def _cbs_period(code: str) -> tuple[str, str]:
    """Return our code and the frequency of a CBS period; of a kind we do not use, none."""
    try:
        return from_cbs(code)
    except ValueError:
        return code, ""


def _cbs_status(rows: pd.DataFrame, table: CbsTable, time: str) -> pd.Series:
    """Return the status of every row: that of its period, or why it has no value."""
    (dimension,) = table.structure.of_kind("tijd")
    words = {code.key: code.status for code in dimension.codes}
    found = rows[time].map(words).fillna("")
    unknown = set(found) - set(STATUSES)
    if unknown:
        raise DataError(f"tabel {table.info.table}: de status '{min(unknown)}' is onbekend")
    hidden = rows[ATTRIBUTE].eq(CONFIDENTIAL).map({True: "niet getoond", False: "onbekend"})
    known = found.map(STATUSES).mask(rows[ATTRIBUTE].eq(PROVISIONAL), "voorlopig")
    return known.where(rows[VALUE].notna(), hidden)
