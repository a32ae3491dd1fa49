"""The file: rows are added and nothing else, and a damaged or hand-edited one is named."""

from __future__ import annotations

import logging
from datetime import date
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

from data_loaders.agreements.measurements import (
    COLUMNS,
    add_measurements,
    check_ledger,
    ledger_file,
    load_measurements,
    points_of,
    read_ledger,
    standing,
)
from data_loaders.agreements.registers import register_file
from data_loaders.files.errors import DataError


def problems() -> list[str]:
    return [f"{problem.line}: {problem.sentence}" for problem in check_ledger()]


def told_of(goal: str) -> list[tuple[date, float]]:
    """Day and value of the points of a goal."""
    return [(point.day, point.value) for point in points_of(goal, load_measurements())]


def test_the_ledger_that_ships_is_empty_and_has_the_promised_columns() -> None:
    text = register_file("metingen").read_bytes().decode("utf-8")
    assert text == (
        "id,doel_id,peildatum,waarde,eenheid,bron,door,vastgelegd_op,toelichting,vervangt\n"
    )
    assert text.strip() == HEADER


def test_without_a_file_at_the_chosen_place_the_ledger_is_empty_and_made_when_needed(
    ledger: Path,
) -> None:
    assert ledger_file() == ledger
    assert load_measurements() == ()
    assert check_ledger() == []
    assert not ledger.exists()
    assert [item.id for item in add_measurements([measured()], TODAY)] == ["M0001"]
    assert ledger.read_text("utf-8").splitlines() == [
        HEADER,
        "M0001,contact-jongeren,2026-06-30,100,jongeren en jongvolwassenen,Jaarverslag 2026,"
        "projectleider,2026-11-20,,",
    ]
    assert load_measurements() == tuple(read_ledger().usable)


def test_also_in_a_folder_that_is_not_there_yet(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MONITOR_METINGEN", str(tmp_path / "a" / "b" / "c.csv"))
    add_measurements([measured()], TODAY)
    assert len(load_measurements()) == 1


def test_the_ledger_of_the_project_itself_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONITOR_METINGEN", raising=False)
    assert ledger_file() == register_file("metingen")
    module = "data_loaders.agreements.measurements.register_file"
    monkeypatch.setattr(module, lambda name: tmp_path / f"{name}.csv")
    with pytest.raises(DataError, match="dit bestand ontbreekt"):
        read_ledger()


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("cut", [0, 1])
def test_what_was_there_stays_byte_for_byte(ledger: Path, end: str, cut: int) -> None:
    quoted = line(7, FIRMS, toelichting='"Met ""citaat"",\nen regels"')
    old = b"\xef\xbb\xbf" + write_ledger(ledger, line(1), "", quoted, end=end)
    old = old[: len(old) - cut * len(end)]
    ledger.write_bytes(old)
    add_measurements([measured(FTE, 2.5, note='Eén; twee, "drie"')], TODAY)
    new = ledger.read_bytes()
    assert new.startswith(old)
    assert new.endswith(end.encode())
    row = load_measurements()[-1]
    assert (row.id, row.value, row.note) == ("M0008", 2.5, 'Eén; twee, "drie"')


def test_all_or_none_and_ids_go_on(ledger: Path) -> None:
    add_measurements([measured(FIRMS), measured(SHARE, 40.0)], TODAY)
    before = ledger.read_bytes()
    with pytest.raises(DataError, match="eenheid: de eenheid van via-t-fte is 'fte'"):
        add_measurements([measured(YOUTH), measured(FTE, unit="mensen")], TODAY)
    assert ledger.read_bytes() == before
    assert add_measurements([], TODAY) == []
    assert ledger.read_bytes() == before
    write_ledger(ledger, line(9999))
    assert [item.id for item in add_measurements([measured(FIRMS)], TODAY)] == ["M10000"]
    assert add_measurements([measured(SHARE, 40.0)], TODAY)[0].id == "M10001"


def test_rows_added_together_are_held_against_each_other(ledger: Path) -> None:
    with pytest.raises(DataError, match="er al een meting"):
        add_measurements([measured(FIRMS, 1.0), measured(FIRMS, 2.0)], TODAY)
    assert not ledger.exists()


def test_the_day_of_recording_is_given_here(ledger: Path) -> None:
    added = add_measurements([measured(recorded=measured().day)], TODAY)
    assert added[0].recorded == load_measurements()[0].recorded == TODAY


def test_a_chain_of_corrections_and_a_withdrawal(ledger: Path) -> None:
    add_measurements([measured(FIRMS, 10.0)], TODAY)
    assert told_of(FIRMS) == [(measured().day, 10)]
    add_measurements([measured(FIRMS, 11.0, replaces="M0001")], TODAY)
    add_measurements([measured(FIRMS, 12.0, replaces="M0002")], TODAY)
    assert told_of(FIRMS) == [(measured().day, 12)]
    with pytest.raises(DataError, match="M0001 is al vervangen door M0002"):
        add_measurements([measured(FIRMS, 13.0, replaces="M0001")], TODAY)
    add_measurements([measured(FIRMS, None, replaces="M0003", note="Andere telling.")], TODAY)
    rows = load_measurements()
    assert [item.value for item in rows] == [10, 11, 12, None]
    assert standing(FIRMS, rows) == [] and points_of(FIRMS, rows) == []
    add_measurements([measured(FIRMS, 9.0)], TODAY)
    assert told_of(FIRMS) == [(measured().day, 9)]
    assert check_ledger() == []


def test_a_link_goes_on_pointing_at_the_file_that_grows(ledger: Path) -> None:
    real = ledger.with_name("echt.csv")
    write_ledger(real, line(1))
    ledger.symlink_to(real)
    add_measurements([measured(FIRMS)], TODAY)
    assert ledger.is_symlink()
    assert len(real.read_text("utf-8").splitlines()) == 3


def test_it_is_read_again_only_after_a_change(ledger: Path) -> None:
    write_ledger(ledger, line(1))
    first = load_measurements()
    assert load_measurements() is first
    add_measurements([measured(FIRMS)], TODAY)
    assert len(load_measurements()) == 2
    ledger.unlink()
    assert load_measurements() == ()


DAMAGED = {
    "nothing in it": (b"", "de kop hoort te zijn", 1),
    "not text": (b"\xff\xfe" + HEADER.encode("utf-16-le"), "geen UTF-8-tekst", None),
    "another header": (b"id,waarde\nM0001,5\n", "de kop", 1),
    "semicolons of Excel": (HEADER.replace(",", ";").encode() + b"\n", "de kop", 1),
    "columns in another order": (
        ",".join([*COLUMNS[1:], COLUMNS[0]]).encode() + b"\n",
        "de kop hoort te zijn: id,doel_id",
        1,
    ),
    "half a row": (f"{HEADER}\n{line(1)}\nM0002,contact".encode(), "cellen", 3),
    "an open quote": (f'{HEADER}\n{line(1)}\nM0002,"contact'.encode(), "opmaak", 3),
    "zeroes of a failing disk": (f"{HEADER}\n{line(1)}\n".encode() + b"\0" * 9, "cellen", 3),
    "a number in words": (f"{HEADER}\n{line(1, value='veel')}\n".encode(), "waarde", 2),
    "a date that is none": (
        f"{HEADER}\n{line(1, peildatum='2026-02-30')}\n".encode(),
        "peildatum",
        2,
    ),
    "the same id twice": (f"{HEADER}\n{line(1)}\n{line(1, FIRMS)}\n".encode(), "twee keer", 3),
    "a row without an id": (f"{HEADER}\n{line(1, id='')}\n".encode(), "'id' ontbreekt", 2),
}


@pytest.mark.parametrize("case", DAMAGED)
def test_a_damaged_ledger_is_named_and_never_written_over(ledger: Path, case: str) -> None:
    data, words, number = DAMAGED[case]
    ledger.write_bytes(data)
    for action in (load_measurements, lambda: add_measurements([measured()], TODAY)):
        with pytest.raises(DataError, match=words) as refused:
            action()
        assert refused.value.path == ledger
        assert number is None or refused.value.line == number
    assert [problem.sentence for problem in check_ledger()] == [refused.value.sentence]
    assert ledger.read_bytes() == data
    assert sorted(path.name for path in ledger.parent.iterdir()) == [
        "metingen.csv",
        "metingen.lock",
    ]


def test_a_folder_in_place_of_the_ledger_is_one_sentence(ledger: Path) -> None:
    ledger.mkdir()
    with pytest.raises(DataError, match="niet te lezen"):
        load_measurements()
    with pytest.raises(DataError, match="niet te lezen"):
        add_measurements([measured()], TODAY)


def test_a_row_by_hand_that_breaks_a_rule_is_named_and_not_shown(
    ledger: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write_ledger(
        ledger,
        line(1, YOUTH, "100"),
        line(2, YOUTH, "90", peildatum="2026-09-30"),
        line(3, FIRMS, "5.5"),
        line(4, "bestaat-niet", "5"),
        line(5, SHARE, "40"),
        line(6, FTE, "nan"),
    )
    assert problems() == [
        "3: waarde: dit doel telt op en kan niet dalen: op 30-06-2026 staat 100 (M0001); "
        "zeg in de toelichting wat er is gebeurd",
        "4: waarde: 5,5 is geen heel getal; de eenheid is 'bedrijven'",
        "5: doel_id: het doel 'bestaat-niet' bestaat niet",
        "7: waarde: dit getal is te groot, of geen getal",
    ]
    with caplog.at_level(logging.WARNING):
        assert [item.id for item in load_measurements()] == ["M0001", "M0005"]
    assert "4 metingen worden niet getoond" in caplog.text
    assert points_of(FIRMS, load_measurements()) == []


def test_a_fault_in_a_text_is_named_and_leaves_the_value(ledger: Path) -> None:
    write_ledger(ledger, line(1, door="Jan Jansen"), line(2, FIRMS, bron="a@b.nl"))
    assert [text.split(":")[:2] for text in problems()] == [["2", " door"], ["3", " bron"]]
    assert len(load_measurements()) == 2


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"id": "1"}, "id: '1' is geen nummer zoals M0001"),
        ({"vastgelegd_op": "2999-01-01"}, "vastgelegd_op: 2999-01-01 ligt in de toekomst"),
    ],
)
def test_what_only_a_hand_gets_wrong(ledger: Path, changed: dict[str, str], sentence: str) -> None:
    write_ledger(ledger, line(1, **changed))
    assert problems() == [f"2: {sentence}"]
    assert add_measurements([measured(FIRMS)], TODAY)


def test_a_correction_that_cannot_be_read_hides_what_it_corrects_too(ledger: Path) -> None:
    write_ledger(
        ledger,
        line(1, FIRMS, "10"),
        line(2, FIRMS, "11", vervangt="M0001"),
        line(3, FIRMS, "9.5", vervangt="M0002"),
        line(4, YOUTH),
    )
    assert [item.id for item in load_measurements()] == ["M0004"]


def test_a_correction_of_another_goal_hides_nothing(ledger: Path) -> None:
    write_ledger(ledger, line(1, FIRMS, "10"), line(2, YOUTH, "9", vervangt="M0001"))
    assert told_of(FIRMS) == [(measured().day, 10)]
    assert points_of(YOUTH, load_measurements()) == []
    assert len(problems()) == 1


def test_a_row_with_a_fault_is_mended_by_a_later_row(ledger: Path) -> None:
    """As when the unit of a goal is changed in its register, or a goal is dropped."""
    before = write_ledger(
        ledger,
        line(1, FIRMS, "10"),
        line(2, FIRMS, "11", eenheid="firma's", vervangt="M0001"),
        line(3, "oud-doel", "5"),
    )
    assert len(problems()) == 2
    add_measurements([measured(FIRMS, 12.0, replaces="M0002")], TODAY)
    note = "Dit doel is vervallen."
    add_measurements([measured("oud-doel", None, replaces="M0003", note=note)], TODAY)
    assert ledger.read_bytes().startswith(before)
    assert problems() == []
    assert told_of(FIRMS) == [(measured().day, 12)]
    assert points_of("oud-doel", load_measurements()) == []


def test_rows_by_hand_that_name_each_other_or_themselves_are_mended_too(ledger: Path) -> None:
    write_ledger(
        ledger,
        line(1, FIRMS, "1.5", vervangt="M0002"),
        line(2, FIRMS, "2.5", vervangt="M0001"),
        line(3, YOUTH, "3", vervangt="M0003"),
    )
    assert load_measurements() == ()
    add_measurements([measured(FIRMS, 3.0, replaces="M0002")], TODAY)
    add_measurements([measured(YOUTH, 3.0, replaces="M0003")], TODAY)
    assert problems() == []
    assert told_of(FIRMS) == [(measured().day, 3)]


def test_rows_by_hand_with_known_units_hold(ledger: Path) -> None:
    write_ledger(ledger, *(line(n, goal, "5") for n, goal in enumerate(UNITS, start=1)))
    assert problems() == []
    assert len(load_measurements()) == len(UNITS)
