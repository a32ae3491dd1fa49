"""The start page: every number is one of the data, and every direction is the right one."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.overview import cards as overview_cards
from components.words.formatting import MONTHS, format_number, format_percent
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.documents import Highlight, load_highlights
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series
from data_loaders.spread import LEAST_KNOWN, most_uneven, spreads_of

TODAY = date(2026, 11, 21)
RATE = "bijstand-aandeel"


def text_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ").split())


def test_there_are_five_or_six_key_figures() -> None:
    assert 5 <= len(load_highlights()) <= 6


@pytest.mark.parametrize("item", load_highlights(), ids=lambda item: item.indicator)
def test_the_value_is_that_of_the_series(item: Highlight) -> None:
    series = load_series(item.indicator)
    rows = series.frame[series.frame["region_code"] == load_regions().default]
    if item.characteristic:
        rows = rows[rows["characteristic"] == item.characteristic]
    value = float(rows[rows["period"] == rows["period"].max()]["value"].iloc[0])
    form = format_percent if series.indicator.is_rate else format_number
    card = overview_cards._figure(item, TODAY)
    assert f"<span>{form(value, series.indicator.decimals)}</span>" in card
    assert "Bron: " in card and "peildatum: " in card


def test_population_says_what_changed_since_a_year_earlier() -> None:
    frame = load_series("bevolking").frame
    own = frame[frame["region_code"] == "AM07"].sort_values("period")["value"]
    difference = float(own.iloc[-1] - own.iloc[-2])
    text = text_of(overview_cards._figure(Highlight("bevolking"), TODAY))
    assert ("gestegen" in text) is (difference > 0)
    assert format_number(abs(difference)) in text


@pytest.mark.parametrize(
    ("item", "sentence"),
    [
        (
            Highlight("banen-werknemers", "", "banen-werknemers-groei", "Alle sectoren"),
            "De bron verwacht een groei van 2,9 % (2024-2027).",
        ),
        (
            Highlight("mbo-studenten", "", "mbo-studenten-groei"),
            "De bron noemt een krimp van 14 % (2020-2024).",
        ),
        (Highlight("vacatures-ontstaan"), overview_cards.NO_EARLIER),
    ],
)
def test_direction_is_that_of_the_source(item: Highlight, sentence: str) -> None:
    assert sentence in text_of(overview_cards._figure(item, TODAY))


def test_a_figure_that_fails_takes_only_its_own_card(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(name: str) -> Series:
        if name == "vacatures-ontstaan":
            raise DataError("kapot")
        return load_series(name)

    monkeypatch.setattr(overview_cards, "load_series", broken)
    text = overview_cards.key_figures(TODAY)
    assert text.count("niet beschikbaar") == 1
    assert text.count('class="amm-cijfer"') == len(load_highlights())


def test_changes_are_newest_first() -> None:
    days = re.findall(r"<strong>(\d+) (\w+) (\d{4})</strong>", overview_cards.changes(TODAY))
    keys = [(int(y), MONTHS.index(m), int(d)) for d, m, y in days]
    assert keys == sorted(keys, reverse=True)
    assert 1 <= len(keys) <= overview_cards.MOST_CHANGES


def test_what_is_due_is_of_the_quarter_of_the_day() -> None:
    assert "4e kwartaal 2026" in overview_cards.due(TODAY)
    assert "1e kwartaal 2027" in overview_cards.due(date(2027, 1, 1))


@pytest.mark.usefixtures("documents")
def test_goals_have_their_state() -> None:
    assert overview_cards.goals(TODAY).count("nog geen meting") == 5


def test_the_most_uneven_figure_is_the_one() -> None:
    found = most_uneven("AM07")
    assert found is not None
    members = load_regions().members("AM07")
    every = [s for name in fetched_indicators() for s in spreads_of(series(name), members)]
    assert {"ww-aandeel", "wia-aandeel", RATE} <= {spread.indicator for spread in every}
    assert found.share == max(spread.share for spread in every)


def series(name: str) -> Series:
    return load_series(name)


def made(values: list[float | None]) -> Series:
    found = load_series(RATE)
    members = load_regions().members("GMR")
    rows = [
        {**found.frame.iloc[0].to_dict(), "region_code": code, "period": "2024-12", "value": value}
        for code, value in zip(members, values, strict=False)
    ]
    frame = pd.DataFrame(rows).astype({"value": float})
    return Series(frame, found.indicator, found.provenance, "proef")


@given(st.lists(st.one_of(st.none(), st.floats(0, 100, allow_nan=False)), min_size=1, max_size=18))
def test_spread_is_of_known_values_only(values: list[float | None]) -> None:
    known = [value for value in values if value is not None]
    found = spreads_of(made(values), load_regions().members("GMR"))
    if len(known) < LEAST_KNOWN or sum(known) == 0:
        assert found == []
        return
    mean = sum(known) / len(known)
    expected = (sum((v - mean) ** 2 for v in known) / len(known)) ** 0.5 / mean
    assert found[0].share == pytest.approx(expected)


def test_a_count_is_never_the_most_uneven() -> None:
    assert spreads_of(load_series("bevolking"), load_regions().members("AM07")) == []


def test_no_text_of_the_start_page_is_written_by_hand() -> None:
    """The page file and its texts hold no number."""
    for path in (Path("pages/overzicht/page.py"), Path("assets/teksten/overzicht.toml")):
        assert not re.search(r"\d", path.read_text(encoding="utf-8"))
