"""What a measurement may be: the whole table of what is refused, and what just may."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from ledgercases import GOALS, TODAY, book, goal, measured

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_checks import counts_whole, faults_of
from data_loaders.agreements.measurement_rows import Book, Measurement

EARLY, MIDDLE, LATE = date(2025, 6, 30), date(2025, 12, 31), date(2026, 6, 30)
LONG = "a" * 600


def told(item: Measurement, known: Book | None = None) -> dict[str, str]:
    found = faults_of(item, known or Book(), GOALS)
    assert len({fault.column for fault in found}) == len(found), found
    return {fault.column: fault.sentence for fault in found}


# What is refused: the fields that differ from a good measurement, the column, words of the fault.
REFUSED: list[tuple[dict[str, Any], str, str]] = [
    ({"goal": "telt-opp"}, "doel_id", "bestaat niet; bedoelt u telt-op"),
    ({"goal": "xyzzy"}, "doel_id", "het doel 'xyzzy' bestaat niet"),
    ({"goal": ""}, "doel_id", "noem het doel"),
    ({"unit": "bedrijven"}, "eenheid", "de eenheid van telt-op is 'mensen'"),
    ({"unit": "Mensen"}, "eenheid", "'mensen'"),
    ({"unit": ""}, "eenheid", "'mensen'"),
    ({"day": date(2026, 11, 21)}, "peildatum", "21-11-2026 ligt in de toekomst"),
    ({"day": date(2018, 12, 31)}, "peildatum", "te lang geleden: voor 2019"),
    ({"value": -1.0}, "waarde", "-1 kan niet"),
    ({"value": -0.5}, "waarde", "-0,5 kan niet"),
    ({"value": float("nan")}, "waarde", "te groot"),
    ({"value": float("inf")}, "waarde", "te groot"),
    ({"value": 1e9 + 1}, "waarde", "te groot"),
    ({"value": 10.5}, "waarde", "10,5 is geen heel getal; de eenheid is 'mensen'"),
    ({"value": None}, "waarde", "vul een getal in"),
    ({"goal": "aandeel", "value": 100.1}, "waarde", "ten hoogste 100"),
    ({"goal": "aandeel", "value": 0.5}, "waarde", "dit betekent 0,5 %"),
    ({"source": ""}, "bron", "noem de bron"),
    ({"source": LONG}, "bron", "600 tekens; er passen er 300"),
    ({"source": "=SOM(A1)"}, "bron", "begin niet met = want"),
    ({"source": "＝SOM(A1)"}, "bron", "begin niet met ＝ want"),
    ({"source": "+31 24 1234567"}, "bron", "begin niet met + want"),
    ({"source": "@school"}, "bron", "begin niet met @ want"),
    ({"source": "een\ntwee"}, "bron", "nieuwe regel"),
    ({"source": "een\x1b[31mtwee"}, "bron", "onzichtbaar teken"),
    ({"source": "een\u202etwee"}, "bron", "onzichtbaar teken"),
    ({"source": "een\udcfftwee"}, "bron", "onzichtbaar teken"),
    ({"source": " Jaarverslag"}, "bron", "spaties"),
    ({"source": "brief van j.jansen@han.nl"}, "bron", "geen e-mailadres"),
    ({"by": ""}, "door", "noem de functie"),
    ({"by": LONG}, "door", "er passen er 100"),
    ({"by": "jan@han.nl"}, "door", "geen e-mailadres"),
    ({"by": "Jan Jansen"}, "door", "'Jan Jansen'"),
    ({"by": "projectleider 06-12 34 56 78"}, "door", "telefoonnummer"),
    ({"note": LONG}, "toelichting", "er passen er 500"),
    ({"note": "- dubbelen"}, "toelichting", "begin niet met - want"),
    ({"note": "vraag a@b.nl"}, "toelichting", "geen e-mailadres"),
    ({"replaces": "M0009"}, "vervangt", "de meting 'M0009' bestaat niet"),
    ({"replaces": "M0009", "value": None, "note": "fout"}, "vervangt", "bestaat niet"),
]


@pytest.mark.parametrize(("changed", "column", "words"), REFUSED)
def test_refused_with_one_sentence_about_its_column(
    changed: dict[str, Any], column: str, words: str
) -> None:
    found = told(measured("telt-op", unit=changed_unit(changed), **without_unit(changed)))
    assert list(found) == [column]
    assert words in found[column]
    assert "\n" not in found[column] and ". " not in found[column]


def changed_unit(changed: dict[str, Any]) -> str:
    known = GOALS.get(changed.get("goal", "telt-op"))
    return changed.get("unit", known.unit if known else "mensen")


def without_unit(changed: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changed.items() if name != "unit"}


ACCEPTED: list[dict[str, Any]] = [
    {"value": 0.0},
    {"value": 7},
    {"value": 1e9},
    {"day": TODAY},
    {"day": date(2019, 1, 1)},
    {"goal": "aandeel", "value": 100.0},
    {"goal": "aandeel", "value": 0.0},
    {"goal": "aandeel", "value": 1.0},
    {"goal": "aandeel", "value": 33.3333},
    {"goal": "aandeel", "value": 0.5, "note": "Nog maar één van de 200."},
    {"goal": "fte", "value": 12.5},
    {"goal": "gemiddeld", "value": 1.5},
    {"source": "a" * 300, "by": "b" * 100, "note": "c" * 500},
    {"source": 'Telling, "rood"; deel 2 = A+B @ school'},
    {"note": "In één keer geteld: 5 < 6 ✓"},
]


@pytest.mark.parametrize("changed", ACCEPTED)
def test_what_just_may(changed: dict[str, Any]) -> None:
    assert told(measured("telt-op", unit=changed_unit(changed), **without_unit(changed))) == {}


def test_everything_that_is_wrong_comes_back_at_once() -> None:
    item = measured("telt-op", -1.0, day=date(2030, 1, 1), unit="x", source="", by="", note="=1")
    assert set(told(item)) == {"peildatum", "waarde", "eenheid", "bron", "door", "toelichting"}


def test_the_same_reference_date_twice_needs_a_correction() -> None:
    known = book(measured("stand", 5.0, day=LATE), measured("stand", 4.0, day=EARLY))
    refused = told(measured("stand", 6.0, day=LATE), known)
    assert refused == {
        "peildatum": "op 30-06-2026 is er al een meting: M0001; "
        "noem die bij 'vervangt' als deze haar verbetert"
    }
    assert told(measured("stand", 6.0, day=LATE, replaces="M0001"), known) == {}
    assert "M0001" in told(measured("stand", 6.0, day=LATE, replaces="M0002"), known)["peildatum"]
    assert told(measured("telt-op", 6.0, day=LATE), known) == {}


@pytest.mark.parametrize(
    ("day", "value", "fell"),
    [
        (LATE, 9.0, "op 30-06-2025 staat 10 (M0001)"),
        (LATE, 10.0, ""),
        (LATE, 11.0, ""),
        (date(2025, 1, 1), 11.0, "op 30-06-2025 staat 10 (M0001)"),
        (date(2025, 1, 1), 10.0, ""),
        (date(2025, 1, 1), 9.0, ""),
    ],
)
def test_what_adds_up_does_not_fall_without_a_reason(day: date, value: float, fell: str) -> None:
    known = book(measured("telt-op", 10.0, day=EARLY))
    found = told(measured("telt-op", value, day=day), known)
    assert list(found) == (["waarde"] if fell else [])
    assert fell in found.get("waarde", "")
    assert told(measured("telt-op", value, day=day, note="Dubbelen eruit."), known) == {}


def test_between_two_it_is_held_against_both() -> None:
    known = book(measured("telt-op", 10.0, day=EARLY), measured("telt-op", 20.0, day=LATE))
    assert told(measured("telt-op", 15.0, day=MIDDLE), known) == {}
    assert "M0001" in told(measured("telt-op", 9.0, day=MIDDLE), known)["waarde"]
    assert "M0002" in told(measured("telt-op", 21.0, day=MIDDLE), known)["waarde"]


def test_what_was_explained_once_is_not_asked_again() -> None:
    known = book(
        measured("telt-op", 10.0, day=EARLY),
        measured("telt-op", 7.0, day=MIDDLE, note="Dubbelen eruit."),
    )
    assert told(measured("telt-op", 8.0, day=LATE), known) == {}


def test_a_correction_is_not_held_against_what_it_corrects() -> None:
    known = book(measured("telt-op", 10.0, day=EARLY), measured("telt-op", 200.0, day=MIDDLE))
    assert told(measured("telt-op", 20.0, day=MIDDLE, replaces="M0002"), known) == {}
    assert told(measured("telt-op", 20.0, day=LATE, replaces="M0002"), known) == {}
    assert told(measured("telt-op", 5.0, day=MIDDLE, replaces="M0002"), known) != {}


@pytest.mark.parametrize("name", ["stand", "aandeel"])
def test_what_does_not_add_up_may_fall(name: str) -> None:
    assert told(measured(name, 5.0, day=LATE), book(measured(name, 10.0, day=EARLY))) == {}


def test_a_correction_names_a_row_of_its_goal_that_stands() -> None:
    known = book(
        measured("stand", 5.0),
        measured("stand", 6.0, replaces="M0001"),
        measured("fte", 1.0),
        measured("fte", None, replaces="M0003", note="Dubbel geteld."),
    )
    assert told(measured("stand", 7.0, replaces="M0002"), known) == {}
    wrong = {
        ("stand", "M0001"): "M0001 is al vervangen door M0002",
        ("stand", "M0003"): "M0003 is een meting van een ander doel: fte",
        ("fte", "M0003"): "M0003 is al vervangen door M0004",
        ("fte", "M0004"): "M0004 trekt een meting in en is er zelf geen",
        ("stand", "rij 1"): "de meting 'rij 1' bestaat niet",
    }
    for (name, replaced), sentence in wrong.items():
        assert told(measured(name, 7.0, replaces=replaced), known) == {"vervangt": sentence}


def test_a_withdrawal_has_a_reason_and_the_day_and_unit_of_what_it_withdraws() -> None:
    known = book(measured("telt-op", 5.0, day=EARLY), measured("telt-op", 9.0, day=MIDDLE))
    good = {"day": EARLY, "replaces": "M0001", "note": "Dubbel geteld."}
    assert told(measured("telt-op", None, **good), known) == {}
    assert list(told(measured("telt-op", None, **good | {"note": ""}), known)) == ["toelichting"]
    assert list(told(measured("telt-op", None, **good | {"day": MIDDLE}), known)) == ["peildatum"]
    assert list(told(measured("telt-op", None, **good, unit="fte"), known)) == ["eenheid"]


@pytest.mark.parametrize(
    ("changed", "whole"),
    [
        ({}, True),
        ({"unit": "wijken en dorpen"}, True),
        ({"unit": "fte"}, False),
        ({"unit": "bijeenkomsten per week"}, False),
        ({"unit": "uren scholing"}, False),
        ({"unit": "% van de mensen", "is_share": True}, False),
        ({"target": 2.5}, False),
    ],
)
def test_people_and_things_come_whole(changed: dict[str, Any], whole: bool) -> None:
    assert counts_whole(goal(**changed)) is whole


def test_every_goal_of_the_registers_that_may_be_a_fraction_is_known() -> None:
    fractions = {item.unit for item in load_goals().values() if not counts_whole(item)}
    assert {unit for unit in fractions if "%" not in unit} == {
        "fte",
        "projecten per gemeente",
        "bijeenkomsten per week",
        "wijkevents per deelnemende wijk",
        "themabijeenkomsten per programmalijn",
    }
