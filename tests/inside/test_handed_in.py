"""A file or a paste as an attacker would send it, and as a colleague does."""

from __future__ import annotations

import base64
import io
import zipfile
from itertools import count
from pathlib import Path
from random import Random

import pytest
from openpyxl import load_workbook

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_entry import COLUMN_NAMES
from data_loaders.agreements.measurement_template import write_measurement_template
from data_loaders.reports.handed_in import (
    LARGEST,
    LARGEST_UNPACKED,
    MOST_A_MINUTE,
    MOST_FAULTS,
    HandedIn,
    column_names,
)
from data_loaders.reports.handed_in import read_file as read_file_of
from data_loaders.reports.handed_in import read_pasted as read_pasted_of
from data_loaders.reports.reading import load_everything
from data_loaders.reports.record import ReportKind

GOAL = "contact-jongeren"
ACCOUNTS = count(1)
ROW = (GOAL, "", "30-09-2026", "31.500", "", "een telling", "programmamanager", "", "")


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))


def read_file(kind: ReportKind, content: object) -> HandedIn:
    return read_file_of(kind, content, f"account-{next(ACCOUNTS)}@a.nl")


def read_pasted(kind: ReportKind, text: str) -> HandedIn:
    return read_pasted_of(kind, text, f"account-{next(ACCOUNTS)}@a.nl")


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    path = tmp_path_factory.mktemp("sjabloon") / "sjabloon.xlsx"
    write_measurement_template([g for g in load_goals().values() if g.of == "hca"], path)
    return path.read_bytes()


def filled(template: bytes, **cells: object) -> bytes:
    """Fill in the row of the goal, by the address of each cell."""
    book = load_workbook(io.BytesIO(template))
    sheet = book["Metingen"]
    row = next(r for r in range(2, 20) if sheet.cell(r, 1).value == GOAL)
    names = list(COLUMN_NAMES)
    for name, value in cells.items():
        sheet.cell(row, names.index(name) + 1).value = value  # type: ignore[assignment]
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


GOOD = {
    "peildatum": "30-09-2026",
    "waarde": 31_500,
    "bron": "een telling",
    "door": "programmamanager",
}


def test_the_template_as_it_was_given_is_read(template: bytes) -> None:
    found = read_file("measurement", encoded(filled(template, **GOOD)))
    assert found.faults == ()
    (report,) = found.reports
    assert (report.subject, report.value, report.period) == (GOAL, 31_500, "2026-09-30")
    assert load_everything().reports == ()  # reading keeps nothing


def test_every_fault_has_its_row_and_column(template: bytes) -> None:
    wrong = GOOD | {"waarde": -3, "door": "Jan de Vries"}
    found = read_file("measurement", encoded(filled(template, **wrong)))
    assert all("rij 3, kolom" in fault for fault in found.faults) and len(found.faults) == 2
    assert "Waarde (D3)" in found.faults[0] and "Door (functie) (G3)" in found.faults[1]


@pytest.mark.parametrize("text", ["=1+1", "+31", "-2+3", "@SUM(A1)", "＝A1", "=cmd|' /C calc'!A0"])
@pytest.mark.parametrize("column", ["bron", "door", "toelichting"])
def test_a_text_that_a_spreadsheet_takes_for_a_formula_is_refused(text: str, column: str) -> None:
    row = dict(zip(COLUMN_NAMES, ROW, strict=True)) | {column: text}
    found = read_pasted("measurement", "\t".join(row.values()))
    assert found.faults


def test_a_formula_without_a_result_is_refused(template: bytes) -> None:
    found = read_file("measurement", encoded(filled(template, **GOOD | {"waarde": "=1+1"})))
    assert found.faults and "formule" in " ".join(found.faults).lower()


def zipped(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


def lying(data: bytes) -> bytes:
    """A workbook that says that its parts are a byte large."""
    found = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = found.find(mark)
        while at >= 0:
            found[at + place : at + place + 4] = (1).to_bytes(4, "little")
            at = found.find(mark, at + 4)
    return bytes(found)


def test_a_bomb_in_a_zip_is_not_unpacked(template: bytes) -> None:
    bomb = zipped(xl__workbook=b"", **{"xl__workbook.xml": b"<x/>", "bom": b"0" * (64 << 20)})
    assert len(bomb) < LARGEST < LARGEST_UNPACKED
    found = read_file("measurement", encoded(bomb))
    assert found.faults == ("dit bestand is uitgepakt te groot",)
    assert read_file("measurement", encoded(lying(filled(template, **GOOD)))).faults


def test_a_file_that_grows_by_its_own_words_is_refused(template: bytes) -> None:
    laughs = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    with zipfile.ZipFile(io.BytesIO(filled(template, **GOOD))) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    sheet = next(name for name in members if name.endswith("sheet1.xml"))
    members[sheet] = laughs.encode() + members[sheet].replace(b"<sheetData>", b"<sheetData>&b;")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    assert read_file("measurement", encoded(out.getvalue())).faults


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x",
        b"%PDF-1.7",
        b"PK\x03\x04" + b"\0" * 100,
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        b"<html><script>alert(1)</script>",
        b"MZ\x90\x00" + b"\0" * 200,
        b"\0" * 2000,
        Random(16).randbytes(3000),
        zipped(a=b"b"),
        b"Doel-id\tWaarde\n" * 10,
    ],
    ids=lambda data: repr(data[:8]),  # further on a ZIP holds the time at which it was made
)
def test_what_is_no_sheet_is_refused_in_one_sentence(content: bytes) -> None:
    found = read_file("measurement", encoded(content))
    assert found.reports == () and len(found.faults) == 1
    (sentence,) = found.faults
    assert "\n" not in sentence and "monitor-ingeleverd" not in sentence


@pytest.mark.parametrize("strange", [None, 5, "", "%%%", ["x"], {"a": 1}, "é"])
def test_what_no_page_of_ours_sends_is_refused(strange: object) -> None:
    assert read_file("measurement", strange).faults


def test_a_file_that_is_too_large_is_not_read() -> None:
    (sentence,) = read_file("measurement", encoded(b"a;" * LARGEST)).faults
    assert "groter dan 170 kB" in sentence
    (sentence,) = read_pasted("measurement", "a\t" * LARGEST).faults
    assert "groter dan 170 kB" in sentence


def test_many_faults_are_told_in_part() -> None:
    rows = ["\t".join([GOAL, "", "", "x", "", "", "", "", ""]) for _ in range(200)]
    found = read_pasted("measurement", "\n".join(rows))
    assert len(found.faults) == MOST_FAULTS + 1 and found.faults[-1].startswith("en nog ")


@pytest.mark.parametrize("header", [True, False])
def test_rows_copied_from_a_spreadsheet_are_read(header: bool) -> None:
    text = "\t".join(ROW)
    if header:
        text = "\t".join(column_names("measurement")) + "\r\n" + text
    found = read_pasted("measurement", f"{text}\r\n")
    assert found.faults == () and found.reports[0].value == 31_500


def test_counts_can_be_pasted_too() -> None:
    row = ("2026-10", "werkgever", "personeel", "telefoon", "12", "registratie", "teamleider")
    found = read_pasted("count", "\t".join(row))
    assert found.faults == ()
    assert (found.reports[0].value, found.reports[0].part("vrager")) == (12, "werkgever")


def test_an_account_does_not_go_on_having_things_read() -> None:
    text = "\t".join(ROW)
    found = [read_pasted_of("measurement", text, "vaak@a.nl") for _ in range(MOST_A_MINUTE + 1)]
    assert [bool(item.faults) for item in found] == [False] * MOST_A_MINUTE + [True]
    assert not read_pasted_of("measurement", text, "ander@a.nl").faults
