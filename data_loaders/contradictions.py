"""The register of contradictions: where documents, tables and their own totals disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.paths import DATA

CONTRADICTIONS_FILE = DATA / "tegenstrijdigheden.csv"
COLUMNS = (
    "id",
    "ernst",
    "onderwerp",
    "cijfers",
    "omschrijving",
    "document_1",
    "paragraaf_1",
    "waarde_1",
    "document_2",
    "paragraaf_2",
    "waarde_2",
    "keuze",
    "reden",
)
SEVERITIES = ("ernstig", "licht")


@dataclass(frozen=True)
class Place:
    """One side of a contradiction: which document, which section, what it says."""

    document: str
    section: str
    value: str


@dataclass(frozen=True)
class Contradiction:
    """Two places that disagree, our choice between them, and the reason."""

    id: str
    severity: str
    topic: str
    indicators: tuple[str, ...]
    description: str
    first: Place
    second: Place
    choice: str
    reason: str


@lru_cache(maxsize=1)
def load_contradictions() -> tuple[Contradiction, ...]:
    """Read the register. Raises DataError for a damaged file, a double id or a wrong word."""
    rows = read_rows(CONTRADICTIONS_FILE, COLUMNS)
    seen: set[str] = set()
    for row in rows:
        if row["id"] in seen:
            raise row.error(f"het nummer '{row['id']}' staat er twee keer in")
        seen.add(row["id"])
    return tuple(_contradiction(row) for row in rows)


def contradictions_of(indicator_id: str) -> tuple[Contradiction, ...]:
    """Return the contradictions that concern one figure, grave ones first."""
    found = [c for c in load_contradictions() if indicator_id in c.indicators]
    return tuple(sorted(found, key=lambda c: (SEVERITIES.index(c.severity), c.id)))


def contradictions_with(ids: Iterable[str]) -> tuple[Contradiction, ...]:
    """Return the contradictions with these ids, grave ones first; unknown ids are left out."""
    wanted = set(ids)
    found = [item for item in load_contradictions() if item.id in wanted]
    return tuple(sorted(found, key=lambda c: (SEVERITIES.index(c.severity), c.id)))


def _contradiction(row: Row) -> Contradiction:
    if row["ernst"] not in SEVERITIES:
        raise row.error(f"de ernst '{row['ernst']}' is onbekend")
    for column in ("omschrijving", "document_1", "waarde_1", "keuze", "reden"):
        if not row[column]:
            raise row.error(f"kolom '{column}' is leeg")
    return Contradiction(
        id=row["id"],
        severity=row["ernst"],
        topic=row["onderwerp"],
        indicators=tuple(row["cijfers"].split()),
        description=row["omschrijving"],
        first=Place(row["document_1"], row["paragraaf_1"], row["waarde_1"]),
        second=Place(row["document_2"], row["paragraaf_2"], row["waarde_2"]),
        choice=row["keuze"],
        reason=row["reden"],
    )
