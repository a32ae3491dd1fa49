"""Sentences about made-up series of every kind: each is checked against the raw numbers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from changes import short_change
from hypothesis import event, given, settings
from hypothesis import strategies as st
from insight_reader import COUNTRY, MUNICIPALITIES, REGIONS, Reader, numbers_in
from samples import small_series

from components.insights.lines import MOST, insights
from components.words.choice import Choice
from components.words.formatting import format_number, format_value, period_of, round_shown
from data_loaders.series import Series

LATER = date(2040, 1, 1)
PLACES = [*REGIONS.members("AM07"), "GM0268", "GM0274", "AM07", "GMR", COUNTRY]
NO_VALUE = ("onbekend", "niet getoond")
KINDS: list[dict[str, Any]] = [
    {
        "kind": "percentage",
        "decimals": 1,
        "unit": "%",
        "unit_long": "% van de inwoners van 15 jaar",
    },
    {"kind": "percentage", "decimals": 0, "unit": "%", "unit_long": ""},
    {"kind": "groei", "decimals": 1, "unit": "%", "unit_long": ""},
    {"kind": "verhouding", "decimals": 2, "unit": "keer", "unit_long": ""},
    {"kind": "aantal", "decimals": 0, "unit": "banen", "unit_long": ""},
    {"kind": "aantal", "decimals": 0, "unit": "banen", "unit_long": "", "rounding": 5.0},
    {"kind": "aantal", "decimals": 0, "unit": "banen", "unit_long": "", "rounding": 100.0},
]
PERIODS = {
    "jaar": [str(year) for year in range(2012, 2026)],
    "kwartaal": [f"{year}-Q{q}" for year in range(2021, 2025) for q in range(1, 5)],
    "maand": [f"{year}-{month:02}" for year in range(2021, 2024) for month in range(1, 13)],
    "schooljaar": [f"{year}/{year + 1}" for year in range(2012, 2026)],
    "dag": [f"{year}-12-31" for year in range(2012, 2026)],
    "meerjarig": ["2022/2026", "2023/2027", "2024/2028"],
    "onbekend": [""],
}


@dataclass(frozen=True)
class Case:
    """A series and a choice that a visitor could make of it."""

    series: Series
    choice: Choice


@st.composite
def cases(draw: st.DrawFn) -> Case:
    """Few different values (ties, nothing changed), gaps, hidden, provisional, unsorted.

    Either many areas in few periods, or few areas in many periods.
    """
    meaning = draw(st.sampled_from(KINDS))
    frequency = draw(st.sampled_from(list(PERIODS)))
    wide = draw(st.booleans())
    periods = draw(st.just(2) if wide else st.integers(1, 36).map(lambda n: max(n, 6)))
    periods = some_periods(draw, PERIODS[frequency], periods)
    size = {"min_size": 6} if wide else {"min_size": 1, "max_size": 2}
    places = draw(st.lists(st.sampled_from(PLACES), unique=True, **size))
    value = values_of(draw, meaning)
    status = draw(st.sampled_from([st.just("definitief"), STATUSES]))
    sums = {"AM07", "GMR"} if draw(st.booleans()) and meaning["kind"] == "aantal" else set()
    rows = []
    for code in places:
        for period in periods:
            word = draw(status)
            rows.append(
                {
                    "region_code": code,
                    "period": period,
                    "characteristic": "Alle",
                    "value": float("nan") if word in NO_VALUE else draw(value),
                    "status": word,
                    "origin": "berekend" if code in sums else "bron",
                }
            )
    breaks = draw(st.sampled_from([(), (), (periods[len(periods) // 2],)]))
    series = small_series(
        "bijstand-aandeel",
        draw(st.permutations(rows)),
        **meaning,
        frequency=frequency,
        reference=draw(st.sampled_from(["begin", "einde"])),
        breaks=breaks if frequency != "onbekend" else (),
    )
    chosen = draw(st.lists(st.sampled_from(places), min_size=1, max_size=4, unique=True))
    chosen = draw(st.sampled_from([chosen, [*chosen[:3], draw(st.sampled_from(PLACES))]]))
    period = draw(st.sampled_from([periods[-1], periods[-1], draw(st.sampled_from(periods))]))
    return Case(series, Choice(tuple(dict.fromkeys(chosen)), period, "Alle"))


def some_periods(draw: st.DrawFn, every: list[str], count: int) -> list[str]:
    """Periods one after the other; sometimes a few of them lack."""
    start = draw(st.integers(0, max(0, len(every) - count)))
    periods = every[start : start + count]
    gone = draw(st.sampled_from([set(), set(), draw(st.sets(st.sampled_from(periods)))]))
    return [period for period in periods if period not in gone] or periods[-1:]


STATUSES = st.sampled_from(
    ["definitief"] * 8 + ["voorlopig", "nader voorlopig", "geschat"] + ["prognose", *NO_VALUE]
)


def values_of(draw: st.DrawFn, meaning: dict[str, Any]) -> st.SearchStrategy[float]:
    """Values as the source would give them: whole steps of its rounding, rarely finer."""
    low, high = (-30, 30) if meaning["kind"] == "groei" else (0, 60)
    few = draw(st.sampled_from([1, 3, high - low, high - low]))
    whole = st.integers(low, low + few)
    if step := meaning.get("rounding"):
        return whole.map(lambda n: n * step)
    scale = 10 ** meaning["decimals"]
    if meaning["kind"] != "aantal" and draw(st.integers(0, 4)) == 0:
        return st.integers(low * 10, (low + few) * 10).map(lambda n: round(n / scale / 10, 6))
    return whole.map(lambda n: round(n / scale, 6))


def is_shielded(case: Case, code: str) -> bool:
    """Whether the total of a region would tell the count of a municipality that is hidden."""
    frame = case.series.frame
    members = frame[frame["region_code"].isin(REGIONS.members(code))]
    region = code in {"AM07", "AM08", "GMR"} and case.series.indicator.kind == "aantal"
    return region and "niet getoond" in set(members["status"])


def is_new_or_over(case: Case, reader: Reader, code: str) -> bool:
    """Whether a line is still filling up in the period that was chosen, or ended long before."""
    known = sorted(p for (c, p), s in reader.seen.items() if c == code and s.value is not None)
    months = [reader.month(period) for period in known]
    newest = max(reader.month(p) for (_, p), s in reader.seen.items() if s.status != "onbekend")
    over = len(known) > 2 and newest - months[-1] > 36
    year = [reader.at(code, p) for p, m in zip(known, months, strict=True) if m - months[0] <= 12]
    values = [seen.value for seen in year if seen and seen.value is not None]
    is_count = case.series.indicator.kind == "aantal"
    fills = is_count and len(values) > 2 and values[0] * 10 <= max(values) > values[0]
    start = reader.month(case.choice.period) - 12
    return over or (fills and start < months[0] + 24)


def told(case: Case, today: date = LATER) -> tuple[str, ...]:
    return insights(case.series, case.choice, today)


@settings(max_examples=160)
@given(cases())
def test_every_sentence_is_true_of_the_raw_numbers(case: Case) -> None:
    reader = Reader(case.series, "Alle", case.choice.period)
    for sentence in told(case):
        event(reader.read(sentence))


@settings(max_examples=60)
@given(cases())
def test_sentences_are_few_different_and_always_the_same(case: Case) -> None:
    sentences = told(case)
    assert len(sentences) <= MOST
    assert len(set(sentences)) == len(sentences)
    turned = replace(case.series, _frame=case.series.frame.iloc[::-1])
    assert told(replace(case, series=turned)) == sentences == told(case)


@settings(max_examples=60)
@given(cases())
def test_no_number_is_in_a_sentence_that_is_not_in_the_data(case: Case) -> None:
    frame, indicator = case.series.frame, case.series.indicator
    values = frame["value"].dropna()
    shown = {format_value(float(v), indicator).removesuffix("\u00a0%") for v in values}
    seen = [round_shown(float(v), indicator.decimals) for v in values]
    differences = {format_number(float(abs(a - b)), indicator.decimals) for a in seen for b in seen}
    texts = [indicator.unit_long.removeprefix("% "), *(r.label for r in REGIONS.regions)]
    texts += [period_of(indicator, p) for p in frame["period"].unique()]
    for sentence in told(case):
        for number in numbers_in(sentence, texts):
            assert number in shown | differences, (number, sentence)


@settings(max_examples=60)
@given(cases())
def test_what_can_be_said_of_one_area_is_said(case: Case) -> None:
    """So that silence is no way to be right."""
    choice = replace(case.choice, areas=case.choice.areas[:1])
    case = replace(case, choice=choice)
    reader = Reader(case.series, "Alle", choice.period)
    code, kinds = choice.areas[0], [reader.read(s) for s in told(case)]
    own = reader.at(code)
    if is_shielded(case, code):
        assert kinds == []
        return
    if own is None or own.value is None:
        assert "compared" not in kinds and not {"end", "middle", "changed"} & set(kinds)
        assert ("unknown" in kinds) is (own is not None)
        return
    wider = [COUNTRY] + ([reader.region_around(code)] if code in MUNICIPALITIES else [])
    others = [s for c in wider if c != code and (s := reader.at(c)) and s.value is not None]
    likes = [s for s in others if reader.alike([own, s])]
    assert ("compared" in kinds) is (case.series.indicator.is_rate and bool(likes))
    if code in MUNICIPALITIES:
        known, _, _ = reader._members(reader.region_around(code))
        can = len(known) > 1 and reader.alike(known.values())
        can = can and case.series.indicator.kind != "aantal"
        assert bool({"end", "middle", "all"} & set(kinds)) is can


@settings(max_examples=60)
@given(cases())
def test_a_year_earlier_is_compared_when_nothing_lacks_in_between(case: Case) -> None:
    code, frame = case.choice.areas[0], case.series.frame
    choice = replace(case.choice, areas=(code,))
    indicator = case.series.indicator
    if indicator.frequency not in {"jaar", "maand", "kwartaal", "schooljaar", "dag"}:
        assert not [s for s in told(replace(case, choice=choice)) if s.startswith("Sinds")]
        return
    reader = Reader(case.series, "Alle", choice.period)
    line = [p for c, p in reader.seen if c == code and p <= choice.period]
    year = [p for p in sorted(line) if reader.month(choice.period) - reader.month(p) <= 12]
    whole = reader.month(choice.period) - reader.month(year[0]) == 12
    steps = {reader.month(b) - reader.month(a) for a, b in pairwise(year)}
    whole = whole and steps == {reader.step(code)} if len(line) > 1 else False
    seen = [reader.at(code, p) for p in year]
    sound = all(
        s and s.value is not None and s.status in {"definitief", "voorlopig", "nader voorlopig"}
        for s in seen
    )
    broken = [b for b in indicator.breaks if year[0] < b <= choice.period]
    can = whole and sound and not broken and not is_shielded(case, code)
    can = can and not is_new_or_over(case, reader, code)
    said = [s for s in told(replace(case, choice=choice)) if s.startswith("Sinds")]
    assert bool(said) is can, (year, said)
    assert len(frame)


@settings(max_examples=60)
@given(cases())
def test_a_period_that_is_not_over_is_not_compared_with_earlier_ones(case: Case) -> None:
    for sentence in told(case, date(2000, 1, 1)):
        unknown = case.series.indicator.frequency == "onbekend"
        assert unknown or not sentence.startswith("Sinds")
        assert " vanaf " not in sentence and " sinds " not in sentence


@settings(max_examples=60)
@given(cases())
def test_change_in_short_agrees_with_its_own_sentence(case: Case) -> None:
    frame = case.series.frame
    for code in set(case.choice.areas) & set(frame["region_code"]):
        change = short_change(case.series, code)
        own = frame[frame["region_code"] == code].sort_values("period")
        filled = own[own["value"].notna()]
        newest = (filled if len(filled) else own).iloc[-1]
        assert change.period == newest["period"] and change.status == newest["status"]
        assert change.value == (None if newest["value"] != newest["value"] else newest["value"])
        compared = change.direction != "geen eerder cijfer"
        assert compared is (change.previous is not None) is (change.difference is not None)
        if not compared:
            assert change.previous_period == ""
            assert change.sentence.endswith(").") or "vergelijkbaar cijfer" in change.sentence
            continue
        assert (
            Reader(case.series, "Alle", change.period).read(change.sentence)
            in {
                "gestegen": {"changed"},
                "gedaald": {"changed"},
                "ongeveer gelijk": {"about"},
                "gelijk gebleven": {"same"},
            }[change.direction]
        )
        earlier = frame[
            (frame["region_code"] == code) & (frame["period"] == change.previous_period)
        ]
        assert list(earlier["value"]) == [change.previous]
        assert change.value is not None and change.previous is not None
        raw = change.value - change.previous
        assert abs(change.difference - raw) < 10.0**-case.series.indicator.decimals
        if change.direction in {"gestegen", "gedaald"}:
            assert (raw > 0) is (change.direction == "gestegen")


@st.composite
def lines(draw: st.DrawFn) -> Case:
    """One area, with nothing lacking: rising, falling or up and down, in small or large steps."""
    frequency = draw(st.sampled_from(["jaar", "kwartaal", "maand"]))
    periods = PERIODS[frequency][: draw(st.integers(4, 30))]
    meaning = draw(st.sampled_from(KINDS))
    size = int(meaning.get("rounding") or 1)
    ways = st.sampled_from([(0, 3), (-3, 0), (-3, 3), (1, 3), (-3, -1), (-20, 20)])
    turn = draw(st.integers(0, 6))
    halves = [(draw(ways), turn), (draw(ways), len(periods) - min(turn, len(periods)))]
    steps = [draw(st.integers(*way)) for way, count in halves for _ in range(count)]
    steps = steps[: len(periods)]
    values = [
        (200 + sum(steps[: i + 1])) * size / 10 ** meaning["decimals"] for i in range(len(steps))
    ]
    certain = st.sampled_from(["definitief", "voorlopig", "nader voorlopig"])
    about = {"region_code": "AM08", "characteristic": "Alle"}
    rows = [
        about | {"period": p, "value": round(v, 6), "status": draw(certain)}
        for p, v in zip(periods, values, strict=True)
    ]
    series = small_series("bijstand-aandeel", rows, **meaning, frequency=frequency)
    return Case(series, Choice(("AM08",), periods[-1], "Alle"))


@given(lines())
def test_highest_and_lowest_are_said_when_they_are_and_only_then(case: Case) -> None:
    reader = Reader(case.series, "Alle", case.choice.period)
    kinds = [reader.read(sentence) for sentence in told(case)]
    frame = case.series.frame
    *earlier, own = [round(v / float(reader.rounding())) for v in frame["value"]]
    below = longest([value < own for value in reversed(earlier)])
    above = longest([value > own for value in reversed(earlier)])
    many = {"jaar": 5, "kwartaal": 5, "maand": 13}[case.series.indicator.frequency]
    beyond = earlier[-max(below, above) :]
    can = max(below, above) + 1 >= many and all(abs(value - own) > 1 for value in beyond)
    assert ("record" in kinds) is (can and len(beyond) == len(earlier))
    assert ("since" in kinds) is (can and len(beyond) < len(earlier))
    event(f"{'record' in kinds} {'since' in kinds}")


def longest(flags: list[bool]) -> int:
    """How many are true before the first that is not."""
    return flags.index(False) if False in flags else len(flags)
