"""Where Alembic begins: in the transaction of who asked for it, which holds the lock of writers."""

from __future__ import annotations

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
