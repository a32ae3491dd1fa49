"""Checks on tidy observations: loud, with one sentence that names what and where."""

from __future__ import annotations

from math import inf
from pathlib import Path

import pandas as pd

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import period_span
from data_loaders.series import COLUMNS, ORIGINS, STATUSES

KEY = ["region_code", "period", "characteristic", "breakdown"]


def check_tidy(frame: pd.DataFrame, indicator: Indicator, path: Path) -> None:
    """Check the observations of one indicator. Raises DataError at the first fault found."""
    if tuple(frame.columns) != COLUMNS:
        raise DataError("de kolommen van de waarnemingen kloppen niet", path)
    if frame.empty:
        raise DataError(f"er is geen enkele waarneming voor '{indicator.id}'", path)
    _check_words(frame, path)
    _check_periods(frame, indicator, path)
    _check_unique(frame, path)
    _check_values(frame, indicator, path)


def _check_words(frame: pd.DataFrame, path: Path) -> None:
    for column, allowed in (("status", STATUSES), ("origin", ORIGINS)):
        wrong = frame[~frame[column].isin(allowed)]
        if len(wrong):
            word = wrong.iloc[0][column]
            raise DataError(f"'{word}' is geen bekende {_dutch(column)} ({place_of(wrong)})", path)


def _check_periods(frame: pd.DataFrame, indicator: Indicator, path: Path) -> None:
    for period in frame["period"].unique():
        try:
            period_span(period, indicator.frequency)
        except ValueError as error:
            raise DataError(str(error), path) from error


def _check_unique(frame: pd.DataFrame, path: Path) -> None:
    double = frame[frame.duplicated(KEY)]
    if len(double):
        raise DataError(f"deze waarneming staat er twee keer in: {place_of(double)}", path)


def _check_values(frame: pd.DataFrame, indicator: Indicator, path: Path) -> None:
    hidden = frame["status"].isin(["onbekend", "niet getoond"])
    for wrong, sentence in (
        (
            frame[hidden & frame["value"].notna()],
            "een onbekende of niet getoonde waarde mag niet zijn ingevuld",
        ),
        (
            frame[~hidden & frame["value"].isna()],
            "de waarde ontbreekt; zet de status op 'onbekend' of 'niet getoond'",
        ),
        (_out_of_bounds(frame, indicator), "deze waarde kan niet bestaan"),
    ):
        if len(wrong):
            raise DataError(f"{sentence} ({place_of(wrong)})", path)


def _out_of_bounds(frame: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    value = frame["value"]
    wrong = value.abs() == inf
    match indicator.kind:
        case "percentage":
            wrong |= (value < 0) | (value > 100)
        case "aantal":
            broken = (value != value.round()) & value.notna() & (indicator.decimals == 0)
            wrong |= (value < 0) | broken
        case "verhouding":
            wrong |= value < 0
        case "groei":
            wrong |= value < -100
    return frame[wrong]


def place_of(rows: pd.DataFrame) -> str:
    """Return the first of some observations in words: area, characteristic, period."""
    row = rows.iloc[0]
    region = load_regions().find(str(row["region_code"]))
    parts = [
        region.name if region else row["region_code"],
        *row[["characteristic", "breakdown", "period"]],
    ]
    return ", ".join(str(part) for part in parts if part)


def _dutch(column: str) -> str:
    return {"status": "status", "origin": "herkomst"}[column]
