"""Rows to take along, with what they hold and what a reader must know of them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pandas as pd

from components.words.columns import Kinds, kinds_of
from components.words.disputes import disputes_of, disputes_with
from components.words.file_names import file_stem
from components.words.formatting import UNKNOWN, join_words, period_of
from components.words.notes import NAME, figure_notes
from data_loaders.documents import load_documents
from data_loaders.export import OBSERVATION_COLUMNS, observation_records
from data_loaders.files.csvtext import Record
from data_loaders.open_registers import register_columns, register_rows
from data_loaders.open_types import OBSERVATIONS, Type, Types, types_of
from data_loaders.series import Series

OBSERVED: Kinds = {"waarde": "getal", "peildatum": "datum"}
WARNING = "Let op"
DISPUTED = "tegenstrijdigheden"
"""The column of a register that names contradictions."""
EMPTY = "Een lege cel is geen nul: de kolom status zegt waarom er geen waarde is."
EMPTY_CELL = "Een lege cel is geen nul: de bron noemt het niet, of het is niet bekend."


@dataclass(frozen=True)
class Sheet:
    """One table of records.

    `name` is that of its file without an ending; `kinds` tells which columns a
    workbook shows as numbers or days, `types` what columns hold for programs.
    `about` are names and texts on the source.
    `title`, `subtitle`, `source` and `page` (an address) describe what it belongs to; `csv`
    is where its CSV stands, beside it.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[Record]
    kinds: Kinds
    about: tuple[tuple[str, str], ...] = ()
    title: str = ""
    subtitle: str = ""
    source: str = ""
    page: str = ""
    csv: str = ""
    types: Types = field(default_factory=dict)

    def type_of(self, column: str) -> Type | None:
        """Return what a column holds for programs; None for text."""
        kind = self.kinds.get(column)
        shown: Type | None = "dag" if kind == "datum" else "getal" if kind else None
        return self.types.get(column) or shown

    @property
    def warnings(self) -> list[str]:
        """What must be known before a value is quoted."""
        return [text for name, text in self.about if name == WARNING]


def series_sheet(series: Series, rows: Sequence[Record], name: str = "") -> Sheet:
    """Return records of observations of a series with its source."""
    about = _about_series(series, rows)
    stem = name or series.indicator.id
    kinds = types_of(OBSERVATIONS)
    return Sheet(stem, OBSERVATION_COLUMNS, rows, OBSERVED, about, types=kinds)


def frame_sheet(series: Series, frame: pd.DataFrame, areas: Sequence[str]) -> Sheet:
    """Return observations of a series, under a name that says which areas and periods."""
    rows = observation_records(replace(series, _frame=frame))
    return series_sheet(series, rows, file_stem(series, frame, areas))


def register_sheet(
    register: str, rows: Sequence[Record], name: str = "", warnings: Sequence[str] = ()
) -> Sheet:
    """Return rows of a register with their documents and what to know. Raises DataError.

    `warnings` are those of what the rows belong to; those of the rows come by themselves. What
    is a number follows from the register as a whole: a column is the same in each choice.
    """
    columns = tuple(register_columns(register))
    kinds = kinds_of(register_rows(register), columns)
    ids = {key.strip() for row in rows for key in row.get(DISPUTED, "").split(";")}
    told = dict.fromkeys([*warnings, *disputes_with(ids).warnings])
    about = (*_about_register(register, rows), *((WARNING, text) for text in told))
    return Sheet(name or register, columns, rows, kinds, about, types=types_of(register))


def _about_series(series: Series, rows: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    """Return what a reader has to know before quoting a value."""
    indicator, source = series.indicator, series.provenance
    periods = sorted({row["periode"] for row in rows})
    named = [period_of(indicator, period) for period in (*periods[:1], *periods[1:][-1:])]
    about = [
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
        *((WARNING, text) for text in disputes_of(indicator.id).warnings),
        *((NAME, text) for text in _notes(indicator.id, rows)),
    ]
    return tuple((name, text) for name, text in about if text)


def _notes(indicator_id: str, rows: Sequence[Record]) -> list[str]:
    areas, periods = ({row[name] for row in rows} for name in ("gebied_code", "periode"))
    characteristics = {row["kenmerk"].partition("; ")[0] for row in rows}
    return figure_notes(indicator_id, areas, periods, characteristics)


def _about_register(name: str, rows: Sequence[Record]) -> tuple[tuple[str, str], ...]:
    known = load_documents()
    ids = dict.fromkeys(row["document"] for row in rows if row.get("document"))
    found = [known[key] for key in ids if key in known]
    about = [
        ("Register", name.replace("_", " ")),
        *(("Bron", document.title) for document in found),
        *(("Adres van de bron", document.url) for document in found),
        ("Licentie", UNKNOWN if found else ""),
        ("Lege cellen", EMPTY_CELL),
    ]
    return tuple((name, text) for name, text in about if text)
