"""Small graphics: what lies where, and what is not known is not drawn."""

from __future__ import annotations

from itertools import pairwise
from math import nan
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup

from components.charts.theme import PALETTES, ROLES
from components.markup.pictures import as_pictures
from components.markup.templates import macro
from components.strips.card import Graphic, KeyFigure, Standing
from components.strips.measure import make_bullet, make_capsule
from components.strips.places import AreaPoint, make_dot_strip, rank_of
from components.strips.scale import moved_apart
from components.strips.trend import Slope, Sparkline, TimePoint, make_trend

COLOURS = {role: getattr(PALETTES["licht"], name) for role, name in ROLES.items()}
NUMBERS = st.one_of(st.none(), st.just(nan), st.floats(-1e9, 1e9, allow_nan=False))


def drawn(graphic: Graphic) -> ElementTree.Element:
    """The drawing, read as XML."""
    return ElementTree.fromstring(macro("grafiekjes", "graphic", graphic))


def years(*values: float | None, provisional: int = 0) -> list[TimePoint]:
    """A value per year from 2019; the last ones are provisional."""
    firm = len(values) - provisional
    return [
        TimePoint(
            at=12.0 * (2019 + place),
            label=str(2019 + place),
            value=value,
            text=str(value),
            is_provisional=place >= firm,
        )
        for place, value in enumerate(values)
    ]


def line(*values: float | None, provisional: int = 0) -> Sparkline:
    made = make_trend("Inwoners", years(*values, provisional=provisional))
    assert isinstance(made, Sparkline)
    return made


def towns(*values: float | None, own: int | None = None) -> list[AreaPoint]:
    return [
        AreaPoint(f"Plaats {place}", value, f"{value} %", "wij" if place == own else "gemeente")
        for place, value in enumerate(values)
    ]


def spots_of(line: str) -> list[tuple[float, ...]]:
    return [tuple(map(float, spot.split(","))) for spot in line.split()]


def test_a_line_has_its_first_and_last_year_and_says_both_values() -> None:
    made = line(10, 12, 15)
    assert (made.first, made.last) == ("2019", "2021")
    assert made.sentence == "Inwoners: van 10 (2019) naar 15 (2021)."
    (points,) = map(spots_of, made.solid)
    assert [x for x, _ in points] == sorted(x for x, _ in points)
    assert [y for _, y in points] == sorted((y for _, y in points), reverse=True)
    assert made.dashed == () and len(made.spots) == 1


@pytest.mark.parametrize("missing", [None, nan])
def test_a_gap_stays_a_gap(missing: float | None) -> None:
    made = line(10, 12, missing, 15, 16)
    assert [len(spots_of(part)) for part in made.solid] == [2, 2]


def test_a_year_that_is_not_there_at_all_is_a_gap_too() -> None:
    points = years(10, 12, 13, 15, 16)
    made = make_trend("Inwoners", [*points[:2], *points[3:]])
    assert isinstance(made, Sparkline)
    assert [len(spots_of(part)) for part in made.solid] == [2, 2]


def test_a_value_alone_between_gaps_is_a_spot() -> None:
    made = line(10, None, 12, None, 15)
    assert made.solid == () and len(made.spots) == 3


def test_what_is_provisional_is_dashed_from_the_last_firm_value() -> None:
    made = line(10, 12, 13, 14, provisional=2)
    assert [len(spots_of(part)) for part in made.solid] == [2]
    assert [len(spots_of(part)) for part in made.dashed] == [3]
    assert spots_of(made.solid[0])[-1] == spots_of(made.dashed[0])[0]
    assert made.sentence.endswith("(2022, voorlopig).")
    assert "stroke-dasharray" in macro("grafiekjes", "graphic", made)


def test_an_ended_series_is_grey_and_says_when_it_ended() -> None:
    made = make_trend("Banen", years(1, 2, 3), ended="2015")
    assert made is not None and made.sentence.endswith("gestopt in 2015.")
    shown = macro("grafiekjes", "graphic", made)
    assert "var(--stip)" in shown and "var(--accent)" not in shown


def test_equal_values_are_a_level_line_and_negative_ones_lie_below() -> None:
    (level,) = map(spots_of, line(5, 5, 5).solid)
    assert len({y for _, y in level}) == 1
    (points,) = map(spots_of, line(-5, 0, 5).solid)
    assert points[0][1] > points[1][1] > points[2][1]


def test_two_values_are_a_slope_and_one_is_no_graphic() -> None:
    made = make_trend("Studenten", years(12519, None, 10821))
    assert isinstance(made, Slope)
    assert made.start.is_open and made.end.y > made.start.y
    assert made.sentence == "Studenten: van 12519 (2019) naar 10821 (2021)."
    assert make_trend("Studenten", years(12519)) is None
    assert make_trend("Studenten", years(None, nan, 3)) is None
    assert make_trend("Studenten", []) is None


def test_municipalities_lie_low_to_high_with_region_and_country() -> None:
    marks = [
        AreaPoint("Regio X", 5.1, "5,1 %", "regio"),
        AreaPoint("NL", 3.9, "3,9 %", "nederland"),
    ]
    made = make_dot_strip("Bijstand", [*towns(7.1, 2.5, None, 4.7), *marks])
    assert made is not None and made.rank == ""
    assert [dot.x for dot in made.dots] == sorted(dot.x for dot in made.dots)
    assert len(made.dots) == 3, "what is not shown has no dot"
    assert [tick.label for tick in made.ticks] == ["regio", "NL"]
    assert made.sentence == "Bijstand: 3 gemeenten van 2.5 % tot 7.1 %, Regio X 5,1 %, NL 3,9 %."


def test_our_own_municipality_has_its_rank() -> None:
    made = make_dot_strip("Bijstand", towns(7.1, 3.7, None, 4.7, own=1))
    assert made is not None and made.rank == "3e van 3"
    assert made.dots[-1].is_own, "it lies on top"
    assert "Plaats 1 3.7 % (3e van 3)" in made.sentence


def test_a_rank_is_shared_by_what_looks_equal_and_not_given_without_a_value() -> None:
    assert rank_of(towns(4.7, 4.7, 7.1, own=1)) == "2e van 3"
    assert rank_of([*towns(4.72, 7.1), AreaPoint("Wij", 4.68, "4.72 %", "wij")]) == "2e van 3"
    assert rank_of(towns(4.7, None, own=1)) == ""
    assert rank_of(towns(4.7, own=0)) == ""


def test_equal_values_do_not_hide_each_other() -> None:
    made = make_dot_strip("Bijstand", towns(2.5, 2.5, 2.5))
    assert made is not None
    assert len({(dot.x, dot.y) for dot in made.dots}) == 3
    assert "overal 2.5 %" in made.sentence


def test_one_value_is_no_strip() -> None:
    assert make_dot_strip("Bijstand", towns(2.5, None, nan)) is None
    assert make_dot_strip("Bijstand", []) is None


def test_a_bar_is_held_against_its_target() -> None:
    made = make_bullet("Banen", (5258, "5.258"), (4870, "4.870"))
    assert made.left + made.length > made.mark
    assert made.sentence == "Banen: 5.258, het doel is 4.870."
    short = make_bullet("Banen", (100, "100"), (4870, "4.870"))
    assert short.left + short.length < short.mark


def test_a_target_without_a_value_has_no_bar() -> None:
    for value in (None, nan):
        made = make_bullet("Banen", (value, "onbekend"), (4870, "4.870"))
        assert not made.is_measured and made.length == 0
        assert made.sentence == "Banen: nog geen meting, het doel is 4.870."
        assert "stroke-dasharray" in macro("grafiekjes", "graphic", made)
    assert make_bullet("Banen", (0, "0"), (4870, "4.870")).sentence.startswith("Banen: 0,")


def test_a_negative_value_goes_the_other_way() -> None:
    made = make_bullet("Saldo", (-50, "-50"), (100, "100"))
    assert made.end < made.start < made.mark


def test_nothing_measured_is_an_empty_dashed_capsule_and_zero_is_not() -> None:
    empty = make_capsule("Contact", None, "")
    assert empty.share is None and empty.sentence == "Contact: nog geen meting."
    assert "stroke-dasharray" in macro("grafiekjes", "graphic", empty)
    zero = make_capsule("Contact", 0.0, "0 van 40.000")
    assert zero.sentence == "Contact: 0 van 40.000."
    assert "stroke-dasharray" not in macro("grafiekjes", "graphic", zero)
    assert make_capsule("Contact", 1.7, "").filled == make_capsule("Contact", 1.0, "").filled
    assert make_capsule("Contact", -0.2, "").filled == 0


@given(st.lists(NUMBERS, max_size=20), st.integers(0, 3))
def test_every_line_stays_within_its_drawing(values: list[float | None], provisional: int) -> None:
    made = make_trend("Proef", years(*values, provisional=provisional))
    if made is not None:
        within(made)


@given(st.lists(NUMBERS, max_size=20), st.integers(0, 19))
def test_every_strip_stays_within_its_drawing(values: list[float | None], own: int) -> None:
    marks = [AreaPoint("Regio", 1.0, "1", "regio"), AreaPoint("Nederland", 1.1, "1", "nederland")]
    made = make_dot_strip("Proef", [*towns(*values, own=own), *marks])
    assert made is not None
    within(made)


@given(NUMBERS, st.floats(-1e9, 1e9, allow_nan=False))
def test_every_bullet_stays_within_its_drawing(value: float | None, target: float) -> None:
    within(make_bullet("Proef", (value, "x"), (target, "y")))


def within(graphic: Graphic) -> None:
    """All that is drawn lies in the view, and it is an image with one sentence as its name."""
    root = drawn(graphic)
    assert root.get("role") == "img" and root.get("aria-label") == graphic.sentence
    assert graphic.sentence.endswith(".") and ";" not in graphic.sentence
    for part in root.iter():
        for name, most in (("cx", graphic.width), ("x1", graphic.width), ("cy", graphic.height)):
            assert 0 <= float(part.get(name, "0")) <= most
        for x, y in spots_of(part.get("points", "")):
            assert 0 <= x <= graphic.width and 0 <= y <= graphic.height


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(5, 40)), max_size=5))
def test_labels_never_cover_each_other(wanted: list[tuple[float, float]]) -> None:
    centres = moved_apart(wanted, 300)
    edges = sorted((c - w / 2, c + w / 2) for c, (_, w) in zip(centres, wanted, strict=True))
    assert all(right <= left + 0.2 for (_, right), (left, _) in pairwise(edges))
    assert all(left >= -0.2 and right <= 300.2 for left, right in edges)


CARD = KeyFigure(
    id="bijstand",
    name="Bijstand",
    value="5,1 %",
    unit="",
    compared=Standing("op", "hoger", "dan in Nederland (3,9 %)"),
    below="december 2024 · CBS",
    graphic=make_dot_strip("Bijstand", towns(2.5, 7.1)),
    about=("Wat dit telt.",),
    links=(("Bekijk dit cijfer", "./regio-in-beeld?cijfer=bijstand-aandeel"),),
)


def test_a_card_has_its_number_word_and_graphic_and_explains_itself() -> None:
    shown = macro("grafiekjes", "key_figure", CARD)
    assert "<span>5,1 %</span>" in shown and "<strong>hoger</strong> dan in Nederland" in shown
    assert 'popovertarget="over-bijstand"' in shown and 'id="over-bijstand"' in shown
    assert "Wat dit telt." in shown and "var(--accent)" in shown


def test_a_reached_target_is_a_tick_of_its_own_colour() -> None:
    assert "var(--doel)" in macro("grafiekjes", "sign", "behaald")
    for name in ("op", "neer", "gelijk"):
        assert "var(--accent)" in macro("grafiekjes", "sign", name)
    assert macro("grafiekjes", "sign", "") == ""


def test_a_drawing_on_a_page_is_a_picture_with_the_same_sentence() -> None:
    evil = """<b>"x"</b> & 'y'"""
    graphic = make_dot_strip(evil, towns(2.5, 7.1))
    assert graphic is not None
    block = Markup("<p>een</p>") + macro("grafiekjes", "graphic", graphic) + Markup("<p>twee</p>")
    pictures = str(as_pictures(block, COLOURS)).replace('svg%3E">', 'svg%3E"/>')
    shown = ElementTree.fromstring(f"<div>{pictures}</div>")
    before, picture, after = shown
    assert (before.text, after.text) == ("een", "twee")
    assert picture.tag == "img" and picture.get("alt") == graphic.sentence
    address = picture.get("src") or ""
    kind, _, data = address.partition(",")
    assert kind == "data:image/svg+xml"
    inside = ElementTree.fromstring(unquote(data))
    assert inside.get("viewBox") == f"0 0 {graphic.width} {graphic.height}"
    assert COLOURS["stip"] in unquote(data) and "var(" not in unquote(data)


def test_a_drawing_within_a_drawing_is_part_of_it() -> None:
    inner = '<svg width="1" height="1"><path d="M0 0"/></svg>'
    outer = f'<svg viewBox="0 0 9 4">{inner}<path d="M1 1"/></svg>'
    last = '<svg viewBox="0 0 2 2"></svg>'
    shown = as_pictures(Markup(f"<b>{outer}</b>{last}"), COLOURS)
    assert shown.count("<img") == 2 and "<svg" not in shown
    first, second = (unquote(part) for part in shown.split("</b>"))
    assert first.count("<svg") == first.count("</svg>") == 2 and "M1 1" in first
    assert 'width="2"' in second


def test_an_icon_says_nothing_and_an_unknown_role_is_refused() -> None:
    assert 'alt=""' in as_pictures(macro("grafiekjes", "sign", "op"), COLOURS)
    with pytest.raises(KeyError):
        as_pictures(
            Markup('<svg viewBox="0 0 1 1"><path style="fill:var(--paars)"/></svg>'), COLOURS
        )
