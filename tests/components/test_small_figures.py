"""A figure in small says what the figure says, for the area that was chosen, and nothing hidden."""

from __future__ import annotations

import re
from datetime import date

import pytest
from samples import IDS, MAPS

from components.exhibit.small import finding_of, small_figure, small_of_choice
from components.strips.trend import Sparkline
from components.words.choice import Choice
from components.words.formatting import format_value
from components.words.titles import MOST, short_title
from data_loaders.cache import load_series

DAY = date(2026, 11, 21)
REGION, ZEVENAAR, ROZENDAAL = ("AM07",), ("GM0299",), ("GM0277",)


@pytest.mark.parametrize("indicator_id", IDS)
@pytest.mark.parametrize("areas", [REGION, ZEVENAAR, ROZENDAAL, ("NL01",), ("GM0344",)])
def test_every_figure_has_a_small_one(indicator_id: str, areas: tuple[str, ...]) -> None:
    made = small_figure(indicator_id, areas, DAY)
    told = f"{made.value} {made.unit} {made.compared} {made.below} {made.graphic}"
    assert made.name.startswith(load_series(indicator_id).indicator.name)
    assert made.value or made.compared.rest
    assert not re.search(r"\bnan\b|NaN|ca\. ", told)
    assert finding_of(indicator_id, areas, DAY)


@pytest.mark.parametrize("indicator_id", MAPS)
def test_the_value_is_that_of_the_area(indicator_id: str) -> None:
    series = load_series(indicator_id)
    made = small_figure(indicator_id, ZEVENAAR, DAY)
    frame = series.frame
    own = frame[(frame["region_code"] == "GM0299") & (frame["period"] == series.newest)]
    own = own[own["characteristic"] == frame["characteristic"].iloc[0]]
    settled = len(own) == 1 and own["status"].iloc[0] != "geschat"
    if settled and not made.value.startswith("gestopt"):
        shown = format_value(float(own["value"].iloc[0]), series.indicator, own["status"].iloc[0])
        assert made.value.removeprefix("ongeveer ") == shown


def test_a_rate_is_held_against_the_country_and_a_count_against_itself() -> None:
    rate = small_figure("bijstand-aandeel", REGION, DAY)
    assert (rate.value, rate.compared.sign) == ("5,1\u00a0%", "op")
    assert f"{rate.compared.word} {rate.compared.rest}" == "hoger dan Nederland (3,9\u00a0%)"
    count = small_figure("bevolking", ZEVENAAR, DAY)
    assert f"{count.compared.word} {count.compared.rest}" == "355 meer dan een jaar eerder"
    assert small_figure("bijstand-aantal", ZEVENAAR, DAY).compared.word == "één meting"


def test_what_is_not_shown_stays_so() -> None:
    made = small_figure("bijstand-aandeel", ROZENDAAL, DAY)
    assert made.value == "niet getoond" and made.compared.word in {"", "één meting"}
    for name in ("bijstand-aantal", "uitkeringen-kerncijfers"):
        total = small_figure(name, REGION, DAY)
        assert total.graphic is None and total.compared.sign == ""


def test_an_ended_series_has_its_year_in_place_of_a_number() -> None:
    made = small_figure("ww-seizoen-nederland", REGION, DAY)
    assert made.value == "gestopt in 2015" and made.unit == ""


def test_an_area_without_a_value_shows_how_far_its_municipalities_lie_apart() -> None:
    made = small_figure("leeftijdsopbouw", REGION, DAY)
    assert made.value == "12\u00a0% tot 17\u00a0%"
    assert made.compared.rest == "tussen 9 gemeenten"


@pytest.mark.parametrize(
    ("text", "title", "rest"),
    [
        ("Kort", "Kort", ""),
        ("A 1; het hoogst in B; dec 2024", "A 1", "Het hoogst in B. Dec 2024."),
        (f"{'x' * 80} (een), twee drie", f"{'x' * 80} (een)", "Twee drie."),
        (f"{'x' * 60}, {'y' * 60}; z", "x" * 60, f"{'Y' + 'y' * 59}. Z."),
        ("x" * 120, f"{'x' * 89}…", f"…{'x' * 31}."),
    ],
)
def test_a_title_ends_where_the_sentence_may(text: str, title: str, rest: str) -> None:
    assert short_title(text) == (title, rest)
    assert len(title) <= MOST


def test_a_chosen_period_is_held_against_the_year_before_it() -> None:
    """What a number is compared with, and where its line ends, belong to the number."""
    series = load_series("bevolking").frame
    own = series[series["region_code"] == "GM0202"].set_index("period")["value"]
    year = sorted(own.index)[-3]
    made = small_of_choice("bevolking", Choice(("GM0202",), year, ""), DAY)
    before = str(int(year) - 1)
    size = int(abs(own[year] - own[before]))
    assert made.compared.word.split()[0].replace(".", "") == str(size)
    assert isinstance(made.graphic, Sparkline) and year in made.graphic.last


def test_a_line_begins_where_the_figure_and_the_area_began_to_mean_what_they_mean() -> None:
    """Zevenaar took in Rijnwaarden in 2018; a table of the CBS counts otherwise after a break."""
    for code, since in (("GM0299", "2018"), ("GM0202", "1")):
        made = small_figure("bevolking", (code,), DAY)
        assert isinstance(made.graphic, Sparkline) and made.graphic.first >= since
    for name in IDS:
        breaks = load_series(name).indicator.breaks
        graphic = small_figure(name, ZEVENAAR, DAY).graphic
        if breaks and isinstance(graphic, Sparkline):
            found = re.search(r"\d{4}", graphic.first)
            assert found and found[0] >= max(breaks)[:4]
