"""Notes on a figure: shown where and when they hold, and checked before they are published."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from data_loaders.agreements.note_rules import NOTE_COLUMNS
from data_loaders.files.errors import DataError
from data_loaders.notes import (
    NOTES_FILE,
    check_notes,
    load_notes,
    notes_of,
    notes_of_goal,
)
from data_loaders.open_data import open_data_csv
from data_loaders.since.changes import changes_since
from data_loaders.since.records import Change
from data_loaders.validate import find_problems

NOTE = {
    "id": "k1",
    "indicator_id": "bijstand-aandeel",
    "tekst": "De gemeente telde in deze maand anders.",
    "door": "hoofd onderzoek gemeente Arnhem",
    "datum": "2026-09-01",
    "bron": "Brief aan de raad",
}
OPLEIDING = {"indicator_id": "opleidingsniveau", "kenmerk": "Hoog", "gebied": "GM0202"}
MONTH = {"indicator_id": "werkloosheid-nederland"}
Write = Callable[..., None]


@pytest.fixture
def write(notes_file: Write) -> Write:
    """Write notes, each as what differs from NOTE."""
    return partial(notes_file, NOTE)


def test_none_ships_because_nobody_gave_one() -> None:
    assert NOTES_FILE.read_text("utf-8") == ",".join(NOTE_COLUMNS) + "\n"
    assert load_notes() == ()
    assert notes_of("bijstand-aandeel") == []
    check_notes()


def test_note_is_read_with_all_it_says(write) -> None:
    write({"gebied": "GM0202", "van": "2024-11", "tot": "2024-12"})
    (note,) = notes_of("bijstand-aandeel")
    assert (note.id, note.area, note.start, note.end) == ("k1", "GM0202", "2024-11", "2024-12")
    assert (note.text, note.by) == (NOTE["tekst"], NOTE["door"])
    assert (note.day, note.source) == (date(2026, 9, 1), "Brief aan de raad")
    assert notes_of("bijstand-aantal") == []
    check_notes()


@pytest.mark.parametrize(
    ("where", "areas", "shown"),
    [
        ("", ["GM0202"], True),
        ("", [], True),
        ("GM0202", [], True),
        ("GM0202", ["GM0202"], True),
        ("GM0202", ["AM07", "GM0202"], True),
        ("GM0202", ["GM0268"], False),
        ("AM07", ["GM0202"], False),
    ],
)
def test_note_is_shown_where_it_holds(write, where: str, areas: list[str], shown: bool) -> None:
    write({"gebied": where})
    assert bool(notes_of("bijstand-aandeel", areas)) is shown


@pytest.mark.parametrize(
    ("start", "end", "period", "shown"),
    [
        ("", "", "2024-12", True),
        ("2024-12", "2024-12", "2024-12", True),
        ("2024-12", "2024-12", "2024-11", False),
        ("2024-12", "2024-12", "2025-01", False),
        ("2024-10", "2025-02", "2024-12", True),
        ("2024-10", "", "2026-01", True),
        ("2024-10", "", "2024-09", False),
        ("", "2024-10", "2024-10", True),
        ("", "2024-10", "2024-11", False),
    ],
)
def test_note_is_shown_for_its_periods_the_last_one_included(
    write, start: str, end: str, period: str, shown: bool
) -> None:
    write(MONTH | {"van": start, "tot": end})
    check_notes()
    assert bool(notes_of("werkloosheid-nederland", periods=[period])) is shown
    assert notes_of("werkloosheid-nederland")
    assert notes_of("werkloosheid-nederland", periods=["2024-12", "2024-10"])


def test_note_is_shown_for_its_characteristic(write) -> None:
    write(OPLEIDING)
    check_notes()
    assert notes_of("opleidingsniveau", ["GM0202"], ["2022"], ["Hoog", "Laag"])
    assert not notes_of("opleidingsniveau", ["GM0202"], ["2022"], ["Laag"])


def test_notes_come_in_the_order_of_the_file(write) -> None:
    write({}, {"gebied": "GM0202"}, {"indicator_id": "", "doel_id": "contact-jongeren"})
    assert [note.id for note in notes_of("bijstand-aandeel")] == ["k1", "k2"]
    assert [note.id for note in notes_of_goal("contact-jongeren")] == ["k3"]
    check_notes()


def test_new_note_is_read_at_once(write) -> None:
    write({})
    assert len(load_notes()) == 1
    write({}, {})
    assert len(load_notes()) == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"indicator_id": "weg"}, "het cijfer 'weg' bestaat niet"),
        ({"indicator_id": "", "doel_id": "weg"}, "het doel 'weg' bestaat niet"),
        ({"indicator_id": ""}, "noem een cijfer"),
        ({"doel_id": "contact-jongeren"}, "noem een cijfer"),
        (
            {"indicator_id": "", "doel_id": "contact-jongeren", "gebied": "GM0202"},
            "heeft geen kenmerk, gebied of periode",
        ),
        ({"gebied": "GM9999"}, "het gebied 'GM9999' is onbekend"),
        (OPLEIDING | {"kenmerk": "Hoger"}, "heeft geen kenmerk 'Hoger'"),
        ({"van": "2024"}, "in kolom 'van': de periode '2024' past niet bij 'maand'"),
        ({"tot": "2024-13"}, "in kolom 'tot'"),
        ({"van": "2025-01", "tot": "2024-12"}, "'van' ligt na 'tot'"),
        ({"tekst": ""}, "'tekst' ontbreekt"),
        ({"door": ""}, "'door' ontbreekt"),
        ({"bron": ""}, "'bron' ontbreekt"),
        ({"datum": ""}, "'datum' ontbreekt"),
        ({"datum": "2026-02-29"}, "'datum'"),
        ({"datum": "2999-01-01"}, "ligt in de toekomst"),
        ({"tekst": "x" * 601}, "de tekst heeft 601 tekens; er passen er 600"),
        ({"tekst": "Vraag het a@b.nl"}, "in kolom 'tekst' staat een e-mailadres"),
        ({"bron": "a@b.nl"}, "in kolom 'bron' staat een e-mailadres"),
        ({"tekst": "een\ntwee"}, "een nieuwe regel of een onzichtbaar teken"),
        ({"door": "Jan Jansen"}, "in kolom 'door' staat 'Jan Jansen': noem een functie"),
        ({"tekst": "Volgens mevrouw De Vries klopt dit."}, "noem een functie, geen persoon"),
    ],
)
def test_fault_in_a_note_is_found_by_validate(write, row: dict[str, str], sentence: str) -> None:
    write({}, row)
    said = [str(problem) for problem in find_problems()]
    assert [text for text in said if sentence in text and "regel" in text], said


def test_double_id_is_found(write) -> None:
    write({}, {"id": "k1"})
    with pytest.raises(DataError, match="'k1' staat er twee keer in"):
        check_notes()


def test_note_may_name_areas_documents_and_programmes(write) -> None:
    write(
        {
            "tekst": "Sinds januari 2025 telt het CBS in Midden-Gelderland ook Arnhem mee.",
            "bron": "CBS StatLine, toelichting bij tabel 80794ned",
            "door": "beleidsadviseur gemeente Berg en Dal",
        }
    )
    check_notes()


def test_notes_are_open_data_also_when_there_are_none(write) -> None:
    write()
    assert open_data_csv("kanttekeningen.csv").decode() == ",".join(NOTE_COLUMNS) + "\r\n"
    write({"tekst": "=1+1"})
    text = open_data_csv("kanttekeningen.csv").decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    assert (row["id"], row["tekst"]) == ("k1", "'=1+1")


def test_new_note_is_a_change(write) -> None:
    write({"datum": "2026-08-15"}, {"gebied": "GM0202", "van": "2024-12", "tot": "2024-12"})
    found = changes_since(date(2026, 8, 15), date(2026, 9, 1)).changes
    assert [change for change in found if change.kind == "nieuwe kanttekening"] == [
        Change(
            kind="nieuwe kanttekening",
            subject="bijstand-aandeel",
            what=NOTE["tekst"],
            area="GM0202",
            period="2024-12",
            day=date(2026, 9, 1),
            source="Brief aan de raad",
        )
    ]
    assert not changes_since(date(2026, 8, 15), date(2026, 8, 31)).changes


def test_damaged_notes_are_said_and_the_rest_goes_on(write, tmp_path: Path) -> None:
    (tmp_path / "kanttekeningen.csv").write_text("kapot\n", "utf-8")
    found = changes_since(date(2026, 9, 30), date(2026, 10, 1))
    assert [item.source for item in found.unknown if item.is_fault] == ["Kanttekeningen"]
    assert found.changes
