"""Small graphics of real series: what may be compared stands in them, and nothing hidden."""

from __future__ import annotations

import msgspec

from components.charts.small import strip_of, trend_of
from components.strips.places import DotStrip
from components.strips.trend import Slope, Sparkline
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.series import Series

BENEFITS = Choice(("AM07",), "2024-12")


def strip(name: str, choice: Choice, own: str = "") -> DotStrip:
    made = strip_of("Proef", load_series(name), choice, own=own)
    assert made is not None
    return made


def test_a_line_begins_where_the_area_has_the_boundaries_of_now() -> None:
    made = trend_of("Inwoners", load_series("bevolking"), "AM07")
    assert isinstance(made, Sparkline)
    assert (made.first, made.last) == ("2018", "2026") and len(made.solid) == 1


def test_a_line_of_some_years_begins_so_long_ago() -> None:
    made = trend_of("Werkloosheid", load_series("werkloosheid-nederland"), "NL01", years=3)
    assert isinstance(made, Sparkline)
    assert (made.first, made.last) == ("jun 2023", "jun 2026")


def test_nothing_before_a_break_stands_on_the_line() -> None:
    series = load_series("bevolking")
    indicator = msgspec.structs.replace(series.indicator, breaks=("2024",))
    broken = Series(series.frame, indicator, series.provenance, "proef")
    made = trend_of("Inwoners", broken, "GM0202")
    assert isinstance(made, Sparkline) and made.first == "2024"


def test_two_school_years_are_a_slope_and_one_period_is_nothing() -> None:
    assert isinstance(trend_of("Studenten", load_series("mbo-studenten"), "AM07"), Slope)
    assert trend_of("Bijstand", load_series("bijstand-aandeel"), "AM07") is None
    assert trend_of("Bijstand", load_series("bijstand-aandeel"), "GM0277") is None


def test_who_is_not_shown_has_no_dot_and_no_number() -> None:
    made = strip("bijstand-aandeel", BENEFITS)
    assert len(made.dots) == 8 and len(made.ticks) == 2
    hidden = strip("bijstand-aandeel", BENEFITS, own="GM0277")
    assert hidden.rank == "" and "Rozendaal niet getoond" in hidden.sentence
    assert len(hidden.dots) == 8


def test_counts_stand_without_the_region_that_would_dwarf_them() -> None:
    made = strip("bijstand-aantal", BENEFITS)
    assert made.ticks == () and len(made.dots) == 8


def test_who_lies_elsewhere_is_not_put_among_them() -> None:
    assert strip("bijstand-aandeel", BENEFITS, own="GM0268") == strip("bijstand-aandeel", BENEFITS)
