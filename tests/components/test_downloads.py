"""Downloads: the same figures for Dutch Excel and for machines, safe to open."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace
from datetime import date
from math import isnan

import msgspec
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from samples import IDS, MAPS, TODAY, comparison, newest, small_series

from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.on_page import page_exhibit
from components.exhibit.sheet import Sheet, series_sheet
from components.files.formats import BUTTONS, FORMATS
from components.words.file_names import file_stem, slug
from data_loaders.cache import load_series
from data_loaders.contradictions import warnings_of
from data_loaders.export import OBSERVATION_COLUMNS, observation_records
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

RISKY = tuple("=+-@\t\r\n＝＋－＠")
FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1"]


def sheet_of(series: Series, frame: pd.DataFrame) -> Sheet:
    return series_sheet(series, observation_records(replace(series, _frame=frame)))


def written(series: Series, frame: pd.DataFrame, ending: str) -> bytes:
    write = FORMATS[ending].write
    assert write is not None
    return write(sheet_of(series, frame))


def excel_rows(series: Series, frame: pd.DataFrame) -> list[list[str]]:
    """The header and records."""
    text = written(series, frame, "excel.csv").decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True))


def machine_rows(series: Series, frame: pd.DataFrame) -> list[list[str]]:
    text = written(series, frame, "csv").decode("utf-8")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize("indicator_id", IDS)
def test_both_files_hold_exactly_the_values_of_the_frame(indicator_id: str) -> None:
    series = load_series(indicator_id)
    frame = series.frame
    machine, excel = machine_rows(series, frame), excel_rows(series, frame)
    assert machine[0] == excel[0] == list(OBSERVATION_COLUMNS)
    assert len(machine) == len(excel) == len(frame) + 1
    column = OBSERVATION_COLUMNS.index("waarde")
    rows = zip(frame["value"], frame["region_code"], machine[1:], excel[1:], strict=True)
    for value, code, plain, dutch in rows:
        assert plain[OBSERVATION_COLUMNS.index("gebied_code")] == code
        assert dutch[column] == plain[column].replace(".", ",")
        assert "," not in plain[column] and "e" not in plain[column].lower()
        if isnan(value):
            assert plain[column] == ""
            assert plain[OBSERVATION_COLUMNS.index("status")] in {"onbekend", "niet getoond"}
        else:
            assert float(plain[column]) == value
        same = [re.sub(r"^(\d{4})-M(\d\d)$", r"\1-\2", cell) for cell in dutch]
        assert plain[:column] == same[:column] and plain[column + 1 :] == same[column + 1 :]


@pytest.mark.parametrize("indicator_id", IDS)
def test_no_period_in_the_excel_file_can_be_taken_for_a_date(indicator_id: str) -> None:
    series = load_series(indicator_id)
    header, *rows = excel_rows(series, series.frame)
    periods = {row[header.index("periode")] for row in rows}
    assert not [period for period in periods if re.fullmatch(r"\d{4}[-/]\d{1,2}", period)]
    assert all(len(row) == len(header) for row in rows)


def test_small_decimals_survive_to_the_last_digit() -> None:
    values = [0.1 + 0.2, 110.92, 1e-6, 123456789.25, -3.5, 0.0]
    rows = [{"value": round(value, 6), "period": f"20{n:02}-01"} for n, value in enumerate(values)]
    series = small_series("bijstand-aandeel", rows)
    column = OBSERVATION_COLUMNS.index("waarde")
    found = [row[column] for row in machine_rows(series, series.frame)[1:]]
    assert found == ["0.3", "110.92", "0.000001", "123456789.25", "-3.5", "0"]


def test_excel_file_is_what_a_dutch_excel_expects() -> None:
    series = load_series("bijstand-aandeel")
    made = written(series, series.frame, "excel.csv")
    assert made.startswith(b"\xef\xbb\xbf")
    text = made.decode("utf-8-sig")
    assert not text.startswith("\ufeff")
    assert text.splitlines()[0].count(";") == len(OBSERVATION_COLUMNS) - 1
    assert ";7,1;" in text
    assert re.search(r"(?<!\r)\n", text) is None
    assert text.endswith("\r\n")


def test_source_definition_and_dates_stand_on_the_second_sheet_of_the_workbook() -> None:
    for indicator_id in ("bevolking", "bijstand-aandeel"):
        series = load_series(indicator_id)
        found = source_sheet(series)
        assert found["Bron"] == series.provenance.attribution
        assert found["Definitie"] == series.indicator.definition
        changed = series.provenance.modified
        assert found.get("Gewijzigd door de bron") == (changed.isoformat() if changed else None)
    dated = replace(series, provenance=replace(series.provenance, captured=date(2026, 3, 1)))
    assert source_sheet(dated)["Opgehaald"] == "2026-03-01"


def source_sheet(series: Series) -> dict[str, str]:
    book = load_workbook(io.BytesIO(written(series, series.frame, "xlsx")))
    assert book["Gegevens"].auto_filter.ref == book["Gegevens"].dimensions
    return {str(row[0].value): str(row[1].value) for row in book["Bron"].iter_rows()}


def test_machine_file_is_rfc_4180_with_nothing_but_records() -> None:
    series = load_series("bevolking")
    made = written(series, series.frame, "csv")
    assert not made.startswith(b"\xef\xbb\xbf")
    text = made.decode("utf-8")
    assert re.search(r"(?<!\r)\n", text) is None
    assert text.endswith("\r\n")
    rows = machine_rows(series, series.frame)
    assert {len(row) for row in rows} == {len(OBSERVATION_COLUMNS)}
    column = OBSERVATION_COLUMNS.index("bron")
    assert {row[column] for row in rows[1:]} == {series.provenance.attribution}


def test_separators_quotes_and_line_breaks_in_a_cell_stay_in_that_cell() -> None:
    note = 'een; twee, "drie"\nvier'
    series = small_series("bijstand-aandeel", [{"value": 1.5, "note": note}])
    for rows in (machine_rows(series, series.frame), excel_rows(series, series.frame)):
        told = " ".join([note, *warnings_of("bijstand-aandeel")])
        assert rows[1][OBSERVATION_COLUMNS.index("toelichting")] == told != note


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_either_file_can_be_taken_for_a_formula(formula: str) -> None:
    rows = [{"value": -2.5, "characteristic": formula, "note": formula}]
    series = small_series("bijstand-aandeel", rows)
    names = ("title", "unit", "definition", "note")
    indicator = msgspec.structs.replace(series.indicator, **dict.fromkeys(names, formula))
    named = ("producer", "section", "title", "attribution", "credit")
    source = replace(series.provenance, **dict.fromkeys(named, formula))
    series = replace(series, indicator=indicator, provenance=source)
    both = machine_rows(series, series.frame) + excel_rows(series, series.frame)
    cells = [cell for row in both for cell in row]
    assert sum(formula in cell for cell in cells) >= 10
    risky = [cell for cell in cells if cell.startswith(RISKY)]
    assert set(risky) == {"-2.5", "-2,5"}


@pytest.mark.parametrize("indicator_id", IDS)
def test_file_name_says_indicator_area_and_period_in_safe_letters(indicator_id: str) -> None:
    series = load_series(indicator_id)
    stems = []
    if indicator_id not in MAPS:
        stems.append(page_exhibit(indicator_id, "licht", TODAY).stem)
    else:
        for areas in (("AM07",), ("GM0202", "GM0268", "GM0274", "GM0277")):
            stems.append(comparison(indicator_id, newest(series, *areas)).ranking.stem)
            assert ("arnhem" if len(areas) > 1 else "midden-gelderland") in stems[-1]
    assert {item.ending for item in BUTTONS} >= {"csv", "excel.csv", "xlsx"}
    for item, name in [(item, item.file_name(stem)) for item in BUTTONS for stem in stems]:
        assert re.fullmatch(r"[a-z0-9_.-]+", name), name
        assert name.startswith(f"{indicator_id}_")
        assert name.endswith("_excel.csv" if item.ending == "excel.csv" else f".{item.ending}")
        assert len(name) < 120
        for period in (series.frame["period"].min(), series.frame["period"].max()):
            assert period[:4] in name


@pytest.mark.parametrize("indicator_id", IDS)
def test_a_tile_has_the_name_that_its_download_has_in_the_app(indicator_id: str) -> None:
    series = load_series(indicator_id)
    if indicator_id not in MAPS:
        own = indicator_exhibit(indicator_id, Asked(), TODAY, ())
        assert own.stem == page_exhibit(indicator_id, "licht", TODAY).stem
        return
    for areas in (("AM07",), ("GM0202",)):
        choice = newest(series, *areas)
        app = comparison(indicator_id, choice).ranking.stem
        for form in ("kaart", "staaf", "tabel"):
            asked = Asked(areas, form, choice.period)
            stem = indicator_exhibit(indicator_id, asked, TODAY, ()).stem
            assert stem.split("_")[:2] == app.split("_")[:2]
            assert stem.split("_")[2:] == [period for period in (choice.period,) if period]


def test_file_name_of_one_period_and_of_a_span() -> None:
    rows = [{"period": "2026-Q1", "value": 1.0}, {"period": "2025-Q2", "value": 1.0}]
    series = small_series("bijstand-aandeel", rows, frequency="kwartaal")
    frame = series.frame
    both = file_stem(series, frame, ["GM0202", "NL01"])
    assert both == "bijstand-aandeel_arnhem-nederland_2025-q2-tot-2026-q1"
    one = file_stem(series, frame.head(1), ["GMR"])
    assert one == "bijstand-aandeel_groene-metropoolregio_2026-q1"
    names = [FORMATS[ending].file_name(one) for ending in ("csv", "excel.csv", "xlsx")]
    assert names == [f"{one}.csv", f"{one}_excel.csv", f"{one}.xlsx"]
    assert FORMATS["csv-metadata.json"].file_name("a") == "a.csv-metadata.json"
    assert file_stem(series, frame, ()) == "bijstand-aandeel_alle-gebieden_2025-q2-tot-2026-q1"
    many = load_regions().members("AM07")
    assert file_stem(series, frame.head(1), many) == "bijstand-aandeel_9-gebieden_2026-q1"
    school = small_series("bijstand-aandeel", [{"period": "2024/2025", "value": 1.0}])
    assert "2024-2025" in file_stem(school, school.frame, ["GM0202"])


@given(st.text(max_size=40))
def test_slug_is_safe_and_making_it_again_changes_nothing(text: str) -> None:
    made = slug(text)
    assert re.fullmatch(r"([a-z0-9]+(-[a-z0-9]+)*)?", made)
    assert slug(made) == made
    assert slug(f"  {text}! ") == made


def test_slug_keeps_letters_with_accents_as_letters() -> None:
    assert slug("Mook en Middelaar") == "mook-en-middelaar"
    assert slug("Coöperatie Één") == "cooperatie-een"
