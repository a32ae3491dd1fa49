"""Every sentence about every figure, area and period is read by a checker of its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest
from changes import short_change
from samples import IDS, MAPS, small_series
from sentence_checker import Checker, UntrueError, check_headline

from components.exhibit.areas import ranking_frame, trend_frame, trend_headline, within_data
from components.insights.lines import insights, tile_insights
from components.insights.sentences import area_sentence, fill_headline, trend_sentence
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.series import Series

TODAY = date(2026, 11, 21)
LINES = [i for i in IDS if load_series(i).indicator.form == "lijn"]


def names_of(series: Series) -> list[str]:
    return list(dict.fromkeys(map(str, series.frame["characteristic"])))


def choices_of(series: Series, characteristic: str) -> Iterator[Choice]:
    """Every area that the figure has, in every period; of hundreds of months one in seven."""
    own = series.frame[series.frame["characteristic"] == characteristic]
    periods = sorted(map(str, own["period"].unique()))
    periods = periods if len(periods) < 60 else [*periods[:-13:7], *periods[-13:]]
    for period in periods:
        for area in own["region_code"].unique():
            yield Choice((area,), period, characteristic)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("indicator_id", IDS)
def test_remarks_of_every_area_and_period_hold(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for name in names_of(series):
        checker = Checker(series.frame, indicator_id, name)
        for choice in choices_of(series, name):
            for sentence in insights(series, choice, TODAY):
                checker.check(sentence)


@pytest.mark.parametrize("indicator_id", MAPS)
def test_titles_of_every_area_and_period_hold(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for name in names_of(series):
        checker = Checker(series.frame, indicator_id, name)
        for asked in choices_of(series, name):
            choice, _ = within_data(series, asked)
            ranked = ranking_frame(series, choice)
            own = ranked[ranked["region_level"] == "gemeente"]
            sentence = area_sentence(series, choice, own)
            checker.check(sentence)
            assert series.indicator.title in sentence and ". " not in sentence


@pytest.mark.parametrize("indicator_id", [*MAPS, *LINES])
def test_titles_of_every_development_hold(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for name in names_of(series):
        checker = Checker(series.frame, indicator_id, name)
        own = series.frame[series.frame["characteristic"] == name]
        for code in map(str, own["region_code"].unique()):
            rows = own[own["region_code"] == code]
            checker.check_trend(trend_sentence(series, rows, "Naam"), code)
            choice = Choice((code,), str(rows["period"].max()), name)
            if series.indicator.form == "kaart" and not trend_frame(series, choice).empty:
                title = trend_headline(series, choice)
                checker.check_trend(title, code)
                assert series.indicator.title in title


@pytest.mark.parametrize("indicator_id", IDS)
def test_changes_and_remarks_under_a_tile_hold(indicator_id: str) -> None:
    series = load_series(indicator_id)
    checkers = [Checker(series.frame, indicator_id, name) for name in names_of(series)]
    for sentence in tile_insights(series, TODAY):
        assert any(holds(checker, sentence) for checker in checkers), sentence
    for checker in checkers:
        for code in sorted({code for code, _ in checker.words}):
            try:
                change = short_change(series, code, checker.characteristic)
            except LookupError:  # of a figure with parts there is no single value
                continue
            checker.check(change.sentence)


OWN = [i for i in IDS if load_series(i).indicator.headline]


@pytest.mark.parametrize("indicator_id", OWN)
def test_headlines_of_figures_hold(indicator_id: str) -> None:
    series = load_series(indicator_id)
    check_headline(fill_headline(series), series.frame, indicator_id)


@pytest.mark.parametrize(
    ("indicator_id", "right", "wrong"),
    [
        ("mbo-studenten-groei", "daalde", "steeg"),
        ("mbo-studenten-groei", "daalde met 14", "veranderde met \u221214"),
        ("banen-werknemers-groei", "een stijging", "een daling"),
        ("banen-werknemers", "207.400", "207.500"),
        ("ww-instroom-jongeren", " in Midden-Gelderland", ""),
    ],
)
def test_a_headline_that_was_tampered_with_is_found_out(
    indicator_id: str, right: str, wrong: str
) -> None:
    series = load_series(indicator_id)
    headline = fill_headline(series)
    assert right in headline
    with pytest.raises(UntrueError):
        check_headline(headline.replace(right, wrong), series.frame, indicator_id)


def holds(checker: Checker, sentence: str) -> bool:
    try:
        checker.check(sentence)
    except UntrueError:
        return False
    return True


# What the checker must not let pass.


def population(period: str) -> list[str]:
    return list(insights(load_series("bevolking"), Choice(("GM0202",), period), TODAY))


def test_a_record_holds_over_the_whole_series_or_is_not_told() -> None:
    """Arnhem had more inhabitants in 2026 than in 2024, whatever came before."""
    checker = Checker(load_series("bevolking").frame, "bevolking", "")
    (record,) = [sentence for sentence in population("2026") if "hoogst" in sentence]
    checker.check(record)
    assert not [sentence for sentence in population("2024") if "hoogst" in sentence]
    old = "Het aantal in Arnhem, 167.632 inwoners (1 januari 2024), is het hoogst "
    for claim in ("van alle cijfers vanaf 1 januari 2019.", "sinds 1 januari 2019 (159.265)."):
        with pytest.raises(UntrueError):
            checker.check(old + claim)


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("gestegen", "gedaald"),
        ("meer", "minder"),
        ("hoogst", "laagst"),
        ("171.822", "171.823"),
        ("in Arnhem", "in Duiven"),
        ("1 januari 2025", "1 januari 2024"),
        ("inwoners (1 januari 2026)", "inwoners (1 januari 2025)"),
        ("Sinds", "Vanaf"),
    ],
)
def test_a_sentence_that_was_tampered_with_is_found_out(right: str, wrong: str) -> None:
    checker = Checker(load_series("bevolking").frame, "bevolking", "")
    found = [sentence for sentence in population("2026") if right in sentence]
    assert found
    for sentence in found:
        checker.check(sentence)
        with pytest.raises(UntrueError):
            checker.check(sentence.replace(right, wrong))


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("hoogst", "laagst"),
        ("in Arnhem", "in Duiven"),
        ("7,1", "7,2"),
        ("dec 2024", "dec 2023"),
        ("niet getoond", "onbekend"),
        ("Bijstandsuitkeringen als deel van de inwoners", "Het aandeel"),
    ],
)
def test_a_title_that_was_tampered_with_is_found_out(right: str, wrong: str) -> None:
    series = load_series("bijstand-aandeel")
    choice = Choice(("AM07",), "2024-12")
    own = series.frame[series.frame["region_level"] == "gemeente"]
    title = area_sentence(series, choice, own)
    checker = Checker(series.frame, "bijstand-aandeel", "")
    checker.check(title)
    assert right in title
    with pytest.raises(UntrueError):
        checker.check(title.replace(right, wrong))


def test_a_title_that_ranks_counts_is_found_out() -> None:
    checker = Checker(load_series("bijstand-aantal").frame, "bijstand-aantal", "")
    title = "Bijstandsuitkeringen in Midden-Gelderland: het {} in Arnhem (8.200); dec 2024"
    for word in ("hoogst", "meest"):
        with pytest.raises(UntrueError, match="alleen wie groot is"):
            checker.check(title.format(word))


@pytest.mark.parametrize(
    ("indicator_id", "name", "sentence"),
    [
        (
            "bijstand-totaal-nederland",
            "",
            "Sinds apr 2025 is het aantal in Nederland gestegen van 401.100 naar 405.000 "
            "uitkeringen (apr 2026, voorlopig): 3.900 meer.",
        ),
        (
            "ww-seizoen-nederland",
            "",
            "Sinds dec 2014 is het aantal in Nederland gestegen van 423.700 naar 439.700 "
            "uitkeringen (dec 2015): 16.000 meer.",
        ),
        (
            "uitkeringen-nederland",
            "WIA",
            "Sinds apr 2006 is het aantal (WIA) in Nederland gestegen van 6.300 naar 495.000 "
            "uitkeringen (apr 2026, voorlopig): 488.700 meer.",
        ),
        (
            "bijstand-aantal",
            "",
            "Van de 8 gemeenten in Midden-Gelderland met een cijfer is het aantal het hoogst in "
            "Arnhem: 8.200 huishoudens met bijstand (dec 2024).",
        ),
        (
            "banen-werknemers-groei",
            "Alle sectoren",
            "In Midden-Gelderland is de verandering (Alle sectoren) 2,9\u00a0% (2024-2027, "
            "prognose): ongeveer gelijk aan Nederland (2,8\u00a0%).",
        ),
    ],
)
def test_what_used_to_be_told_is_found_out(indicator_id: str, name: str, sentence: str) -> None:
    with pytest.raises(UntrueError) as found:
        Checker(load_series(indicator_id).frame, indicator_id, name).check(sentence)
    assert "niet begrepen" not in str(found.value)


# The rules, each by a series that shows it.


def months(values: list[float], status: str = "definitief", first: int = 2025) -> pd.DataFrame:
    rows = [
        {
            "region_code": "NL01",
            "period": f"{first + i // 12}-{1 + i % 12:02}",
            "value": value,
            "status": status,
        }
        for i, value in enumerate(values)
    ]
    return small_series("bijstand-totaal-nederland", rows).frame


def told(series: Series, characteristic: str = "") -> list[str]:
    period = str(series.frame[series.frame["characteristic"] == characteristic]["period"].max())
    return list(insights(series, Choice(("NL01",), period, characteristic), TODAY))


def test_a_line_that_ended_is_told_as_ended() -> None:
    sentence = "De reeks is in Nederland gestopt in 2015; het laatste cijfer is 439.700 uitkeringen"
    assert told(load_series("ww-seizoen-nederland")) == [f"{sentence}, van dec 2015."]
    change = short_change(load_series("ww-seizoen-nederland"), "NL01")
    assert change.direction == "geen eerder cijfer" and "gestopt in 2015" in change.sentence


def test_a_line_ends_when_others_of_the_figure_go_on() -> None:
    base = load_series("uitkeringen-nederland")
    gone = months([500.0 + 9 * i for i in range(24)], first=2012).assign(characteristic="Oud")
    both = replace(base, _frame=pd.concat([gone, base.frame], ignore_index=True))
    (only,) = told(both, "Oud")
    assert only.startswith("De reeks (Oud) is in Nederland gestopt in 2013")


def test_first_months_of_a_scheme_are_no_trend() -> None:
    series = load_series("uitkeringen-nederland")
    for period, can in (("2006-12", False), ("2007-06", False), ("2008-12", False)):
        found = insights(series, Choice(("NL01",), period, "WIA"), TODAY)
        assert bool([s for s in found if s.startswith("Sinds")]) is can, period
    found = insights(series, Choice(("NL01",), "2026-04", "WIA"), TODAY)
    assert not [s for s in found if "2006" in s or "2007" in s]
    alone = months([1000.0, 2000, 4000, *range(6000, 26000, 1000)], first=2024)
    new = replace(load_series("bijstand-totaal-nederland"), _frame=alone)
    assert told(new) == []


def test_change_is_no_more_precise_than_the_coarser_value() -> None:
    found = told(load_series("bijstand-totaal-nederland"))
    year = next(s for s in found if s.startswith("Sinds apr 2025"))
    assert "naar ongeveer 405.000 uitkeringen" in year
    assert year.endswith(": ongeveer 4.000 meer.")
    exact = load_series("uitkeringen-nederland")
    assert not [s for s in told(exact, "WW") if "ongeveer" in s and "gelijk" not in s]


def test_change_inside_the_margin_of_a_sample_is_about_the_same() -> None:
    frame = months([10_000.0] * 12 + [10_600.0]).assign(margin=500.0)
    series = replace(load_series("bijstand-totaal-nederland"), _frame=frame)
    (sentence,) = told(series)
    assert sentence.endswith("binnen de marge van de bron.") and "ongeveer gelijk" in sentence
    wide = replace(series, _frame=frame.assign(margin=100.0))
    assert "gestegen" in told(wide)[0]


def test_sample_without_a_margin_says_so() -> None:
    found = told(load_series("onbenut-nederland"), "Wil meer uren werken, beschikbaar")
    changes = [s for s in found if "gestegen" in s or "gedaald" in s]
    assert changes
    for sentence in changes:
        assert sentence.endswith("; dit komt uit een enquête en de bron geeft geen marge.")
    assert not [s for s in found if "hoogst" in s or "laagst" in s]
