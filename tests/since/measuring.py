"""Measurements of goals, published on a day of the test."""

from __future__ import annotations

from datetime import date

from reported import add_measurements

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_rows import Measurement

YOUTH, FTE, SHARE = "contact-jongeren", "via-t-fte", "projecten-it-studenten"


def measure(goal: str, value: float | None, day: date, recorded: date, **more: str) -> str:
    """Add a measurement in the unit of its goal; returns its id."""
    row = Measurement(
        id="",
        goal=goal,
        day=day,
        value=value,
        unit=load_goals()[goal].unit,
        source="Jaarverslag",
        by="projectleider",
        recorded=recorded,
        **more,
    )
    return add_measurements([row], recorded)[0].id
