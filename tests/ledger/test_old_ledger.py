"""The file that measurements stood in: taken over once, whole or not at all, and left as it is."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from ledgercases import (
    FIRMS,
    FTE,
    HEADER,
    SHARE,
    TODAY,
    UNITS,
    YOUTH,
    line,
    measured,
    write_ledger,
)
from msgspec.json import encode
from reported import add_measurements

from data_loaders.agreements.measurement_rows import COLUMNS, points_of
from data_loaders.agreements.progress import Point
from data_loaders.agreements.registers import register_file
from data_loaders.files.errors import DataError
from data_loaders.open_registers import register_rows
from data_loaders.reports.measurements import check_reports, load_measurements
from data_loaders.reports.reading import load_everything, load_reports


def problems() -> list[str]:
    return [problem.sentence.removeprefix("meting ") for problem in check_reports()]


def test_no_ledger_ships_any_more() -> None:
    assert not register_file("metingen").exists()


def test_every_row_is_taken_over_with_its_id_and_day_once(old_ledger: Path) -> None:
    before = b"\xef\xbb\xbf" + write_ledger(
        old_ledger,
        line(1),
        "",
        line(7, FIRMS, "5", toelichting='"Met ""citaat"""', vastgelegd_op="2026-10-01"),
        end="\r\n",
    )
    old_ledger.write_bytes(before)
    rows = load_measurements()
    assert [(row.id, row.goal, row.value, str(row.recorded)) for row in rows] == [
        ("M0001", YOUTH, 100, "2026-11-20"),
        ("M0007", FIRMS, 5, "2026-10-01"),
    ]
    assert register_rows("metingen")[1]["toelichting"] == 'Met "citaat"'
    assert {step.account for step in load_everything().steps} == {"metingen.csv"}
    assert load_reports().rows[0].account == ""
    old_ledger.write_bytes(before + line(8, FTE).encode())
    added = add_measurements([measured(FTE, 2.5)], TODAY)
    assert added[0].id == "M0008"
    assert [row.id for row in load_measurements()] == ["M0001", "M0007", "M0008"]
    assert old_ledger.read_bytes() == before + line(8, FTE).encode()


def test_pins_of_presentations_go_by_the_same_text_as_before(old_ledger: Path) -> None:
    write_ledger(old_ledger, line(1, FTE, "2.5", toelichting='"Nog eens, ""goed"""'))
    assert json.loads(encode(load_measurements())) == [
        {
            "id": "M0001",
            "doel_id": FTE,
            "peildatum": "2026-06-30",
            "waarde": 2.5,
            "eenheid": "fte",
            "bron": "Jaarverslag",
            "door": "projectleider",
            "vastgelegd_op": "2026-11-20",
            "toelichting": 'Nog eens, "goed"',
            "vervangt": "",
        }
    ]
    assert encode(load_measurements()).startswith(b'[{"id":"M0001","doel_id":"via-t-fte","peild')


def test_a_ledger_without_rows_is_nothing_to_take_over(old_ledger: Path) -> None:
    write_ledger(old_ledger)
    assert load_measurements() == ()
    assert check_reports() == []


DAMAGED = {
    "not text": (b"\xff\xfe" + HEADER.encode("utf-16-le"), "geen UTF-8-tekst", ""),
    "another header": (b"id,waarde\nM0001,5\n", "kolom", ""),
    "semicolons of Excel": (HEADER.replace(",", ";").encode() + b"\n", "kolom", ""),
    "half a row": (f"{HEADER}\n{line(1)}\nM0002,contact".encode(), "cellen", "regel 3"),
    "an open quote": (f'{HEADER}\n{line(1)}\nM0002,"contact'.encode(), "opmaak", "regel 3"),
    "zeroes of a failing disk": (
        f"{HEADER}\n{line(1)}\n".encode() + b"\0" * 9,
        "cellen",
        "regel 3",
    ),
    "a number in words": (f"{HEADER}\n{line(1, value='veel')}\n".encode(), "waarde", "regel 2"),
    "a date that is none": (
        f"{HEADER}\n{line(1, peildatum='2026-02-30')}\n".encode(),
        "peildatum",
        "regel 2",
    ),
    "the same id twice": (
        f"{HEADER}\n{line(1)}\n{line(1, FIRMS)}\n".encode(),
        "twee keer",
        "regel 3",
    ),
    "a row without an id": (f"{HEADER}\n{line(1, id='')}\n".encode(), "'id' ontbreekt", "regel 2"),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_ledger_is_named_and_nothing_of_it_is_taken_over_until_it_is_mended(
    old_ledger: Path, case: str
) -> None:
    data, words, place = DAMAGED[case]
    old_ledger.write_bytes(data)
    with pytest.raises(DataError, match=words) as refused:
        add_measurements([measured()], TODAY)
    assert place in str(refused.value)
    assert load_measurements() == ()
    assert words in load_reports().problem
    (told,) = check_reports()
    assert place in told.sentence and words in told.sentence
    assert old_ledger.read_bytes() == data
    write_ledger(old_ledger, line(1))
    assert len(load_measurements()) == 1


def test_a_folder_in_place_of_the_ledger_is_one_sentence(old_ledger: Path) -> None:
    old_ledger.mkdir()
    with pytest.raises(DataError, match="niet te lezen"):
        add_measurements([measured()], TODAY)
    assert "niet te lezen" in load_reports().problem


def test_a_row_by_hand_that_breaks_a_rule_is_named_and_not_shown(
    old_ledger: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_ledger(
        old_ledger,
        line(1, YOUTH, "100"),
        line(2, YOUTH, "90", peildatum="2026-09-30"),
        line(3, FIRMS, "5.5"),
        line(4, "bestaat-niet", "5"),
        line(5, SHARE, "40"),
        line(6, FTE, "inf"),
    )
    assert problems() == [
        "M0002: waarde: dit doel telt op en kan niet dalen: op 30-06-2026 staat 100 (M0001); "
        "zeg in de toelichting wat er is gebeurd",
        "M0003: waarde: 5,5 is geen heel getal; de eenheid is 'bedrijven'",
        "M0004: doel_id: het doel 'bestaat-niet' bestaat niet",
        "M0006: waarde: dit getal is te groot, of geen getal",
    ]
    with caplog.at_level(logging.WARNING):
        assert [item.id for item in load_measurements()] == ["M0001", "M0005"]
    assert "4 metingen worden niet getoond" in caplog.text
    assert points_of(FIRMS, load_measurements()) == []


def test_a_fault_in_a_text_is_named_and_leaves_the_value(old_ledger: Path) -> None:
    write_ledger(old_ledger, line(1, door="Jan Jansen"), line(2, FIRMS, bron="a@b.nl"))
    assert [text.split(":")[:2] for text in problems()] == [["M0001", " door"], ["M0002", " bron"]]
    assert len(load_measurements()) == 2


def test_an_id_of_another_form_stays_and_numbers_go_on(old_ledger: Path) -> None:
    write_ledger(old_ledger, line(1, id="1"), line(1, FTE, id="M12345"))
    assert [row.id for row in load_measurements()] == ["1", "M12345"]
    assert add_measurements([measured(FIRMS)], TODAY)[0].id == "M12346"


def test_a_correction_that_cannot_be_read_hides_what_it_corrects_too(old_ledger: Path) -> None:
    write_ledger(
        old_ledger,
        line(1, FIRMS, "10"),
        line(2, FIRMS, "11", vervangt="M0001"),
        line(3, FIRMS, "9.5", vervangt="M0002"),
        line(4, YOUTH),
    )
    assert [item.id for item in load_measurements()] == ["M0004"]


def test_a_correction_of_another_goal_hides_nothing(old_ledger: Path) -> None:
    write_ledger(old_ledger, line(1, FIRMS, "10"), line(2, YOUTH, "9", vervangt="M0001"))
    assert points_of(FIRMS, load_measurements()) == [Point(measured().day, 10, "Jaarverslag")]
    assert points_of(YOUTH, load_measurements()) == []
    assert len(problems()) == 1


def test_a_row_with_a_fault_is_mended_by_a_later_row(old_ledger: Path) -> None:
    """As when the unit of a goal is changed in its register, or a goal is dropped."""
    write_ledger(
        old_ledger,
        line(1, FIRMS, "10"),
        line(2, FIRMS, "11", eenheid="firma's", vervangt="M0001"),
        line(3, "oud-doel", "5"),
    )
    assert len(problems()) == 2
    add_measurements([measured(FIRMS, 12.0, replaces="M0002")], TODAY)
    note = "Dit doel is vervallen."
    add_measurements([measured("oud-doel", None, replaces="M0003", note=note)], TODAY)
    assert problems() == []
    assert points_of(FIRMS, load_measurements()) == [Point(measured().day, 12, measured().source)]
    assert points_of("oud-doel", load_measurements()) == []


def test_rows_by_hand_that_name_each_other_or_themselves_are_mended_too(old_ledger: Path) -> None:
    write_ledger(
        old_ledger,
        line(1, FIRMS, "1.5", vervangt="M0002"),
        line(2, FIRMS, "2.5", vervangt="M0001"),
        line(3, YOUTH, "3", vervangt="M0003"),
    )
    assert load_measurements() == ()
    add_measurements([measured(FIRMS, 3.0, replaces="M0002")], TODAY)
    add_measurements([measured(YOUTH, 3.0, replaces="M0003")], TODAY)
    assert problems() == []
    assert points_of(FIRMS, load_measurements()) == [Point(measured().day, 3, measured().source)]


def test_rows_by_hand_with_known_units_hold(old_ledger: Path) -> None:
    write_ledger(old_ledger, *(line(n, goal, "5") for n, goal in enumerate(UNITS, start=1)))
    assert problems() == []
    assert len(load_measurements()) == len(UNITS)
    assert tuple(register_rows("metingen")[0]) == COLUMNS
