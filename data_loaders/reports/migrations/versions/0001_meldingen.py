"""The two tables: what was reported, and the steps taken with it."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Double, ForeignKey, Integer, String, Text

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make both tables."""
    op.create_table(
        "meldingen",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("id", String(20), nullable=False, unique=True),
        Column("kind", String(20), nullable=False),
        Column("subject", Text, nullable=False),
        Column("period", String(10), nullable=False),
        Column("value", Double),
        Column("unit", Text, nullable=False),
        Column("state", String(20), nullable=False),
        Column("detail", Text, nullable=False),
        Column("sentence", Text, nullable=False),
        Column("source", Text, nullable=False),
        Column("function", Text, nullable=False),
        Column("replaces", String(20), nullable=False),
        Column("written", String(32), nullable=False),
    )
    op.create_table(
        "stappen",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("report", String(20), ForeignKey("meldingen.id"), nullable=False, index=True),
        Column("status", String(20), nullable=False),
        Column("at", String(32), nullable=False),
        Column("account", Text, nullable=False),
        Column("sentence", Text, nullable=False),
    )
