"""The rows that documents gave: what a test that transcribes a document looks at.

`transcribed.csv` names them, per register, in the order of the document. All of them are there;
what was added to a register since is no concern of such a test.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from data_loaders.agreements.record import Record
from data_loaders.agreements.registers import FOLDERS, REGISTERS, load
from data_loaders.files.csvfile import Row

KEYS = {
    "doelcijfers": ("doel_id", "indicator_id"),
    "antwoorden": ("vraag_id", "sector_id"),
    "hca_begroting": ("post", "jaar"),
    "hca_bewoordingen": ("doel_id", "document", "paragraaf"),
    "hca_bijdragen": ("doel_id", "project"),
    "keuzes": ("sector_id", "agenda_id"),
    "partners": ("organisatie_id", "rol", "project_id", "werktafel_id"),
    "posities": ("sector",),
    "sbi": ("sector_id", "sbi", "rol"),
    "verbanden": ("sector_id", "soort", "verwijst_naar"),
}
"""What tells the rows of a register apart where they have no id."""

R = TypeVar("R")
T = TypeVar("T", bound=Record)


def given(name: str, rows: Iterable[R]) -> list[R]:
    """Of the rows (or records with an id) of a register, those of its documents: every one."""
    named = _named()[name]
    found = [(key, row) for row in rows if (key := key_of(name, row)) in named]
    assert [key for key, _ in found] == list(named), named.keys() ^ {key for key, _ in found}
    return [row for _, row in found]


def documented(record: type[T]) -> list[T]:
    """The records of a register that its documents gave."""
    (name,) = (name for name, known in REGISTERS.items() if known is record)
    return given(name, load(record))


def write_documents(into: Path) -> tuple[Path, ...]:
    """Write the registers as the documents gave them; return their folders."""
    for folder in FOLDERS:
        (into / folder.name).mkdir()
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                rows = csv.DictReader(file, strict=True)
                kept = given(path.stem, rows) if path.stem in _named() else list(rows)
            with (into / folder.name / path.name).open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, rows.fieldnames or (), lineterminator="\n")
                writer.writeheader()
                writer.writerows(kept)
    return tuple(into / folder.name for folder in FOLDERS)


def key_of(name: str, row: Any) -> str:
    if not isinstance(row, dict | Row):
        return str(row.id)
    return "|".join(row[column] for column in KEYS.get(name, ("id",)))


@cache
def _named() -> dict[str, dict[str, None]]:
    named: dict[str, dict[str, None]] = {}
    with Path(__file__).with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, strict=True):
            named.setdefault(row["register"], {})[row["rij"]] = None
    return named
