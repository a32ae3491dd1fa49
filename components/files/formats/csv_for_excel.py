"""CSV for Dutch Excel: `;`, a decimal comma and a byte order mark."""

from __future__ import annotations

import csv
import io
import re

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.words.columns import NUMERIC
from data_loaders.files.csvtext import safe_cell

_MONTH = re.compile(r"^(\d{4})-(\d\d)$")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(sheet: Sheet) -> bytes:
    """Return a sheet as CSV for Dutch Excel: a header and records, so that it can be filtered.

    Only the columns of numbers get a decimal comma. Other text stays as it is: a section 4.1
    and an amount as a document writes it are no numbers. A month is 2024-M12, as Excel would
    take 2024-12 for the first of December.
    """
    out = io.StringIO(newline="")
    excel = csv.writer(out, delimiter=";", lineterminator="\r\n")
    excel.writerow(sheet.columns)
    for row in sheet.rows:
        excel.writerow(
            [
                row[name].replace(".", ",")
                if sheet.kinds.get(name) in NUMERIC
                else _MONTH.sub(r"\1-M\2", safe_cell(row[name]))
                for name in sheet.columns
            ]
        )
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


FORMAT = Format(
    "excel.csv",
    "text/csv",
    "Excel (CSV voor Nederlands Excel)",
    "Download voor Excel",
    write=write,
    api="sheet",
)
