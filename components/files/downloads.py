"""Downloads: the same observations for Dutch Excel and for machines."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Literal

import pandas as pd

from components.files.columns import Kinds
from components.words.notes import NAME, frame_notes
from data_loaders.export import (
    OBSERVATION_COLUMNS,
    Record,
    observation_records,
    safe_cell,
    to_csv,
)
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

CsvDialect = Literal["excel", "rfc4180"]
Dialect = Literal["excel", "rfc4180", "xlsx"]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MEDIA_TYPES: dict[Dialect, str] = {"excel": "text/csv", "rfc4180": "text/csv", "xlsx": XLSX}
ENDINGS: dict[Dialect, str] = {"excel": "_excel.csv", "rfc4180": ".csv", "xlsx": ".xlsx"}
BYTE_ORDER_MARK = b"\xef\xbb\xbf"


def download_csv(series: Series, frame: pd.DataFrame, dialect: CsvDialect) -> bytes:
    """Return observations as a CSV file.

    `excel`: for Dutch Excel, with `;`, decimal comma, byte order mark, and the source
    below the figures. `rfc4180`: comma, decimal point, CRLF, one header and nothing but
    records; the source stands in its columns.
    """
    records = observation_records(replace(series, _frame=frame))
    if dialect == "rfc4180":
        return to_csv(records, OBSERVATION_COLUMNS)
    return excel_csv(records, _source_rows(series, frame))


def excel_csv(records: Sequence[Record], source: Iterable[tuple[str, str]]) -> bytes:
    """Return records of observations for Dutch Excel, with names and texts of the source below."""
    out = io.StringIO(newline="")
    excel = csv.writer(out, delimiter=";", lineterminator="\r\n")
    excel.writerow(OBSERVATION_COLUMNS)
    for record in records:
        cells = record | {"waarde": record["waarde"].replace(".", ",")}
        excel.writerow([safe_cell(cells[column]) for column in OBSERVATION_COLUMNS])
    excel.writerow([])
    excel.writerows([name, safe_cell(text)] for name, text in source if text)
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


def table_csv(
    rows: Sequence[Record], columns: Sequence[str], kinds: Kinds, dialect: CsvDialect
) -> bytes:
    """Return records as a CSV file in one of the two dialects.

    For Excel the columns of numbers get a decimal comma. Other text stays as it is: a section
    4.1 and an amount as a document writes it are no numbers.
    """
    if dialect == "rfc4180":
        return to_csv(rows, columns)
    out = io.StringIO(newline="")
    excel = csv.writer(out, delimiter=";", lineterminator="\r\n")
    excel.writerow(columns)
    for row in rows:
        excel.writerow(
            [
                row[column].replace(".", ",")
                if kinds.get(column) in {"getal", "waarde"}
                else safe_cell(row[column])
                for column in columns
            ]
        )
    return BYTE_ORDER_MARK + out.getvalue().encode("utf-8")


def _source_rows(series: Series, frame: pd.DataFrame) -> list[tuple[str, str]]:
    source = series.provenance
    return [
        ("Bron", source.attribution),
        ("Definitie", series.indicator.definition),
        ("Toelichting", series.indicator.note),
        ("Gewijzigd door de bron", source.modified.isoformat() if source.modified else ""),
        ("Opgehaald", source.captured.isoformat() if source.captured else ""),
        *((NAME, text) for text in frame_notes(series.indicator.id, frame)),
    ]


def file_name(series: Series, frame: pd.DataFrame, areas: Sequence[str], dialect: Dialect) -> str:
    """Return a file name that says indicator, area and period."""
    periods = sorted(period for period in frame["period"].unique() if period)
    parts = [series.indicator.id, "-".join(slug(load_regions().get(a).label) for a in areas)]
    if periods:
        span = periods[0] if len(periods) == 1 else f"{periods[0]}-tot-{periods[-1]}"
        parts.append(span.replace("/", "-").lower())
    return "_".join(parts) + ENDINGS[dialect]


def slug(text: str) -> str:
    """Return text for a file name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
