"""From raw rows to the fixed columns of `series.COLUMNS`. Pure: no files, no clock."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from data_loaders.files.csvfile import Row
from data_loaders.geo.elsewhere import has_changed
from data_loaders.geo.regions import Level, Regions
from data_loaders.indicator import Indicator
from data_loaders.monitor import MONITOR
from data_loaders.series import COLUMNS

Record = dict[str, object]
SUMMED: tuple[Level, ...] = ("arbeidsmarktregio", "regio")

_PARTS = ["characteristic", "breakdown"]
_MOST_ZEROS = 3
_EXACT = 1e-6
_DRAFTS = ("voorlopig", "nader voorlopig")
# So many multiples of ten in a row are no accident; of provisional values fewer.
_BY_CHANCE, _DRAFTS_BY_CHANCE = 6, 2


def tidy_document(rows: Sequence[Row], indicator: Indicator, regions: Regions) -> pd.DataFrame:
    """Return the observations of a document file, in the order of the file.

    An empty cell is an unknown value, never zero. Raises DataError with file and line.
    """
    return make_frame(_document_record(row, indicator, regions) for row in rows)


def _document_record(row: Row, indicator: Indicator, regions: Regions) -> Record:
    value = row.number("waarde")
    return {
        "region_code": row["gebied"],
        "region_level": _level(row, row["gebied"], regions),
        "period": row["periode"],
        "frequency": indicator.frequency,
        "characteristic": row["kenmerk"],
        "breakdown": row["uitsplitsing"],
        "value": value,
        "status": row["status"] or ("onbekend" if value is None else "definitief"),
        "origin": row["herkomst"] or "bron",
        "note": row["toelichting"],
    }


def add_region_totals(
    frame: pd.DataFrame,
    regions: Regions,
    levels: Collection[Level] = SUMMED,
) -> pd.DataFrame:
    """Return `frame` with a sum per area of these levels that all of its municipalities add up to.

    Only for counts. An area is left out for a period in which one of its municipalities
    has no value, so a total never hides a gap and never tells a hidden value; and for one
    before a municipality got other borders, when it was not the area it is now.
    """
    own = frame[frame["region_level"] == "gemeente"]
    keys = ["period", "frequency", "characteristic", "breakdown"]
    totals = []
    for region in regions.regions:
        members = regions.members(region.code)
        if not members or region.level not in levels:
            continue
        if region.code in set(frame["region_code"]):  # what the source published stands
            continue
        for key, group in own[own["region_code"].isin(members)].groupby(keys, sort=False):
            whole = len(group) == len(members) and group["value"].notna().all()
            if whole and not any(has_changed(code, after=str(key[0])) for code in members):
                totals.append(
                    _total(dict(zip(keys, key, strict=True)), group, region.code, regions)
                )
    return pd.concat([frame, make_frame(totals)], ignore_index=True) if totals else frame


def _total(key: Record, group: pd.DataFrame, code: str, regions: Regions) -> Record:
    statuses = set(group["status"])
    return key | {
        "region_code": code,
        "region_level": regions.get(code).level,
        "value": float(group["value"].sum()),
        "status": statuses.pop() if len(statuses) == 1 else "voorlopig",
        "origin": "berekend",
        "note": f"Som van {len(group)} gemeenten, berekend door de {MONITOR.short}.",
        "rounding": group["rounding"].max(),
    }


def add_rounding(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    """Return `frame` with what observations are rounded to, where it is more than usual.

    A source may give its provisional values, or some years, in whole thousands. It shows: in
    the periods in a row that hold them, every value of a characteristic is a multiple of that.
    """
    rounding = pd.Series(float("nan"), index=frame.index)
    known = frame[frame["value"].fillna(0) != 0]
    part, period = (known.groupby(keys).ngroup() for keys in (_PARTS, [*_PARTS, "period"]))
    for power in range(1, _MOST_ZEROS + 1):
        step = float(indicator.precision) * 10**power
        coarse = _coarse_rows(known, part, period, step)
        if coarse.empty:  # and so none is rounded any further
            break
        rounding[coarse] = step
    return frame.assign(rounding=rounding)


def _coarse_rows(
    known: pd.DataFrame, part: pd.Series[int], period: pd.Series[int], step: float
) -> pd.Index:
    """Return which rows lie in periods in a row of which all values are multiples of `step`.

    `part` and `period` number what each row is of, in order; a period is one of one part.
    """
    shares = known["value"] / step
    whole = ((shares - shares.round()).abs() < _EXACT).groupby(period).all()
    of = part.groupby(period).first()
    run = (whole.ne(whole.shift()) | of.ne(of.shift())).cumsum()
    rows = period[period.map(whole)].map(run)
    draft = known["status"][rows.index].isin(_DRAFTS)
    size, drafts = rows.groupby(rows).transform("size"), draft.groupby(rows).transform("sum")
    return rows.index[(size >= _BY_CHANCE) | (draft & (drafts >= _DRAFTS_BY_CHANCE))]


def _level(row: Row, code: str, regions: Regions) -> str:
    region = regions.find(code)
    if region is None:
        raise row.error(f"het gebied '{code}' is onbekend")
    return region.level


def make_frame(records: Iterable[Record]) -> pd.DataFrame:
    """Return records as a frame with the fixed columns (`series.COLUMNS`)."""
    frame = pd.DataFrame(list(records), columns=list(COLUMNS))
    return frame.astype({"value": "float64", "rounding": "float64", "margin": "float64"})
