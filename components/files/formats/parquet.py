"""Parquet: columns with types, for who calculates (pandas, R, DuckDB)."""

from __future__ import annotations

import io
import json
from datetime import date

from components.exhibit.sheet import Sheet
from components.files.format import Format
from data_loaders.open_types import value_of


def write(sheet: Sheet) -> bytes:
    """Return a sheet as Parquet: every column with its type, an empty cell as null.

    What to know of it stands in the metadata of the file, under `monitor`: names and texts in
    pairs, as a register can have more than one source.
    """
    import pyarrow as pa  # noqa: PLC0415 - 60 MB that no page view needs
    from pyarrow import parquet  # noqa: PLC0415

    types = {
        None: pa.string(),
        "getal": pa.float64(),
        "geheel getal": pa.int64(),
        "ja of nee": pa.bool_(),
        "dag": pa.date32(),
        "lijst": pa.list_(pa.string()),
    }
    columns, fields = [], []
    for name in sheet.columns:
        kind = sheet.type_of(name)
        cells = [value_of(name, row[name], kind) for row in sheet.rows]
        if kind == "dag":
            cells = [date.fromisoformat(str(cell)) if cell else None for cell in cells]
        columns.append(pa.array(cells, types[kind]))
        fields.append(pa.field(name, types[kind]))
    about = json.dumps(sheet.about, ensure_ascii=False)
    table = pa.table(columns, pa.schema(fields, {"monitor": about}))
    out = io.BytesIO()
    parquet.write_table(table, out)
    return out.getvalue()


FORMAT = Format(
    "parquet",
    "application/vnd.apache.parquet",
    "Parquet (kolommen met types)",
    "Download Parquet",
    "Parquet",
    write,
    api="sheet",
)
