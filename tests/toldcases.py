"""What people report, published in the database of a test."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_loaders.agreements.goals import load_goals
from data_loaders.reports.record import Report, ReportKind
from data_loaders.reports.writing import add_all

BY = {"source": "Jaarverslag", "function": "projectleider"}


def choose_database(monkeypatch: pytest.MonkeyPatch, folder: Path, name: str = "meldingen") -> None:
    """Let this test have a database of its own."""
    monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{folder / name}.db")


def report(kind: ReportKind, subject: str, day: date, **more: object) -> Report:
    """Publish one report; returns it as it was kept."""
    record = Report(kind=kind, subject=subject, period=day.isoformat(), **(BY | more))
    return add_all([record], "beheerder")[0]


def measure(goal: str, value: float, day: date, **more: object) -> Report:
    """Publish a measurement in the unit of its goal."""
    given = {"value": float(value), "unit": load_goals()[goal].unit} | more
    return report("measurement", goal, day, **given)
