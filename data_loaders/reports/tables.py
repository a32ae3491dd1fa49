"""The two tables: what was reported, and every step that was taken with it. Rows are only added."""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Double,
    ForeignKey,
    Integer,
    MetaData,
    RowMapping,
    String,
    Table,
    Text,
    func,
    select,
)

METADATA = MetaData()

REPORTS = Table(
    "meldingen",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("id", String(20), nullable=False, unique=True),
    Column("kind", String(20), nullable=False),
    Column("subject", Text, nullable=False),
    Column("period", String(10), nullable=False),
    Column("value", Double),
    Column("unit", Text, nullable=False),
    Column("state", String(20), nullable=False),
    Column("detail", Text, nullable=False),  # JSON: pairs of a name and a value
    Column("sentence", Text, nullable=False),
    Column("source", Text, nullable=False),
    Column("function", Text, nullable=False),
    Column("replaces", String(20), nullable=False),
    Column("written", String(32), nullable=False),  # ISO 8601, UTC: the same in every database
)

STEPS = Table(
    "stappen",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("report", String(20), ForeignKey("meldingen.id"), nullable=False, index=True),
    Column("status", String(20), nullable=False),
    Column("at", String(32), nullable=False),
    Column("account", Text, nullable=False),  # known inside only
    Column("sentence", Text, nullable=False),
)


def next_number(connection: Connection, table: Table) -> int:
    """Return the number of the next row of a table."""
    return (connection.execute(select(func.max(table.c.number))).scalar() or 0) + 1


def cells_of(row: RowMapping) -> dict[str, Any]:
    """Return the cells of a row by their names, which of SQLAlchemy are no plain texts."""
    return {str(name): value for name, value in row.items()}
