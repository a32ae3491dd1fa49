"""Workbooks: numbers are numbers, text is never a formula, and equal data give equal bytes."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet
from samples import small_series

from components.exhibit.sheet import Sheet, register_sheet, series_sheet
from components.files.formats import FORMATS
from components.files.formats.workbook import DATA_SHEET, SOURCE_SHEET
from components.words.columns import Kinds, kinds_of
from components.words.registers import kept_rows
from data_loaders.cache import load_series
from data_loaders.export import OBSERVATION_COLUMNS, observation_records
from data_loaders.files.csvtext import Record
from data_loaders.open_registers import register_columns, register_names, register_rows
from data_loaders.series import Series

RISKY = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "＝1+1", "#N/A", "=HYPERLINK(1)", "-"]


def make_workbook(
    rows: Sequence[Record],
    columns: Sequence[str],
    kinds: Kinds,
    about: Sequence[tuple[str, str]] = (),
) -> bytes:
    return written(Sheet("proef", tuple(columns), rows, kinds, tuple(about)), "xlsx")


def written(sheet: Sheet, ending: str) -> bytes:
    write = FORMATS[ending].write
    assert write is not None
    return write(sheet)


def series_file(series: Series, frame: pd.DataFrame, ending: str) -> bytes:
    rows = observation_records(replace(series, _frame=frame))
    return written(series_sheet(series, rows), ending)


def register_file(name: str, keep: Collection[str] | None, ending: str) -> bytes:
    return written(register_sheet(name, kept_rows(name, keep)), ending)


def opened(content: bytes) -> tuple[Worksheet, dict[str, str]]:
    """The sheet of data, and what the other one says."""
    book = load_workbook(io.BytesIO(content))
    assert book.sheetnames == [DATA_SHEET, SOURCE_SHEET]
    about: dict[str, str] = {}
    for name, text in book[SOURCE_SHEET].iter_rows(values_only=True):
        about.setdefault(str(name), str(text))
    return book[DATA_SHEET], about


def column(sheet: Worksheet, name: str) -> list[Cell]:
    place = [cell.value for cell in sheet[1]].index(name)
    return [row[place] for row in sheet.iter_rows(min_row=2)]


def as_text(cell: Cell) -> str:
    value = cell.value
    if isinstance(value, int) and "." in cell.number_format:
        return f"{value}.{'0' * len(cell.number_format.partition('.')[2])}"
    if isinstance(value, datetime):
        return value.date().isoformat()
    return "" if value is None else repr(value) if isinstance(value, float) else str(value)


def test_values_are_numbers_and_what_is_unknown_is_empty_with_its_reason() -> None:
    series = load_series("bijstand-aandeel")
    sheet, _ = opened(series_file(series, series.frame, "xlsx"))
    records = observation_records(series)
    values, reasons = column(sheet, "waarde"), column(sheet, "status")
    assert {cell.data_type for cell in values} == {"n"}
    assert [as_text(cell) for cell in values] == [record["waarde"] for record in records]
    assert [cell.value for cell in reasons] == [record["status"] for record in records]
    empty = [cell.value is None for cell in values]
    assert any(empty) and empty == [record["waarde"] == "" for record in records]
    assert {cell.number_format for cell in values if cell.value} == {"0.0"}
    assert {type(cell.value) for cell in column(sheet, "peildatum")} == {datetime}


def test_the_header_stays_in_view_and_columns_are_as_wide_as_their_text() -> None:
    series = load_series("bijstand-aandeel")
    sheet, _ = opened(series_file(series, series.frame, "xlsx"))
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]] == list(OBSERVATION_COLUMNS)
    assert all(cell.font.bold for cell in sheet[1])
    wide = {
        name: sheet.column_dimensions[cell.column_letter].width
        for name, cell in zip(OBSERVATION_COLUMNS, sheet[1], strict=True)
    }
    assert wide["bron"] == 60 and wide["waarde"] < 12 < wide["indicator"]


def test_the_second_sheet_says_where_the_figure_is_from() -> None:
    series = load_series("bevolking")
    _, about = opened(series_file(series, series.frame, "xlsx"))
    assert about["Bron"] == series.provenance.attribution
    assert about["Definitie"] == series.indicator.definition
    assert about["Adres van de bron"] == series.provenance.url
    assert about["Licentie"] == "CC BY 4.0"
    assert re.fullmatch(r"1 januari \d{4} tot en met 1 januari \d{4}", about["Peildatum"])
    assert "definitief" in about["Status"] and "geen nul" in about["Lege cellen"]
    unknown = load_series("bijstand-aandeel")
    assert opened(series_file(unknown, unknown.frame, "xlsx"))[1]["Licentie"] == "onbekend"


def test_equal_figures_give_equal_bytes_at_any_time() -> None:
    series = load_series("bijstand-aandeel")
    first = series_file(series, series.frame, "xlsx")
    time.sleep(1.1)  # a workbook counts in seconds, a ZIP in two of them
    assert series_file(series, series.frame, "xlsx") == first
    with zipfile.ZipFile(io.BytesIO(first)) as parts:
        assert {part.date_time[0] for part in parts.infolist()} == {1980}
        core = parts.read("docProps/core.xml").decode()
    assert "Arbeidsmarktmonitor" in core and "modified" not in core and "created" not in core


@pytest.mark.parametrize("text", RISKY)
def test_text_in_a_cell_is_never_a_formula(text: str) -> None:
    sheet, about = opened(make_workbook([{text: text}], [text], {}, [(text, text)]))
    cells = [sheet["A1"], sheet["A2"]]
    assert [(cell.value, cell.data_type) for cell in cells] == [(text, "s"), (text, "s")]
    assert about == {text: text}
    with zipfile.ZipFile(io.BytesIO(make_workbook([{"a": text}], ["a"], {}, []))) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert sheet["A2"].quotePrefix == (not text.startswith("#"))


def test_no_name_or_note_of_the_data_becomes_a_formula() -> None:
    series = small_series("bevolking", [{"value": 1.0}, {"value": 2.0}])
    names = ("title", "unit", "definition", "note")
    indicator = msgspec.structs.replace(series.indicator, **dict.fromkeys(names, "=1+1"))
    named = ("producer", "section", "title", "attribution", "credit")
    source = replace(series.provenance, **dict.fromkeys(named, "=1+1"))
    series = replace(series, indicator=indicator, provenance=source)
    content = series_file(series, series.frame.assign(note="=1+1"), "xlsx")
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert sum(cell.value == "=1+1" for cell in cells) >= 8
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=40))
def test_any_text_survives(text: str) -> None:
    sheet, _ = opened(make_workbook([{"a": text}], ["a"], {}, []))
    kept = re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]", "\ufffd", text)
    shown = "" if sheet["A2"].value is None else str(sheet["A2"].value)
    assert shown.replace("\r\n", "\n").replace("\r", "\n") == kept.replace("\r\n", "\n").replace(
        "\r", "\n"
    )


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (["1", "", "-2.5", "0"], "getal"),
        (["2024-12-31", "2020-02-29"], "datum"),
        (["01", "2"], None),  # a code
        (["2.50"], None),  # the last digit would be lost
        (["86.1", "86.10"], None),
        (["2024", "2024-Q1"], None),
        (["2023-02-29"], None),  # not a day
        (["1234567890123456"], None),  # more digits than a spreadsheet keeps
        (["1e5"], None),
        ([], None),
    ],
)
def test_a_column_is_a_number_only_where_nothing_is_lost(
    cells: list[str], kind: str | None
) -> None:
    assert kinds_of([{"a": cell} for cell in cells], ["a"]).get("a") == kind


def test_a_section_is_not_a_number() -> None:
    assert kinds_of([{"paragraaf": "4.1"}], ["paragraaf"]) == {}


def test_years_have_no_separator_and_amounts_do() -> None:
    rows = [{"jaar": "2026", "bedrag": "1163658", "aandeel": "7.25"}]
    columns = list(rows[0])
    sheet, _ = opened(make_workbook(rows, columns, kinds_of(rows, columns), []))
    assert [cell.number_format for cell in sheet[2]] == ["0", "#,##0", "0.00"]


@pytest.mark.parametrize("name", register_names())
def test_a_register_says_the_same_as_its_rows(name: str) -> None:
    rows, columns = register_rows(name), register_columns(name)
    sheet, about = opened(register_file(name, None, "xlsx"))
    found: list[Record] = [
        {column: as_text(cell) for column, cell in zip(columns, line, strict=True)}
        for line in sheet.iter_rows(min_row=2)
    ]
    assert [{k: v.replace("\r\n", "\n") for k, v in row.items()} for row in rows] == found
    assert about["Register"] == name.replace("_", " ")
    assert all(cell.data_type != "n" for cell in sheet["A"][1:] if name == "projecten")


def test_a_choice_of_a_register_has_the_types_of_the_whole() -> None:
    chosen = next(row["id"] for row in register_rows("begroting") if row["bedrag"])
    sheet, about = opened(register_file("begroting", {chosen}, "xlsx"))
    assert len(column(sheet, "id")) == 1 and column(sheet, "bedrag")[0].data_type == "n"
    assert (column(sheet, "tabel")[0].value, column(sheet, "tabel")[0].data_type) == ("4.1", "s")
    assert about["Bron"].startswith("Meerjarenagenda")


@pytest.mark.parametrize("name", register_names())
def test_csv_for_excel_changes_numbers_and_nothing_that_only_looks_like_one(name: str) -> None:
    plain = read_table(register_file(name, None, "csv").decode(), ",")
    dutch = read_table(register_file(name, None, "excel.csv").decode("utf-8-sig"), ";")
    kinds = kinds_of(plain, register_columns(name))
    numbers = {column for column, kind in kinds.items() if kind != "datum"}
    assert dutch == [
        {
            key: cell.replace(".", ",") if key in numbers else MONTH.sub(r"\1-M\2", cell)
            for key, cell in row.items()
        }
        for row in plain
    ]


MONTH = re.compile(r"^(\d{4})-(\d\d)$")
"""What Excel would take for a date."""


def test_csv_for_excel_keeps_a_section_and_an_amount_as_the_document_writes_it() -> None:
    rows = read_table(register_file("begroting", None, "excel.csv").decode("utf-8-sig"), ";")
    assert "4.1" in {row["paragraaf"] for row in rows}
    assert "50.000" in {row["bedrag_bron"] for row in rows}
    shares = read_table(register_file("sectorcijfers", None, "excel.csv").decode("utf-8-sig"), ";")
    assert "2,9" in {row["waarde"] for row in shares}


def read_table(text: str, separator: str) -> list[Record]:
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
