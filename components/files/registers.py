"""Rows of a register as CSV. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence

from components.files.columns import kinds_of
from components.files.downloads import CsvDialect, table_csv
from components.words.registers import kept_rows
from data_loaders.agreements.open_registers import Record, register_columns, register_rows


def register_csv(
    name: str, keep: Container[str] | None, dialect: CsvDialect, column: str = "id"
) -> bytes:
    """Return the rows of a register as CSV: those of which `column` is in `keep`, or all.

    The columns are those of the open data. `excel` is for Dutch Excel: `;`, decimal comma and
    a byte order mark. Raises DataError.
    """
    return rows_csv(name, kept_rows(name, keep, column), dialect)


def rows_csv(name: str, rows: Sequence[Record], dialect: CsvDialect) -> bytes:
    """Return rows of a register as CSV. Raises DataError.

    What is a number follows from the register as a whole: a column is the same in each choice.
    """
    columns = register_columns(name)
    return table_csv(rows, columns, kinds_of(register_rows(name), columns), dialect)
