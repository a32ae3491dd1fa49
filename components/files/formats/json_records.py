"""JSON: the words of an exhibit, and its values as numbers."""

from __future__ import annotations

import json

from components.exhibit.sheet import Sheet
from components.files.format import Format
from data_loaders.open_types import typed


def write(sheet: Sheet) -> bytes:
    """Return a sheet as JSON, with what it belongs to."""
    types = {name: sheet.type_of(name) for name in sheet.columns}
    made = {
        "id": sheet.name,
        "titel": sheet.title,
        "ondertitel": sheet.subtitle,
        "bron": sheet.source,
        "let_op": sheet.warnings,
        "pagina": sheet.page,
        "gegevens": [typed(record, types) for record in sheet.rows],
    }
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode()


FORMAT = Format("json", "application/json", "JSON", short="JSON", write=write, is_inline=True)
