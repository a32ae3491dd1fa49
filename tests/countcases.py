"""Counts of the Werkcentrum as they are published: cells one by one, and the total of a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from itertools import count

from msgspec.structs import replace

from data_loaders.reports.checks import TOTAL, WERKCENTRUM
from data_loaders.reports.record import Report, Reports
from data_loaders.reports.writing import add_all

_numbers = count(1)
_START = datetime(2026, 11, 2, 9, tzinfo=UTC)
Parts = Sequence[str]
WHOLE: Parts = (TOTAL, TOTAL, TOTAL)


def counted(month: str, parts: Parts, value: float, replaces: str = "") -> Report:
    """Return one published cell of a month: who asked, about what, and how."""
    number = next(_numbers)
    at = _START + timedelta(seconds=number)
    return Report(
        kind="count",
        subject=WERKCENTRUM,
        period=month,
        value=float(value),
        unit="vragen",
        detail=tuple(zip(("vrager", "onderwerp", "kanaal"), parts, strict=True)),
        source="Registratie van het Werkcentrum",
        function="coördinator",
        replaces=replaces,
        id=f"T{number:04}",
        status="gepubliceerd",
        written=at,
        published=at,
    )


def month_of(month: str, cells: dict[tuple[str, str, str], int]) -> list[Report]:
    """Return a whole month: its cells, and then its total."""
    found = [counted(month, parts, value) for parts, value in cells.items()]
    return [*found, counted(month, WHOLE, sum(cells.values()))]


def reports(rows: Iterable[Report]) -> Reports:
    """Return rows as a snapshot of what is published."""
    found = tuple(rows)
    return Reports(found, len(found), f"proef-{len(found)}-{next(_numbers)}", _START)


def publish(rows: Iterable[Report]) -> None:
    """Publish rows in the database of the environment, all at once."""
    add_all([replace(row, id="") for row in rows], "beheerder")


# Of each division something is shown, something is small, and something is left out beside it.
OCTOBER = {
    ("werkende", "loopbaan", "inloop"): 21,
    ("werkende", "scholing", "website"): 12,
    ("werkzoekende", "werk zoeken", "inloop"): 34,
    ("werkzoekende", "scholing", "telefoon"): 9,
    ("werkgever", "personeel", "e-mail"): 14,
    ("jongere", "werk zoeken", "doorverwijzing"): 3,
}

# Differs from it in what is hidden, and in nothing that is shown.
TWIN = OCTOBER | {
    ("jongere", "werk zoeken", "doorverwijzing"): 2,
    ("werkgever", "werk zoeken", "website"): 1,
}
