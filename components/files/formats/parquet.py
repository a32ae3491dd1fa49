"""Parquet: columns with types, for who calculates (pandas, R, DuckDB)."""

from __future__ import annotations

import io
import json
from datetime import date

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.words.columns import NUMERIC


def write(sheet: Sheet) -> bytes:
    """Return a sheet as Parquet: numbers and days as such, an empty cell as null.

    What to know of it stands in the metadata of the file, under `monitor`: names and texts in
    pairs, as a register can have more than one source.
    """
    import pyarrow as pa  # noqa: PLC0415 - 60 MB that no page view needs
    from pyarrow import parquet  # noqa: PLC0415

    columns, fields = [], []
    for name in sheet.columns:
        cells = [row[name] or None for row in sheet.rows]
        kind = sheet.kinds.get(name)
        if kind in NUMERIC:
            columns.append(pa.array([cell and float(cell) for cell in cells], pa.float64()))
        elif kind == "datum":
            days = [cell and date.fromisoformat(cell) for cell in cells]
            columns.append(pa.array(days, pa.date32()))
        else:
            columns.append(pa.array(cells, pa.string()))
        fields.append(pa.field(name, columns[-1].type))
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
