"""The indicator's own sentence: filled from its data, for every indicator of the registry."""

from __future__ import annotations

import re

import pytest
from samples import IDS, small_series

from components.insights.sentences import fill_headline
from components.words.formatting import format_value, period_of
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series

PLACE = re.compile(r"\{([^{}]*)\}")
NO_FIGURES = "geen cijfers in de tekst van de bron"
MORE = {
    "steeg": "steeg met ",
    "stijgt": "stijgt naar verwachting met ",
    "stijging": "een stijging van ",
}
LESS = {
    "steeg": "daalde met ",
    "stijgt": "daalt naar verwachting met ",
    "stijging": "een daling van ",
}


def filled_places(series: Series) -> dict[str, str]:
    """What stands in the headline at each place of the indicator's sentence."""
    template = series.indicator.headline
    literal = [re.escape(part) for part in PLACE.sub("\0", template).split("\0")]
    found = re.fullmatch("(.+?)".join(literal), fill_headline(series))
    assert found, fill_headline(series)
    return dict(zip(PLACE.findall(template), found.groups(), strict=True))


def allowed(series: Series, place: str) -> set[str]:
    """Every text that the data allow at a place."""
    frame, indicator = series.frame, series.indicator
    place, _, change = place.partition("!")
    key, _, period = place.partition("|")
    key, _, area = key.partition("@")
    key, _, breakdown = key.partition(" > ")
    if key == "gebied":
        return {load_regions().get(str(frame["region_code"].iloc[0])).name}
    if key == "periode":
        return {period_of(indicator, str(frame["period"].max()))}
    rows = frame if key == "waarde" else frame[frame["characteristic"] == key]
    rows = rows[rows["breakdown"] == breakdown] if breakdown else rows
    rows = rows[rows["region_code"] == (area or frame["region_code"].iloc[0])]
    rows = rows[rows["period"] == (period or frame["period"].max())]
    if change:
        verb, size = (
            {True: LESS, False: MORE}[bool(rows["value"].iloc[0] < 0)][change],
            rows["value"],
        )
        return {verb + format_value(abs(value), indicator) for value in size if value}
    return {
        format_value(value, indicator, status)
        for value, status in zip(rows["value"], rows["status"], strict=True)
    }


@pytest.mark.parametrize("indicator_id", IDS)
def test_headline_is_filled_and_holds_only_what_the_data_say(indicator_id: str) -> None:
    series = load_series(indicator_id)
    sentence = fill_headline(series)
    assert sentence
    assert not set("{}@|") & set(sentence)
    if series.frame["value"].isna().all():
        assert sentence == f"{series.indicator.title}: {NO_FIGURES}"
    elif not series.indicator.headline:
        assert sentence == series.indicator.title
    else:
        for place, text in filled_places(series).items():
            assert text in allowed(series, place), place


def test_the_registry_uses_every_kind_of_place() -> None:
    """So that the walk above sees each of them."""
    every = " ".join(load_series(i).indicator.headline for i in IDS)
    for sign in ("{waarde", "{gebied", "{periode", "@", "|", " > ", "!"):
        assert sign in every


def two_by_two() -> list[dict[str, object]]:
    return [
        {"characteristic": c, "breakdown": b, "value": v, "region_code": r, "period": p}
        for c, b, v, r, p in [
            ("A", "x", 1.0, "AM07", "2024-12"),
            ("A", "y", 2.0, "AM07", "2024-12"),
            ("B", "x", 3.0, "AM07", "2024-12"),
            ("A", "x", 4.0, "NL01", "2024-12"),
            ("A", "x", 5.0, "AM07", "2023-12"),
        ]
    ]


@pytest.mark.parametrize(
    ("template", "sentence"),
    [
        ("{waarde}", "1"),
        ("{A}", "1"),
        ("{A > y}", "2"),
        ("{B}", "3"),
        ("{A@NL01}", "4"),
        ("{A > x@AM07|2023-12}", "5"),
        ("{waarde|2023-12} en {waarde}", "5 en 1"),
        ("{gebied} en {gebied@NL01}", "Midden-Gelderland en Nederland"),
        ("{periode}, eerst {periode|2023-12}", "dec 2024, eerst dec 2023"),
        ("Het aantal {waarde!steeg}", "Het aantal steeg met 1"),
        ("zonder plaats", "zonder plaats"),
    ],
)
def test_each_kind_of_place_takes_its_own_value(template: str, sentence: str) -> None:
    assert fill_headline(small_series("bijstand-aantal", two_by_two(), headline=template)) == (
        sentence
    )


@pytest.mark.parametrize(
    "template",
    [
        "{C}",
        "{A > z}",
        "{A!groot}",
        "{A@GM0202}",
        "{waarde|1999-12}",
        "{gebied@XX99}",
        "{periode|2024-13}",
    ],
)
def test_place_that_the_data_do_not_have_is_a_data_error(template: str) -> None:
    series = small_series("bijstand-aantal", two_by_two(), headline=template)
    with pytest.raises(DataError) as caught:
        fill_headline(series)
    assert caught.value.path is not None


def test_value_that_is_not_shown_is_a_word_in_the_headline() -> None:
    rows = [{"characteristic": "A", "value": 1.0}, {"characteristic": "B", "status": "onbekend"}]
    assert fill_headline(small_series("bijstand-aantal", rows, headline="{A}, {B}")) == (
        "1, onbekend"
    )


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (
            -14.0,
            "daalde met 14 %, daalt naar verwachting met 14 %, een daling van 14 %",
        ),
        (
            5.0,
            "steeg met 5 %, stijgt naar verwachting met 5 %, een stijging van 5 %",
        ),
        (0.0, "bleef gelijk, blijft naar verwachting gelijk, geen verandering"),
    ],
)
def test_change_has_the_word_of_its_direction(value: float, told: str) -> None:
    template = "{waarde!steeg}, {waarde!stijgt}, {waarde!stijging}"
    series = small_series("mbo-studenten-groei", [{"value": value}], headline=template)
    assert fill_headline(series).replace("\u00a0", " ") == told


def test_change_that_is_not_known_is_said_to_be_unknown() -> None:
    rows = [{"characteristic": "A", "value": 1.0}, {"characteristic": "B", "status": "onbekend"}]
    series = small_series("mbo-studenten-groei", rows, headline="Het aantal {B!steeg}")
    assert fill_headline(series) == "Het aantal is onbekend"


@pytest.mark.parametrize("indicator_id", IDS)
def test_no_headline_tells_a_change_as_a_negative_number(indicator_id: str) -> None:
    """`veranderde met −14 %` is a fall of 14 %."""
    assert "\u2212" not in fill_headline(load_series(indicator_id))


@pytest.mark.parametrize("indicator_id", IDS)
def test_headline_is_one_sentence(indicator_id: str) -> None:
    assert ". " not in fill_headline(load_series(indicator_id)).replace("ca. ", "")
