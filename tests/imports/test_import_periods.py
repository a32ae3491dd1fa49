"""Periods as people and spreadsheets write them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.imports.periodtext import marked_status, period_code
from data_loaders.periods import Frequency, period_span

MONTHS = [
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
]
YEARS = st.integers(1990, 2099)

READ = [
    ("mei 2026", "maand", "2026-05"),
    ("Mei 2026", "maand", "2026-05"),
    ("mei-26", "maand", "2026-05"),
    ("sept. 2025", "maand", "2025-09"),
    ("mrt 2025", "maand", "2025-03"),
    ("2026 mei", "maand", "2026-05"),
    ("2026-05", "maand", "2026-05"),
    ("2026-5", "maand", "2026-05"),
    ("05-2026", "maand", "2026-05"),
    ("2026M05", "maand", "2026-05"),
    ("2026MM05", "maand", "2026-05"),
    (202605.0, "maand", "2026-05"),
    ("eind juni 2026", "maand", "2026-06"),
    (date(2026, 5, 1), "maand", "2026-05"),
    (date(2026, 5, 31), "maand", "2026-05"),
    ("1e kwartaal 2026", "kwartaal", "2026-Q1"),
    ("1e kwartaal van 2026", "kwartaal", "2026-Q1"),
    ("2e kw. 2025", "kwartaal", "2025-Q2"),
    ("kwartaal 3, 2025", "kwartaal", "2025-Q3"),
    ("2026-Q1", "kwartaal", "2026-Q1"),
    ("2026 Q4", "kwartaal", "2026-Q4"),
    ("K3 2025", "kwartaal", "2025-Q3"),
    ("2026KW01", "kwartaal", "2026-Q1"),
    ("eind juni 2026", "kwartaal", "2026-Q2"),
    (date(2024, 12, 31), "kwartaal", "2024-Q4"),
    (date(2024, 10, 1), "kwartaal", "2024-Q4"),
    ("2024", "jaar", "2024"),
    (2024.0, "jaar", "2024"),
    ("2024JJ00", "jaar", "2024"),
    ("31-12-2024", "jaar", "2024"),
    ("31-12-2024", "dag", "2024-12-31"),
    ("31 december 2024", "dag", "2024-12-31"),
    ("stand per 31 dec. 2024", "dag", "2024-12-31"),
    ("eind december 2024", "dag", "2024-12-31"),
    ("ultimo 2024", "dag", "2024-12-31"),
    ("2024/2025", "schooljaar", "2024/2025"),
    ("2024-2025", "schooljaar", "2024/2025"),
    ("2024/'25", "schooljaar", "2024/2025"),
    ("2024-11", "maand", "2024-11"),
    ("schooljaar 2024-25", "schooljaar", "2024/2025"),
    ("2024SJ00", "schooljaar", "2024/2025"),
    ("1 oktober 2024", "schooljaar", "2024/2025"),
    ("2023-2028", "meerjarig", "2023/2028"),
    ("2023 t/m 2028", "meerjarig", "2023/2028"),
    ("2023 tot en met 2028", "meerjarig", "2023/2028"),
    # As CBS StatLine writes them: one asterisk is provisional, two are revised but not final.
    ("2026 april*", "maand", "2026-04"),
    ("2026 mei **", "maand", "2026-05"),
    ("2026MM04*", "maand", "2026-04"),
    ("2026 1e kwartaal", "kwartaal", "2026-Q1"),
    ("2026 1e kwartaal*", "kwartaal", "2026-Q1"),
    ("eerste kwartaal 2026", "kwartaal", "2026-Q1"),
    ("2024*", "jaar", "2024"),
    ("2024 (voorlopig)", "jaar", "2024"),
    ("2024/'25*", "schooljaar", "2024/2025"),
    ("jan-26", "maand", "2026-01"),
    ("jan. '26", "maand", "2026-01"),
    ("Q1 '26", "kwartaal", "2026-Q1"),
    ("1e kwartaal '26", "kwartaal", "2026-Q1"),
    ("1e kw-26", "kwartaal", "2026-Q1"),
    ("31-12-2024 0:00", "dag", "2024-12-31"),
]

NOT_READ = [
    ("maart 2026", "kwartaal"),  # a month is not the quarter it ends
    (date(2026, 5, 15), "maand"),
    (date(2026, 5, 15), "kwartaal"),
    ("2024", "dag"),
    ("2024", "schooljaar"),
    ("2024", "maand"),
    ("2026-13", "maand"),
    ("Q126", "kwartaal"),
    ("31-02-2026", "dag"),
    ("2024-2026", "schooljaar"),
    ("2028-2023", "meerjarig"),
    ("5e kwartaal 2026", "kwartaal"),
    ("meiden 2026", "maand"),
    ("1026", "jaar"),
    ("46143", "jaar"),
    (46143.0, "dag"),
    ("2024***", "jaar"),
    ("*", "jaar"),
    ("voorlopig", "jaar"),
    ("Arnhem", "jaar"),
    ("", "jaar"),
    (None, "jaar"),
    (2024.5, "jaar"),
]


@pytest.mark.parametrize(("written", "frequency", "code"), READ)
def test_a_written_period_is_read(written: object, frequency: Frequency, code: str) -> None:
    assert period_code(written, frequency, "") == code  # type: ignore[arg-type]


@pytest.mark.parametrize(("written", "frequency"), NOT_READ)
def test_what_does_not_fit_is_not_guessed(written: object, frequency: Frequency) -> None:
    assert period_code(written, frequency, "") is None  # type: ignore[arg-type]


def test_a_bare_year_means_what_the_kind_says() -> None:
    assert period_code("2024", "dag", "einde") == "2024-12-31"
    assert period_code("2024", "schooljaar", "begin") == "2024/2025"
    assert period_code("2024", "schooljaar", "einde") is None
    assert period_code("2024", "kwartaal", "einde") is None


@pytest.mark.parametrize(
    ("written", "status"),
    [
        ("2026 april*", "voorlopig"),
        ("2026 april **", "nader voorlopig"),
        ("2024 (voorlopig)", "voorlopig"),
        ("2024 nader voorlopig", "nader voorlopig"),
        ("2026 april", ""),
        (2024.0, ""),
        (None, ""),
    ],
)
def test_what_cbs_says_behind_a_period_is_a_status(written: object, status: str) -> None:
    assert marked_status(written) == status  # type: ignore[arg-type]


@given(YEARS, st.integers(1, 12), st.booleans())
def test_a_month_is_the_same_however_it_is_written(year: int, month: int, short: bool) -> None:
    name = MONTHS[month - 1][:3] if short else MONTHS[month - 1]
    code = f"{year}-{month:02d}"
    first = date(year, month, 1)
    span = period_span(code, "maand")
    assert span is not None
    written = [f"{name} {year}", f"{year}{month:02d}", f"{year}M{month:02d}", code, first, span[1]]
    assert {period_code(one, "maand", "") for one in written} == {code}


@given(YEARS, st.integers(1, 4))
def test_a_quarter_is_the_same_however_it_is_written(year: int, quarter: int) -> None:
    code = f"{year}-Q{quarter}"
    span = period_span(code, "kwartaal")
    assert span is not None
    written = [
        *(f"{quarter}e kwartaal {year}", f"Q{quarter} {year}", f"{year} Q{quarter}", code),
        *span,
        f"eind {MONTHS[3 * quarter - 1]} {year}",
    ]
    assert {period_code(one, "kwartaal", "") for one in written} == {code}


@given(st.text(max_size=12), st.sampled_from(["dag", "maand", "kwartaal", "jaar", "schooljaar"]))
def test_what_is_read_is_always_a_real_period(written: str, frequency: Frequency) -> None:
    code = period_code(written, frequency, "begin")
    assert code is None or period_span(code, frequency)
