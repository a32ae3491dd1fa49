"""The checks on tidy observations fail loudly, with one sentence that says what and where."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from data_loaders.checks import check_tidy
from data_loaders.files.errors import DataError
from data_loaders.series import COLUMNS

PATH = Path("proef.csv")
GOOD = {
    "region_code": "GM0202",
    "region_level": "gemeente",
    "period": "2024",
    "frequency": "jaar",
    "characteristic": "",
    "breakdown": "",
    "value": 100.0,
    "status": "definitief",
    "origin": "bron",
    "note": "",
}


def frame(*changes: dict[str, object]) -> pd.DataFrame:
    rows = [GOOD | change for change in changes]
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


FAULTS = [
    ({"status": "zeker"}, "'zeker' is geen bekende status (Duiven, 2024)"),
    ({"origin": "gerucht"}, "'gerucht' is geen bekende herkomst (Duiven, 2024)"),
    ({"period": "2024-13"}, "de periode '2024-13' past niet bij 'jaar'"),
    ({"period": "0000"}, "de periode '0000' bestaat niet"),
    (
        {"region_code": "GM0202"},
        "deze waarneming staat er twee keer in: Arnhem, 2024",
    ),
    (
        {"status": "niet getoond"},
        "een onbekende of niet getoonde waarde mag niet zijn ingevuld (Duiven, 2024)",
    ),
    (
        {"status": "onbekend", "characteristic": "Zorg", "breakdown": "Man"},
        "een onbekende of niet getoonde waarde mag niet zijn ingevuld (Duiven, Zorg, Man, 2024)",
    ),
    (
        {"value": None},
        "de waarde ontbreekt; zet de status op 'onbekend' of 'niet getoond' (Duiven, 2024)",
    ),
    ({"value": -1}, "deze waarde kan niet bestaan (Duiven, 2024)"),
    ({"region_code": "XX99", "value": -1}, "deze waarde kan niet bestaan (XX99, 2024)"),
]


@pytest.mark.parametrize(("change", "sentence"), FAULTS)
def test_fault_is_one_sentence_that_names_the_place(
    indicator, change: dict[str, object], sentence: str
) -> None:
    bad = frame({}, {"region_code": "GM0226"} | change)
    with pytest.raises(DataError) as caught:
        check_tidy(bad, indicator(), PATH)
    assert str(caught.value) == f"proef.csv: {sentence}"


def test_good_observations_pass(indicator) -> None:
    check_tidy(
        frame(
            {},
            {"region_code": "GM0277", "value": None, "status": "niet getoond"},
            {"period": "2023", "value": None, "status": "onbekend"},
            {"characteristic": "Zorg"},
            {"breakdown": "Man"},
        ),
        indicator(),
        PATH,
    )


def test_wrong_columns_are_refused(indicator) -> None:
    with pytest.raises(DataError, match="de kolommen van de waarnemingen kloppen niet"):
        check_tidy(frame({}).drop(columns="note"), indicator(), PATH)


def test_no_observations_at_all_is_a_fault(indicator) -> None:
    with pytest.raises(DataError, match="er is geen enkele waarneming voor 'proef'"):
        check_tidy(frame(), indicator(), PATH)


@pytest.mark.parametrize(
    ("kind", "possible", "impossible"),
    [
        ("aantal", [0, 1, 18_130_208], [-1, 0.5, 110.92]),
        ("percentage", [0, 0.1, 100], [-0.1, 100.1]),
        ("groei", [-100, -4.4, 0, 250], [-100.1]),
        ("verhouding", [0, 0.5, 3], [-0.5]),
    ],
)
def test_bounds_of_each_kind(
    indicator, kind: str, possible: list[float], impossible: list[float]
) -> None:
    kinds = indicator(f'soort = "{kind}"')
    for value in possible:
        check_tidy(frame({"value": value}), kinds, PATH)
    for value in impossible:
        with pytest.raises(DataError, match="deze waarde kan niet bestaan"):
            check_tidy(frame({"value": value}), kinds, PATH)


def test_count_with_decimals_may_have_a_fraction(indicator) -> None:
    check_tidy(frame({"value": 110.92}), indicator("decimalen = 2"), PATH)
