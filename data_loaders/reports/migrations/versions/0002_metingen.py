"""What stood in metingen.csv, once."""

from __future__ import annotations

import logging

from alembic import op

from data_loaders.reports.old_ledger import old_ledger, read_old_ledger
from data_loaders.reports.rows import put_all

revision = "0002"
down_revision = "0001"

log = logging.getLogger(__name__)


def upgrade() -> None:
    """Take over the measurements of the file; it stays where it is, and is not read again."""
    path = old_ledger()
    if path is None:
        return
    found = read_old_ledger(path)
    put_all(op.get_bind(), found)
    if found.reports:
        count = len(found.reports)
        log.warning("%d metingen overgenomen uit %s; dat bestand mag nu weg", count, path.name)
