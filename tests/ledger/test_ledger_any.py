"""Anything at all: what is added reads back as the same, and what stands is what should."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgercases import FIRMS, FTE, GOALS, SHARE, TODAY, YOUTH, measured
from reported import add_measurements

from data_loaders.agreements.measurement_checks import dutch_number, exact_number, faults_of
from data_loaders.agreements.measurement_entry import entry_day, read_amount
from data_loaders.agreements.measurement_rows import Book, Fault, Measurement, standing
from data_loaders.files.errors import DataError
from data_loaders.imports.amounts import parse
from data_loaders.reports.measurements import check_reports, read_book

VALUES = st.one_of(st.integers(0, 10**9).map(float), st.floats(0, 1e9, allow_nan=False))
DAYS = st.dates(date(2019, 1, 1), TODAY)
GOAL_IDS = st.sampled_from([YOUTH, SHARE, FTE, FIRMS])
ANY_TEXT = st.text(st.characters(codec=None), max_size=20)


@given(VALUES)
def test_a_number_is_kept_exactly(value: float) -> None:
    text = exact_number(value)
    assert float(text) == value
    assert set(text) <= set("0123456789.")


@given(VALUES)
def test_a_number_shown_in_dutch_reads_back(value: float) -> None:
    assert parse(dutch_number(value), ",") == value
    if value.is_integer():
        assert read_amount(dutch_number(value), GOALS["telt-op"]) == value


@given(st.from_regex(r"\A[0-9][0-9.,]{0,9}\Z"), st.sampled_from(sorted(GOALS)))
def test_a_written_number_is_read_as_dutch_or_in_the_only_way_there_is(
    text: str, name: str
) -> None:
    try:
        value = read_amount(text, GOALS[name])
    except ValueError:
        return
    dutch, english = text.replace(".", "").replace(",", "."), text.replace(",", "")
    if dutch.count(".") <= 1 and value == float(dutch):
        return
    assert value == float(english)
    assert parse(text, ",") is None


@given(DAYS)
def test_a_day_reads_back_in_every_way_to_write_it(day: date) -> None:
    for text in (
        f"{day}",
        f"{day:%d-%m-%Y}",
        f"{day.day}-{day.month}-{day.year}",
        f"{day:%d.%m.%Y}",
    ):
        assert entry_day(text) == day


@contextmanager
def own_database() -> Iterator[None]:
    """A database that is there for one example."""
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("MONITOR_STORE", folder)
        patch.setenv("MONITOR_DATABASE", f"sqlite:///{folder}/meldingen.db")
        yield


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(GOAL_IDS, DAYS, VALUES, st.integers(0, 6), ANY_TEXT, ANY_TEXT, ANY_TEXT),
        max_size=8,
    )
)
def test_it_only_grows_and_reads_back_whatever_is_added(
    rows: list[tuple[str, date, float, int, str, str, str]],
) -> None:
    with own_database():
        _add_and_compare(rows)


def _add_and_compare(rows: list[tuple[str, date, float, int, str, str, str]]) -> None:
    added: list[Measurement] = []
    for goal, day, value, replaced, source, by, note in rows:
        item = measured(
            goal,
            value if replaced < 6 else None,
            day=day,
            source=source or "Telling",
            by=by or "projectleider",
            note=note,
            replaces=f"M{replaced:04}" if replaced > 0 else "",
        )
        with suppress(DataError):
            added += add_measurements([item], TODAY)
        assert list(read_book().rows.values()) == added
    assert check_reports() == []


STEPS = st.tuples(
    st.sampled_from(["stand", "telt-op"]),
    st.integers(0, 5),  # which day
    st.integers(0, 12),  # which row it replaces: 0 is none
    st.sampled_from([5.0, 7.0, None]),
    st.booleans(),  # whether it has a fault that only a hand can make
)


@given(st.lists(STEPS, max_size=12))
def test_what_stands_is_the_same_for_who_adds_and_for_who_shows(
    steps: list[tuple[str, int, int, float | None, bool]],
) -> None:
    book = Book()
    for number, (goal, day, replaced, value, broken) in enumerate(steps, start=1):
        item = measured(
            goal,
            value,
            id=f"M{number:04}",
            day=date(2026, 1, 1) + timedelta(days=day),
            note="Een reden.",
            replaces=f"M{replaced:04}" if replaced else "",
        )
        faults = faults_of(item, book, GOALS)
        if broken:
            book.add(item, [*faults, Fault("waarde", "fout")])
        elif not faults:
            book.add(item)
        _compare(book)


def _compare(book: Book) -> None:
    """What is shown stands in the book; what stands and is not shown is in doubt."""
    for goal in ("stand", "telt-op"):
        shown = {item.id for item in standing(goal, book.usable)}
        held = {item.id for item in book.standing(goal)}
        assert shown <= held
        assert held - shown <= set(_in_doubt(book))
        assert not held & (book.replaced_by.keys() | book.faults.keys())
        assert not shown & set(_in_doubt(book))


def _in_doubt(book: Book) -> Iterator[str]:
    """Return what a row with a fault that nobody mended was to replace, and what that replaced."""
    for name in book.faults:
        item: Measurement | None = book.rows[name]
        while item is not None:
            old = book.rows.get(item.replaces)
            known = old is not None and old.id < item.id and old.goal == item.goal
            item = old if known else None
            if item is not None:
                yield item.id
