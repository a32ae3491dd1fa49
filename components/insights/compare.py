"""What may be compared with what, and how it compares when figures are rounded. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise
from math import hypot, isnan
from typing import Literal

import pandas as pd

from components.words.formatting import round_shown
from data_loaders.geo.elsewhere import has_changed
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import reference_date
from data_loaders.series import records

Comparison = Literal["hoger", "lager", "ongeveer gelijk", "gelijk"]

MEASURED = frozenset({"definitief", "voorlopig", "nader voorlopig"})
FORECAST = "prognose"
_YEAR = 12
_COLUMNS = ["region_code", "period", "value", "status", "origin"]


@dataclass(frozen=True)
class ValuePoint:
    """One observation of one area.

    `value` is NaN when there is none. `month` counts the months of the reference date (None
    when that is not known). `rounding` is what the source rounded it to, `parts` how many
    rounded figures were added up for it; `margin` is half its sampling interval (0: not given).
    """

    region: str
    period: str
    value: float
    status: str
    origin: str
    month: int | None
    rounding: Decimal
    margin: float = 0.0
    parts: int = 1
    note: str = ""

    @property
    def known(self) -> bool:
        """Return whether there is a value."""
        return not isnan(self.value)


def value_points(indicator: Indicator, rows: pd.DataFrame) -> tuple[ValuePoint, ...]:
    """Return the observations in `rows`, in order of time."""
    return tuple(
        _point(indicator, row) for row in records(rows.sort_values("period", kind="stable"))
    )


def _point(indicator: Indicator, row: dict[str, object]) -> ValuePoint:
    region, period, origin = str(row["region_code"]), str(row["period"]), str(row["origin"])
    day = reference_date(period, indicator.frequency, indicator.reference)
    rounding, margin = (float(str(row[name])) for name in ("rounding", "margin"))
    added = origin == "berekend" and (indicator.rounding or not isnan(rounding))
    return ValuePoint(
        region=region,
        period=period,
        value=float(str(row["value"])),
        status=str(row["status"]),
        origin=origin,
        month=day.year * _YEAR + day.month if day else None,
        rounding=indicator.precision if isnan(rounding) else Decimal(str(rounding)),
        margin=0.0 if isnan(margin) else margin,
        parts=max(1, len(load_regions().members(region))) if added else 1,
        note=str(row["note"]),
    )


def are_alike(points: Iterable[ValuePoint]) -> bool:
    """Tell whether all have a value of one kind: all measured, or all forecast.

    An estimate is like nothing: nobody knows how far off it is.
    """
    found = list(points)
    statuses = {point.status for point in found if point.known}
    whole = bool(found) and all(point.known for point in found)
    return whole and (statuses <= MEASURED or statuses == {FORECAST})


def shown_difference(new: float, old: float, indicator: Indicator) -> Decimal:
    """Return the difference a reader finds between two values as they are shown."""
    return round_shown(new, indicator.decimals) - round_shown(old, indicator.decimals)


def compare_values(
    new: float, old: float, indicator: Indicator, within: Decimal | None = None
) -> Comparison:
    """Return how `new` compares with `old`.

    A difference no larger than the rounding, or than `within`, is none to speak of.
    """
    within = indicator.precision if within is None else within
    if new == old:
        return "gelijk"
    difference = shown_difference(new, old, indicator)
    if abs(difference) <= within:
        return "ongeveer gelijk"
    return "hoger" if difference > 0 else "lager"


def compare_points(new: ValuePoint, old: ValuePoint, indicator: Indicator) -> Comparison:
    """Return how the value of one observation compares with that of another.

    A difference no larger than what either is rounded to, or than the sampling margin of the
    two together, is none to speak of.
    """
    if new.value == old.value and is_coarse(indicator, new, old):
        return "ongeveer gelijk"
    rounding = max(point.rounding * point.parts for point in (new, old))
    return compare_values(new.value, old.value, indicator, max(rounding, sampling(new, old)))


def sampling(new: ValuePoint, old: ValuePoint) -> Decimal:
    """Return the margin of the difference between two samples; 0 when none is given."""
    return Decimal(str(hypot(new.margin, old.margin)))


def is_coarse(indicator: Indicator, *points: ValuePoint) -> bool:
    """Tell whether one of the values is rounded further than the indicator usually is."""
    return any(point.rounding > indicator.precision for point in points)


def told_difference(new: ValuePoint, old: ValuePoint, indicator: Indicator) -> Decimal:
    """Return the difference of two values, no more precise than the coarser of them."""
    difference = shown_difference(new.value, old.value, indicator)
    if not is_coarse(indicator, new, old):
        return difference
    step = max(new.rounding, old.rounding)
    return (difference / step).quantize(Decimal(1), rounding=ROUND_HALF_UP) * step


def unbroken(
    indicator: Indicator, line: Sequence[ValuePoint], period: str
) -> tuple[ValuePoint, ...]:
    """Return the measured values up to `period` with no gap and no break between them.

    `line` holds the observations of one area in order of time; nothing is returned when two
    share a period. Without a known rhythm there is the newest one only.
    """
    periods = [point.period for point in line]
    if period not in periods or len(set(periods)) < len(periods):
        return ()
    step = step_of(line)
    run: list[ValuePoint] = []
    for point in reversed(line[: periods.index(period) + 1]):
        if not point.known or point.status not in MEASURED:
            break
        if run and not _follows(indicator, run[-1], point, step):
            break
        run.append(point)
    return tuple(reversed(run))


def step_of(line: Sequence[ValuePoint]) -> int:
    """Return the months between one observation and the next; 0 when there is no rhythm."""
    months = [point.month for point in line if point.month is not None]
    steps = [after - before for before, after in pairwise(months)]
    step = min(steps, default=0)
    return step if len(months) == len(line) and 0 < step <= _YEAR else 0


def _follows(indicator: Indicator, newer: ValuePoint, older: ValuePoint, step: int) -> bool:
    broken = any(older.period < start <= newer.period for start in indicator.breaks)
    broken |= has_changed(newer.region, older.period, newer.period)
    if broken or newer.origin != older.origin or newer.month is None or older.month is None:
        return False
    return indicator.frequency != "meerjarig" and newer.month - older.month == step > 0


def year_earlier(run: Sequence[ValuePoint]) -> ValuePoint | None:
    """Return the value a year before the newest of an unbroken run: the same season."""
    return next((p for p in run[:-1] if _years_between(run[-1], p) == 1), None)


def first_comparable(run: Sequence[ValuePoint]) -> ValuePoint | None:
    """Return the oldest value of an unbroken run that is of the same season as its newest."""
    return next((p for p in run[:-1] if _years_between(run[-1], p)), None)


def _years_between(newer: ValuePoint, older: ValuePoint) -> int:
    """Return the whole years between two observations; 0 when it is not a whole number."""
    if newer.month is None or older.month is None or (newer.month - older.month) % _YEAR:
        return 0
    return (newer.month - older.month) // _YEAR
