"""What changed is told in plain Dutch, and what cannot be said is said to be so."""

from __future__ import annotations

from datetime import date
from html import escape

import pytest

from components.exhibit.changes import changes_sheet
from components.files.formats import FORMATS
from components.since.kinds import TITLES
from components.since.phrases import (
    all_cells,
    change_kinds,
    since_cells,
    since_sentence,
    unknown_sentences,
)
from components.since.ready import MOST_ROWS, likely_days, since_html
from components.words.days import read_day, shown_day
from data_loaders.since.records import CHANGE_COLUMNS, CHANGE_KINDS, Change, Since, Unknown

DAY, TODAY = date(2026, 9, 30), date(2026, 11, 21)
FIGURE = Change(
    "herzien cijfer",
    "uitkeringsontvangers",
    "Mensen met een uitkering, per maand",
    "GM0202",
    "WW",
    "2026-01",
    1234.0,
    1240.0,
    "mensen",
    "voorlopig",
    "definitief",
    date(2026, 10, 5),
    "CBS StatLine",
    "voorlopig werd definitief",
)
GOAL = Change(
    "nieuwe meting",
    "contact-jongeren",
    "40.000 jongeren in contact",
    period="2026-10-31",
    new=12_345.5,
    unit="jongeren",
)
EVIL = "<img src=x onerror=alert(1)>"


def since(*changes: Change, unknown: tuple[Unknown, ...] = ()) -> Since:
    return Since(DAY, TODAY, changes, unknown)


def test_every_kind_has_a_heading_and_is_counted() -> None:
    assert list(TITLES) == list(CHANGE_KINDS)
    changes = [Change(kind, f"id-{kind}", "wat") for kind in CHANGE_KINDS]
    assert since_sentence(since(*changes)).count(" 1 ") == len(CHANGE_KINDS)
    twice = [Change(kind, f"{n}-{kind}", "wat") for kind in CHANGE_KINDS for n in (1, 2)]
    assert since_sentence(since(*twice)).count(" 2 ") == len(CHANGE_KINDS)


def test_nothing_changed_is_not_said_of_what_nobody_can_tell() -> None:
    assert since_sentence(since()) == (
        "Sinds 30 september 2026 is er niets veranderd, voor zover dat te zien is"
    )
    assert all_cells(since()) is None


def test_revised_figure_is_told_with_old_new_unit_period_and_why() -> None:
    (groups,) = change_kinds(since(FIGURE)).values()
    table = since_cells("Sinds", groups)
    assert dict(zip(table.columns, table.rows[0], strict=True)) == {
        "Wat": "Mensen met een uitkering, per maand (WW)",
        "Waar": "Arnhem",
        "Wanneer": "jan 2026",
        "Was": "1.234 mensen (voorlopig)",
        "Werd": "1.240 mensen",
        "Waarom": "voorlopig werd definitief",
    }
    assert [table.columns[place] for place in table.numeric] == ["Was", "Werd"]


def test_other_areas_and_characteristics_are_counted_with_it() -> None:
    others = [FIGURE.__class__(**(vars(FIGURE) | {"area": code})) for code in ("GM0274", "NL01")]
    (groups,) = change_kinds(since(FIGURE, *others)).values()
    assert len(groups) == 1
    assert since_cells("Sinds", groups).rows[0][1] == "Arnhem en 2 andere waarden"


def test_slide_has_one_row_per_figure_with_its_newest_period() -> None:
    years = [
        FIGURE.__class__(**(vars(FIGURE) | {"period": period}))
        for period in ("2026-03", "2026-02", "2026-01")
    ]
    table = all_cells(since(*years))
    assert table
    assert [row[3] for row in table.rows] == ["mrt 2026 en 2 andere periodes"]
    assert table.rows[0][0] == "Herzien cijfer"
    assert since_html(since(*years)).count('<th scope="row"') == 3


def test_value_that_is_not_known_is_never_a_zero() -> None:
    hidden = FIGURE.__class__(**(vars(FIGURE) | {"new": None, "new_status": "niet getoond"}))
    (groups,) = change_kinds(since(hidden)).values()
    assert since_cells("Sinds", groups).rows[0][4] == "niet getoond"


def test_measurement_and_action_are_told_in_their_own_words() -> None:
    action = Change(
        "actie: einddatum voorbij",
        "actie-01",
        "Een actie",
        period="2026-Q3",
        old_status="loopt",
        new_status="einddatum voorbij",
        why="volgens de planning",
    )
    table = all_cells(since(GOAL, action))
    assert table
    told = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert told[0]["Wanneer"] == "31 oktober 2026"
    assert (told[0]["Was"], told[0]["Werd"]) == ("", "12.345,5 jongeren")
    assert told[1]["Wanneer"] == "3e kwartaal 2026"
    assert (told[1]["Was"], told[1]["Werd"]) == ("loopt", "einddatum voorbij")


def test_sources_that_cannot_be_told_of_stand_together_by_reason() -> None:
    gone = "Van voor die dag is geen versie bewaard."
    items = [Unknown("CBS-tabel 1", gone), Unknown("Bron", "Dit."), Unknown("CBS-tabel 2", gone)]
    assert unknown_sentences(items) == [
        "CBS-tabellen 1 en 2: van voor die dag is geen versie bewaard.",
        "Bron: dit.",
    ]


def test_hostile_words_are_text_on_the_page() -> None:
    note = Change("nieuwe kanttekening", EVIL, EVIL, detail=EVIL, period="x/y", why=EVIL)
    html = since_html(since(note, unknown=(Unknown(EVIL, EVIL),)))
    assert EVIL not in html and escape(EVIL) in html


def test_long_list_is_cut_on_the_page_and_whole_in_the_download() -> None:
    changes = [Change("actie: begonnen", f"a{n}", f"actie {n}") for n in range(MOST_ROWS + 5)]
    html = since_html(since(*changes))
    assert f"De eerste {MOST_ROWS} van {MOST_ROWS + 5}" in html
    assert html.count("<tr>") == MOST_ROWS + 1
    lines = FORMATS["csv"].write(changes_sheet(since(*changes))).decode().splitlines()
    assert lines[0] == ",".join(CHANGE_COLUMNS)
    assert len(lines) == MOST_ROWS + 6


def test_download_for_excel_and_workbook_hold_the_same_changes() -> None:
    excel = (
        FORMATS["excel.csv"].write(changes_sheet(since(FIGURE))).decode("utf-8-sig").splitlines()
    )
    assert excel[0] == ";".join(CHANGE_COLUMNS)
    assert ";1234;1240;" in excel[1]
    assert FORMATS["xlsx"].write(changes_sheet(since(FIGURE))).startswith(b"PK")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("30-09-2026", DAY),
        ("30-9-2026", DAY),
        (" 30/9/2026 ", DAY),
        ("30.09.2026", DAY),
        ("30 september 2026", DAY),
        ("30 SEP. 2026", DAY),
        ("2026-09-30", DAY),
        ("29-02-2024", date(2024, 2, 29)),
        ("21-11-2026", TODAY),
        ("1 mrt 2020", date(2020, 3, 1)),
        ("22-11-2026", None),
        ("31-12-1999", None),
        ("29-02-2026", None),
        ("00-00-2026", None),
        ("30 septembre 2026", None),
        ("30-09-26", None),
        ("٣٠-٠٩-٢٠٢٦", None),
        ("9" * 5000, None),
        ("", None),
    ],
)
def test_day_is_read_as_people_write_it(text: str, day: date | None) -> None:
    assert read_day(text, TODAY) == day
    assert read_day(shown_day(day), TODAY) == day


def test_the_link_of_a_presentation_names_its_day() -> None:
    link = "https://monitor.voorbeeld.nl/beraad?v=1&titel=Beraad&dag=2026-09-30&tegels=t~a"
    assert read_day(link, TODAY) == date(2026, 9, 30)
    for other in (
        "?dag=2099-01-01",
        "?titel=x",
        "?dag=",
        "http://[?dag=2026-09-30",
        "?" + "&" * 99,
    ):
        assert read_day(other, TODAY) is None


def test_likely_days_are_the_last_ends_of_quarters() -> None:
    assert likely_days(TODAY) == [date(2026, 9, 30), date(2026, 6, 30), date(2026, 3, 31)]
    assert likely_days(date(2026, 1, 1))[0] == date(2025, 12, 31)
