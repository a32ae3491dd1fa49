"""The figure of a goal: its pace line, measurements and projection, as chart and as table. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from components.charts.base import Spec
from components.charts.pace import PaceChart, make_pace
from components.charts.theme import ThemeName
from components.goals.state import GoalState, goal_amount
from components.words.formatting import format_date
from components.words.table import Table
from data_loaders.agreements.measurement_rows import Measurement

QUARTER_MONTHS = 3


def goal_figure(state: GoalState, theme: ThemeName) -> Spec | None:
    """Return the chart of a goal; None without a measurement, which a line would suggest."""
    goal = state.goal
    if not state.points:
        return None
    days = [point.day for point in state.points]
    first = min([*days, goal.pace.start or state.today])
    last = max([*days, goal.pace.end or state.today])
    return make_pace(
        PaceChart(
            target=goal.target,
            target_text=f"doel: {goal_amount(goal, goal.target)}",
            unit=goal.unit,
            first=first.toordinal(),
            last=last.toordinal(),
            today=state.today.toordinal(),
            line=_line(state),
            measured=tuple(_row(state, point.day, point.value) for point in state.points),
            ahead=_ahead(state),
        ),
        theme,
    )


def _row(state: GoalState, day: date, value: float) -> dict[str, object]:
    return {
        "day": day.toordinal(),
        "value": value,
        "when": format_date(day),
        "text": goal_amount(state.goal, round(value, 1)),
    }


def _line(state: GoalState) -> tuple[dict[str, object], ...]:
    pace = state.goal.pace
    if pace.start is None or pace.end is None:
        return ()
    return (
        _row(state, pace.start, pace.baseline),
        _row(state, pace.end, pace.target),
    )


def _ahead(state: GoalState) -> tuple[dict[str, object], ...]:
    found, newest = state.projection, state.newest
    if found is None or newest is None:
        return ()
    here: dict[str, object] = {"day": newest.day.toordinal(), "value": newest.value}
    there: dict[str, object] = {"day": found.end.toordinal(), "value": found.middle}
    return (
        here | {"low": newest.value, "high": newest.value},
        there | {"low": found.low, "high": found.high},
    )


def pace_cells(state: GoalState) -> Table | None:
    """Return what the pace line asks at the end of each quarter; None without a pace line."""
    pace = state.goal.pace
    rows = []
    for day in _quarter_ends(pace.start, pace.end):
        asked = pace.expected(day)
        if asked is not None:
            rows.append((format_date(day), goal_amount(state.goal, round(asked))))
    if not rows:
        return None
    caption = f"Gelijkmatig tempo van begin tot eind ({state.goal.unit})"
    return Table(caption, ("Aan het eind van", "Tempo"), tuple(rows), (1,))


def _quarter_ends(start: date | None, end: date | None) -> list[date]:
    if start is None or end is None:
        return []
    ends: list[date] = []
    year, month = start.year, start.month - (start.month - 1) % QUARTER_MONTHS
    while True:
        month += QUARTER_MONTHS
        year, month = (year + 1, month - 12) if month > 12 else (year, month)
        day = date(year, month, 1) - timedelta(days=1)
        if day > end:
            return ends
        ends.append(day)


def measurement_cells(state: GoalState) -> Table | None:
    """Return all measurements of a goal with their source, newest first; None without any.

    One that was corrected stays, and says so: the row that replaced it gives the reason.
    """
    if not state.told:
        return None
    fates = {item.replaces: "verbeterd" for item in state.told if item.value is not None}
    fates |= {item.replaces: "ingetrokken" for item in state.told if item.value is None}
    rows = tuple(
        (
            format_date(item.day),
            _measured(state, item, fates.get(item.id, "")),
            item.source,
            item.by,
            format_date(item.recorded),
            item.note,
        )
        for item in reversed(sorted(state.told, key=lambda item: item.day))
    )
    columns = ("Peildatum", state.goal.unit.capitalize(), "Bron", "Door", "Vastgelegd op")
    return Table("Metingen", (*columns, "Toelichting"), rows, (1,))


def _measured(state: GoalState, item: Measurement, fate: str) -> str:
    if item.value is None:
        return "ingetrokken"
    value = goal_amount(state.goal, item.value)
    return f"{value} (later {fate})" if fate else value
