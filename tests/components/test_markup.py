"""HTML: everything escaped, tables that are tables, and messages that are announced."""

from __future__ import annotations

from dataclasses import replace
from html import escape

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from samples import TODAY, Html, html_of, page_of, small_series

from components.exhibit.indicator import exhibit_of
from components.exhibit.model import BigValue
from components.exhibit.observations import MAX_ROWS, observation_table
from components.markup.templates import macro
from components.words.disputes import Disputes, dispute_of
from components.words.legend import DASHED, HATCH, Swatch
from components.words.source import series_source
from data_loaders.cache import load_series
from data_loaders.contradictions import Contradiction, Place
from data_loaders.series import Series

EVIL = """<script>alert("x")</script>"' onmouseover='y' &amp; <b>"""


def block(name: str, *values: object) -> str:
    """A piece of HTML that every room uses."""
    return str(macro("basis", name, *values))


def observations_table(series: Series) -> str:
    return block("cells", observation_table(series))


def disputes(*items: Contradiction) -> str:
    return block("disputes", Disputes(tuple(map(dispute_of, items))))


def hostile_series() -> Series:
    rows = [
        {"characteristic": f"a{EVIL}", "breakdown": f"b{EVIL}", "value": 1.0, "note": EVIL},
        {"characteristic": "gewoon", "breakdown": "c", "value": 2.0, "status": "voorlopig"},
    ]
    series = small_series("bijstand-aandeel", rows)
    names = ("title", "unit", "unit_long", "definition", "note", "characteristic", "headline")
    indicator = msgspec.structs.replace(series.indicator, **dict.fromkeys(names, EVIL))
    source = replace(
        series.provenance,
        producer=EVIL,
        title=EVIL,
        section=EVIL,
        licence=EVIL,
        attribution=EVIL,
        credit=EVIL,
        document=EVIL,
        url=f"https://{EVIL}",
    )
    return replace(series, indicator=indicator, provenance=source)


def assert_harmless(html: str, *tags: str) -> Html:
    """No tag or attribute came from the text, and the text itself is there as it was."""
    page = Html(html)
    assert {tag for tag, _ in page.tags} <= set(tags)
    for _, attributes in page.tags:
        assert not [name for name in attributes if name.startswith("on")]
    assert EVIL in page.text or any(EVIL in v for _, a in page.tags for v in a.values())
    return page


def test_a_whole_card_of_a_hostile_series_is_harmless() -> None:
    series = hostile_series()
    card = exhibit_of(series, series.frame, ["GM0202"], f"Kop {EVIL}", TODAY)
    assert_harmless(html_of("head", card), "h3", "p")
    legend = block("legend", (Swatch(EVIL, EVIL), Swatch("#12436d", EVIL)))
    assert_harmless(legend, "ul", "li", "span")
    told = replace(card, status=EVIL, sentences=(EVIL,), facts=((EVIL, EVIL),))
    assert_harmless(html_of("told", told), "p", "span", "dl", "div", "dt", "dd")
    large = replace(card, values=(BigValue(EVIL, EVIL, EVIL, EVIL, EVIL),))
    assert EVIL in Html(page_of(large)).text
    foot = assert_harmless(
        html_of("foot", replace(card, lists=((EVIL, (EVIL,)),))),
        "details",
        "summary",
        "div",
        "table",
        "caption",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "p",
        "a",
        "ul",
        "li",
        "strong",
    )
    assert foot.all("a")[-1]["href"] == f"https://{EVIL}"
    assert foot.text.count(EVIL) > 6
    dated = replace(series.provenance, dates=((EVIL, TODAY), (EVIL, None)), copied="")
    cbs = replace(series, provenance=dated)
    source = series_source(cbs, "", TODAY)
    assert_harmless(block("source", source.parts, source.address), "p", "a")


def test_a_hostile_contradiction_is_harmless() -> None:
    place = Place(EVIL, EVIL, EVIL)
    item = Contradiction("T1", EVIL, EVIL, ("x",), EVIL, place, place, EVIL, EVIL)
    tags = ("details", "summary", "div", "p", "strong", "ul", "li")
    assert_harmless(disputes(item), *tags)


@given(st.text())
def test_any_text_comes_back_as_it_was_and_never_as_a_tag(text: str) -> None:
    text = text.replace("\r", "").replace("\0", "")
    for html, tag in (
        (block("heading", text), "h3"),
        (block("notice", text), "p"),
        (block("details", text, Markup("")), "summary"),
    ):
        page = Html(html)
        assert "".join(page.within(tag)) == text
        assert len(page.tags) <= 2


@given(st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=2), min_size=1, max_size=4))
def test_any_cells_make_a_table_of_the_same_size(rows: list[list[str]]) -> None:
    page = Html(block("table", "Titel", ["Een", "Twee"], rows, [1]))
    assert len(page.all("tr")) == 1 + len(rows)
    assert len(page.all("td")) == len(rows)
    scopes = [attributes["scope"] for attributes in page.all("th")]
    assert scopes == ["col", "col"] + ["row"] * len(rows)


def test_table_has_caption_headings_and_can_be_scrolled_by_keyboard() -> None:
    page = Html(block("table", "Titel & meer", ["Gebied", "mensen"], [["Arnhem", "1"]], [1]))
    assert page.within("caption") == ["Titel & meer"]
    (region,) = page.all("div")
    assert (region["tabindex"], region["role"]) == ("0", "group")
    assert region["aria-label"] == "Titel & meer"
    assert page.all("td") == [{"class": "amm-getal"}]
    assert [attributes.get("class") for attributes in page.all("th")] == [None, "amm-getal", None]


def columns_of(series: Series) -> list[str]:
    page = Html(observations_table(series))
    headings = [text for tag, text in page.texts if tag == "th"]
    return headings[: sum(attributes["scope"] == "col" for attributes in page.all("th"))]


def test_columns_that_say_nothing_are_left_out() -> None:
    base = {"characteristic": "a", "breakdown": "b", "value": 1.0}
    series = small_series("bijstand-aandeel", [base, base | {"region_code": "GM0226"}])
    unit = series.indicator.unit_long
    assert columns_of(series) == ["Gebied", "Periode", unit]
    other = small_series("bijstand-aandeel", [base, base | {"characteristic": "c"}])
    assert columns_of(other) == ["Kenmerk", "Gebied", "Periode", unit]
    split = small_series("bijstand-aandeel", [base, base | {"breakdown": "c"}])
    assert columns_of(split) == ["Uitsplitsing", "Gebied", "Periode", unit]


@pytest.mark.parametrize(
    ("row", "cell"),
    [
        ({"value": 1.0, "status": "voorlopig"}, "voorlopig"),
        ({"value": 1.0, "origin": "berekend"}, "definitief, berekend"),
        ({"status": "niet getoond"}, "niet getoond"),
    ],
)
def test_status_is_a_column_only_when_it_says_something(row: dict, cell: str) -> None:
    plain = {"value": 1.0, "region_code": "GM0226"}
    assert "Status" not in columns_of(small_series("bijstand-aandeel", [plain]))
    series = small_series("bijstand-aandeel", [plain, row])
    assert columns_of(series)[-1] == "Status"
    assert Html(observations_table(series)).within("td")[-1] == cell


def test_every_row_has_its_value_in_words_or_numbers() -> None:
    table = Html(observations_table(load_series("bijstand-aandeel")))
    cells = table.within("td")
    rows = [cells[number : number + 3] for number in range(0, len(cells), 3)]
    assert rows[0] == ["dec 2024", "7,1\u00a0%", "definitief"]
    assert ["dec 2024", "niet getoond", "niet getoond"] in rows
    assert len(rows) == len(load_series("bijstand-aandeel").frame)


def test_a_long_table_shows_the_newest_rows_and_says_where_the_rest_is() -> None:
    series = load_series("werkloosheid-nederland")
    page = Html(observations_table(series))
    assert len(page.all("tr")) == 1 + MAX_ROWS
    assert page.within("caption") == [
        f"{series.indicator.title} (de nieuwste {MAX_ROWS} regels; de download heeft ze alle)"
    ]
    newest = series.frame["period"].max()
    assert page.within("td")[0].endswith(newest[:4])
    short = small_series("bijstand-aandeel", [{"value": 1.0}])
    assert "download" not in observations_table(short)


def test_newest_period_comes_first_in_short_and_long_tables_alike() -> None:
    rows = [
        {"period": f"{2024 - year}-{month:02}", "value": 1.0}
        for year in reversed(range(6))
        for month in range(1, 13)
    ]
    for count in (24, MAX_ROWS, MAX_ROWS + 12):
        cells = Html(observations_table(small_series("bijstand-aandeel", rows[-count:]))).within(
            "td"
        )
        assert cells[0] == "dec 2024", count


def test_a_message_is_announced_and_an_empty_legend_is_nothing() -> None:
    assert Html(block("notice", "Let op")).all("p") == [{"class": "amm-melding", "data-zegt": ""}]
    assert block("legend", []) == ""
    assert disputes() == ""


def test_legend_shows_hatching_as_hatching() -> None:
    swatches = [Swatch(HATCH, "a"), Swatch(DASHED, "b"), Swatch("#12436d", "c")]
    page = Html(block("legend", swatches))
    assert page.all("ul") == [{"class": "amm-legenda"}]
    assert page.within("li") == ["a", "b", "c"]
    spans = page.all("span")
    assert spans[0]["class"] == "amm-kleur amm-streep"
    assert spans[1]["class"] == "amm-kleur amm-stippel"
    assert spans[2]["style"] == "background:#12436d"


def test_grave_contradictions_stand_out_and_are_counted() -> None:
    place = Place("mja-2026", "1.1", "5")
    light = Contradiction("T1", "licht", "t", (), "o", place, Place("", "", ""), "k", "r")
    grave = replace(light, id="T2", severity="ernstig")
    assert "Let op: 1 verschil in de bronnen" in disputes(light)
    assert "amm-let-op" not in disputes(light)
    both = disputes(light, grave)
    assert "Let op: 2 verschillen" in both and "amm-let-op" in both
    assert len(Html(block("dispute", dispute_of(light))).all("li")) == 1
    assert escape("Meerjarenagenda") in block("dispute", dispute_of(light))
