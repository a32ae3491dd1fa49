"""Period codes and the dates they stand for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.periods import Frequency, from_cbs, period_span, reference_date

SPANS = [
    ("2024-12-31", "dag", "2024-12-31", "2024-12-31"),
    ("2024-02-29", "dag", "2024-02-29", "2024-02-29"),
    ("2024-12", "maand", "2024-12-01", "2024-12-31"),
    ("2024-02", "maand", "2024-02-01", "2024-02-29"),
    ("2025-02", "maand", "2025-02-01", "2025-02-28"),
    ("2000-02", "maand", "2000-02-01", "2000-02-29"),
    ("1900-02", "maand", "1900-02-01", "1900-02-28"),
    ("2026-Q1", "kwartaal", "2026-01-01", "2026-03-31"),
    ("2026-Q2", "kwartaal", "2026-04-01", "2026-06-30"),
    ("2026-Q3", "kwartaal", "2026-07-01", "2026-09-30"),
    ("2026-Q4", "kwartaal", "2026-10-01", "2026-12-31"),
    ("2024", "jaar", "2024-01-01", "2024-12-31"),
    ("2024/2025", "schooljaar", "2024-08-01", "2025-07-31"),
    ("2023/2028", "meerjarig", "2023-01-01", "2028-12-31"),
]

DO_NOT_EXIST = [
    ("2023-02-29", "dag"),
    ("2024-04-31", "dag"),
    ("2024-00-10", "dag"),
    ("2024-13", "maand"),
    ("2024-00", "maand"),
    ("0000", "jaar"),
    ("2024/2026", "schooljaar"),
    ("2024/2024", "schooljaar"),
    ("2024/2024", "meerjarig"),
    ("2028/2023", "meerjarig"),
]

DO_NOT_FIT = [
    ("2024-12", "dag"),
    ("2024-12-31", "maand"),
    ("2024", "maand"),
    ("2026-Q5", "kwartaal"),
    ("2026-Q0", "kwartaal"),
    ("2026-01", "kwartaal"),
    ("2026KW01", "kwartaal"),
    ("2024-12", "jaar"),
    ("24", "jaar"),
    ("2024 ", "jaar"),
    ("2024\n", "jaar"),
    ("2024", "schooljaar"),
    ("2024-2025", "schooljaar"),
    ("2024", "onbekend"),
    ("", "jaar"),
]

YEARS = st.integers(1000, 9998)


@pytest.mark.parametrize(("code", "frequency", "first", "last"), SPANS)
def test_span_is_first_and_last_day(code: str, frequency: Frequency, first: str, last: str) -> None:
    assert period_span(code, frequency) == (date.fromisoformat(first), date.fromisoformat(last))


def test_every_frequency_has_a_span_in_the_table_above() -> None:
    assert {frequency for _, frequency, _, _ in SPANS} == set(get_args(Frequency)) - {"onbekend"}


def test_unknown_period_has_no_span_and_no_reference_date() -> None:
    assert period_span("", "onbekend") is None
    assert reference_date("", "onbekend", "einde") is None


@pytest.mark.parametrize(("code", "frequency"), DO_NOT_EXIST)
def test_impossible_period_is_refused(code: str, frequency: Frequency) -> None:
    with pytest.raises(ValueError, match=rf"^de periode '{code}' bestaat niet$"):
        period_span(code, frequency)


@pytest.mark.parametrize(("code", "frequency"), DO_NOT_FIT)
def test_code_of_another_frequency_is_refused(code: str, frequency: Frequency) -> None:
    with pytest.raises(ValueError, match=rf"^de periode '{code}' past niet bij '{frequency}'$"):
        period_span(code, frequency)


def test_reference_date_is_begin_or_end_of_the_period() -> None:
    assert reference_date("2026", "jaar", "begin") == date(2026, 1, 1)
    assert reference_date("2026", "jaar", "einde") == date(2026, 12, 31)
    assert reference_date("2024/2025", "schooljaar", "einde") == date(2025, 7, 31)


@pytest.mark.parametrize(
    ("key", "code", "frequency"),
    [
        ("2026JJ00", "2026", "jaar"),
        ("2026KW01", "2026-Q1", "kwartaal"),
        ("2026KW04", "2026-Q4", "kwartaal"),
        ("2026MM01", "2026-01", "maand"),
        ("2026MM12", "2026-12", "maand"),
        ("2024SJ00", "2024/2025", "schooljaar"),
        ("2026MM12  ", "2026-12", "maand"),
        (" 2026JJ00", "2026", "jaar"),
    ],
)
def test_cbs_key_becomes_our_code(key: str, code: str, frequency: Frequency) -> None:
    assert from_cbs(key) == (code, frequency)
    assert period_span(code, frequency) is not None


@pytest.mark.parametrize(
    "key", ["", "2026", "2026KW05", "2026KW00", "2026MM00", "2026MM13", "2026W101", "2026JJ01"]
)
def test_unknown_cbs_key_is_refused(key: str) -> None:
    with pytest.raises(ValueError, match=rf"^de CBS-periode '{key}' is onbekend$"):
        from_cbs(key)


@given(YEARS, st.integers(1, 12))
def test_month_goes_from_cbs_to_dates_and_back(year: int, month: int) -> None:
    code, frequency = from_cbs(f"{year}MM{month:02}")
    span = period_span(code, frequency)
    assert span == (date(year, month, 1), date(year, month, monthrange(year, month)[1]))
    assert f"{span[0]:%Y-%m}" == f"{span[1]:%Y-%m}" == code


@given(YEARS, st.integers(1, 4))
def test_quarter_goes_from_cbs_to_dates_and_back(year: int, quarter: int) -> None:
    code, frequency = from_cbs(f"{year}KW{quarter:02}")
    span = period_span(code, frequency)
    assert span is not None
    assert {f"{day.year}-Q{(day.month + 2) // 3}" for day in span} == {code}


@given(YEARS, st.integers(1, 11))
def test_months_follow_each_other_without_a_gap(year: int, month: int) -> None:
    this = period_span(f"{year}-{month:02}", "maand")
    following = period_span(f"{year}-{month + 1:02}", "maand")
    assert this is not None
    assert following is not None
    assert this[1] + timedelta(days=1) == following[0]
