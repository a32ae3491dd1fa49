"""What a project leader sends: the template filled in, read back, and every fault by its cell."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from deliveries import HEAD, Cells, book_of, csv_of, fill, row
from ledgercases import FIRMS, FTE, SHARE, TODAY, YOUTH, measured
from openpyxl import Workbook, load_workbook

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_entry import read_amount
from data_loaders.agreements.measurement_import import Delivery, read_delivery
from data_loaders.agreements.measurement_rows import Book, Measurement
from data_loaders.agreements.measurement_template import write_measurement_template
from data_loaders.files.errors import DataError
from data_loaders.imports import reader

Read = Callable[..., Delivery]
# Which of the two is written depends on the XML library that openpyxl finds.
EMPTY_RESULT = re.compile(rb"</f>(<v\s*/>|<v></v>)")


def known(*items: Measurement) -> Book:
    found = Book()
    for item in items:
        found.add(item)
    return found


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Understand rows as a workbook, or a file that is there."""

    def run(*rows: Cells, path: Path | None = None, book: Book | None = None) -> Delivery:
        made = path or book_of(tmp_path / "metingen.xlsx", rows)
        return read_delivery(made, book or Book(), load_goals(), TODAY)

    return run


def told(delivery: Delivery) -> list[tuple[str, date, float | None]]:
    assert delivery.faults == ()
    return [(item.goal, item.day, item.value) for _, item in delivery.items]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "sjabloon.xlsx"
    write_measurement_template(list(load_goals().values()), path)
    return path


def test_the_template_has_every_goal_and_nothing_filled_in(template: Path, read: Read) -> None:
    workbook = load_workbook(template)
    assert workbook.sheetnames == ["Metingen", "Doelen", "Uitleg"]
    rows = list(workbook["Metingen"].iter_rows(values_only=True))
    assert list(rows[0]) == HEAD
    filled = [line for line in rows[1:] if any(line)]
    assert {line[0]: (line[1], line[4]) for line in filled} == {
        goal.id: (goal.title, goal.unit) for goal in load_goals().values()
    }
    assert all(set(line[2:4]) | set(line[5:]) == {None} for line in filled)
    goals = list(workbook["Doelen"].iter_rows(values_only=True))
    assert len(goals) == 1 + len(load_goals())
    assert (YOUTH, 40000, "31-12-2026") in {(line[0], line[3], line[6]) for line in goals}
    assert not any(cell.data_type == "f" for sheet in workbook for line in sheet for cell in line)
    with pytest.raises(DataError, match="geen enkele meting ingevuld"):
        read(path=template)


def test_excel_itself_refuses_what_cannot_be(template: Path) -> None:
    sheet = load_workbook(template)["Metingen"]
    rules = {
        cell: found.type
        for found in sheet.data_validations.dataValidation
        for cell in ("C2", "C170", "D2", "D4", "D170")
        if cell in found.sqref
    }
    assert [line[0].value for line in sheet["A2:A4"]] == list(load_goals())[:3]
    assert rules == {
        "C2": "date",
        "C170": "date",
        "D2": "whole",
        "D4": "decimal",
        "D170": "decimal",
    }


def test_the_template_filled_in_comes_back_as_it_was_typed(template: Path, read: Read) -> None:
    fill(
        template,
        row(YOUTH, datetime(2026, 6, 30), 12345, bron="Jaarverslag 2025; blz. 3"),
        row(SHARE, "30 juni 2026", "41,5"),
        row(FTE, date(2026, 3, 31), 12.5),
        row(FTE, date(2026, 6, 30), 20.25, toelichting="Eén team erbij."),
    )
    found = read(path=template)
    assert sorted(told(found)) == [
        (YOUTH, date(2026, 6, 30), 12345),
        (SHARE, date(2026, 6, 30), 41.5),
        (FTE, date(2026, 3, 31), 12.5),
        (FTE, date(2026, 6, 30), 20.25),
    ]
    assert found.preview[1] == f"Metingen: 4; rijen zonder meting: {len(load_goals()) - 3}"
    assert f"  rij 3: {YOUTH}: 12.345 jongeren en jongvolwassenen op 30-06-2026" in found.preview
    by_goal = {item.goal: item for _, item in found.items}
    assert by_goal[YOUTH].source == "Jaarverslag 2025; blz. 3"
    assert by_goal[SHARE].unit == "% van de IT-studenten"


def test_nobody_writes_over_a_filled_in_template(template: Path) -> None:
    before = template.read_bytes()
    for path, words in ((template, "is er al"), (template.with_suffix(".ods"), "eindigt op")):
        with pytest.raises(DataError, match=words):
            write_measurement_template(list(load_goals().values()), path)
    with pytest.raises(DataError, match="niet worden weggeschreven"):
        write_measurement_template([], template.parent / "geen map" / "a.xlsx")
    assert template.read_bytes() == before


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("30-06-2026", date(2026, 6, 30)),
        ("30/6/2026", date(2026, 6, 30)),
        ("2026-06-30", date(2026, 6, 30)),
        ("30 juni 2026", date(2026, 6, 30)),
        ("29-2-2024", date(2024, 2, 29)),
        (datetime(2026, 6, 30), date(2026, 6, 30)),
        (date(2026, 6, 30), date(2026, 6, 30)),
    ],
)
def test_days_as_people_write_them(read: Read, cell: Any, day: date) -> None:
    assert told(read(row(FIRMS, cell))) == [(FIRMS, day, 5)]


@pytest.mark.parametrize(
    ("goal", "cell", "value"),
    [
        (YOUTH, 1234, 1234),
        (YOUTH, "1234", 1234),
        (YOUTH, "1.234", 1234),
        (YOUTH, "40.000", 40000),
        (YOUTH, "1 234", 1234),
        (YOUTH, "12.345.678", 12345678),
        (YOUTH, 0, 0),
        (YOUTH, "0", 0),
        (FTE, "1.234,5", 1234.5),
        (FTE, "1234.5", 1234.5),
        (FTE, "1,2340", 1.234),
        (SHARE, "50%", 50),
        (SHARE, "41,5 %", 41.5),
        (SHARE, 50, 50),
    ],
)
def test_numbers_as_people_write_them(read: Read, goal: str, cell: Any, value: float) -> None:
    assert told(read(row(goal, value=cell))) == [(goal, date(2026, 6, 30), value)]


def test_a_number_that_was_calculated_is_what_excel_shows() -> None:
    assert read_amount(0.1 + 0.2, None) == 0.3
    assert read_amount(1234567.891, None) == 1234567.891


def test_rows_of_one_file_cannot_name_each_other(read: Read) -> None:
    found = read(row(FIRMS), row(FIRMS, value=6, vervangt="rij 2")).faults
    assert found == ("rij 3, kolom Vervangt (I3): de meting 'rij 2' bestaat niet",)


def test_a_cell_shown_as_a_percentage_is_the_percentage_it_shows(
    tmp_path: Path, read: Read
) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(SHARE, value=0.5)])
    workbook = load_workbook(path)
    workbook["Metingen"]["D2"].number_format = "0%"
    workbook.save(path)
    assert told(read(path=path)) == [(SHARE, date(2026, 6, 30), 50)]


# What is wrong: a row, and the sentences for it (the row stands in row 2).
WRONG: dict[str, tuple[Cells, list[str]]] = {
    "no goal": (row("", bron="x"), ["kolom Doel-id (A2): noem het doel"]),
    "unknown goal": (
        row("contact-jongere"),
        ["kolom Doel-id (A2): het doel 'contact-jongere' bestaat niet; bedoelt u contact-jong"],
    ),
    "shifted row": (
        row(FIRMS, doel="Bijdrage aan renoveren van woningen"),
        ["kolom Doel (B2): via-t-bedrijven heet 'Bouw- en techniekbedrijven"],
    ),
    "no day": (row(FIRMS, None), ["kolom Peildatum (C2): vul de dag in"]),
    "a month": (row(FIRMS, "juni 2026"), ["kolom Peildatum (C2): 'juni 2026' is geen dag"]),
    "a year": (row(FIRMS, 2026), ["kolom Peildatum (C2): '2026' is geen dag"]),
    "a number of days": (row(FIRMS, 46203), ["kolom Peildatum (C2): '46203' is geen dag"]),
    "no such day": (row(FIRMS, "31-06-2026"), ["kolom Peildatum (C2): '31-06-2026' is geen dag"]),
    "american": (row(FIRMS, "06/30/2026"), ["kolom Peildatum (C2): '06/30/2026' is geen dag"]),
    "two digits": (row(FIRMS, "30-6-26"), ["kolom Peildatum (C2): '30-6-26' is geen dag"]),
    "with a time": (
        row(FIRMS, datetime(2026, 6, 30, 14, 5)),
        ["kolom Peildatum (C2): '2026-06-30 14:05:00' is geen dag"],
    ),
    "in the future": (row(FIRMS, "21-11-2026"), ["kolom Peildatum (C2): 21-11-2026 ligt in de"]),
    "no value": (row(FIRMS, value=None), ["kolom Waarde (D2): vul een getal in"]),
    "a word": (row(FIRMS, value="n.b."), ["kolom Waarde (D2): 'n.b.' is geen getal"]),
    "about": (row(FIRMS, value="ca. 50"), ["kolom Waarde (D2): 'ca. 50' is geen getal"]),
    "a fault of Excel": (row(FIRMS, value="#N/A"), ["kolom Waarde (D2): '#N/A' is geen getal"]),
    "a tick": (row(FIRMS, value=True), ["kolom Waarde (D2): 'WAAR' is geen getal"]),
    "a date for a number": (
        row(FIRMS, value=datetime(2026, 2, 1)),
        ["kolom Waarde (D2): hier heeft Excel van een getal een datum gemaakt"],
    ),
    "two numbers": (
        row(FTE, value="1.234"),
        ["kolom Waarde (D2): '1.234' kan twee dingen betekenen; schrijf 1,2340 of 1234"],
    ),
    "an english thousand": (row(FIRMS, value="1,234"), ["kolom Waarde (D2): '1,234' kan twee"]),
    "no thousand": (row(FIRMS, value="40,000"), ["kolom Waarde (D2): '40,000' kan twee dingen"]),
    "two thousand": (row(FTE, value="40.000"), ["kolom Waarde (D2): '40.000' kan twee dingen"]),
    "two shares": (row(SHARE, value="1.234"), ["kolom Waarde (D2): '1.234' kan twee dingen"]),
    "a share of people": (
        row(FIRMS, value="50%"),
        ["kolom Waarde (D2): '50%' is een percentage; dit doel telt bedrijven"],
    ),
    "a part of one": (row(SHARE, value=0.5), ["kolom Waarde (D2): dit betekent 0,5 %"]),
    "more than all": (row(SHARE, value=120), ["kolom Waarde (D2): 120 kan niet"]),
    "less than none": (row(FIRMS, value=-5), ["kolom Waarde (D2): -5 kan niet"]),
    "half a firm": (row(FIRMS, value=5.5), ["kolom Waarde (D2): 5,5 is geen heel getal"]),
    "another unit": (row(FIRMS, eenheid="mensen"), ["kolom Eenheid (E2): de eenheid van"]),
    "no source": (row(FIRMS, bron=None), ["kolom Bron (F2): noem de bron"]),
    "a formula as text": (row(FIRMS, bron="'=1+1"), ["kolom Bron (F2): begin niet met = want"]),
    "text that Excel made a date": (
        row(FIRMS, bron=datetime(2026, 2, 1)),
        ["kolom Bron (F2): hier heeft Excel van tekst een datum gemaakt"],
    ),
    "a name": (
        row(FIRMS) | {"Door (functie)": "Jan Jansen"},
        ["kolom Door (functie) (G2): noem een functie"],
    ),
    "what is not there": (row(FIRMS, vervangt="M0001"), ["kolom Vervangt (I2): de meting 'M0001'"]),
    "all of it": (
        row("x", "morgen", "veel", bron=None, vervangt="M7") | {"Door (functie)": "a@b.nl"},
        ["(A2)", "(C2)", "(D2)", "(F2)", "(G2)", "(I2)"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_comes_back_by_row_and_column(case: str, read: Read) -> None:
    cells, sentences = WRONG[case]
    found = read(cells).faults
    assert all(fault.startswith("rij 2, kolom ") for fault in found)
    assert len(found) == len(sentences)
    for sentence in sentences:
        assert any(sentence in fault for fault in found), found


def test_all_faults_of_all_rows_come_back_at_once(read: Read) -> None:
    found = read(row(FIRMS, "gisteren"), row(SHARE), row(FTE, value="veel"), row("niets")).faults
    assert [fault.split(":")[0] for fault in found] == [
        "rij 2, kolom Peildatum (C2)",
        "rij 4, kolom Waarde (D4)",
        "rij 5, kolom Doel-id (A5)",
    ]


def test_rows_of_a_file_are_held_against_each_other_and_the_ledger(read: Read) -> None:
    book = known(measured(YOUTH, 10.0, id="M0001"), measured(FIRMS, 5.0, id="M0002"))
    found = read(
        row(FIRMS, "31-03-2026"),
        row(FIRMS, "31-03-2026", 6),
        row(YOUTH, "31-07-2026", 9),
        row(FIRMS),
        row(FIRMS, value=7, vervangt="M0002"),
        row(FIRMS, value=8, vervangt="M0002"),
        book=book,
    ).faults
    assert [fault.split(";")[0] for fault in found] == [
        "rij 3, kolom Peildatum (C3): op 31-03-2026 is er al een meting: rij 2",
        "rij 4, kolom Waarde (D4): dit doel telt op en kan niet dalen: op 30-06-2026 staat 10 "
        "(M0001)",
        "rij 5, kolom Peildatum (C5): op 30-06-2026 is er al een meting: M0002",
        "rij 7, kolom Vervangt (I7): M0002 is al vervangen door rij 6",
    ]


def test_a_withdrawal_takes_day_and_unit_from_what_it_withdraws(read: Read) -> None:
    old = measured(FIRMS, 5.0, id="M0001", day=date(2025, 1, 1))
    wrong = row(FIRMS, None, None, vervangt="M0001")
    assert [fault.split(":")[0] for fault in read(wrong, book=known(old)).faults] == [
        "rij 2, kolom Toelichting (H2)"
    ]
    found = read(wrong | {"Toelichting": "Dubbel geteld."}, book=known(old))
    assert told(found) == [(FIRMS, date(2025, 1, 1), None)]
    assert found.preview[-1] == "  rij 2: via-t-bedrijven: trekt M0001 in"


def test_hidden_rows_are_read_and_hidden_sheets_are_not(tmp_path: Path, read: Read) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(FIRMS), row(SHARE)])
    workbook = load_workbook(path)
    workbook["Metingen"].row_dimensions[3].hidden = True
    old = workbook.copy_worksheet(workbook["Metingen"])
    old.sheet_state = "hidden"
    workbook.save(path)
    assert len(told(read(path=path))) == 2


def test_merged_cells_are_named(tmp_path: Path, read: Read) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(FIRMS), row(SHARE, None), row(FTE)])
    workbook = load_workbook(path)
    sheet = workbook["Metingen"]
    sheet.merge_cells("C2:C3")
    sheet.merge_cells("K1:L9")  # beside the table
    workbook.save(path)
    assert [fault.split(";")[0] for fault in read(path=path).faults] == [
        "rij 2, kolom Peildatum (C2): de cellen C2:C3 zijn samengevoegd",
        "rij 3, kolom Peildatum (C3): vul de dag in waarop dit is geteld, zoals 30-06-2026",
    ]


def test_a_title_above_the_header_may_be_merged(tmp_path: Path, read: Read) -> None:
    workbook = Workbook()
    sheet = workbook.worksheets[0]
    for cells in (["Metingen van VIA-T"], [], HEAD, [row(FIRMS).get(name) for name in HEAD]):
        sheet.append(cells)
    sheet.merge_cells("A1:C1")
    workbook.save(tmp_path / "a.xlsx")
    found = read(path=tmp_path / "a.xlsx")
    assert told(found) == [(FIRMS, date(2026, 6, 30), 5)]
    assert found.items[0].row == 4


def test_a_formula_without_a_result_is_refused_and_with_one_is_read(
    tmp_path: Path, read: Read
) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(FIRMS, value="=2+3")])
    with pytest.raises(DataError, match=r"kolom D: hier staat een formule zonder uitkomst"):
        read(path=path)
    calculated = tmp_path / "b.xlsx"
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(calculated, "w") as target:
        for member in source.infolist():
            data = source.read(member)
            target.writestr(member, EMPTY_RESULT.sub(b"</f><v>5</v>", data))
    assert told(read(path=calculated)) == [(FIRMS, date(2026, 6, 30), 5)]


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_as_excel_saves_it(tmp_path: Path, read: Read, separator: str, encoding: str) -> None:
    path = csv_of(
        tmp_path / "metingen.csv",
        [
            {"Doel-id": YOUTH, "Eenheid": "jongeren en jongvolwassenen"},
            row(FTE, "30-6-2026", "1.234,5", toelichting="Eén; twee"),
            row(SHARE, "30-6-2026", "50%", bron="Café-enquête"),
        ],
        separator=separator,
        encoding=encoding,
    )
    found = read(path=path)
    day = date(2026, 6, 30)
    assert told(found) == [(FTE, day, 1234.5), (SHARE, day, 50)]
    assert [item.note for _, item in found.items] == ["Eén; twee", ""]
    assert found.items[1].item.source == "Café-enquête"


def test_a_fault_in_csv_has_the_cell_as_excel_shows_it(tmp_path: Path, read: Read) -> None:
    rows = [row(FIRMS, bron="een\ntwee"), row(SHARE, value="=1+1")]
    found = read(path=csv_of(tmp_path / "a.csv", rows))
    assert [fault.split(";")[0] for fault in found.faults] == [
        "rij 3, kolom Waarde (D3): '=1+1' is geen getal"
    ]


def test_the_columns_of_the_ledger_itself_are_read_in_any_order(tmp_path: Path, read: Read) -> None:
    head = ["waarde", "doel_id", "door", "bron", "peildatum", "opmerking"]
    cells = dict(
        zip(head, ["5", FIRMS, "projectleider", "Telling", "2026-06-30", "x"], strict=True)
    )
    found = read(path=csv_of(tmp_path / "a.csv", [cells], head=head))
    assert told(found) == [(FIRMS, date(2026, 6, 30), 5)]
    assert "Niet gebruikt: F 'opmerking'" in found.preview


def refused(read: Read, path: Path) -> DataError:
    with pytest.raises(DataError) as caught:
        read(path=path)
    return caught.value


def test_a_header_that_is_not_right_is_one_sentence(tmp_path: Path, read: Read) -> None:
    without = [name for name in HEAD if name not in ("Waarde", "Bron")]
    wrong = {
        "ontbreekt 'Waarde', 'Bron'": book_of(tmp_path / "a.xlsx", [row(FIRMS)], without),
        "kolom 'Waarde' staat twee keer": csv_of(
            tmp_path / "b.csv", [row(FIRMS)], head=[*HEAD, "waarde"]
        ),
        "geen rij met de kop Doel-id": book_of(tmp_path / "c.xlsx", [], ["Naam", "Straat"]),
    }
    for words, path in wrong.items():
        assert words in str(refused(read, path))
    workbook = load_workbook(book_of(tmp_path / "d.xlsx", [row(FIRMS)]))
    workbook.copy_worksheet(workbook["Metingen"]).title = "Nog meer"
    workbook.save(tmp_path / "d.xlsx")
    assert "meer dan één blad heeft metingen: 'Metingen', 'Nog meer'" in str(
        refused(read, tmp_path / "d.xlsx")
    )


def test_files_that_could_harm_are_refused_before_they_are_opened(
    tmp_path: Path, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(FIRMS)])
    bomb = tmp_path / "bom.xlsx"
    bomb.write_bytes(path.read_bytes())
    with zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/leeg.bin", bytes(reader.MAX_UNPACKED))
    assert "uitgepakt te groot" in str(refused(read, bomb))
    damaged = tmp_path / "half.xlsx"
    damaged.write_bytes(path.read_bytes()[:3000])
    assert "beschadigd" in str(refused(read, damaged))
    macro = tmp_path / "a.xlsm"
    macro.write_bytes(path.read_bytes())
    assert len(told(read(path=macro))) == 1
