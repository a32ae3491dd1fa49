"""Areas of different size next to each other: rates, an index, and a map that goes further."""

from __future__ import annotations

from datetime import date

import pytest
from samples import map_of

from components.charts.map_drawing import draw_map
from components.exhibit.areas import COUNTRY, NEIGHBOURS, map_codes
from components.exhibit.asked import Asked, RefusalError
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.measure import COUNT, RATE, measured, measures_of
from components.exhibit.on_page import compared
from components.words.choice import Choice
from data_loaders.cache import load_series_with
from data_loaders.geo.boundary_file import load_country
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry

DAY = date(2026, 11, 30)
TWO = ("GM0202", "GM0222")


def cells(areas: tuple[str, ...], indicator_id: str, **asked: str) -> dict[str, str]:
    """The values of the table, by area."""
    made = indicator_exhibit(indicator_id, Asked(areas, "staaf", **asked), DAY, ("licht",))
    assert made.table
    area, value = made.table.columns.index("Gebied"), made.table.numeric[0]
    return {row[area]: row[value] for row in made.table.rows}


def test_two_areas_are_compared_per_thousand_inhabitants_and_one_as_it_is() -> None:
    """26.822 of 59.623 and 85.255 of 167.632, worked out by hand."""
    told = cells(TWO, "huishoudens", period="2024")
    assert (told["Doetinchem"], told["Arnhem"]) == ("449,9", "508,6")
    assert cells(TWO, "huishoudens", period="2024", measure=COUNT)["Doetinchem"] == "26.822"
    assert cells(("GM0202",), "huishoudens", period="2024")["Arnhem"] == "85.255"


def test_inhabitants_are_an_index_because_per_inhabitant_they_say_nothing() -> None:
    """60.466 of 56.250 in the first year that both have."""
    assert cells(TWO, "bevolking", period="2026")["Doetinchem"] == "107,5"
    made = indicator_exhibit("bevolking", Asked(TWO, "staaf"), DAY, ("licht",))
    assert made.title.endswith("index (2012 = 100)")
    assert any("op 100 gezet" in text for text in made.meaning)


def test_an_index_begins_after_the_borders_changed() -> None:
    made = indicator_exhibit("bevolking", Asked(("GM0299", "GM0222"), "staaf"), DAY, ("licht",))
    assert made.title.endswith("index (2018 = 100)")


def test_what_is_not_shown_has_no_rate() -> None:
    areas = ("GM0277", "GM0222")
    told = cells(areas, "uitkeringen-kerncijfers", period="2024", characteristic="WW")
    assert told["Rozendaal"] == "niet getoond"
    assert told["Doetinchem"] == "8,2"


@pytest.mark.parametrize(
    "indicator", [i for i in load_registry().indicators.values() if i.per], ids=lambda i: i.id
)
def test_only_counts_are_held_against_inhabitants(indicator) -> None:  # type: ignore[no-untyped-def]
    assert indicator.is_count
    assert measures_of(indicator, Choice(("AM07",))) == (COUNT,)
    assert len(measures_of(indicator, Choice(TWO))) == 2


def test_an_unknown_measure_is_refused() -> None:
    with pytest.raises(RefusalError):
        indicator_exhibit("huishoudens", Asked(TWO, measure="per hoofd"), DAY)
    assert indicator_exhibit("huishoudens", Asked(TWO, measure=RATE), DAY).title


def test_the_source_line_and_the_table_say_what_we_calculated() -> None:
    made = indicator_exhibit("huishoudens", Asked(TWO, "staaf"), DAY, ("licht",))
    assert made.table
    assert "Status" in made.table.columns
    assert {row[-1].split(", ")[-1] for row in made.table.rows} == {"berekend"}


def test_a_rate_is_as_uncertain_as_the_rounded_counts_it_is_made_of() -> None:
    """Half of Rozendaal's tens is more than the differences that a rate would otherwise tell."""
    areas = ("GM0277", "GM0222")
    series = load_series_with("uitkeringen-kerncijfers", areas)
    assert series.indicator.rounding == 10
    made = measured(series, Choice(areas, "2024", "WW")).frame
    people = load_series_with("bevolking", areas).frame.set_index(["region_code", "period"])
    for row in made[made["value"].notna() & made["region_code"].isin(areas)].itertuples():
        inhabitants = people.loc[(row.region_code, str(row.period)[:4]), "value"]
        assert abs(row.rounding - 1000 * 10 / inhabitants) < 1e-5
    shown = indicator_exhibit(series.indicator.id, Asked(areas, "staaf"), DAY, ("licht",))
    assert any("De aantallen zijn afgerond" in text for text in shown.meaning)
    whole = indicator_exhibit("huishoudens", Asked(TWO, "staaf"), DAY, ("licht",))
    assert not any("afgerond" in text for text in whole.meaning)


def test_an_area_alone_is_compared_with_its_own_region() -> None:
    made = compared("huishoudens", Choice(("GM0222",), "2024", "", COUNT), "licht", DAY)
    assert made.ranking.areas == ("GM0222",)
    assert made.ranking.table
    assert len(made.ranking.table.rows) == len(load_regions().members("AM09"))


def test_a_line_over_other_borders_says_so_and_compares_nothing() -> None:
    choice = Choice(("GM0363",), "2023", "", COUNT)
    made = compared("bevolking", choice, "licht", DAY)
    assert made.trend
    assert any("Weesp" in note for note in made.trend.notes)
    assert not any("2022" in sentence for sentence in made.ranking.insights)


def test_the_map_shows_ours_unless_it_is_asked_to_go_further() -> None:
    ours = [region.code for region in load_regions().municipalities()]
    assert map_codes(Choice(("AM07",))) == list(load_regions().members("AM07"))
    assert map_codes(Choice(("GMR",))) == ours
    near = map_codes(Choice(("AM07",), extent=NEIGHBOURS))
    assert set(ours) < set(near) and len(near) < 120
    assert len(map_codes(Choice(("AM07",), extent=COUNTRY))) == 342
    assert "GM0222" in map_codes(Choice(("GM0222",)))


def test_every_municipality_that_can_be_on_the_map_has_a_shape() -> None:
    shapes = {feature["id"] for feature in load_country().features()}
    assert shapes == set(map_codes(Choice(("AM07",), extent=COUNTRY)))


def test_the_neighbours_are_the_regions_that_share_points_of_our_border() -> None:
    """Read from the shapes themselves: neighbours share every point of their border."""
    points = {
        feature["id"]: set(map(tuple, _positions(feature["geometry"]["coordinates"])))
        for feature in load_country().features()
    }
    ours = {region.code for region in load_regions().municipalities()}
    regions = load_regions()
    touching = {
        next(area for area in regions.elsewhere().get(b).within if area.startswith("AM"))
        for a in ours
        for b in points
        if b not in ours and len(points[a] & points[b]) > 1
    }
    assert touching == set(regions.neighbours)


def _positions(nested: list) -> list:  # type: ignore[type-arg]
    if isinstance(nested[0], int | float):
        return [nested[:2]]
    return [place for part in nested for place in _positions(part)]


def test_the_country_is_drawn_with_the_shapes_of_the_country() -> None:
    asked = Asked(("AM07",), "kaart", "2024", extent=COUNTRY)
    made = indicator_exhibit("huishoudensgrootte", asked, DAY, ("licht",))
    drawn = draw_map(map_of(made), "breed")
    shapes = {shape.told.split(":")[0]: shape.path for shape in drawn.shapes}
    assert len(shapes) == 342 and shapes["Doetinchem"] and shapes["Terschelling"]
    assert {word.text for word in drawn.words} < set(shapes) | {a.text for a in map_of(made).areas}
    assert "uitsnede=nederland" in made.live


def test_a_rate_is_never_made_of_two_years() -> None:
    """Each rate times the inhabitants of the same year is the count again."""
    people = load_series_with("bevolking", ["GM0222"]).frame.query("region_code == 'GM0222'")
    counts = load_series_with("huishoudens", ["GM0222"]).frame.query("region_code == 'GM0222'")
    inhabitants = dict(zip(people["period"], people["value"], strict=True))
    shown = {}
    for period in counts["period"]:
        shown[period] = cells(TWO, "huishoudens", period=period)["Doetinchem"]
    for row in counts.itertuples():
        rate = float(shown[row.period].replace(",", "."))
        assert abs(rate - 1000 * row.value / inhabitants[row.period]) <= 0.05 + 1e-9
