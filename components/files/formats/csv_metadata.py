"""What the columns of the CSV mean, for machines (W3C CSV on the Web)."""

from __future__ import annotations

import json

from components.exhibit.sheet import Sheet
from components.files.csvw import METADATA_TYPE, file_metadata
from components.files.format import Format


def write(sheet: Sheet) -> bytes:
    """Return the description of the CSV of a sheet."""
    made = file_metadata(sheet.csv or f"{sheet.name}.csv", sheet.title, sheet.columns)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


FORMAT = Format(
    "csv-metadata.json",
    METADATA_TYPE,
    "Beschrijving van de kolommen (CSVW)",
    write=write,
    is_inline=True,
)
