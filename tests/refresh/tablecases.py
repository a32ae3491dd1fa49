"""Small tables, figures and indicators for tests of single functions."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
import pandas as pd

from data_loaders.indicator import Indicator
from data_loaders.registry import load_registry
from data_loaders.series import COLUMNS
from data_loaders.sources.cbs_select import CbsSource
from data_loaders.sources.cbs_service import make_observations
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    CbsTable,
    Code,
    Dimension,
    Measure,
    Structure,
    TableInfo,
)

AREAS = ("GM0202", "GM0268", "NL01")
YEARS = ("2022JJ00", "2023JJ00", "2024JJ00")


def codes(*keys: str, **titles: str) -> tuple[Code, ...]:
    """Codes that are their own title, and codes with a title."""
    named = {key: key for key in keys} | titles
    return tuple(Code(key, title, raw=key) for key, title in named.items())


def structure(*more: Dimension, measures: tuple[Measure, ...] | None = None) -> Structure:
    """Areas, years and `more`; by default the measures All = A + B."""
    areas = Dimension("RegioS", "Regio's", "regio", codes(*AREAS))
    years = Dimension("Perioden", "Perioden", "tijd", codes(*YEARS))
    default = tuple(Measure(key, key, unit="aantal") for key in ("All", "A", "B"))
    return Structure(measures or default, (areas, years, *more))


def table(
    values: Mapping[tuple[str, str], Mapping[str, float | None]],
    modified: date | None = date(2026, 7, 1),
    **changes: Any,
) -> CbsTable:
    """A table of (area, year) -> measure -> value."""
    records = [
        {"RegioS": area, "Perioden": year, MEASURE: measure, VALUE: value, ATTRIBUTE: "None"}
        for (area, year), row in values.items()
        for measure, value in row.items()
    ]
    info = TableInfo("proef", "Proef", "CC BY 4.0", "", modified=modified)
    frame = make_observations(records, ["RegioS", "Perioden"])
    return CbsTable(info, changes.get("structure", structure()), frame)


def source(**changes: Any) -> CbsSource:
    """Where an indicator comes from: measure A of the table, and no more."""
    return CbsSource(**({"tables": ("proef",), "measures": {"A": ""}} | changes))


def indicator(name: str = "proef", kind: str = "aantal", **changes: Any) -> Indicator:
    """An indicator that is made of `source(**changes)`."""
    base = load_registry().get("bevolking")
    made = msgspec.structs.replace(base, id=name, kind=kind, aggregate=False)
    return msgspec.structs.replace(made, source=source(**changes))


def frame(*rows: tuple[str, str, float | None], **columns: str) -> pd.DataFrame:
    """Tidy figures from (area, period, value)."""
    made = [
        {
            "region_code": area,
            "region_level": "gemeente",
            "period": period,
            "frequency": "jaar",
            "characteristic": "",
            "breakdown": "",
            "value": value,
            "status": "onbekend" if value is None else "definitief",
            "origin": "bron",
            "note": "",
        }
        | columns
        for area, period, value in rows
    ]
    return pd.DataFrame(made, columns=list(COLUMNS)).astype({"value": "float64"})
