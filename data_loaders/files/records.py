"""CSV registers read into frozen records, with faults that name file, line and column."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar, get_origin, get_type_hints

import msgspec

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.tomlfile import explain

T = TypeVar("T", bound=msgspec.Struct)


def read_records(path: Path, record: type[T], *, may_be_empty: bool = False) -> tuple[T, ...]:
    """Read `path` into records (a msgspec Struct; its fields are the columns).

    An empty cell is the default of its field. A field that is a tuple holds the parts of a
    cell between semicolons. Raises DataError for a missing file, a wrong header, a value of
    the wrong kind or an `id` that is there twice.
    """
    fields = msgspec.structs.fields(record)
    required = [field.encode_name for field in fields if field.required]
    optional = [field.encode_name for field in fields if not field.required]
    hints = get_type_hints(record)
    lists = {field.encode_name for field in fields if get_origin(hints[field.name]) is tuple}
    rows = read_rows(path, required, optional, may_be_empty=may_be_empty)
    _check_ids(rows)
    return tuple(_convert(row, record, lists) for row in rows)


def _convert(row: Row, record: type[T], lists: set[str]) -> T:
    cells: dict[str, Any] = {name: text for name, text in row.cells.items() if text}
    for name in lists & set(cells):
        cells[name] = [part.strip() for part in cells[name].split(";") if part.strip()]
    try:
        return msgspec.convert(cells, record, strict=False)
    except msgspec.ValidationError as error:
        raise row.error(explain(str(error))) from error


def _check_ids(rows: list[Row]) -> None:
    seen: set[str] = set()
    for row in rows:
        if "id" in row.cells and row["id"] in seen:
            raise row.error(f"het nummer '{row['id']}' staat er twee keer in")
        seen.add(row["id"])
