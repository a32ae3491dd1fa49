"""What changed since a day as a file to download. Pure."""

from __future__ import annotations

from components.files.columns import kinds_of
from components.files.downloads import Dialect, table_csv
from components.files.workbook import make_workbook
from components.since.phrases import unknown_sentences
from components.words.formatting import format_date
from components.words.site import SITE
from data_loaders.since.records import CHANGE_COLUMNS, Since, change_records


def since_file(since: Since, dialect: Dialect) -> bytes:
    """Return what changed as a file to download, one record per value."""
    rows = change_records(since)
    kinds = kinds_of(rows, CHANGE_COLUMNS)
    if dialect != "xlsx":
        return table_csv(rows, CHANGE_COLUMNS, kinds, dialect)
    about = [
        ("Wat", f"Veranderd sinds {format_date(since.day)}, tot en met {format_date(since.today)}"),
        ("Site", SITE),
        *(("Niet te zeggen", text) for text in unknown_sentences(since.unknown)),
    ]
    return make_workbook(rows, CHANGE_COLUMNS, kinds, about)
