"""What both services share: filters that fit, values that are numbers, answers of one shape."""

from __future__ import annotations

from datetime import date
from math import isnan
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.files.errors import DataError
from data_loaders.net.errors import SourceError
from data_loaders.sources.cbs_service import (
    MAX_FILTER,
    cbs_day,
    make_filter,
    read_listed,
    read_value,
)


def test_filter_names_each_code_as_it_is_spelled() -> None:
    assert make_filter({"RegioS": ["NL01  ", "GM0202"], "Perioden": ["2024JJ00"]}) == (
        "(RegioS eq 'NL01  ' or RegioS eq 'GM0202') and (Perioden eq '2024JJ00')"
    )


def test_apostrophe_in_a_code_is_doubled() -> None:
    assert make_filter({"X": ["it's"]}) == "(X eq 'it''s')"


def test_dimension_without_codes_is_no_part_of_a_filter() -> None:
    assert make_filter({"X": [], "Y": ["1"]}) == "(Y eq '1')"
    assert make_filter({}) == make_filter({"X": []}) == ""


def test_dimension_with_most_codes_is_asked_whole_where_a_filter_gets_too_long() -> None:
    long = [f"GM{number:04}" for number in range(60)]
    assert make_filter({"RegioS": long, "Perioden": ["2024JJ00"]}) == "(Perioden eq '2024JJ00')"
    assert make_filter({"RegioS": long}) == ""


@given(
    st.dictionaries(
        st.sampled_from(["RegioS", "Perioden", "Geslacht", "Measure"]),
        st.lists(st.from_regex(r"[A-Z0-9' ]{1,12}", fullmatch=True), max_size=60),
    )
)
@settings(deadline=None)
def test_filter_fits_and_never_loses_part_of_a_dimension(
    wanted: dict[str, list[str]],
) -> None:
    found = make_filter(wanted)
    assert len(found) <= MAX_FILTER + len(wanted) * len(" and ()")
    for name, codes in wanted.items():
        asked = found.count(f"{name} eq '")
        assert asked in (0, len(codes))


@pytest.mark.parametrize(
    ("raw", "value"),
    [(0, 0.0), (-3, -3.0), (1.5, 1.5), ("12", 12.0), ("     1.5", 1.5), ("-", 0.0), ("-2", -2.0)],
)
def test_number_is_a_value(raw: object, value: float) -> None:
    assert read_value(raw, "X") == (value, "None")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (None, "NotAvailable"),
        (".", "NotAvailable"),
        ("       .", "NotAvailable"),
        ("", "Impossible"),
        ("   ", "Impossible"),
        ("x", "Confidential"),
    ],
)
def test_sign_is_no_value_and_never_zero(raw: object, why: str) -> None:
    value, found = read_value(raw, "X")
    assert isnan(value)
    assert found == why


@pytest.mark.parametrize(
    "raw",
    [True, False, "n.v.t.", "1,5", "1 000", float("nan"), float("inf"), "nan", "inf", [], {}, "--"],
)
def test_what_is_no_number_is_refused_with_its_place(raw: object) -> None:
    with pytest.raises(DataError, match=r"bij 'Banen' staat '.*' waar een getal hoort"):
        read_value(raw, "Banen")


def test_long_text_for_a_number_is_cut_off_in_the_sentence() -> None:
    with pytest.raises(DataError) as caught:
        read_value("x" * 10_000, "Banen")
    assert len(caught.value.sentence) < 100


@pytest.mark.parametrize("text", ["2026-06-23", "2026-06-23T02:00:00", "2026-06-23T00:00:00+02:00"])
def test_day_is_read_from_both_spellings(text: str) -> None:
    assert cbs_day(text, "h") == date(2026, 6, 23)


@pytest.mark.parametrize("text", ["", "gisteren", "23-06-2026", "2026-13-01"])
def test_what_is_no_day_is_refused(text: str) -> None:
    with pytest.raises(SourceError, match="h geeft als datum van wijziging"):
        cbs_day(text, "h")


class _Record(msgspec.Struct):
    key: str = msgspec.field(name="Key")
    title: str | None = msgspec.field(name="Title", default=None)


def test_fields_nobody_knows_are_left_out() -> None:
    raw = [{"Key": "A", "Nieuw": 1}]
    assert read_listed(raw, _Record, "X", "h") == [_Record("A")]


@pytest.mark.parametrize("raw", [None, {}, "x", [1], [{}], [{"Key": 1}], [{"Key": None}]])
def test_answer_of_another_shape_is_refused(raw: Any) -> None:
    with pytest.raises(SourceError, match="h geeft bij X iets anders dan afgesproken"):
        read_listed(raw, _Record, "X", "h")
