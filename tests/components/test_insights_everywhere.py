"""Every figure that ships with the monitor, for every area and period: nothing untrue is said."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from math import gcd

import pytest
from changes import short_change
from insight_reader import REGIONS, Reader
from samples import IDS, MAPS

from components.insights.lines import MOST, insights, tile_insights
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.registry import load_registry
from data_loaders.series import Series

TODAY = date(2026, 11, 21)
AREAS = [region.code for region in REGIONS.regions]
STEPS = (1000, 500, 100, 50, 10, 5, 1)
WORDS = {"vijftallen": 5, "tientallen": 10, "hele": 1}
FEWEST = 9
BENEFITS = [
    i for i in MAPS if "GM0277" in set(load_series(i).frame.query("value.isna()").region_code)
]


def lines_of(series: Series) -> list[tuple[str, str]]:
    """Each characteristic with each of its periods; of long series some, and the newest."""
    found = []
    for name, rows in series.frame.groupby("characteristic", sort=False):
        periods = sorted(rows["period"].unique())
        kept = periods if len(periods) < 60 else [*periods[:-13:29], *periods[-13:]]
        found += [(str(name), str(period)) for period in kept]
    return found


@pytest.mark.timeout(120)
@pytest.mark.parametrize("indicator_id", IDS)
def test_every_sentence_of_every_choice_is_true_of_the_data(indicator_id: str) -> None:
    series = load_series(indicator_id)
    divided = series.frame["breakdown"].nunique() > 1
    known = [code for code in AREAS if code in set(series.frame["region_code"])]
    for characteristic, period in lines_of(series):
        reader = Reader(series, characteristic, period)
        for code in known:
            found = insights(series, Choice((code,), period, characteristic), TODAY)
            assert len(found) <= MOST
            kinds = [reader.read(sentence) for sentence in found]
            assert max(Counter(kinds).values(), default=0) <= (2 if not divided else 0)


@pytest.mark.parametrize("indicator_id", IDS)
def test_every_sentence_under_a_tile_is_true_of_the_data(indicator_id: str) -> None:
    series = load_series(indicator_id)
    newest = series.frame.groupby("characteristic", sort=False)["period"].max()
    readers = [Reader(series, str(name), str(period)) for name, period in newest.items()]
    for sentence in tile_insights(series, TODAY):
        kinds = []
        for reader in readers:
            try:
                kinds.append(reader.read(sentence))
            except (AssertionError, KeyError):
                continue
        assert len(kinds) == 1, sentence


@pytest.mark.parametrize("indicator_id", IDS)
def test_change_of_every_area_can_be_told(indicator_id: str) -> None:
    series = load_series(indicator_id)
    if series.frame["breakdown"].nunique() > 1:
        return
    first = str(series.frame["characteristic"].iloc[0])
    own = series.frame[series.frame["characteristic"] == first]
    for code in own["region_code"].unique():
        change = short_change(series, str(code))
        assert change.sentence.endswith(".") and "  " not in change.sentence
        assert (change.previous is None) is (change.direction == "geen eerder cijfer")
        if change.previous is not None:
            Reader(series, first, change.period).read(change.sentence)


def test_the_walk_meets_every_kind_of_sentence_the_data_can_give() -> None:
    kinds: Counter[str] = Counter()
    for indicator_id in MAPS:
        series = load_series(indicator_id)
        characteristic = str(series.frame["characteristic"].iloc[0])
        period = str(series.frame["period"].max())
        reader = Reader(series, characteristic, period)
        for code in AREAS:
            found = insights(series, Choice((code,), period, characteristic), TODAY)
            kinds.update(reader.read(sentence) for sentence in found)
    met = {"compared", "end", "middle", "spread", "changed", "about", "same", "record", "unknown"}
    assert set(kinds) >= met, kinds


def test_of_rozendaal_nothing_is_said_and_nothing_follows() -> None:
    """Neither its value nor what is left of the region without the other eight."""
    assert len(BENEFITS) >= 8
    for indicator_id in BENEFITS:
        series = load_series(indicator_id)
        frame = series.frame
        period = str(frame["period"].max())
        assert insights(series, Choice(("GM0277",), period), TODAY)[1:] == ()
        own = frame[frame["region_level"] == "gemeente"]["value"].sum()
        wider = frame[frame["region_code"] == "AM07"]["value"]
        if wider.empty:  # nothing that its value could be what is left of
            assert set(frame["region_level"]) == {"gemeente"}
            continue
        total = float(wider.iloc[0])
        rest = f"{abs(total - own):,.0f}".replace(",", ".")
        for code in AREAS:
            for sentence in insights(series, Choice((code,), period), TODAY):
                assert "Rozendaal" not in sentence or code == "GM0277"
                if not series.indicator.is_rate:
                    assert not re.search(rf"(?<![\d.]){re.escape(rest)}(?![\d.])", sentence) or (
                        float(rest.replace(".", "")) in set(frame["value"])
                    )


def test_rounding_is_what_the_description_says() -> None:
    said = 0
    for indicator in load_registry().indicators.values():
        text = f"{indicator.definition} {indicator.note}"
        found = re.search(r"(?:fgerond|rondt af) op ([\d.]+\d|\d|hele|vijftallen|tientallen)", text)
        if found:
            said += 1
            step = WORDS.get(found[1]) or int(found[1].replace(".", ""))
            assert indicator.precision == step, indicator.id
    assert said >= 12


@pytest.mark.parametrize("indicator_id", IDS)
def test_rounding_is_what_the_values_show(indicator_id: str) -> None:
    series = load_series(indicator_id)
    frame, indicator = series.frame, series.indicator
    values = frame[(frame["origin"] == "bron") & frame["value"].notna()]["value"]
    if len(values) < FEWEST or indicator.is_rate or indicator.decimals:
        return
    common = gcd(*(int(value) for value in values))
    assert indicator.precision == next(step for step in STEPS if common % step == 0)
