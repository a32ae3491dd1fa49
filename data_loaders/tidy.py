"""From raw rows to the fixed columns of `series.COLUMNS`. Pure: no files, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from data_loaders.csvfile import Row
from data_loaders.periods import from_cbs
from data_loaders.regions import Regions
from data_loaders.registry import CbsSource, Indicator
from data_loaders.series import COLUMNS

Record = dict[str, object]

_CBS_STATUS = {
    "": "definitief",
    "Definitief": "definitief",
    "Voorlopig": "voorlopig",
    "NaderVoorlopig": "nader voorlopig",
}
# CBS: a value that cannot exist is no observation; the other reasons leave a known gap.
_CBS_ABSENT = "Impossible"


def tidy_document(rows: Sequence[Row], indicator: Indicator, regions: Regions) -> pd.DataFrame:
    """Return the observations of a document file, in the order of the file.

    An empty cell is an unknown value, never zero. Raises DataError with file and line.
    """
    return _frame(_document_record(row, indicator, regions) for row in rows)


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


def tidy_cbs(rows: Iterable[Row], indicator: Indicator, regions: Regions) -> pd.DataFrame:
    """Return the observations of one indicator from a CBS table, in base units.

    Keeps the measures and filters of the indicator's source and its frequency; drops
    areas the monitor does not know and values that cannot exist. Raises DataError for an
    unknown period or a text where a number belongs.
    """
    source = indicator.source
    assert isinstance(source, CbsSource)
    order = {measure: number for number, measure in enumerate(source.measures)}
    wanted = [row for row in rows if row["Measure"] in order and _passes(row, source.filters)]
    wanted.sort(key=lambda row: order[row["Measure"]])
    records = (_cbs_record(row, indicator, source, regions) for row in wanted)
    return _frame(record for record in records if record is not None)


def _passes(row: Row, filters: dict[str, str]) -> bool:
    return all(row[column] == wanted for column, wanted in filters.items())


def _cbs_record(
    row: Row, indicator: Indicator, source: CbsSource, regions: Regions
) -> Record | None:
    try:
        period, frequency = from_cbs(row["Perioden"])
    except ValueError as error:
        raise row.error(str(error)) from error
    region = regions.find(source.area or row["RegioS"])
    if frequency != indicator.frequency or region is None or row["ValueAttribute"] == _CBS_ABSENT:
        return None
    value = row.number("Value")
    if row["PeriodStatus"] not in _CBS_STATUS:
        raise row.error(f"de status '{row['PeriodStatus']}' is onbekend")
    return {
        "region_code": region.code,
        "region_level": region.level,
        "period": period,
        "frequency": frequency,
        "characteristic": source.measures[row["Measure"]],
        "breakdown": "",
        "value": None if value is None else round(value * source.factor, 6),
        "status": "onbekend" if value is None else _CBS_STATUS[row["PeriodStatus"]],
        "origin": "bron",
        "note": "",
    }


def add_region_totals(frame: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return `frame` with a sum per area that all of its municipalities add up to.

    Only for counts. An area is left out for a period in which one of its municipalities
    has no value, so a total never hides a gap and never tells a hidden value.
    """
    own = frame[frame["region_level"] == "gemeente"]
    keys = ["period", "frequency", "characteristic", "breakdown"]
    totals = []
    for region in regions.regions:
        members = regions.members(region.code)
        if not members or region.level not in {"arbeidsmarktregio", "regio"}:
            continue
        if region.code in set(frame["region_code"]):  # what the source published stands
            continue
        for key, group in own[own["region_code"].isin(members)].groupby(keys, sort=False):
            if len(group) == len(members) and group["value"].notna().all():
                totals.append(
                    _total(dict(zip(keys, key, strict=True)), group, region.code, regions)
                )
    return pd.concat([frame, _frame(totals)], ignore_index=True) if totals else frame


def _total(key: Record, group: pd.DataFrame, code: str, regions: Regions) -> Record:
    statuses = set(group["status"])
    return key | {
        "region_code": code,
        "region_level": regions.get(code).level,
        "value": float(group["value"].sum()),
        "status": statuses.pop() if len(statuses) == 1 else "voorlopig",
        "origin": "berekend",
        "note": f"Som van {len(group)} gemeenten, berekend door de Arbeidsmarktmonitor.",
    }


def _level(row: Row, code: str, regions: Regions) -> str:
    region = regions.find(code)
    if region is None:
        raise row.error(f"het gebied '{code}' is onbekend")
    return region.level


def _frame(records: Iterable[Record]) -> pd.DataFrame:
    frame = pd.DataFrame(list(records), columns=list(COLUMNS))
    return frame.astype({"value": "float64"})
