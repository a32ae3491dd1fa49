"""What changed between two editions: every observation once, with what it was and is."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tablecases import frame

from data_loaders.changes import COLUMNS, find_changes, summarise

OLD = frame(("GM0202", "2023", 10), ("GM0202", "2024", 11), ("GM0268", "2024", None))


def told(old: pd.DataFrame, new: pd.DataFrame) -> list[tuple[str, str, str]]:
    found = find_changes(old, new)
    assert tuple(found.columns) == COLUMNS
    rows = zip(found["region_code"], found["period"], found["change"], strict=True)
    return sorted(rows)


def test_same_figures_are_no_change_also_where_there_is_no_value() -> None:
    assert told(OLD, OLD.copy()) == []
    assert told(OLD, OLD.iloc[::-1]) == []


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([("GM0202", "2023", 10), ("GM0202", "2024", 12)], ("GM0202", "2024", "herzien")),
        ([("GM0202", "2023", 10), ("GM0202", "2024", None)], ("GM0202", "2024", "vervallen")),
        ([("GM0202", "2023", 10)], ("GM0202", "2024", "vervallen")),
        ([("GM0202", "2023", 0), ("GM0202", "2024", 11)], ("GM0202", "2023", "herzien")),
    ],
)
def test_change_is_named(rows: list[tuple[str, str, float | None]], expected: tuple[str]) -> None:
    old, gap = OLD.iloc[:2], OLD.iloc[2:]
    assert told(old, frame(*rows)) == [expected]
    assert told(pd.concat([old, gap]), pd.concat([frame(*rows), gap])) == [expected]


def test_value_where_there_was_none_is_a_revision() -> None:
    new = frame(("GM0202", "2023", 10), ("GM0202", "2024", 11), ("GM0268", "2024", 0))
    (row,) = find_changes(OLD, new).to_dict("records")
    assert (row["change"], row["new_value"]) == ("herzien", 0)
    assert row["old_value"] != row["old_value"]
    assert (row["old_status"], row["new_status"]) == ("onbekend", "definitief")


def test_new_period_is_new() -> None:
    new = pd.concat([OLD, frame(("GM0202", "2025", 5))])
    assert told(OLD, new) == [("GM0202", "2025", "nieuw")]


def test_other_status_with_the_same_value_is_a_change_of_status() -> None:
    new = OLD.assign(status=["voorlopig", "definitief", "onbekend"])
    assert told(OLD, new) == [("GM0202", "2023", "status")]


def test_characteristics_are_told_apart() -> None:
    women = frame(("GM0202", "2023", 4), characteristic="Vrouwen")
    men = frame(("GM0202", "2023", 4), characteristic="Mannen")
    assert told(pd.concat([women, men]), women) == [("GM0202", "2023", "vervallen")]


def test_changes_stand_in_the_order_of_the_new_figures() -> None:
    new = frame(("GM0268", "2024", 1), ("GM0202", "2025", 2), ("GM0202", "2023", 3))
    found = find_changes(frame(("GM0202", "2024", 1)), new)
    assert list(found["period"])[:3] == ["2024", "2025", "2023"]


VALUES = st.dictionaries(
    st.tuples(st.sampled_from(["GM0202", "GM0268"]), st.sampled_from(["2022", "2023", "2024"])),
    st.one_of(st.none(), st.integers(0, 2)),
)


@settings(deadline=None, max_examples=30)
@given(VALUES, VALUES)
def test_changes_are_exactly_what_differs(
    old: dict[tuple[str, str], int | None], new: dict[tuple[str, str], int | None]
) -> None:
    found = find_changes(_frame(old), _frame(new))
    expected = {
        key for key in old | new if key not in old or key not in new or old[key] != new[key]
    }
    assert set(zip(found["region_code"], found["period"], strict=True)) == expected
    assert len(found) == len(expected)


def _frame(values: dict[tuple[str, str], int | None]) -> pd.DataFrame:
    return frame(*((area, period, value) for (area, period), value in values.items()))


def test_summary_counts_each_kind_in_one_order() -> None:
    new = pd.concat([frame(("GM0202", "2023", 1), ("GM0268", "2024", None)), frame(("X", "1", 1))])
    assert summarise(find_changes(OLD, new)) == "1 nieuw, 1 herzien, 1 vervallen"
    assert summarise(find_changes(OLD, OLD)) == ""
