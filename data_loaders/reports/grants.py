"""What was given to an account in Beheer, in and out of the database. Rows are only added."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Literal

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    Integer,
    String,
    Table,
    Text,
    delete,
    insert,
    select,
)

from data_loaders.reports.tables import METADATA, cells_of, next_number

GrantedRole = Literal["inzender", "beheerder", "geen"]
NONE: GrantedRole = "geen"
GRANTS = Table(
    "rechten",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("account", Text, nullable=False),
    Column("role", String(20), nullable=False),
    Column("about", Text, nullable=False),  # JSON: the subjects of an inzender
    Column("at", String(32), nullable=False),
    Column("by", Text, nullable=False),
)


class Grant(msgspec.Struct, frozen=True, kw_only=True):
    """What was given to an account, or taken back (`geen`): when (UTC), and by whom."""

    account: str
    role: GrantedRole
    about: tuple[str, ...] = ()
    at: datetime
    by: str


def read_grants(connection: Connection) -> tuple[Grant, ...]:
    """Return all that was given and taken, in its order."""
    rows = connection.execute(select(GRANTS).order_by(GRANTS.c.number)).mappings()
    return tuple(
        msgspec.convert(cells_of(row) | {"about": msgspec.json.decode(row["about"])}, Grant)
        for row in rows
    )


def put_grants(connection: Connection, grants: Iterable[Grant]) -> None:
    """Put these in the place of all there are."""
    connection.execute(delete(GRANTS))
    rows = [_row(number, grant) for number, grant in enumerate(grants, start=1)]
    if rows:
        connection.execute(insert(GRANTS), rows)


def add_grant(connection: Connection, grant: Grant) -> None:
    """Add one."""
    connection.execute(insert(GRANTS).values(_row(next_number(connection, GRANTS), grant)))


def _row(number: int, grant: Grant) -> dict[str, Any]:
    cells: dict[str, Any] = msgspec.to_builtins(grant)
    return cells | {"number": number, "about": msgspec.json.encode(grant.about).decode()}
