"""Measurements in the database: rows are added and nothing else, all of them or none."""

from __future__ import annotations

from pathlib import Path

import pytest
from ledgercases import FIRMS, FTE, SHARE, TODAY, YOUTH, measured
from reported import add_measurements

from data_loaders.agreements.measurement_rows import COLUMNS, points_of, standing
from data_loaders.agreements.progress import Point
from data_loaders.files.errors import DataError
from data_loaders.open_data import open_data_csv
from data_loaders.open_registers import register_rows
from data_loaders.reports.measurements import check_reports, load_measurements, read_book

DAY, SOURCE = measured().day, measured().source


def test_nothing_was_reported_until_somebody_does_and_reading_makes_no_file(database: Path) -> None:
    assert load_measurements() == ()
    assert check_reports() == []
    assert register_rows("metingen") == []
    assert not database.parent.exists()
    assert [item.id for item in add_measurements([measured()], TODAY)] == ["M0001"]
    assert load_measurements() == tuple(read_book().usable)
    assert len(load_measurements()) == 1


def test_the_open_data_have_the_columns_and_the_form_of_the_ledger_they_were(
    database: Path,
) -> None:
    add_measurements([measured(), measured(FTE, 2.5, note='Eén; twee, "drie"')], TODAY)
    assert open_data_csv("metingen.csv").decode().split("\r\n") == [
        "id,doel_id,peildatum,waarde,eenheid,bron,door,vastgelegd_op,toelichting,vervangt",
        "M0001,contact-jongeren,2026-06-30,100,jongeren en jongvolwassenen,Jaarverslag 2026,"
        "projectleider,2026-11-20,,",
        "M0002,via-t-fte,2026-06-30,2.5,fte,Jaarverslag 2026,projectleider,2026-11-20,"
        '"Eén; twee, ""drie""",',
        "",
    ]
    assert tuple(register_rows("metingen")[0]) == COLUMNS


def test_all_or_none_and_ids_go_on(database: Path) -> None:
    add_measurements([measured(FIRMS), measured(SHARE, 40.0)], TODAY)
    with pytest.raises(DataError, match="eenheid: de eenheid van via-t-fte is 'fte'"):
        add_measurements([measured(YOUTH), measured(FTE, unit="mensen")], TODAY)
    assert len(load_measurements()) == 2
    assert add_measurements([], TODAY) == []
    assert add_measurements([measured(YOUTH)], TODAY)[0].id == "M0003"


def test_rows_added_together_are_held_against_each_other(database: Path) -> None:
    with pytest.raises(DataError, match="er al een meting"):
        add_measurements([measured(FIRMS, 1.0), measured(FIRMS, 2.0)], TODAY)
    assert load_measurements() == ()


def test_the_day_of_recording_is_the_one_on_which_it_was_published(database: Path) -> None:
    added = add_measurements([measured(recorded=DAY)], TODAY)
    assert added[0].recorded == load_measurements()[0].recorded == TODAY


def test_a_chain_of_corrections_and_a_withdrawal(database: Path) -> None:
    add_measurements([measured(FIRMS, 10.0)], TODAY)
    assert points_of(FIRMS, load_measurements()) == [Point(DAY, 10, SOURCE)]
    add_measurements([measured(FIRMS, 11.0, replaces="M0001")], TODAY)
    add_measurements([measured(FIRMS, 12.0, replaces="M0002")], TODAY)
    assert points_of(FIRMS, load_measurements()) == [Point(DAY, 12, SOURCE)]
    with pytest.raises(DataError, match="M0001 is al vervangen door M0002"):
        add_measurements([measured(FIRMS, 13.0, replaces="M0001")], TODAY)
    add_measurements([measured(FIRMS, None, replaces="M0003", note="Andere telling.")], TODAY)
    rows = load_measurements()
    assert [item.value for item in rows] == [10, 11, 12, None]
    assert standing(FIRMS, rows) == [] and points_of(FIRMS, rows) == []
    add_measurements([measured(FIRMS, 9.0)], TODAY)
    assert points_of(FIRMS, load_measurements()) == [Point(DAY, 9, SOURCE)]
    assert check_reports() == []


def test_it_is_read_again_only_after_a_change(database: Path) -> None:
    add_measurements([measured(YOUTH)], TODAY)
    first = load_measurements()
    assert load_measurements() is first
    add_measurements([measured(FIRMS)], TODAY)
    assert len(load_measurements()) == 2
