"""Measurements and goals for the tests of the ledger."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import structs

from data_loaders.agreements.goals import Goal
from data_loaders.agreements.measurement_checks import faults_of
from data_loaders.agreements.measurement_rows import COLUMNS, Book, Measurement
from data_loaders.agreements.progress import Pace

TODAY = date(2026, 11, 20)
HEADER = ",".join(COLUMNS)

# Goals of the real registers: adds up, a share, fte, a count that may fall.
YOUTH, SHARE, FTE, FIRMS = (
    "contact-jongeren",
    "projecten-it-studenten",
    "via-t-fte",
    "via-t-bedrijven",
)
UNITS = {
    YOUTH: "jongeren en jongvolwassenen",
    SHARE: "% van de IT-studenten",
    FTE: "fte",
    FIRMS: "bedrijven",
}


def goal(name: str = "telt-op", unit: str = "mensen", **changed: object) -> Goal:
    fields: dict[str, object] = {
        "id": name,
        "of": "project",
        "parent": "project",
        "title": f"Titel van {name}",
        "unit": unit,
        "target": 100.0,
        "target_high": None,
        "is_share": False,
        "cumulative": True,
        "pace": Pace(100.0),
    }
    return Goal(**(fields | changed))  # type: ignore[arg-type]


GOALS = {
    found.id: found
    for found in (
        goal(),
        goal("aandeel", "% van de mensen", is_share=True, cumulative=False),
        goal("stand", "bedrijven", cumulative=False),
        goal("fte", "fte"),
        goal("gemiddeld", "bijeenkomsten per week", cumulative=False),
    )
}


def measured(name: str = YOUTH, value: float | None = 100.0, **changed: object) -> Measurement:
    fields: dict[str, object] = {
        "id": "",
        "goal": name,
        "day": date(2026, 6, 30),
        "value": value,
        "unit": UNITS.get(name) or (GOALS[name].unit if name in GOALS else "mensen"),
        "source": "Jaarverslag 2026",
        "by": "projectleider",
        "recorded": TODAY,
    }
    return Measurement(**(fields | changed))  # type: ignore[arg-type]


def book(*items: Measurement) -> Book:
    """A book with these rows as M0001, M0002 and so on; none may break a rule."""
    found = Book()
    for number, item in enumerate(items, start=1):
        assert not faults_of(item, found, GOALS), item
        found.add(structs.replace(item, id=f"M{number:04}"))
    return found


def line(number: int, name: str = YOUTH, value: str = "100", **changed: str) -> str:
    """One line of a ledger as a hand would write it."""
    cells = {
        "id": f"M{number:04}",
        "doel_id": name,
        "peildatum": "2026-06-30",
        "waarde": value,
        "eenheid": UNITS.get(name, "mensen"),
        "bron": "Jaarverslag",
        "door": "projectleider",
        "vastgelegd_op": "2026-11-20",
        "toelichting": "",
        "vervangt": "",
    }
    return ",".join((cells | changed).values())


def write_ledger(path: Path, *lines: str, end: str = "\n") -> bytes:
    data = "".join(text + end for text in (HEADER, *lines)).encode()
    path.write_bytes(data)
    return data
