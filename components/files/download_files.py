"""Files to download, of a figure or of a register, in each of the dialects. Pure."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

import pandas as pd

from components.files.columns import Kinds, kinds_of
from components.files.downloads import Dialect, download_csv, excel_csv
from components.files.registers import register_csv
from components.files.workbook import make_workbook
from components.words.formatting import UNKNOWN, join_words, period_of
from components.words.notes import NAME, figure_notes
from components.words.registers import kept_rows
from data_loaders.agreements.open_registers import register_columns, register_rows
from data_loaders.documents import load_documents
from data_loaders.export import OBSERVATION_COLUMNS, Record, observation_records
from data_loaders.series import Series

OBSERVED: Kinds = {"waarde": "getal", "peildatum": "datum"}
EMPTY = "Een lege cel is geen nul: de kolom status zegt waarom er geen waarde is."
EMPTY_CELL = "Een lege cel is geen nul: de bron noemt het niet, of het is niet bekend."


def series_file(series: Series, frame: pd.DataFrame, dialect: Dialect) -> bytes:
    """Return observations of a series as a file to download."""
    if dialect != "xlsx":
        return download_csv(series, frame, dialect)
    return series_workbook(series, observation_records(replace(series, _frame=frame)))


def series_excel(series: Series, rows: Sequence[Record]) -> bytes:
    """Return records of observations of a series as CSV for Dutch Excel, with its source."""
    return excel_csv(rows, _about_series(series, rows))


def series_workbook(series: Series, rows: Sequence[Record]) -> bytes:
    """Return records of observations of a series as a workbook with its source."""
    return make_workbook(rows, OBSERVATION_COLUMNS, OBSERVED, _about_series(series, rows))


def _about_series(series: Series, rows: Sequence[Record]) -> list[tuple[str, str]]:
    """Return what a reader has to know before quoting a value."""
    indicator, source = series.indicator, series.provenance
    periods = sorted({row["periode"] for row in rows})
    named = [period_of(indicator, period) for period in (*periods[:1], *periods[1:][-1:])]
    return [
        ("Cijfer", indicator.title),
        ("Eenheid", indicator.unit_long or indicator.unit),
        ("Bron", source.attribution),
        ("Definitie", indicator.definition),
        ("Toelichting", indicator.note),
        ("Peildatum", " tot en met ".join(named) or UNKNOWN),
        ("Status", join_words(sorted({row["status"] for row in rows}))),
        ("Gewijzigd door de bron", source.modified.isoformat() if source.modified else ""),
        ("Opgehaald", source.captured.isoformat() if source.captured else ""),
        ("Licentie", source.licence or UNKNOWN),
        ("Adres van de bron", source.url),
        ("Lege cellen", EMPTY),
        *((NAME, text) for text in _notes(indicator.id, rows)),
    ]


def _notes(indicator_id: str, rows: Sequence[Record]) -> list[str]:
    areas, periods = ({row[name] for row in rows} for name in ("gebied_code", "periode"))
    characteristics = {row["kenmerk"].partition("; ")[0] for row in rows}
    return figure_notes(indicator_id, areas, periods, characteristics)


def register_file(
    name: str, keep: Container[str] | None, dialect: Dialect, column: str = "id"
) -> bytes:
    """Return the rows of a register of which `column` is in `keep`, or all. Raises DataError."""
    if dialect != "xlsx":
        return register_csv(name, keep, dialect, column)
    return register_workbook(name, kept_rows(name, keep, column))


def register_workbook(name: str, rows: Sequence[Record]) -> bytes:
    """Return rows of a register as a workbook. Raises DataError.

    What is a number follows from the register as a whole: a column is the same in each choice.
    """
    columns = register_columns(name)
    kinds = kinds_of(register_rows(name), columns)
    return make_workbook(rows, columns, kinds, _about_register(name, rows))


def _about_register(name: str, rows: Sequence[Record]) -> list[tuple[str, str]]:
    known = load_documents()
    ids = dict.fromkeys(row["document"] for row in rows if row.get("document"))
    found = [known[key] for key in ids if key in known]
    told = [("Bron", document.title) for document in found]
    told += [("Adres van de bron", document.url) for document in found]
    return [
        ("Register", name.replace("_", " ")),
        *told,
        ("Licentie", UNKNOWN if found else ""),
        ("Lege cellen", EMPTY_CELL),
    ]
