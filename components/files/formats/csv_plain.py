"""CSV by RFC 4180: a comma, a decimal point, and nothing but records."""

from __future__ import annotations

from components.exhibit.sheet import Sheet
from components.files.format import Format
from data_loaders.files.csvtext import to_csv


def write(sheet: Sheet) -> bytes:
    """Return a sheet as CSV for machines; the source stands in its columns."""
    return to_csv(sheet.rows, sheet.columns)


FORMAT = Format("csv", "text/csv", "CSV (RFC 4180)", "Download CSV", "CSV", write, api="rows")
