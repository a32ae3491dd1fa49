"""Maps, rankings and trends: for every indicator with areas and every kind of choice."""

from __future__ import annotations

import re
from html import unescape
from itertools import pairwise

import pytest
from samples import MAPS, Html, comparison, drawn_rows, html_of, map_of, newest, spec_of

from components.charts.map_model import NOT_SHOWN
from components.exhibit.areas import compared_areas, download_frame, ranking_frame, rows_of_choice
from components.exhibit.on_page import Compared
from components.words.choice import Choice
from components.words.formatting import format_value
from data_loaders.cache import load_series
from data_loaders.geo.regions import load_regions

REGIONS = load_regions()
CHOICES = [
    ("AM07",),
    ("AM08",),
    ("GMR",),
    ("NL01",),
    ("GM0202",),
    ("GM0274",),
    ("GM0277",),
    ("GM0202", "GM0226", "GM0268", "GM0274"),
    ("AM07", "GM0268"),
]
# Figures of the Meerjarenagenda are there for the nine municipalities of one region only.
ONLY_AM07 = [i for i in MAPS if not {"GM0268", "GM0274"} & set(load_series(i).frame["region_code"])]
BENEFITS = [
    i for i in MAPS if load_series(i).indicator.topic == "uitkeringen" and i != "inwoners-15-64"
]
COUNTED = [i for i in MAPS if not load_series(i).indicator.is_rate]


def card_for(indicator_id: str, *areas: str) -> Compared:
    return comparison(indicator_id, newest(load_series(indicator_id), *areas))


def ranking_rows(card: Compared) -> list[dict[str, object]]:
    return drawn_rows(spec_of(card.ranking), "role")


def legend_of(card: Compared) -> set[str]:
    return {swatch.label for swatch in card.on_map.drawn[0].legend}


def table_html(card: Compared) -> str:
    """The table under the map."""
    return html_of("foot", card.ranking).split("</table>")[0]


def without_figures(indicator_id: str, areas: tuple[str, ...]) -> list[str]:
    """The chosen areas without a row, of which some municipality has none, by the data alone."""
    known = set(load_series(indicator_id).frame["region_code"])
    wide = {"NL01": "GMR"}
    return [
        code
        for code in areas
        if code not in known and not set(REGIONS.members(wide.get(code, code)) or [code]) <= known
    ]


@pytest.mark.parametrize("indicator_id", MAPS)
def test_every_choice_makes_a_whole_card_about_the_areas_it_names(indicator_id: str) -> None:
    for areas in CHOICES:
        card = card_for(indicator_id, *areas)
        lacking = without_figures(indicator_id, areas)
        assert bool(card.notice) is bool(lacking), areas
        assert set(card.choice.areas) == set(areas) - set(lacking) or card.choice.areas == ("AM07",)
        assert len(map_of(card.on_map).areas) >= 7
        assert card.on_map.headline == card.ranking.headline
        assert not re.search(r"\bnan\b|[{}]", card.ranking.headline)
        seen = [row["name"] for row in ranking_rows(card)]
        assert len(seen) == len(set(seen)) >= 7
        assert "Bron:" in Html(html_of("foot", card.ranking)).text
        for made in filter(None, [card.on_map, card.ranking, card.trend]):
            Html(html_of("head", made) + html_of("foot", made))


def test_areas_without_figures_are_told_and_give_way() -> None:
    assert len(ONLY_AM07) >= 8
    for indicator_id in ONLY_AM07:
        for area, name in [
            ("AM08", "Rijk van Nijmegen"),
            ("GMR", "Groene Metropoolregio"),
            ("PV25", "Gelderland"),
            ("GM0274", "Renkum"),
            ("GM0268", "Nijmegen"),
        ]:
            card = card_for(indicator_id, area)
            assert card.notice == f"Voor {name} is dit cijfer er niet. U ziet Midden-Gelderland."
            assert card.choice.areas == ("AM07",)
            assert card.ranking.headline == card_for(indicator_id, "AM07").ranking.headline
            assert "midden-gelderland" in card.ranking.stem
        is_rate = load_series(indicator_id).indicator.is_rate
        told = "" if is_rate else "Voor Nederland is dit cijfer er niet. U ziet Midden-Gelderland."
        assert card_for(indicator_id, "NL01").notice == told


def test_of_several_areas_only_those_without_figures_are_left_out() -> None:
    card = card_for("bijstand-aandeel", "GM0202", "GM0268", "GM0274")
    assert card.notice == "Voor Nijmegen en Renkum is dit cijfer er niet."
    assert card.choice.areas == ("GM0202",)
    assert "Arnhem 7,1\u00a0%" in card.ranking.headline


def test_the_starting_region_has_figures_everywhere() -> None:
    for indicator_id in MAPS:
        assert card_for(indicator_id, REGIONS.default).notice == ""


@pytest.mark.parametrize("indicator_id", MAPS)
def test_ranking_goes_from_high_to_low_and_ends_with_those_without_a_value(
    indicator_id: str,
) -> None:
    values = [row["value"] for row in ranking_rows(card_for(indicator_id, "AM07"))]
    known = [value for value in values if value is not None]
    assert all(one >= other for one, other in pairwise(known))
    assert values == known + [None] * (len(values) - len(known))


@pytest.mark.parametrize("indicator_id", COUNTED)
def test_ranking_of_counts_holds_no_region_and_no_country(indicator_id: str) -> None:
    wide = {r.label for r in REGIONS.regions if r.level != "gemeente"}
    for areas in CHOICES:
        assert not wide & {row["name"] for row in ranking_rows(card_for(indicator_id, *areas))}


def test_ranking_of_a_rate_compares_with_region_and_country_in_their_own_role() -> None:
    rows = {row["name"]: row for row in ranking_rows(card_for("bijstand-aandeel", "GM0202"))}
    assert rows["Nederland"]["role"] == rows["Midden-Gelderland"]["role"] == "vergelijking"
    assert rows["Arnhem"]["role"] == "gekozen"
    assert rows["Duiven"]["role"] == "overig"
    everyone = ranking_rows(card_for("bijstand-aandeel", "AM07"))
    assert {row["role"] for row in everyone} == {"gekozen", "vergelijking"}


def test_ranking_values_are_the_published_ones() -> None:
    rows = {row["name"]: row["text"] for row in ranking_rows(card_for("bijstand-aandeel", "AM07"))}
    assert rows["Arnhem"] == "7,1\u00a0%"
    assert rows["Midden-Gelderland"] == "5,1\u00a0%"
    assert len(rows) == 9 + 2


@pytest.mark.parametrize("indicator_id", BENEFITS)
def test_rozendaal_is_a_word_and_no_bar_and_has_no_colour_and_no_circle(indicator_id: str) -> None:
    for areas in (("AM07",), ("GM0277",)):
        card = card_for(indicator_id, *areas)
        (bar,) = [row for row in ranking_rows(card) if row["name"] == "Rozendaal"]
        assert (bar["value"], bar["text"]) == (None, NOT_SHOWN)
        (area,) = [area for area in map_of(card.on_map).areas if area.name == "Rozendaal"]
        assert (area.text, area.short, area.state) == (NOT_SHOWN, "", NOT_SHOWN)
        assert (area.step, area.share) == (None, 0)
        assert "Niet getoond (privacy)" in legend_of(card)
        assert "Rozendaal niet getoond" in card.ranking.headline


@pytest.mark.parametrize("indicator_id", BENEFITS)
def test_no_remainder_of_benefits_is_made_and_no_total_but_the_published_one(
    indicator_id: str,
) -> None:
    series = load_series(indicator_id)
    frame = series.frame
    assert not series.indicator.aggregate
    assert set(frame["origin"]) == {"bron"}
    if series.indicator.is_rate:
        return
    wider = frame[frame["region_code"] == "AM07"]["value"]
    if wider.empty:  # no total of ours and none of the source
        assert set(frame["region_level"]) == {"gemeente"}
        return
    own, total = frame[frame["region_level"] == "gemeente"]["value"].sum(), float(wider.iloc[0])
    known = {f"{value:,.0f}".replace(",", ".") for value in frame["value"].dropna()}
    for areas in CHOICES:
        card = card_for(indicator_id, *areas)
        table = table_html(card)
        cells = set(re.findall(r'<td class="amm-getal">([^<]*)</td>', table))
        assert cells <= known | {NOT_SHOWN}
        is_chosen = "AM07" in card.choice.areas
        assert (f"{total:,.0f}".replace(",", ".") in cells) is is_chosen
        if total != own and f"{abs(total - own):.0f}" not in known:
            assert f">{abs(total - own):.0f}<" not in table


@pytest.mark.parametrize("indicator_id", MAPS)
def test_table_under_the_map_has_the_rows_of_the_ranking(indicator_id: str) -> None:
    card = card_for(indicator_id, "GMR")
    table = unescape(table_html(card))
    shown = re.findall(r'<td class="amm-getal">([^<]*)</td>', table)
    ranked = [row["text"] for row in ranking_rows(card)]
    if indicator_id in COUNTED:  # its total would dwarf the bars of municipalities
        series = load_series(indicator_id)
        rows = rows_of_choice(series.frame, card.choice)
        total = list(rows[rows["region_code"] == card.choice.areas[0]]["value"])
        told = [format_value(value, series.indicator) for value in total]
        assert [shown.pop(0) for _ in total] == told
        if not total:  # what cannot be added up has no total, and says so
            shown.remove("geen cijfer")
    assert shown == ranked


def test_trend_is_there_when_there_is_more_than_one_period() -> None:
    for indicator_id in MAPS:
        card = card_for(indicator_id, "GM0202")
        several = load_series(indicator_id).frame["period"].nunique() > 1
        assert (card.trend is not None) is several
        if card.trend:
            assert card.trend.headline and card.trend.table and spec_of(card.trend)


def test_trend_shows_at_most_four_lines_each_with_all_its_periods() -> None:
    card = card_for("bevolking", "GM0202", "GM0268", "GM0274", "GM0277")
    rows = drawn_rows(spec_of(card.trend), "period")
    names = {str(row["name"]) for row in rows}
    assert names == {"Arnhem", "Nijmegen", "Renkum", "Rozendaal"}
    ticks = {row["tick"] for row in rows}
    assert "1 jan 2019" in ticks and "1 jan 2026" in ticks
    assert all(sum(row["name"] == name for row in rows) >= len(ticks) for name in names)


def test_areas_in_view_are_the_region_its_municipalities_and_the_country() -> None:
    assert compared_areas(Choice(("GM0202",))) == [*REGIONS.members("AM07"), "AM07", "NL01"]
    both = compared_areas(Choice(("GM0202", "GM0268")))
    assert set(both) == {*REGIONS.members("GMR"), "GMR", "NL01"}
    assert len(compared_areas(Choice(("NL01",)))) == 18 + 2


@pytest.mark.parametrize("indicator_id", MAPS)
def test_download_has_every_period_and_at_least_the_ranked_areas(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for areas in CHOICES:
        choice = card_for(indicator_id, *areas).choice
        whole = download_frame(series.frame, choice)
        ranked = set(ranking_frame(series, choice)["region_code"])
        assert ranked and ranked <= set(whole["region_code"])
        assert set(whole["characteristic"]) == {choice.characteristic}
        own = series.frame[series.frame["characteristic"] == choice.characteristic]
        assert set(whole["period"]) == set(own["period"])


def test_map_has_the_municipalities_of_the_region_around_the_choice() -> None:
    for areas, region in (
        (("AM07",), "AM07"),
        (("GM0202",), "AM07"),
        (("GM0202", "GM0268"), "GMR"),
    ):
        shown = map_of(card_for("bevolking", *areas).on_map)
        assert set(shown.codes) == set(REGIONS.members(region))
