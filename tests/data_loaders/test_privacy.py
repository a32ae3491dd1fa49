"""From nothing we publish can the hidden benefit counts of Rozendaal be worked out."""

from __future__ import annotations

import re

import pytest

from data_loaders.cache import load_series
from data_loaders.contradictions import load_contradictions
from data_loaders.registry import load_registry

ROZENDAAL = "GM0277"
BENEFITS = [
    f"{kind}-{what}"
    for kind in ("bijstand", "ww", "wia", "wajong")
    for what in ("aantal", "aandeel")
]


@pytest.mark.parametrize("indicator_id", BENEFITS)
def test_rozendaal_has_no_value_and_says_why(indicator_id: str) -> None:
    frame = load_series(indicator_id).frame
    rows = frame[frame["region_code"] == ROZENDAAL]
    assert list(rows["status"]) == ["niet getoond"]
    assert rows["value"].isna().all()
    assert rows["note"].str.contains("privacy").all()


@pytest.mark.parametrize("indicator_id", BENEFITS)
def test_benefits_are_never_added_up_by_us(indicator_id: str) -> None:
    assert not load_registry().get(indicator_id).aggregate
    frame = load_series(indicator_id).frame
    assert set(frame["origin"]) == {"bron"}
    assert set(frame["region_level"]) <= {"gemeente", "arbeidsmarktregio", "land"}


@pytest.mark.parametrize("kind", ["bijstand", "ww", "wia", "wajong"])
def test_counts_are_rounded_so_that_the_rest_tells_nothing(kind: str) -> None:
    """Region minus the other eight is a rest of rounding, not a number of people."""
    values = load_series(f"{kind}-aantal").frame["value"].dropna()
    assert (values % 100 == 0).all()


def test_no_other_indicator_has_a_benefit_figure_of_rozendaal(
    observations: list[dict[str, str]],
) -> None:
    words = re.compile(r"bijstand|wajong|\bwia\b|\bww\b|uitkering", re.IGNORECASE)
    told = [
        row["indicator_id"]
        for row in observations
        if row["gebied_code"] == ROZENDAAL
        and row["waarde"]
        and words.search(f"{row['indicator_id']} {row['indicator']} {row['kenmerk']}")
    ]
    assert told == []


def test_hidden_observations_are_empty_in_the_open_data(
    observations: list[dict[str, str]],
) -> None:
    hidden = [row for row in observations if row["status"] == "niet getoond"]
    assert {row["gebied_code"] for row in hidden} == {ROZENDAAL}
    assert {row["indicator_id"] for row in hidden} == {*BENEFITS, "uitkeringen-kerncijfers"}
    assert {row["waarde"] for row in hidden} == {""}


def test_no_contradiction_works_out_a_rest_for_rozendaal() -> None:
    for item in load_contradictions():
        if set(item.indicators) & set(BENEFITS):
            both = f"{item.first.value} {item.second.value}"
            assert "Rozendaal" not in both, item.id
