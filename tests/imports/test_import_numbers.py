"""Numbers as people write them, and the decimal mark of a whole column."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.imports.amounts import decimal_marks, is_number, parse

NUMBERS = st.decimals(-10_000_000, 10_000_000, places=2).map(float)


def anything(_: float) -> bool:
    return True


def marks(*texts: str, allowed: object = anything) -> list[str]:
    return decimal_marks([(text, allowed) for text in texts])  # type: ignore[misc]


def in_dutch(value: float) -> str:
    return f"{value:,.2f}".translate(str.maketrans(",.", ".,"))


@given(st.lists(NUMBERS, min_size=1, max_size=8))
def test_a_column_in_dutch_or_english_is_read_back(column: list[float]) -> None:
    for write, mark in ((in_dutch, ","), (lambda v: f"{v:,.2f}", ".")):
        texts = [write(value) for value in column]
        assert marks(*texts) == [mark]
        assert [parse(text, mark) for text in texts] == column


@given(st.integers(-99_999_999, 99_999_999))
def test_a_whole_number_needs_no_choice(number: int) -> None:
    for write in (f"{number}", f"{number:,}".replace(",", " "), f"{number:,}".replace(",", ".")):
        found = marks(write, allowed=float.is_integer)
        assert len(found) == 1
        assert parse(write, found[0]) == number


@pytest.mark.parametrize(
    "text", ["", "-", "1.2.3", "1.23.456", "1,2,3", "12 34", "abc", "1e5", "١٢", "0.050.1", "5 6"]
)
def test_what_is_no_number_is_not_made_one(text: str) -> None:
    assert not is_number(text)


@pytest.mark.parametrize(
    ("text", "value"),
    [("1,7%", 1.7), ("1,7 %", 1.7), ("−3,5", -3.5), ("1.234,5", 1234.5), ("+5", 5.0)],
)
def test_signs_and_percent_signs_belong_to_the_number(text: str, value: float) -> None:
    assert parse(text, ",") == value


def test_points_and_commas_for_decimals_in_one_column_contradict() -> None:
    assert marks("1,5", "2.5") == []


def test_a_number_that_reads_two_ways_is_decided_by_what_can_be() -> None:
    assert marks("1.234") == [",", "."]
    assert marks("1.234", allowed=float.is_integer) == [","]
    assert marks("1.234", allowed=lambda value: value < 100) == ["."]
    assert marks("1.234", "2,5") == [","]


def test_a_leading_zero_is_never_thousands() -> None:
    assert marks("0.050") == ["."]
    assert marks("0,050") == [","]
