"""What stands out in a figure: one example of each rule, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from changes import short_change
from samples import Html, areas_series, newest, small_series

from components.exhibit.on_page import page_exhibit
from components.insights.lines import insights, tile_insights
from components.insights.phrases import ordinal
from components.markup.templates import macro
from components.words.choice import Choice
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.registry import load_registry, read_indicator
from data_loaders.series import Series

LATER = date(2030, 1, 1)
ARNHEM, DOESBURG, DUIVEN, RHEDEN, ROZENDAAL = "GM0202", "GM0221", "GM0226", "GM0275", "GM0277"
NIJMEGEN, RENKUM = "GM0268", "GM0274"
PART = "\u00a0% van de inwoners van 15 t/m 64 jaar (dec 2024)"


def told(series: Series, *areas: str, today: date = LATER) -> list[str]:
    return list(insights(series, newest(series, *areas), today))


def rates(values: dict[str, float | None], **changes: Any) -> Series:
    return areas_series("bijstand-aandeel", values, **changes)


def counts(values: dict[str, float | None], **changes: Any) -> Series:
    return areas_series("bijstand-aantal", values, **changes)


def line(values: Iterable[float | None], **changes: Any) -> Series:
    """Inhabitants of Arnhem on 1 January of the years up to 2026."""
    found = list(values)
    rows = [
        {"period": str(2027 - len(found) + index)}
        | ({"status": "onbekend"} if value is None else {"value": value})
        for index, value in enumerate(found)
    ]
    return small_series("bevolking", rows, **changes)


def test_rate_is_compared_with_region_and_country() -> None:
    series = rates({ARNHEM: 7.1, "AM07": 5.1, "NL01": 3.9})
    assert told(series, ARNHEM) == [
        f"In Arnhem is het aandeel 7,1{PART}: "
        "hoger dan Midden-Gelderland (5,1\u00a0%) en Nederland (3,9\u00a0%)."
    ]


@pytest.mark.parametrize(
    ("region", "country", "words"),
    [
        (5.3, 4.9, "lager dan Midden-Gelderland (5,3\u00a0%) en hoger dan Nederland (4,9\u00a0%)."),
        (5.1, 5.2, "gelijk aan Midden-Gelderland (5,1\u00a0%) en ongeveer gelijk aan Nederland"),
        (5.0, 5.2, "ongeveer gelijk aan Midden-Gelderland (5,0\u00a0%) en Nederland (5,2\u00a0%)."),
        (None, 4.9, ": hoger dan Nederland (4,9\u00a0%)."),
    ],
)
def test_each_comparison_has_its_own_word(region: float | None, country: float, words: str) -> None:
    (sentence,) = told(rates({ARNHEM: 5.1, "AM07": region, "NL01": country}), ARNHEM)
    assert words in sentence


def test_municipality_outside_a_labour_region_is_compared_with_the_wider_region() -> None:
    (sentence,) = told(rates({RENKUM: 4.0, "AM07": 5.1, "GMR": 4.5}), RENKUM)
    assert sentence.endswith(": lager dan de Groene Metropoolregio (4,5\u00a0%).")


def test_counts_are_never_compared_with_region_or_country() -> None:
    assert told(counts({ARNHEM: 8200, "AM07": 13200, "NL01": 400000}), ARNHEM) == []


def test_estimate_is_compared_with_nothing_and_a_forecast_only_with_forecasts() -> None:
    def series(own: str, other: str) -> Series:
        rows = [
            {"region_code": ARNHEM, "value": 7.1, "status": own},
            {"region_code": "NL01", "value": 3.9, "status": other},
        ]
        return small_series("bijstand-aandeel", rows)

    assert told(series("geschat", "definitief"), ARNHEM) == []
    assert told(series("definitief", "geschat"), ARNHEM) == []
    assert told(series("prognose", "definitief"), ARNHEM) == []
    (sentence,) = told(series("prognose", "prognose"), ARNHEM)
    assert "(dec 2024, prognose): hoger dan Nederland" in sentence
    (sentence,) = told(series("definitief", "voorlopig"), ARNHEM)
    assert "(dec 2024, voorlopig): hoger dan Nederland" in sentence


def test_ranks_are_said_with_ties_and_without_those_that_are_not_shown() -> None:
    values = {ARNHEM: 7.1, DOESBURG: 4.9, RHEDEN: 4.7, "GM0293": 4.7, DUIVEN: 2.5, "GM1705": 2.5}
    series = rates(values | {ROZENDAAL: None})
    among = "gemeenten in Midden-Gelderland met een cijfer"
    without = "; 1 gemeente is niet getoond; 2 gemeenten hebben geen cijfer."
    assert told(series, ARNHEM) == [
        f"Van de 6 {among} is het aandeel het hoogst in Arnhem: 7,1{PART}{without}"
    ]
    assert told(series, DOESBURG) == [
        f"Van hoog naar laag staat het aandeel in Doesburg op de tweede plaats van de 6 {among}: "
        f"4,9{PART}{without}"
    ]
    assert told(series, RHEDEN) == [
        "Van hoog naar laag staat het aandeel in Rheden op een gedeelde derde plaats van de 6 "
        f"{among}, samen met Westervoort: 4,7{PART}{without}"
    ]
    assert told(series, DUIVEN) == [
        f"Van de 6 {among} is het aandeel het laagst in Duiven, samen met Lingewaard: "
        f"2,5{PART}{without}"
    ]


def test_counts_have_no_ranks() -> None:
    """They say only who is large."""
    assert told(counts({ARNHEM: 8200, DUIVEN: 500, ROZENDAAL: None}), ARNHEM, DUIVEN) == []


def test_all_the_same_is_no_rank_and_one_alone_neither() -> None:
    same = rates({ARNHEM: 3.0, DUIVEN: 3.0})
    assert told(same, DUIVEN) == [
        "In de 2 gemeenten in Midden-Gelderland met een cijfer is het aandeel overal "
        f"3,0{PART}; 7 gemeenten hebben geen cijfer."
    ]
    assert told(same, ARNHEM, DUIVEN) == told(same, DUIVEN)
    assert told(rates({ARNHEM: 3.0, DUIVEN: None}), ARNHEM) == []


def test_more_than_three_ties_are_counted() -> None:
    values = dict.fromkeys((ARNHEM, DOESBURG, DUIVEN, RHEDEN, "GM0293"), 2.0)
    (sentence,) = told(rates(values | {"GM1705": 1.0}), DUIVEN)
    assert "het hoogst in Duiven, samen met 4 andere gemeenten: 2,0" in sentence


def test_of_what_is_not_shown_nothing_is_said_but_that() -> None:
    series = rates({ARNHEM: 7.1, DUIVEN: 2.5, ROZENDAAL: None, "AM07": 5.1, "NL01": 3.9})
    assert told(series, ROZENDAAL) == ["Van Rozendaal is het aandeel niet getoond (dec 2024)."]
    assert told(series, NIJMEGEN) == []


def test_total_of_a_region_is_not_told_when_one_of_its_parts_is_not_shown() -> None:
    """Whoever sees the other eight in the table would only have to subtract."""

    def series(status: str) -> Series:
        rows = [
            {"region_code": code, "period": period, "value": value}
            for code, value in (("AM07", 1000.0), (ARNHEM, 600.0), (ROZENDAAL, float("nan")))
            for period in ("2023-12", "2024-12")
        ]
        for row in rows:
            row["status"] = status if row["region_code"] == ROZENDAAL else "definitief"
        return small_series("bijstand-aantal", rows)

    assert told(series("niet getoond"), "AM07") == []
    assert len(told(series("niet getoond"), ARNHEM)) == 1
    assert len(told(series("niet getoond"), "AM07", ARNHEM)) == 1
    assert len(told(series("onbekend"), "AM07")) == 1


def test_a_region_says_how_far_its_municipalities_lie_apart() -> None:
    series = rates({ARNHEM: 7.1, DUIVEN: 2.5, ROZENDAAL: None})
    assert told(series, "AM07") == [
        "Tussen de gemeenten in Midden-Gelderland loopt het aandeel uiteen van 2,5\u00a0% tot "
        f"7,1{PART}, een verschil van 4,6 procentpunt; 1 gemeente is niet getoond; "
        "6 gemeenten hebben geen cijfer."
    ]
    assert told(rates({ARNHEM: 7.1, DUIVEN: 7.0}), "AM07") == []
    assert told(counts({ARNHEM: 8200, DUIVEN: 500}), "AM07") == []


def test_change_is_since_a_year_earlier_and_since_the_first_year() -> None:
    assert told(line([100, 90, 120]), ARNHEM) == [
        "Sinds 1 januari 2025 is het aantal in Arnhem gestegen van 90 naar 120 inwoners "
        "(1 januari 2026): 30 meer.",
        "Sinds 1 januari 2024 is het aantal in Arnhem gestegen van 100 naar 120 inwoners "
        "(1 januari 2026): 20 meer.",
    ]


@pytest.mark.parametrize(
    ("old", "new", "changes", "words"),
    [
        (100, 70, {}, "gedaald van 100 naar 70 inwoners (1 januari 2026): 30 minder."),
        (100, 100, {}, "gelijk gebleven: 100 inwoners (1 januari 2026)."),
        (100, 101, {}, "ongeveer gelijk gebleven: eerst 100, nu 101 inwoners (1 januari 2026)."),
        (
            100,
            105,
            {"rounding": 5.0},
            "eerst 100, nu 105 inwoners (1 januari 2026); "
            "het verschil kan door de afronding komen.",
        ),
        (100, 110, {"rounding": 5.0}, "gestegen van 100 naar 110 inwoners"),
        (0, 3, {}, "gestegen van 0 naar 3 inwoners (1 januari 2026): 3 meer."),
    ],
)
def test_change_smaller_than_the_rounding_is_about_the_same(
    old: float, new: float, changes: dict[str, Any], words: str
) -> None:
    (sentence,) = told(line([old, new], **changes), ARNHEM)
    assert sentence.startswith("Sinds 1 januari 2025 is het aantal in Arnhem ")
    assert sentence.endswith(words) or words in sentence
    assert "%" not in sentence


def test_change_of_a_rate_is_in_percentage_points() -> None:
    rows = [{"period": f"202{y}-12", "value": v} for y, v in ((3, 7.4), (4, 7.1))]
    (sentence,) = told(small_series("bijstand-aandeel", rows), ARNHEM)
    assert sentence == (
        "Sinds dec 2023 is het aandeel in Arnhem gedaald van 7,4\u00a0% naar "
        f"7,1{PART}: 0,3 procentpunt lager."
    )


def test_rounding_of_a_sum_is_that_of_its_nine_parts() -> None:
    def total(new: float) -> str:
        rows = [
            {"region_code": "AM07", "period": p, "value": v, "origin": "berekend"}
            for p, v in (("2025", 1000.0), ("2026", new))
        ]
        return told(small_series("bevolking", rows, rounding=5.0), "AM07")[0]

    assert "ongeveer gelijk gebleven" in total(1045)
    assert "gestegen" in total(1050)


@pytest.mark.parametrize("values", [[100, None, 120], [None, 120], [100, None, None, 120]])
def test_nothing_is_compared_across_a_gap(values: list[float | None]) -> None:
    series = line(values)
    assert [s for s in told(series, ARNHEM) if s.startswith("Sinds")] == []
    lost = replace(series, _frame=series.frame[series.frame["value"].notna()])
    assert [s for s in told(lost, ARNHEM) if s.startswith("Sinds")] == []


def test_unknown_value_is_compared_with_nothing() -> None:
    assert told(line([100, 90, None]), ARNHEM) == [
        "Van Arnhem is het aantal onbekend (1 januari 2026)."
    ]


def test_after_a_gap_the_series_begins_anew() -> None:
    found = told(line([100, 110, None, 130, 140, 150]), ARNHEM)
    assert [s[:22] for s in found] == ["Sinds 1 januari 2025 i", "Sinds 1 januari 2024 i"]


@pytest.mark.parametrize("breaks", [("2026",), ("2025",)])
def test_nothing_is_compared_across_a_break(breaks: tuple[str, ...]) -> None:
    found = told(line([100, 110, 130], breaks=breaks), ARNHEM)
    assert [s[:20] for s in found] == ["Sinds 1 januari 2025"] * (breaks == ("2025",))


def test_what_we_worked_out_ourselves_is_not_compared_with_what_was_published() -> None:
    series = line([100, 110, 130])
    mixed = replace(series, _frame=series.frame.assign(origin=["bron", "bron", "berekend"]))
    assert told(mixed, ARNHEM) == []


def test_forecasts_are_not_compared_with_one_another_in_time() -> None:
    series = line([100, 110, 130])
    series = replace(series, _frame=series.frame.assign(status="prognose"))
    assert told(series, ARNHEM) == []
    assert short_change(series, ARNHEM).direction == "geen eerder cijfer"


def test_estimate_in_between_is_a_gap_and_provisional_is_said() -> None:
    series = line([100, 110, 130])
    for status, count in (("geschat", 0), ("nader voorlopig", 2)):
        frame = series.frame.assign(status=["definitief", status, "voorlopig"])
        found = told(replace(series, _frame=frame), ARNHEM)
        assert len(found) == count
    assert "Sinds 1 januari 2025 (nader voorlopig) is het aantal" in found[0]
    assert "(1 januari 2026, voorlopig): 20 meer." in found[0]


def test_month_is_compared_with_the_same_month_of_earlier_years() -> None:
    periods = [f"{year}-{month:02}" for year in (2022, 2023, 2024) for month in range(1, 13)]
    rows = [{"period": p, "value": 200.0 + 3 * i} for i, p in enumerate(periods)]
    series = small_series("bijstand-aantal", rows, rounding=0.0)
    found = told(series, ARNHEM)
    assert [s[:14] for s in found[:2]] == ["Sinds dec 2023", "Sinds dec 2022"]
    few = replace(series, _frame=series.frame.tail(11))
    assert told(few, ARNHEM) == []


def test_first_year_is_not_told_twice_when_it_is_a_year_earlier() -> None:
    """So that there is room for what is the highest."""
    rows = [
        {"region_code": code, "period": f"{2023 + i // 12}-{1 + i % 12:02}", "value": 100.0 + 9 * i}
        for code in ("AM07", "AM08")
        for i in range(14)
    ]
    found = told(small_series("bijstand-aantal", rows, rounding=0.0), "AM07", "AM08")
    assert [("Sinds feb 2023" in s, "hoogst" in s) for s in found] == [
        (True, False),
        (False, True),
    ] * 2


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([10, 20, 30, 40, 50], "is het hoogst van alle cijfers vanaf 1 januari 2022."),
        ([90, 80, 70, 60, 50], "is het laagst van alle cijfers vanaf 1 januari 2022."),
        ([99, 10, 20, 30, 40, 50], "is het hoogst sinds 1 januari 2021 (99)."),
        ([1, 90, 80, 70, 60, 50], "is het laagst sinds 1 januari 2021 (1)."),
    ],
)
def test_highest_and_lowest_are_told_over_five_periods_or_more(
    values: list[float], words: str
) -> None:
    last = told(line(values), ARNHEM)[-1]
    assert last == f"Het aantal in Arnhem, 50 inwoners (1 januari 2026), {words}"


@pytest.mark.parametrize(
    "values", [[20, 30, 40, 50], [99, 20, 30, 40, 50], [10, 20, 30, 49, 50], [50, 20, 30, 50]]
)
def test_highest_of_a_few_or_by_less_than_the_rounding_is_not_told(values: list[float]) -> None:
    assert not any("hoogst" in sentence for sentence in told(line(values), ARNHEM))


def test_a_period_that_is_not_over_is_compared_with_nothing_earlier() -> None:
    series = line([100, 110, 130], reference="einde")
    assert told(series, ARNHEM, today=date(2026, 12, 30)) == []
    assert len(told(series, ARNHEM, today=date(2026, 12, 31))) == 2


def test_several_areas_share_the_room_there_is() -> None:
    series = load_series("bevolking")
    period = "2026"
    for areas, count in (
        ((ARNHEM,), 3),
        ((ARNHEM, NIJMEGEN), 4),
        ((ARNHEM, NIJMEGEN, RENKUM), 3),
        ((ARNHEM, NIJMEGEN, RENKUM, DUIVEN), 4),
    ):
        found = insights(series, Choice(areas, period), LATER)
        assert len(found) == count
        for code, name in ((ARNHEM, "Arnhem"), (NIJMEGEN, "Nijmegen"), (RENKUM, "Renkum")):
            assert any(f"in {name} " in s for s in found) is (code in areas)


def test_characteristic_is_said() -> None:
    series = load_series("leeftijdsopbouw")
    for sentence in insights(series, Choice((ARNHEM,), "2024", "65 jaar of ouder"), LATER):
        assert "het aandeel (65 jaar of ouder)" in sentence
    assert insights(series, Choice((ARNHEM,), "2024", "bestaat niet"), LATER) == ()
    assert insights(series, Choice((ARNHEM,), "1999", "65 jaar of ouder"), LATER) == ()


def test_figure_divided_into_parts_has_no_sentences_and_no_single_value() -> None:
    series = line([100, 110])
    both = pd.concat([series.frame, series.frame.assign(breakdown="Mannen")])
    series = replace(series, _frame=both)
    assert told(series, ARNHEM) == []
    with pytest.raises(LookupError):
        short_change(series, ARNHEM)
    with pytest.raises(LookupError):
        short_change(load_series("bevolking"), ARNHEM, "bestaat niet")


def test_change_in_short_has_both_values_and_a_word() -> None:
    change = short_change(line([100, 110, 130]), ARNHEM)
    assert (change.value, change.period, change.status) == (130, "2026", "definitief")
    assert (change.previous, change.previous_period) == (110, "2025")
    assert (change.difference, change.direction) == (20, "gestegen")
    assert change.sentence.endswith("gestegen van 110 naar 130 inwoners (1 januari 2026): 20 meer.")
    assert short_change(line([110, 109]), ARNHEM).direction == "ongeveer gelijk"
    assert short_change(line([110, 110]), ARNHEM).direction == "gelijk gebleven"
    assert short_change(line([130, 110]), ARNHEM).difference == -20


def test_change_in_short_without_an_earlier_value_says_so() -> None:
    change = short_change(load_series("mbo-studenten"), "AM07")
    assert change.direction == "geen eerder cijfer"
    assert (change.previous, change.previous_period, change.difference) == (None, "", None)
    assert change.sentence == (
        "In Midden-Gelderland is het aantal 10.821 studenten (schooljaar 2024/2025); "
        "er is geen vergelijkbaar cijfer van een jaar eerder."
    )
    hidden = short_change(load_series("bijstand-aandeel"), ROZENDAAL)
    assert (hidden.value, hidden.status) == (None, "niet getoond")
    assert hidden.sentence == "Van Rozendaal is het aandeel niet getoond (dec 2024)."


def test_tile_tells_about_each_of_its_lines_and_of_the_country_only_when_alone() -> None:
    found = tile_insights(load_series("uitkeringen-nederland"), LATER)
    assert [s.split(" is ")[1].split(" in ")[0] for s in found] == [
        "het aantal (Bijstand tot de AOW-leeftijd)",
        "het aantal (WW)",
        "het aantal (WIA)",
        "het aantal (Wajong)",
    ]
    assert tile_insights(load_series("banenafspraak-participatie"), LATER) == (
        "In Midden-Gelderland is het aandeel 51\u00a0%, in Nederland 52\u00a0% (eind 2024); "
        'de bron schrijft: "net iets minder dan het landelijk percentage".',
    )
    rows = [
        {"region_code": code, "period": period, "value": value}
        for code in ("NL01", "AM07")
        for period, value in (("2023-12", 3.0), ("2024-12", 4.0))
    ]
    both = tile_insights(small_series("werkloosheid-nederland", rows), LATER)
    assert len(both) == 2
    assert all("n Midden-Gelderland " in sentence for sentence in both)
    for without in ("bevolking", "inwoners-regio", "vacatures-beroepsniveau", "pendel-uit"):
        assert tile_insights(load_series(without), LATER) == ()


def test_list_has_its_own_heading_and_everything_is_escaped() -> None:
    page = Html(macro("vitrine", "insights", ["Een <b>zin</b>.", "Nog een."]))
    assert page.within("h4") == ["Wat valt op"]
    assert page.within("li") == ["Een <b>zin</b>.", "Nog een."]
    assert macro("vitrine", "insights", []) == ""


def test_card_of_a_tile_and_of_the_explorer_hold_the_list() -> None:
    from samples import comparison

    series = load_series("banenafspraak-participatie")
    card = page_exhibit(series.indicator.id, "licht", LATER)
    assert card.insights == tile_insights(series, LATER)
    again = page_exhibit(series.indicator.id, "licht", LATER)
    assert again.insights is card.insights and again.figures is card.figures
    series = load_series("bijstand-aandeel")
    shown = comparison("bijstand-aandeel", newest(series, ARNHEM))
    assert list(shown.ranking.insights) == told(series, ARNHEM)
    gone = comparison("bijstand-aandeel", newest(series, NIJMEGEN))
    assert list(gone.ranking.insights) == told(series, "AM07")


def test_ranks_are_words_as_far_as_they_go() -> None:
    assert [ordinal(n) for n in (1, 2, 8, 18, 20, 21)] == [
        "eerste",
        "tweede",
        "achtste",
        "achttiende",
        "twintigste",
        "21e",
    ]


@pytest.mark.parametrize(
    ("line_of_toml", "words"),
    [
        ("afronding = -5", "de afronding ('afronding') is een getal boven 0"),
        ('breuken = ["2024-13"]', "de periode '2024-13' bestaat niet ('breuken')"),
        ('breuken = ["2024"]', "de periode '2024' past niet bij 'maand' ('breuken')"),
    ],
)
def test_wrong_rounding_or_break_is_a_data_error(
    tmp_path: Path, line_of_toml: str, words: str
) -> None:
    source = (ROOT / "data_loaders/indicators/bijstand-aandeel.toml").read_text("utf-8")
    file = tmp_path / "proef.toml"
    file.write_text(source.replace("decimalen = 1", f"decimalen = 1\n{line_of_toml}"), "utf-8")
    with pytest.raises(DataError) as caught:
        read_indicator(file)
    assert caught.value.sentence == words


def test_default_rounding_is_the_last_decimal() -> None:
    indicators = load_registry().indicators
    assert str(indicators["bijstand-aandeel"].precision) == "0.1"
    assert str(indicators["bevolking"].precision) == "1"
    assert indicators["bijstand-aantal"].precision == 100
