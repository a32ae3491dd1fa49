"""A profile: every figure of an area next to those around it; what is hidden stays so."""

from __future__ import annotations

from math import isnan

import pytest

from components.insights.view import characteristic_rows
from components.profile.area import profile_mark, profile_of
from components.profile.around import around_of
from components.profile.asked import profile_areas, read_area
from components.profile.model import Profile, ProfileRow
from components.profile.sheet import COLUMNS, profile_sheet
from components.profile.words import profile_lead, profile_title
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.documents import load_profile_figures
from data_loaders.geo.regions import load_regions

TOWNS = [region.code for region in load_regions().municipalities()]
WIDE = ["AM07", "AM08", "GMR"]
ELSEWHERE = "GM0344"  # Utrecht
ROZENDAAL = "GM0277"


def profile(code: str, beside: str = "") -> Profile:
    return profile_of(code, beside, dutch_today(), profile_mark(0))


def row_of(found: Profile, name: str) -> ProfileRow:
    (row,) = [row for row in found.main if row.name == name]
    return row


def test_zevenaar_next_to_its_region_and_the_country() -> None:
    found = profile("GM0299")
    row = row_of(found, "Bijstand")
    assert (row.own.text, row.region.text, row.country.text) == ("3,7\xa0%", "5,1\xa0%", "3,9\xa0%")
    assert (row.compared.word, row.compared.rest, row.rank) == ("lager", "dan de regio", "5e van 8")
    assert row.sub == "1.000 huishoudens"
    assert profile_title(found) == "Zevenaar: minder bijstand en meer WIA dan de regio"
    assert "inwoners" in profile_lead(found) and "Midden-Gelderland: 5,1\xa0%" in profile_lead(
        found
    )


@pytest.mark.parametrize("code", [*TOWNS, *WIDE, ELSEWHERE])
def test_every_value_is_the_newest_that_the_source_gives(code: str) -> None:
    found, seen = profile(code), 0
    assert not found.broken and len(found.main) >= 4
    assert len(profile_title(found)) <= 90
    for row in found.rows:
        series = load_series(row.indicator.id)
        if series.indicator.kind != row.indicator.kind or code == ELSEWHERE:
            continue  # calculated here, or read from elsewhere
        rows = characteristic_rows(series, row.characteristic)
        own = rows[rows["region_code"] == code]
        newest = own[own["period"] == row.period].iloc[0]
        known = own[own["value"].notna()]
        assert row.period == (known if len(known) else own)["period"].max()
        missing = isnan(newest["value"])
        assert (row.own.value is None) == missing
        assert missing or row.own.value == newest["value"]
        assert not missing or row.own.text == newest["status"]
        seen += 1
    assert code == ELSEWHERE or seen >= 4


@pytest.mark.parametrize("code", TOWNS)
def test_every_figure_that_a_municipality_has_stands_in_its_profile_once(code: str) -> None:
    found = profile(code)
    keys = [row.key for row in found.rows]
    assert len(keys) == len(set(keys))
    for name, indicator in fetched_indicators().items():
        series = load_series(name)
        for part in set(series.frame["characteristic"]):
            rows = characteristic_rows(series, part)
            is_there = code in set(rows["region_code"]) and indicator.form == "kaart"
            assert ((name, part) in keys) == is_there, (name, part)


@pytest.mark.parametrize("code", [*TOWNS, *WIDE, ELSEWHERE])
def test_counts_of_areas_of_different_size_are_not_ranked(code: str) -> None:
    for row in profile(code).rows:
        if row.indicator.is_count:
            assert row.strip is None and not row.rank
            assert not row.region.text and not row.country.text


def test_what_only_the_region_has_is_not_said_of_the_municipality() -> None:
    found = profile("GM0299")
    assert found.regional and {row.name for row in found.regional if row.is_main}
    own = {row.indicator.id for row in found.rows}
    for row in found.regional:
        assert row.indicator.id not in own
        codes = set(load_series(row.indicator.id).frame["region_code"])
        assert "GM0299" not in codes and "AM07" in codes
    chosen = {item.name for item in load_profile_figures().regional}
    assert chosen == {row.name for row in found.regional if row.is_main}


def test_what_is_not_shown_of_rozendaal_follows_from_no_profile() -> None:
    own = profile(ROZENDAAL)
    hidden = {row.key for row in own.rows if row.own.status == "niet getoond"}
    assert ("bijstand-aandeel", "") in hidden and ("uitkeringen-kerncijfers", "WW") in hidden
    for row in own.rows:
        if row.key in hidden:
            assert row.own.value is None and not row.rank and not row.compared.word
            assert row.own.text == "niet getoond" and row.trend is None
            assert not any(dot.is_own for dot in (row.strip.dots if row.strip else ()))
    for code in [*TOWNS, *WIDE]:
        for row in profile(code, "AM07").rows:
            if row.key not in hidden:
                continue
            wide = [(row.region, row.indicator), (row.beside, row.indicator)]
            wide += [(row.own, row.indicator)] if code in {"AM07", "GMR"} else []
            published = load_series(row.indicator.id).indicator
            # A share that the source itself gives of a region is no total.
            assert published.kind == "percentage" or not any(
                shown.value is not None for shown, _ in wide
            ), (code, row.key)
            if code in {"AM07", "GMR"} and published.kind == "percentage":
                assert "huishoudens" not in row.sub.split(" van ")[0]


def test_another_area_stands_beside_it() -> None:
    row = row_of(profile("GM0299", "GM0226"), "Bijstand")
    assert (row.own.text, row.beside.text) == ("3,7\xa0%", "3,4\xa0%")
    assert row_of(profile("GM0299"), "Bijstand").beside.text == ""


def test_the_file_has_every_row_of_the_page_and_no_other_number() -> None:
    found = profile("GM0299", "GM0226")
    sheet = profile_sheet(found)
    assert sheet.columns == COLUMNS and len(sheet.rows) == len(found.rows) + len(found.regional)
    for record, row in zip(sheet.rows, [*found.rows, *found.regional], strict=True):
        assert (record["indicator_id"], record["kenmerk"]) == row.key
        value = "" if row.own.value is None else row.own.value
        assert record["waarde"] == "" if value == "" else float(record["waarde"]) == value
        assert record["rang"] in {row.rank, ""} and record["status"] == row.own.status


def test_projects_sectors_actions_and_partners_of_a_municipality() -> None:
    found = around_of(load_regions().get("GM0299"))
    assert found
    assert {item.name for item in found.subregional} == {"Soil Valley", "Techniekdag"}
    assert "Liemerse Economische Visie" in {item.agenda for item in found.agendas}
    assert not found.actions and found.other_actions == 43
    assert found.parties and found.parties[0][0].endswith("Liemers")
    overbetuwe = around_of(load_regions().get("GM1734"))
    assert overbetuwe and any("Overbetuwe" in text for text in overbetuwe.actions)
    nijmegen = around_of(load_regions().get("GM0268"))
    assert nijmegen and nijmegen.other_actions == 0
    names = {name for name, _ in nijmegen.parties}
    assert "Gemeente Nijmegen" in names
    assert not [n for n in names if "Rijk van" in n or "Metropoolregio" in n]
    assert around_of(load_regions().get(ELSEWHERE)) is None


@pytest.mark.parametrize(
    ("word", "code"),
    [
        ("zevenaar", "GM0299"),
        ("GM0299", "GM0299"),
        ("Berg-en-Dal", "GM1945"),
        ("mook en middelaar", "GM0944"),
        ("MIDDEN-GELDERLAND", "AM07"),
        ("groene metropoolregio", "GMR"),
        ("utrecht", ELSEWHERE),
        ("Súdwest-Fryslân", "GM1900"),
    ],
)
def test_a_word_is_an_area(word: str, code: str) -> None:
    assert read_area(word) == (code, "")


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("zevenar", "Zevenaar"),
        ("arnem", "Arnhem"),
        ("de Liemers", "Doesburg, Duiven, Westervoort, Zevenaar en Montferland"),
        ("Nederland", "geen profiel"),
        ("<script>", "Dit gebied kennen wij niet."),
        ("qqqqqqq", "kennen wij niet."),
    ],
)
def test_a_word_that_is_no_area_gets_one_sentence(word: str, told: str) -> None:
    code, sentence = read_area(word)
    assert not code and told in sentence and "<" not in sentence
    assert sentence.endswith(".")


def test_our_municipalities_come_first_in_the_list() -> None:
    assert [*profile_areas()][: len(TOWNS) + 3] == [*TOWNS, *WIDE]
