"""Cells of real files: formats, encodings, separators, and what is no file of ours."""

from __future__ import annotations

import re
import time
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_files import book, csv_file
from openpyxl import Workbook

from data_loaders.files.errors import DataError
from data_loaders.imports import cells, reader
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.reader import read_cells
from data_loaders.imports.understand import understand


def only(path: Path) -> list[tuple[int, tuple[object, ...]]]:
    (sheet,) = read_cells(path)
    return [(line.number, line.cells) for line in sheet.lines]


def test_row_numbers_are_those_of_excel_also_below_empty_rows(tmp_path: Path) -> None:
    path = book(tmp_path / "a.xlsx", {"Blad": [["Titel"], [], [], ["Gemeente", "WW"]]})
    assert only(path) == [(1, ("Titel",)), (4, ("Gemeente", "WW"))]


def test_a_quoted_line_end_in_a_csv_is_one_row_as_in_excel(tmp_path: Path) -> None:
    path = csv_file(tmp_path / "a.csv", [["a", "b"], ["twee\nregels", "1"], [], ["c", "2"]])
    assert only(path) == [(1, ("a", "b")), (2, ("twee regels", "1")), (4, ("c", "2"))]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_separator_and_encoding_are_found(tmp_path: Path, separator: str, encoding: str) -> None:
    rows = [
        ["Titel, met een komma; en meer – één"],
        ["Gemeente", "Aandeel", "Aantal"],
        ["Súdwest-Fryslân", "1,5", "1.200"],
        ["'s-Gravenhage", "2,25", "3"],
    ]
    path = csv_file(tmp_path / "a.csv", rows, separator, encoding)
    assert [line for _, line in only(path)] == [tuple(row) for row in rows]


def test_one_line_of_text_full_of_commas_does_not_decide(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a, b, c, d, e, f, g, h\nGemeente;Aantal\nArnhem;1,5\n", encoding="utf-8")
    assert [line for _, line in only(path)][1:] == [("Gemeente", "Aantal"), ("Arnhem", "1,5")]


def test_the_hint_of_excel_for_the_separator_is_obeyed_and_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("sep=,\r\na;b,c\r\n1;2,3\r\n", encoding="utf-8")
    assert only(path) == [(1, ("a;b", "c")), (2, ("1;2", "3"))]


def test_percentages_and_dates_of_excel_are_what_a_person_sees(tmp_path: Path) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet.append(
        [0.017, datetime(2026, 5, 1), True, 7, "  twee  spaties ", datetime(2026, 5, 1, 9)]
    )
    sheet["A1"].number_format = "0.0%"
    sheet["B1"].number_format = "mmm-yy"
    workbook.save(tmp_path / "a.xlsx")
    expected = (1.7, date(2026, 5, 1), "WAAR", 7.0, "twee spaties", "2026-05-01 09:00:00")
    assert only(tmp_path / "a.xlsx") == [(1, expected)]


def with_formula(path: Path, cell: str) -> Path:
    """Write a workbook in which the XML of cell B2 is `cell`."""
    made = book(path.with_name("basis.xlsx"), {"Blad1": [["a", "b"], ["c", 7]]})
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = re.sub(rb'<c r="B2".*?</c>', cell.encode(), content)
            target.writestr(name, content)
    return path


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="B2"><f>3+4</f><v>7</v></c>', 7.0),
        ('<c r="B2" t="str"><f>"z"&amp;"even"</f><v>zeven</v></c>', "zeven"),
        ('<c r="B2" t="str"><f>IF(1=1,"")</f><v></v></c>', None),
    ],
)
def test_of_a_formula_the_stored_result_counts(tmp_path: Path, cell: str, expected: object) -> None:
    path = with_formula(tmp_path / "a.xlsx", cell)
    (sheet,) = read_cells(path)
    assert sheet.lines[1].get(1) == expected


def test_a_formula_that_was_never_calculated_is_refused_with_its_place(tmp_path: Path) -> None:
    path = with_formula(tmp_path / "a.xlsx", '<c r="B2"><f>3+4</f></c>')
    with pytest.raises(DataError, match=r"regel 2: blad 'Blad1', kolom B: hier staat een formule"):
        read_cells(path)


def test_what_a_workbook_says_about_its_size_is_not_believed(tmp_path: Path) -> None:
    made = book(tmp_path / "basis.xlsx", {"Blad1": [["a", "b"], ["c", "d"]]})
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(made) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).replace(b'ref="A1:B2"', b'ref="A1"')
            target.writestr(name, content)
    assert only(path) == [(1, ("a", "b")), (2, ("c", "d"))]


def archive(path: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return path


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
REFUSED = {
    "leeg.csv": (b"", "dit bestand is leeg"),
    "alleen witregels.csv": (b"\r\n;;\r\n", "dit bestand is leeg"),
    "oud.xls": (OLE + "Workbook".encode("utf-16-le"), "oud Excel-bestand (.xls)"),
    "slot.xlsx": (OLE + "EncryptedPackage".encode("utf-16-le"), "heeft een wachtwoord"),
    "rapport.csv": (b"%PDF-1.7 ...", "dit is een PDF"),
    "fout.csv": (b"\n <!DOCTYPE html><html>", "dit is een webpagina"),
    "half.xlsx": (b"PK\x03\x04 en dan niets", "beschadigd"),
    "bytes.csv": (b"a;b\r\n\x81\x8d;\x90", "geen leesbare tekst"),
    "nul.csv": (b"a;b\r\nc\0;d", "geen leesbare tekst"),
    "quotes.csv": (b'a;b\r\n"c"d;e\r\n', "aanhalingstekens"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_file_of_ours_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    content, sentence = REFUSED[name]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(DataError) as caught:
        read_cells(path)
    assert sentence in str(caught.value)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == content


@pytest.mark.parametrize(
    ("members", "sentence"),
    [
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, ".ods"),
        ({"xl/workbook.bin": b""}, ".xlsb"),
        ({"word/document.xml": b""}, "geen Excel- of CSV-bestand"),
        ({"xl/workbook.xml": b"<kapot"}, "beschadigd of van een vreemde soort"),
    ],
)
def test_other_archives_are_named(tmp_path: Path, members: dict[str, bytes], sentence: str) -> None:
    path = archive(tmp_path / "a.xlsx", members)
    with pytest.raises(DataError, match=re.escape(sentence)):
        read_cells(path)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="bestaat niet"):
        read_cells(tmp_path / "weg.xlsx")
    with pytest.raises(DataError, match="niet te lezen"):
        read_cells(tmp_path)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    workbook = book(tmp_path / "a.xlsx", {"Blad1": [["a"]]})
    with zipfile.ZipFile(workbook, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/veel.xml", b"\0" * (reader.MAX_UNPACKED + 1))
    assert workbook.stat().st_size < 1_000_000
    start = time.process_time()
    with pytest.raises(DataError, match="uitgepakt te groot"):
        read_cells(workbook)
    refused = time.process_time() - start
    with zipfile.ZipFile(workbook) as file, file.open("xl/veel.xml") as member:
        while member.read(1_000_000):
            pass
    assert refused < (time.process_time() - start) / 3


def test_limits_on_bytes_rows_and_columns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = csv_file(tmp_path / "a.csv", [["a", "b", "c"]] * 4)
    monkeypatch.setattr(cells, "MAX_ROWS", 3)
    with pytest.raises(DataError, match="regel 4: er zijn meer dan 3 rijen"):
        read_cells(path)
    monkeypatch.setattr(cells, "MAX_COLUMNS", 2)
    with pytest.raises(DataError, match="regel 1: er zijn meer dan 2 kolommen"):
        read_cells(path)
    monkeypatch.setattr(reader, "MAX_BYTES", 20)
    with pytest.raises(DataError, match="groter dan"):
        read_cells(path)


def test_a_cell_far_away_is_not_read_as_a_million_rows(tmp_path: Path) -> None:
    full = book(tmp_path / "full.xlsx", {"Blad1": [["a"]] * 20_000})
    start = time.process_time()
    read_cells(full)
    of_rows = time.process_time() - start
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    sheet["A1"] = "a"
    sheet["A1048576"] = "b"
    workbook.save(tmp_path / "a.xlsx")
    start = time.process_time()
    assert only(tmp_path / "a.xlsx") == [(1, ("a",)), (1048576, ("b",))]
    assert time.process_time() - start < 10 * of_rows


def place_of_refusal(action: Callable[[], object]) -> Path | None:
    """Return the file that a refusal names; None when nothing was refused."""
    try:
        action()
    except DataError as refused:
        return refused.path
    return None


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary(max_size=400) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "iets.csv"
    path.write_bytes(content)
    assert place_of_refusal(lambda: read_cells(path)) in {None, path}


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused(
    tmp_path: Path, kinds: dict[str, ImportKind], data: st.DataObject
) -> None:
    path = tmp_path / "goed.xlsx"
    if not path.exists():
        book(path, {"Blad1": [["Gemeente", "Periode", "Aantal"], ["Arnhem", "mei 2026", 1]]})
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    damaged = tmp_path / "stuk.xlsx"
    damaged.write_bytes(content[: data.draw(st.integers(len(content) // 2, len(content)))])
    assert place_of_refusal(lambda: understand(damaged, kinds["gwu"])) in {None, damaged}
