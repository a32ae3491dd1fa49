"""Dutch notation: numbers, percentages, money, periods and lists of words."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.charts.theme import TIME_LOCALE
from components.words.formatting import (
    format_date,
    format_euro,
    format_number,
    format_percent,
    format_period,
    format_shown,
    format_value,
    join_words,
    period_of,
)
from data_loaders.cache import fetched_indicators
from data_loaders.periods import Frequency
from data_loaders.series import STATUSES

INDICATORS = fetched_indicators()
RATE = INDICATORS["bijstand-aandeel"]
COUNT = INDICATORS["bijstand-aantal"]


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (0, 0, "0"),
        (999, 0, "999"),
        (1000, 0, "1.000"),
        (405500, 0, "405.500"),
        (18130208, 0, "18.130.208"),
        (3, 1, "3,0"),
        (110.92, 2, "110,92"),
        (-1234.5, 1, "\u22121.234,5"),
        (999.96, 1, "1.000,0"),
    ],
)
def test_number_has_points_between_thousands_and_a_decimal_comma(
    value: float, decimals: int, text: str
) -> None:
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (0.125, 2, "0,13"),
        (2.675, 2, "2,68"),
        (1.005, 2, "1,01"),
        (1.15, 1, "1,2"),
        (-0.5, 0, "\u22121"),
        (-2.675, 2, "\u22122,68"),
        (2.6749999, 2, "2,67"),
    ],
)
def test_half_is_rounded_away_from_zero_also_where_binary_floats_lie(
    value: float, decimals: int, text: str
) -> None:
    assert format_number(value, decimals) == text


@pytest.mark.parametrize("value", [-0.0, -0.04, -0.049999])
def test_nothing_becomes_minus_zero(value: float) -> None:
    assert format_number(value, 1) == "0,0"


def test_a_minus_is_the_real_sign_and_never_a_hyphen() -> None:
    for text in (format_number(-7), format_percent(-7), format_euro(-7)):
        assert "\u2212" in text
        assert "-" not in text


@given(
    st.floats(min_value=-1e12, max_value=1e12, allow_nan=False),
    st.integers(min_value=0, max_value=4),
)
def test_dutch_text_read_back_is_the_rounded_number(value: float, decimals: int) -> None:
    scaled = floor(abs(Fraction(repr(value))) * 10**decimals + Fraction(1, 2))
    expected = Fraction(scaled, 10**decimals) * (-1 if value < 0 else 1)
    text = format_number(value, decimals)
    plain = text.replace("\u2212", "-").replace(".", "").replace(",", ".")
    assert Fraction(Decimal(plain)) == expected
    assert len(text.partition(",")[2]) == decimals
    whole = text.partition(",")[0].lstrip("\u2212").split(".")
    assert 1 <= len(whole[0]) <= 3
    assert all(len(group) == 3 for group in whole[1:])


def test_percent_and_euro_hold_together_with_a_space_that_does_not_break() -> None:
    assert format_percent(3.5) == "3,5\u00a0%"
    assert format_percent(74, 0) == "74\u00a0%"
    assert format_euro(1163658) == "€\u00a01.163.658"
    assert format_euro(-500) == "€\u00a0\u2212500"
    assert format_euro(0.5, 2) == "€\u00a00,50"


def test_value_follows_the_indicator() -> None:
    assert format_value(7.1, RATE) == "7,1\u00a0%"
    assert format_value(7, RATE) == "7,0\u00a0%"
    assert format_value(8200, COUNT) == "8.200"
    assert format_value(-1.25, INDICATORS["banen-werknemers-groei"]) == "\u22121,3\u00a0%"


@pytest.mark.parametrize("status", STATUSES)
def test_no_value_is_the_word_of_its_status(status: str) -> None:
    for indicator in (RATE, COUNT):
        assert format_value(nan, indicator, status) == status
        assert format_value(1, indicator, status) != status


def test_no_value_without_a_status_is_unknown_and_never_zero() -> None:
    assert format_value(nan, COUNT) == "onbekend"


def test_only_an_estimate_is_shown_with_circa() -> None:
    assert format_shown(36000, COUNT, "geschat") == "ca. 36.000"
    assert format_shown(9, COUNT, "geschat", "In de bron: ruim 9 %.") == "ruim 9"
    assert format_shown(9, COUNT, "definitief", "In de bron: ruim 9 %.") == "9"
    for status in set(STATUSES) - {"geschat"}:
        assert format_shown(36000, COUNT, status) == "36.000"


@pytest.mark.parametrize(
    ("code", "frequency", "text"),
    [
        ("2024-12", "maand", "dec 2024"),
        ("2026-03", "maand", "mrt 2026"),
        ("2026-Q1", "kwartaal", "1e kwartaal 2026"),
        ("2025-Q4", "kwartaal", "4e kwartaal 2025"),
        ("2024-12-31", "dag", "eind 2024"),
        ("2024-01-01", "dag", "1 januari 2024"),
        ("2024-12-30", "dag", "30 december 2024"),
        ("2024", "jaar", "2024"),
        ("2024/2025", "schooljaar", "schooljaar 2024/2025"),
        ("2023/2028", "meerjarig", "2023-2028"),
        ("", "onbekend", "onbekend"),
    ],
)
def test_period_reads_as_people_say_it(code: str, frequency: Frequency, text: str) -> None:
    assert format_period(code, frequency) == text


def test_year_that_stands_for_its_first_day_reads_as_that_day() -> None:
    assert format_period("2026", "jaar", "begin") == "1 januari 2026"
    assert period_of(INDICATORS["bevolking"], "2026") == "1 januari 2026"


@pytest.mark.parametrize(
    ("code", "frequency"),
    [("2024-13", "maand"), ("2024", "maand"), ("nan", "jaar"), ("2024/2026", "schooljaar")],
)
def test_period_that_does_not_exist_is_an_error(code: str, frequency: Frequency) -> None:
    with pytest.raises(ValueError):
        format_period(code, frequency)


def test_months_are_named_once_and_the_same_in_text_and_in_charts() -> None:
    long = [format_date(date(2024, month, 2)) for month in range(1, 13)]
    short = [format_period(f"2024-{month:02}", "maand") for month in range(1, 13)]
    assert long == [f"2 {name} 2024" for name in TIME_LOCALE["months"]]
    assert short == [f"{name} 2024" for name in TIME_LOCALE["shortMonths"]]


@pytest.mark.parametrize(
    ("words", "text"),
    [([], ""), (["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")],
)
def test_words_are_joined_as_in_a_dutch_sentence(words: list[str], text: str) -> None:
    assert join_words(words) == text
