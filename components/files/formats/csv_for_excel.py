"""CSV for Dutch Excel: `;`, a decimal comma and a byte order mark."""

from __future__ import annotations

import csv
import io

from components.exhibit.sheet import Sheet
from components.files.format import Format
from components.words.columns import NUMERIC
from data_loaders.files.csvtext import safe_cell

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def write(sheet: Sheet) -> bytes:
    """Return a sheet as CSV for Dutch Excel, what to know of it below the rows where it has that.

    Only the columns of numbers get a decimal comma. Other text stays as it is: a section 4.1
    and an amount as a document writes it are no numbers.
    """
    out = io.StringIO(newline="")
    excel = csv.writer(out, delimiter=";", lineterminator="\r\n")
    excel.writerow(sheet.columns)
    for row in sheet.rows:
        excel.writerow(
            [
                row[name].replace(".", ",")
                if sheet.kinds.get(name) in NUMERIC
                else safe_cell(row[name])
                for name in sheet.columns
            ]
        )
    if sheet.tells_below:
        excel.writerow([])
        excel.writerows([name, safe_cell(text)] for name, text in sheet.about)
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


FORMAT = Format(
    "excel.csv", "text/csv", "Excel (CSV voor Nederlands Excel)", "Download voor Excel", write=write
)
