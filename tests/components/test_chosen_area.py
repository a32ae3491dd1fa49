"""Whatever area is chosen is seen: with its value, or with the words that there is none.

Every figure, every area and every form is walked; values are read anew from the series.
"""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html import unescape
from math import isnan

import pytest
from openpyxl import load_workbook
from samples import COUNTED_MAPS, IDS, MAPS, TODAY, Html, comparison, html_of, newest

from components.deck.slide import part_blocks
from components.deck.slides import make_slides
from components.exhibit.asked import (
    EVERY_AREA,
    EVERY_PERIOD,
    FORMS,
    MAX_VALUES,
    Asked,
    RefusalError,
    forms_of,
)
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.model import Exhibit
from components.files.formats import FORMATS
from components.render.colours import Colours
from components.render.image import image
from components.render.tile_page import TilePlace, tile_page
from components.share.share_page import TILE, USUAL, Embedding, share_body
from components.share.shared import Shared
from components.words.formatting import format_value
from data_loaders.cache import load_series, load_series_with
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.geo.regions import Region, load_regions
from data_loaders.series import Series

REGIONS = load_regions()
NO_FIGURE = "geen cijfer"


def asked_for(indicator_id: str, area: str, form: str) -> Exhibit | RefusalError:
    try:
        return indicator_exhibit(indicator_id, Asked((area,), form), TODAY, ())
    except RefusalError as refusal:
        return refusal


# Averages cannot be added up, and of these benefits one municipality is not shown.
WITHOUT_TOTAL = {
    "huishoudensgrootte", "inkomen-per-inwoner", "adressendichtheid", "uitkeringen-kerncijfers",
}  # fmt: skip


def newest_text(series: Series, area: str) -> str:
    """What the newest row of the first characteristic of an area says, by the data alone."""
    frame = series.frame
    own = frame[frame["region_code"] == area]
    own = own[own["characteristic"] == frame["characteristic"].iloc[0]]
    own = own[own["period"] == frame["period"].max()]
    if own.empty:
        return NO_FIGURE
    value, status = float(own["value"].iloc[0]), str(own["status"].iloc[0])
    return status if isnan(value) else format_value(value, series.indicator)


def names_of(region: Region) -> set[str]:
    return {region.name, region.label}


@pytest.mark.parametrize("indicator_id", IDS)
def test_a_chosen_area_is_in_title_table_and_download_or_its_refusal_names_it(
    indicator_id: str,
) -> None:
    for region in REGIONS.regions:
        # A wider area may have a total that was added up for who asks for it.
        series = load_series_with(indicator_id, (region.code,))
        for form in forms_of(series):
            made = asked_for(indicator_id, region.code, form)
            where = (indicator_id, region.code, form)
            if isinstance(made, RefusalError):
                assert is_true(made, series, region), (*where, made.sentence)
                continue
            assert any(name in f"{made.headline} {made.subtitle}" for name in names_of(region))
            table = made.table
            assert table and any(region.name in row for row in table.rows), where
            rows = [row for row in made.sheet().rows if row["gebied_code"] == region.code]
            assert rows, where
            if indicator_id not in MAPS:
                continue
            text = newest_text(series, region.code)
            if form != "lijn":
                assert text in made.headline, (*where, text, made.headline)
            assert any(
                region.name in row and any(text in cell for cell in row) for row in table.rows
            ), where


def is_true(refusal: RefusalError, series: Series, region: Region) -> bool:
    """Whether a refusal says what is so: of the area, or of how many values there are."""
    frame = series.frame
    known = set(frame["region_code"])
    told = any(name in refusal.sentence for name in names_of(region))
    if "als geheel" in refusal.sentence:
        inside = known & set(REGIONS.members(region.code))
        return told and region.code not in known and f"wel voor {len(inside)} " in refusal.sentence
    if "is dit cijfer er niet." in refusal.sentence:
        return told and region.code not in known
    own = frame[frame["period"] == frame["period"].max()]
    return f"dit zijn er {len(own)}." in refusal.sentence and len(own) > MAX_VALUES


@pytest.mark.parametrize("indicator_id", IDS)
def test_every_refusal_of_a_form_is_true_and_leads_to_what_there_is(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for form in FORMS:
        made = form_alone(indicator_id, form)
        if not isinstance(made, RefusalError):
            assert form in forms_of(series) and made.headline
        elif form in forms_of(series):
            assert is_true(made, series, REGIONS.get(REGIONS.default)), made.sentence
        else:
            assert made.sentence == f"Dit cijfer is er niet als {form}."
            assert {option.value for option in made.options} == set(forms_of(series))
        if isinstance(made, RefusalError) and "als geheel" in made.sentence:
            for option in made.options:
                assert isinstance(asked_for(indicator_id, option.value, form), Exhibit)


def form_alone(indicator_id: str, form: str) -> Exhibit | RefusalError:
    try:
        return indicator_exhibit(indicator_id, Asked(form=form), TODAY, ())
    except RefusalError as refusal:
        return refusal


@pytest.mark.parametrize("indicator_id", COUNTED_MAPS)
def test_the_total_of_the_region_is_on_the_page_and_in_its_download(indicator_id: str) -> None:
    series = load_series(indicator_id)
    for area in ("AM07", "AM08", "GMR"):
        card = comparison(indicator_id, newest(series, area))
        shown = REGIONS.get(card.choice.areas[0])
        text = newest_text(series, shown.code)
        # What is no count that can be added up has no value of the region, and says so.
        assert (text == NO_FIGURE) is (indicator_id in WITHOUT_TOTAL)
        assert shown.name in card.ranking.headline and text in card.ranking.headline
        assert card.on_map.headline == card.ranking.headline
        table = Html(html_of("foot", card.ranking))
        assert shown.name in table.text and text in table.text
        assert {row["gebied_code"] for row in card.ranking.sheet().rows} >= {shown.code}


def test_an_area_without_a_row_says_so_in_every_part() -> None:
    card = comparison("leeftijdsopbouw", newest(load_series("leeftijdsopbouw"), "AM07"))
    assert "geen cijfer voor Midden-Gelderland" in card.ranking.headline
    (row,) = [r for r in card.ranking.tables[0].table.rows if "Midden-Gelderland" in r]
    assert NO_FIGURE in row
    (record,) = [r for r in card.ranking.sheet().rows if r["gebied_code"] == "AM07"]
    assert (record["waarde"], record["status"]) == ("", NO_FIGURE)


@pytest.mark.parametrize(
    ("indicator_id", "area", "text"),
    [
        ("bijstand-aantal", "AM07", "13.200"),
        ("ww-aantal", "AM07", "4.100"),
        ("wia-aantal", "AM07", "10.700"),
        ("wajong-aantal", "AM07", "7.900"),
        ("bijstand-aandeel", "NL01", "3,9\u00a0%"),
        ("bevolking", "PV25", "2.173.349"),
        ("leeftijdsopbouw", "AM07", NO_FIGURE),
        ("ww-aantal", "GM0277", "niet getoond"),
    ],
)
def test_every_face_and_every_format_has_the_chosen_area(
    indicator_id: str, area: str, text: str
) -> None:
    name = REGIONS.get(area).name
    made = indicator_exhibit(indicator_id, Asked((area,), "tabel"), TODAY)
    colours = Colours()
    (slide,) = make_slides(Deck("", None, (DeckTile("cijfer", indicator_id, (area,)),)), TODAY)
    shared = Shared("https://x.nl/", indicator_id, [("gebied", area)], None, made)
    faces = {
        "tile": tile_page(made, [], colours, TilePlace("../")),
        "image": image(made, None, "licht"),
        "slide": " ".join(
            f"{one.title} {' '.join(html for html, _ in part_blocks(one))}" for one in slide.screens
        ),
        "share": str(share_body(shared, Embedding(TILE, "tabel", FORMS, USUAL, 400), "../", TODAY)),
    }
    for face, html in faces.items():
        seen = " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())
        assert name in seen and " ".join(text.split()) in seen, (face, seen[:600])
    for item in FORMATS.values():
        if item.write and item.ending != "csv-metadata.json":  # it describes columns only
            assert name.encode() in _plain(item.ending, item.write(made.sheet())), item.ending


def _plain(ending: str, content: bytes) -> bytes:
    if ending != "xlsx":
        return content
    rows = load_workbook(io.BytesIO(content))["Gegevens"].iter_rows(values_only=True)
    return repr([*rows]).encode()


def test_a_choice_that_changes_nothing_says_so() -> None:
    whole = indicator_exhibit("banenafspraak-participatie", Asked(("NL01",)), TODAY, ())
    assert EVERY_AREA in whole.cautions
    assert EVERY_AREA not in indicator_exhibit("pendel-uit", Asked(("AM07",)), TODAY, ()).cautions
    line = indicator_exhibit("bevolking", Asked((), "lijn", "2020"), TODAY, ())
    assert EVERY_PERIOD in line.cautions
    assert EVERY_PERIOD not in indicator_exhibit("bevolking", Asked((), "lijn"), TODAY, ()).cautions
    card = comparison("bevolking", replace(newest(load_series("bevolking"), "AM07"), period="2020"))
    assert card.trend and not card.trend.cautions


def test_a_title_about_another_area_also_tells_the_chosen_one() -> None:
    made = indicator_exhibit("banen-sectoraandeel", Asked(("NL01",), "tabel"), TODAY, ())
    assert made.headline.endswith("; Nederland: Industrie bijna 9\u00a0%")


def test_of_several_areas_the_line_names_each() -> None:
    asked = Asked(("GM0202", "AM07", "PV25"), "lijn", measure="aantal")
    made = indicator_exhibit("bevolking", asked, TODAY, ())
    for region in map(REGIONS.get, ("GM0202", "AM07", "PV25")):
        text = newest_text(load_series("bevolking"), region.code)
        assert region.name in made.headline and text in made.headline


def test_of_several_areas_the_usual_line_names_each_with_its_index() -> None:
    areas = ("GM0202", "AM07", "PV25")
    made = indicator_exhibit("bevolking", Asked(areas, "lijn"), TODAY, ())
    frame = load_series("bevolking").frame
    for region in map(REGIONS.get, areas):
        own = frame[frame["region_code"] == region.code].set_index("period")["value"]
        text = f"{100 * own['2026'] / own['2019']:.1f}".replace(".", ",")
        assert f"{region.name} {text}" in made.headline
        assert any(region.name in row and text in row for row in made.table.rows)
        rows = [row for row in made.sheet().rows if row["gebied_code"] == region.code]
        assert {row["periode"] for row in rows} >= {"2019", "2026"}


def test_a_total_that_we_add_up_is_what_the_source_says_elsewhere() -> None:
    parts = load_series_with("geslacht", ("PV25",)).frame
    parts = parts[parts["region_code"] == "PV25"]
    people = load_series("bevolking").frame
    people = people[people["region_code"] == "PV25"].set_index("period")["value"]
    assert set(parts["origin"]) == {"berekend"}
    for period, total in parts.groupby("period")["value"].sum().items():
        assert total == people[period], period
