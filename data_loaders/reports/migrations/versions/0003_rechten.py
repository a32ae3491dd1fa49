"""Who was given which role in Beheer."""

from __future__ import annotations

from alembic import op
from sqlalchemy import Column, Integer, String, Text

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "rechten",
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("account", Text, nullable=False),
        Column("role", String(20), nullable=False),
        Column("about", Text, nullable=False),
        Column("at", String(32), nullable=False),
        Column("by", Text, nullable=False),
    )
