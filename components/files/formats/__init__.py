"""Every format to download: one module and one line each, in the order in which they are offered.

Buttons, tiles, the page to share, the API with its description and its manual follow from it.
"""

from __future__ import annotations

from components.files.format import Format
from components.files.formats import (
    csv_for_excel,
    csv_metadata,
    csv_plain,
    json_records,
    parquet,
    pictures,
    workbook,
)

FORMATS: dict[str, Format] = {
    item.ending: item
    for item in (
        csv_for_excel.FORMAT,
        csv_plain.FORMAT,
        workbook.FORMAT,
        json_records.FORMAT,
        csv_metadata.FORMAT,
        parquet.FORMAT,
        pictures.PNG,
        pictures.SVG,
    )
}
DATA = tuple(item for item in FORMATS.values() if item.write)
PICTURES = tuple(item for item in FORMATS.values() if not item.write)
BUTTONS = tuple(item for item in DATA if item.label)
IN_API = tuple(item for item in DATA if item.api)


def tile_files(is_table: bool) -> tuple[Format, ...]:
    """Return the formats that a tile links to; of a table there is no picture."""
    shown = DATA if is_table else (*DATA, *PICTURES)
    return tuple(item for item in shown if item.short)
