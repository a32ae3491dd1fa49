"""Observations of one indicator as JSON-stat 2.0 (https://json-stat.org/full/)."""

from __future__ import annotations

from math import isnan, prod
from typing import Any

import pandas as pd

from components.words.formatting import period_of
from data_loaders.files.csvtext import plain_number
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records

NO_CODE = "-"
"""The code of what the source does not say: JSON-stat has no empty codes."""
_NAMES = {
    "region_code": "gebied",
    "period": "periode",
    "characteristic": "kenmerk",
    "breakdown": "uitsplitsing",
}


def as_json_stat(series: Series, frame: pd.DataFrame) -> dict[str, Any]:
    """Return observations as a dataset: a cube with a value, or a status, in each cell."""
    indicator, source = series.indicator, series.provenance
    codes = {
        column: list(dict.fromkeys(str(code) for code in frame[column]))
        for column in _NAMES
        if column in {"region_code", "period"} or frame[column].any()
    }
    codes["period"].sort()
    values, statuses = _cells(frame, codes)
    return {
        "version": "2.0",
        "class": "dataset",
        "label": indicator.title,
        "source": source.attribution,
        **({"updated": source.modified.isoformat()} if source.modified else {}),
        "note": [text for text in (indicator.definition, indicator.note) if text],
        "id": [_NAMES[column] for column in codes],
        "size": [len(found) for found in codes.values()],
        "role": {"geo": ["gebied"], "time": ["periode"]},
        "dimension": {
            _NAMES[column]: _dimension(column, found, series) for column, found in codes.items()
        },
        "value": values,
        "status": statuses,
        "extension": {"eenheid": indicator.unit, "indicator_id": indicator.id},
    }


def _cells(
    frame: pd.DataFrame, codes: dict[str, list[str]]
) -> tuple[dict[str, float | int] | list[None], dict[str, str]]:
    """Return values and statuses by the place of their cell; a hidden value has a status only."""
    sizes = [len(found) for found in codes.values()]
    steps = [prod(sizes[place + 1 :]) for place in range(len(sizes))]
    places = {
        column: {code: place for place, code in enumerate(found)} for column, found in codes.items()
    }
    values: dict[str, float | int] = {}
    statuses: dict[str, str] = {}
    for row in records(frame):
        cell = str(sum(places[c][str(row[c])] * s for c, s in zip(codes, steps, strict=True)))
        statuses[cell] = str(row["status"])
        value = float(row["value"])
        if not isnan(value):
            text = plain_number(value)
            values[cell] = float(text) if "." in text else int(text)
    if (
        statuses and not values
    ):  # an object without cells is read as one without any place: a list has them
        return [None] * prod(sizes), statuses
    return values, statuses


def _dimension(column: str, codes: list[str], series: Series) -> dict[str, Any]:
    indicator = series.indicator
    names = {"region_code": "Gebied", "period": "Periode", "breakdown": "Uitsplitsing"}
    return {
        "label": names.get(column, indicator.characteristic or "Kenmerk"),
        "category": {
            "index": [code or NO_CODE for code in codes],
            "label": {code or NO_CODE: _label(column, code, series) for code in codes},
        },
    }


def _label(column: str, code: str, series: Series) -> str:
    if column == "region_code":
        return load_regions().get(code).name
    if column == "period":
        return period_of(series.indicator, code)
    return code or NO_CODE
