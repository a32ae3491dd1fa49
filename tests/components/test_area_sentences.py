"""Sentences about areas and about time: ties, hidden values, the chosen ones, and trends."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from samples import areas_series, newest, small_series

from components.insights.compare import compare_values
from components.insights.phrases import compared_to
from components.insights.sentences import area_sentence, trend_sentence
from components.words.choice import Choice
from components.words.formatting import format_number
from data_loaders.cache import load_series
from data_loaders.series import Series

ARNHEM, DOESBURG, DUIVEN, RHEDEN, ROZENDAAL = "GM0202", "GM0221", "GM0226", "GM0275", "GM0277"
NIJMEGEN, RENKUM = "GM0268", "GM0274"
PLAIN = str.maketrans({".": "", ",": ".", "\u2212": "-"})
SUBJECT = "Bijstandsuitkeringen als deel van de inwoners"


def sentence(series: Series, *areas: str) -> str:
    frame = series.frame
    rows = frame[frame["region_level"] == "gemeente"]
    return area_sentence(series, newest(series, *areas), rows)


def rates(**values: float | None) -> Series:
    codes = {"arnhem": ARNHEM, "doesburg": DOESBURG, "duiven": DUIVEN, "rheden": RHEDEN}
    codes |= {"rozendaal": ROZENDAAL, "regio": "AM07", "land": "NL01"}
    return areas_series("bijstand-aandeel", {codes[name]: v for name, v in values.items()})


def test_highest_and_lowest_are_named_with_value_and_date() -> None:
    assert sentence(rates(arnhem=7.1, duiven=3.4, rheden=4.7, regio=5.1), "AM07") == (
        f"{SUBJECT}: Midden-Gelderland 5,1\u00a0%; het hoogst in Arnhem (7,1\u00a0%), "
        "het laagst in Duiven (3,4\u00a0%); dec 2024"
    )


def test_of_counts_none_stands_out_and_the_region_is_said() -> None:
    values: dict[str, float | None] = {ARNHEM: 8200, DUIVEN: 600}
    series = areas_series("bijstand-aantal", values)
    assert sentence(series, "AM07") == (
        "Bijstandsuitkeringen: geen cijfer voor Midden-Gelderland (dec 2024)"
    )
    series = areas_series("bijstand-aantal", values | {"AM07": 13200})
    assert sentence(series, "AM07") == "Bijstandsuitkeringen: Midden-Gelderland 13.200 (dec 2024)"


def test_ties_are_named_together() -> None:
    found = sentence(rates(arnhem=7.1, doesburg=7.1, duiven=2.5, rheden=2.5), "AM07")
    assert "het hoogst in Arnhem en Doesburg (7,1\u00a0%)" in found
    assert "het laagst in Duiven en Rheden (2,5\u00a0%)" in found


def test_values_that_look_the_same_are_a_tie() -> None:
    found = sentence(rates(arnhem=7.14, doesburg=7.06, duiven=2.5), "AM07")
    assert "het hoogst in Arnhem en Doesburg (7,1\u00a0%)" in found


def test_more_than_three_ties_are_counted() -> None:
    series = areas_series(
        "bijstand-aandeel", dict.fromkeys((ARNHEM, DOESBURG, DUIVEN, RHEDEN), 2.0) | {NIJMEGEN: 9.0}
    )
    assert "het laagst in 4 gemeenten (2,0\u00a0%)" in sentence(series, "GMR")


def test_all_equal_is_everywhere() -> None:
    assert sentence(rates(arnhem=3.0, duiven=3.0), "AM07") == (
        f"{SUBJECT}: geen cijfer voor Midden-Gelderland; overal 3,0\u00a0% (dec 2024)"
    )


def test_all_hidden_is_said_and_no_number_is_made_up() -> None:
    found = sentence(rates(arnhem=None, duiven=None, regio=5.1), "AM07")
    assert found == (
        f"{SUBJECT}: Midden-Gelderland 5,1\u00a0%; geen cijfers per gemeente (dec 2024)"
    )


@pytest.mark.parametrize("duiven", [3.4, 7.1])
def test_a_municipality_without_a_value_is_said_and_is_not_the_lowest(duiven: float) -> None:
    found = sentence(rates(arnhem=7.1, duiven=duiven, rozendaal=None), "AM07")
    assert found.endswith("Rozendaal niet getoond")
    assert found.count("Rozendaal") == 1


def test_many_municipalities_without_a_value_are_counted() -> None:
    series = rates(arnhem=7.1, doesburg=None, duiven=None, rheden=None, rozendaal=None)
    assert sentence(series, "AM07").endswith("4 gemeenten niet getoond")


def test_chosen_municipalities_stand_beside_region_and_country() -> None:
    series = rates(arnhem=7.1, rozendaal=None, regio=5.1, land=3.9)
    assert sentence(series, ARNHEM, ROZENDAAL) == (
        f"{SUBJECT}: Arnhem 7,1\u00a0% en Rozendaal niet getoond (dec 2024); "
        "Midden-Gelderland 5,1\u00a0% en Nederland 3,9\u00a0%"
    )


def test_a_count_is_not_compared_with_the_whole_country() -> None:
    series = areas_series("bijstand-aantal", {ARNHEM: 8200, "AM07": 14500, "NL01": 400000})
    assert sentence(series, ARNHEM) == "Bijstandsuitkeringen: Arnhem 8.200 (dec 2024)"


def test_a_chosen_region_is_described_by_its_extremes() -> None:
    series = rates(arnhem=7.1, duiven=3.4, regio=5.1)
    assert "het hoogst in Arnhem" in sentence(series, "AM07")


def test_municipality_beside_its_region_is_described_itself() -> None:
    series = rates(arnhem=7.1, duiven=3.4, regio=5.1)
    found = sentence(series, "AM07", ARNHEM)
    assert found == f"{SUBJECT}: Midden-Gelderland 5,1\u00a0% en Arnhem 7,1\u00a0% (dec 2024)"


def test_municipalities_that_are_not_all_of_the_choice_are_said_to_be_so() -> None:
    found = sentence(rates(arnhem=7.1, duiven=3.4, land=3.9), "NL01")
    assert "Nederland 3,9\u00a0%; van 2 gemeenten het hoogst in Arnhem" in found
    whole = load_series("leeftijdsopbouw")
    frame = whole.frame
    own = frame[(frame["period"] == "2024") & (frame["characteristic"] == "65 jaar of ouder")]
    rows = own[own["region_level"] == "gemeente"]
    found = area_sentence(whole, Choice(("PV25",), "2024", "65 jaar of ouder"), rows)
    assert "; binnen de Groene Metropoolregio het hoogst in Doesburg" in found


def test_areas_without_a_figure_are_named_together() -> None:
    found = sentence(rates(arnhem=7.1, duiven=3.4), "AM07", "NL01", ARNHEM)
    lacking = "geen cijfer voor Midden-Gelderland en Nederland"
    assert found == f"{SUBJECT}: Arnhem 7,1\u00a0% en {lacking} (dec 2024)"


def test_chosen_municipality_that_the_period_lacks_has_no_figure() -> None:
    series = rates(arnhem=7.1)
    choice = replace(newest(series, ARNHEM), period="2023-12")
    assert area_sentence(series, choice, series.frame.head(0)) == (
        f"{SUBJECT}: geen cijfer voor Arnhem (dec 2023)"
    )


def test_characteristic_is_part_of_the_subject() -> None:
    rows = [
        {"characteristic": "Laag", "value": 1.0},
        {"characteristic": "Laag", "region_code": DUIVEN, "value": 2.0},
        {"characteristic": "Hoog", "value": 9.0},
    ]
    series = small_series("bijstand-aandeel", rows)
    found = area_sentence(series, Choice((ARNHEM,), "2024-12", "Laag"), series.frame)
    assert found == f"{SUBJECT} (Laag): Arnhem 1,0\u00a0% (dec 2024)"


def test_unknown_reference_date_is_called_that() -> None:
    series = areas_series("inwoners-15-64", {ARNHEM: 115800.0, DUIVEN: 100.0})
    for areas in (("AM07",), (ARNHEM,)):
        found = sentence(series, *areas)
        assert "peildatum onbekend" in found
        assert found.count("onbekend") == 1


def trend(new: float | None, old: float | None, **changes: object) -> str:
    rows = [
        {"region_code": "NL01", "period": period, "value": float("nan") if v is None else v}
        for period, v in (("2023-12", old), ("2024-06", 99.0), ("2024-12", new))
    ]
    series = small_series("bijstand-aandeel", rows, **changes)
    return trend_sentence(series, series.frame, "Nederland")


@pytest.mark.parametrize(
    ("new", "old", "words"),
    [
        (4.1, 3.9, "hoger dan een jaar eerder (3,9\u00a0%)"),
        (3.7, 3.9, "lager dan een jaar eerder (3,9\u00a0%)"),
        (3.9, 3.9, "gelijk aan een jaar eerder (3,9\u00a0%)"),
        (4.0, 3.9, "ongeveer gelijk aan een jaar eerder (3,9\u00a0%)"),
        (3.8, 3.9, "ongeveer gelijk aan een jaar eerder (3,9\u00a0%)"),
        (3.94, 3.86, "ongeveer gelijk aan een jaar eerder (3,9\u00a0%)"),
        (2.25, 2.34, "ongeveer gelijk aan een jaar eerder (2,3\u00a0%)"),
    ],
)
def test_trend_compares_what_is_shown_with_a_year_earlier(
    new: float, old: float, words: str
) -> None:
    assert trend(new, old).startswith("Nederland: ")
    assert trend(new, old).endswith(f"(dec 2024), {words}")


def test_trend_of_one_value_only_states_it() -> None:
    assert trend(4.0, None) == "Nederland: 4,0\u00a0% (dec 2024)"


def test_trend_starts_from_the_newest_known_value() -> None:
    assert trend(None, 3.9) == "Nederland: 99,0\u00a0% (jun 2024)"


def test_trend_without_values_says_so() -> None:
    series = areas_series("bijstand-aandeel", {"NL01": None})
    assert trend_sentence(series, series.frame, "Nederland") == "Nederland: geen gegevens"


def months(*values: float | None, status: str = "definitief") -> Series:
    """The country in the months up to December 2024."""
    rows = [
        {"region_code": "NL01", "period": f"{2024 - back // 12}-{12 - back % 12:02}", "value": v}
        | ({"status": "onbekend", "value": float("nan")} if v is None else {"status": status})
        for back, v in enumerate(reversed(values))
    ]
    return small_series("bijstand-aandeel", rows)


def test_trend_compares_nothing_across_a_gap() -> None:
    whole = months(*[3.0] * 12, 4.0)
    assert "hoger dan een jaar eerder" in trend_sentence(whole, whole.frame, "Nederland")
    gap = months(3.0, *[3.0] * 5, None, *[3.0] * 5, 4.0)
    lost = months(*[3.0] * 12, 4.0)
    lost = replace(lost, _frame=lost.frame[lost.frame["period"] != "2024-05"])
    for series in (gap, lost):
        assert trend_sentence(series, series.frame, "Nederland") == (
            "Nederland: 4,0\u00a0% (dec 2024)"
        )


def test_what_may_still_change_is_said_to_be_provisional() -> None:
    series = months(*[3.0] * 12, 4.0, status="voorlopig")
    found = trend_sentence(series, series.frame, "Nederland")
    assert found == (
        "Nederland: 4,0\u00a0% (dec 2024, voorlopig), "
        "hoger dan een jaar eerder (3,0\u00a0%, voorlopig)"
    )
    rows = [{"value": 7.1, "status": "nader voorlopig"}, {"region_code": DUIVEN, "value": 3.4}]
    series = small_series("bijstand-aandeel", rows)
    assert sentence(series, ARNHEM) == f"{SUBJECT}: Arnhem 7,1\u00a0% (dec 2024, nader voorlopig)"
    assert sentence(series, DUIVEN) == f"{SUBJECT}: Duiven 3,4\u00a0% (dec 2024)"
    assert sentence(series, "AM07").endswith("; dec 2024, nader voorlopig")


@given(
    st.integers(min_value=-3000, max_value=3000),
    st.integers(min_value=-1200, max_value=1200),
    st.integers(min_value=0, max_value=2),
)
def test_word_agrees_with_the_two_numbers_as_they_are_shown(
    start: int, step: int, decimals: int
) -> None:
    indicator = msgspec.structs.replace(
        load_series("bijstand-aandeel").indicator, decimals=decimals
    )
    old, new = start / 1000, (start + step) / 1000
    word = compared_to(compare_values(new, old, indicator))
    shown = [Decimal(format_number(v, decimals).translate(PLAIN)) for v in (new, old)]
    unit = Decimal(1).scaleb(-decimals)
    assert (word == "gelijk aan") is (step == 0)
    if step:
        assert (word == "ongeveer gelijk aan") is (abs(shown[0] - shown[1]) <= unit)
    if word in {"hoger dan", "lager dan"}:
        assert word == ("hoger dan" if new > old else "lager dan")
        assert abs(step) > unit * 1000
    opposite = {"hoger dan": "lager dan", "lager dan": "hoger dan"}
    assert compared_to(compare_values(old, new, indicator)) == opposite.get(word, word)
