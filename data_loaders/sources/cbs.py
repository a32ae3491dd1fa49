"""Copies of CBS StatLine tables: `assets/data/cbs/<table>.csv` with `<table>.toml` beside it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from data_loaders import paths
from data_loaders.csvfile import Row, read_rows
from data_loaders.tomlfile import read_toml

REQUIRED = ("Perioden", "Measure", "Value")
OPTIONAL = (
    "RegioS",
    "ValueAttribute",
    "PeriodStatus",
    "Geslacht",
    "Leeftijd",
    "SeizoenEnWerkdagcorrectie",
)


class TableInfo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What CBS says of a table, and when it was copied. Unknown dates are left out."""

    table: str = msgspec.field(name="tabel")
    title: str = msgspec.field(name="titel")
    licence: str = msgspec.field(name="licentie")
    url: str
    modified: date | None = msgspec.field(name="gewijzigd", default=None)
    captured: date | None = msgspec.field(name="opgehaald", default=None)
    note: str = msgspec.field(name="toelichting", default="")


@dataclass(frozen=True)
class CbsTable:
    """The raw observations of a table, as CBS gives them, with the table's own facts."""

    info: TableInfo
    rows: tuple[Row, ...]


def table_files(table: str) -> tuple[Path, Path]:
    """Return the files of a table: observations and facts."""
    folder = paths.DATA / "cbs"
    return folder / f"{table}.csv", folder / f"{table}.toml"


def read_table(table: str) -> CbsTable:
    """Read the copy of one table (columns: REQUIRED and OPTIONAL). Raises DataError."""
    observations, facts = table_files(table)
    return CbsTable(read_toml(facts, TableInfo), tuple(read_rows(observations, REQUIRED, OPTIONAL)))
