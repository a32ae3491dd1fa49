"""Figures and tables of a slide: where everything stands, and what goes to a next slide."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from components.deck.area_map import map_html, map_of
from components.deck.keys import KEYS
from components.deck.kinds import SLIDES
from components.deck.part import fitted_rows, row_height
from components.deck.parts import Piece, Rows, SlideBar, SlideBars, SlideLine, SlideLines, SlideMap
from components.deck.plot import Filled, Letters, Path, bar_shapes, line_shapes, ticks_of
from components.deck.screen import BARS, INNER, ROWS, SCREENS, TITLE, fitting_title, is_short, paged
from components.deck.simple import table_screens
from components.deck.slides import make_slides
from components.words.table import Table
from components.words.textwidth import AIR, line_count, shortened
from data_loaders.cache import fetched_indicators
from data_loaders.decks.deck import FORMS, Deck, DeckTile
from data_loaders.files.paths import ROOT
from data_loaders.letters import text_width

DAY = date(2026, 11, 21)
WIDTH, HEIGHT = 1744.0, 600.0


def bars(count: int, name: str = "Gemeente") -> SlideBars:
    made = tuple(
        SlideBar(f"{name} {n}", f"{n},0 %", (Piece(0.0, float(n), "wij"),))
        for n in range(1, count + 1)
    )
    return SlideBars("Proef", made, 0.0, float(count))


@pytest.mark.parametrize("width", [580.0, WIDTH])
@pytest.mark.parametrize("count", [1, 4, 5, 9, 11])
def test_bars_stand_below_each_other_within_their_place(count: int, width: float) -> None:
    shapes = bar_shapes(bars(count), width, HEIGHT)
    drawn = [shape for shape in shapes if isinstance(shape, Filled)]
    assert len(drawn) == count
    assert all(one.y + one.height <= two.y for one, two in pairwise(drawn))
    assert drawn[-1].y + drawn[-1].height <= HEIGHT
    lengths = [one.width for one in drawn]
    assert lengths == sorted(lengths) and lengths[-1] > 0.99 * count * lengths[0]
    for word in (shape for shape in shapes if isinstance(shape, Letters)):
        wide = text_width(word.text, word.size, bold=True)
        left = word.x - (wide if word.anchor == "end" else 0)
        assert left >= -1 and left + wide <= width + 1, word


def test_bars_below_zero_go_to_the_left_of_those_above() -> None:
    made = (
        SlideBar("a", "−2", (Piece(-2.0, 0.0, "wij"),)),
        SlideBar("b", "3", (Piece(0.0, 3.0, "wij"),)),
    )
    below, above = (
        shape
        for shape in bar_shapes(SlideBars("Proef", made, -2.0, 3.0), WIDTH, HEIGHT)
        if isinstance(shape, Filled)
    )
    assert below.x + below.width == pytest.approx(above.x)
    assert above.width / below.width == pytest.approx(1.5)


def test_bar_without_a_value_is_no_bar_of_zero() -> None:
    made = (SlideBar("a", "niet getoond"), SlideBar("b", "3", (Piece(0.0, 3.0, "wij"),)))
    shapes = bar_shapes(SlideBars("Proef", made, 0.0, 3.0), WIDTH, HEIGHT)
    assert sum(isinstance(shape, Filled) for shape in shapes) == 1
    (word,) = [one for one in shapes if isinstance(one, Letters) and one.text == "niet getoond"]
    assert word.css == "geen"


def lines(*values: tuple[float | None, ...], names: int = 12) -> SlideLines:
    made = tuple(SlideLine(f"Lijn {n}", "wij", one, "7,0") for n, one in enumerate(values))
    places = tuple(float(n) for n in range(names))
    return SlideLines(
        "Proef", made, places, tuple(f"jan {2010 + n}" for n in range(names)), True, 1
    )


def test_label_stands_below_its_own_moment_and_the_newest_always_has_one() -> None:
    part = lines(tuple(float(n) for n in range(12)))
    shapes = line_shapes(part, 1100, HEIGHT)
    (drawn,) = [shape for shape in shapes if isinstance(shape, Path) and "lijn" in shape.css]
    xs = [float(point.split(" ")[0]) for point in drawn.d[1:].split("L")]
    words = [one for one in shapes if isinstance(one, Letters) and one.text.startswith("jan")]
    assert words[0].text == "jan 2021" and len(words) > 2
    for word in words:
        assert word.x == pytest.approx(xs[int(word.text[4:]) - 2010], abs=0.1)
    for one, two in pairwise(words[::-1]):
        assert two.x - one.x >= text_width(one.text, one.size)


def test_gap_in_the_values_is_a_gap_in_the_line() -> None:
    part = lines((1.0, 2.0, None, 3.0, 4.0, None, 5.0, *[None] * 5))
    runs = [one for one in line_shapes(part, 1100, HEIGHT) if "lijn wij" in getattr(one, "css", "")]
    assert len(runs) == 2


def test_names_at_the_ends_of_lines_stand_apart() -> None:
    part = lines(*[tuple([5.0 + 0.01 * n] * 12) for n in range(4)])
    shapes = line_shapes(part, WIDTH, HEIGHT)
    ends = [one.y for one in shapes if isinstance(one, Letters) and "eind" in one.css]
    assert len(ends) == 4 and all(two - one >= 40 for one, two in pairwise(ends))


@pytest.mark.parametrize(
    ("values", "first", "last"),
    [
        ([3.2, 7.5], 0, 8),
        ([45000.0, 45570.0], 45000, 45600),
        ([0.0, 0.0], 0, 1),
        ([-3.0, 5.0], -4, 6),
        ([-9.0, -1.0], -10, 0),
        ([7.0, 7.0], 6, 8),
    ],
)
def test_axis_has_round_values_around_all_that_is_drawn(
    values: list[float], first: float, last: float
) -> None:
    ticks = ticks_of(values)
    assert 2 <= len(ticks) <= 8
    assert ticks[0] <= min(values) and ticks[-1] >= max(values)
    assert (ticks[0], ticks[-1]) == (pytest.approx(first, abs=2), pytest.approx(last, abs=50))


TABLE = Table(
    "Proef",
    ("Actie", "Lijn", "Aantal"),
    tuple((f"Een actie met een lange naam, nummer {n}", "Netwerk", str(n)) for n in range(40)),
    (2,),
)


def test_table_goes_over_slides_of_five_rows_and_says_what_is_left() -> None:
    (slide,) = make_slides(Deck("", None, (DeckTile("agenda"),)), DAY)
    assert slide.content
    made = table_screens(slide.content, TABLE)
    parts = [part for screen in made for part in screen.parts if isinstance(part, Rows)]
    assert len(parts) == SCREENS
    assert all(len(part.table.rows) <= ROWS and len(part.table.columns) <= 4 for part in parts)
    left = 40 - sum(len(part.table.rows) for part in parts)
    assert parts[-1].closing[0] == f"Nog {left} rijen meer."
    assert [screen.place for screen in made] == [(1, 3), (2, 3), (3, 3)]
    assert parts[0].table.columns == ("Actie", "Aantal")  # what is the same everywhere is not said


@pytest.mark.parametrize("height", [300.0, 500.0, 660.0])
def test_cells_are_cut_between_words_until_their_rows_fit(height: float) -> None:
    long = " ".join(["Meerjarenagenda Regionaal Beraad Midden-Gelderland"] * 3)
    table = Table("Proef", ("Wat", "Wie"), ((long, long),) * 5)
    cells, widths = fitted_rows(Rows(table), INNER, height)
    assert sum(widths) <= INNER + 1
    if height > 400:
        assert sum(row_height(row, widths) for row in (table.columns, *cells)) <= height
    assert all(text.endswith("…") or text == long for row in cells for text in row)


@pytest.mark.parametrize(
    ("count", "most", "sizes"), [(4, 5, [4]), (6, 5, [3, 3]), (11, 5, [4, 4, 3]), (0, 5, [0])]
)
def test_parts_are_about_equal(count: int, most: int, sizes: list[int]) -> None:
    assert [len(range(count)[part]) for part in paged(range(count), most)] == sizes


def test_title_is_the_first_sentence_that_fits_on_two_lines() -> None:
    long = "Een zin die veel te lang is voor een dia " * 4
    assert fitting_title(long, "Kort") == "Kort"
    cut = fitting_title(long)
    assert cut.endswith("…") and line_count(cut, TITLE, INNER, bold=True) == 2


@pytest.mark.parametrize("name", sorted(fetched_indicators()))
def test_every_figure_in_every_form_has_slides_that_fit(name: str) -> None:
    for form in FORMS:
        (slide,) = make_slides(Deck("", DAY, (DeckTile("cijfer", name, form=form),)), DAY)
        assert 1 <= len(slide.screens) <= SCREENS
        for screen in slide.screens:
            assert is_short(screen.title), screen.title
            assert slide.problem or screen.parts
            for part, high in zip(screen.parts, screen.heights, strict=True):
                if isinstance(part, SlideBars):
                    assert len(part.bars) <= BARS
                if isinstance(part, SlideMap):
                    width = screen.widths[0] / AIR
                    assert "<svg" in map_html(part, width, high)


def test_map_has_no_colours_of_its_own() -> None:
    (slide,) = make_slides(
        Deck("", DAY, (DeckTile("cijfer", "bijstand-aandeel", form="kaart"),)), DAY
    )
    assert slide.content
    found = map_of(slide.content)
    assert found
    html = str(map_html(found, 1100, 640))
    assert "var(--stapeen)" in html and "var(--k" not in html


@pytest.mark.parametrize("lines", [1, 2, 3])
def test_shortened_text_fits_its_lines_and_ends_between_words(lines: int) -> None:
    text = " ".join(["Meerjarenagenda Regionaal Beraad Midden-Gelderland"] * 9)
    made = shortened(text, 26, 800, lines)
    assert line_count(made, 26, 800) <= lines
    assert made.endswith("…")
    assert made[:-1].split()[-1] in text.split()


def test_text_that_fits_is_left_alone() -> None:
    assert shortened("Arnhem", 26, 800, 1) == "Arnhem"


def test_document_for_who_presents_has_the_same_keys() -> None:
    text = (ROOT / "docs" / "beraad.md").read_text("utf-8")
    for key, does in KEYS:
        assert f"| {key} | {does} |" in text


def test_document_for_who_prepares_names_every_kind_of_slide() -> None:
    text = (ROOT / "docs" / "beraad.md").read_text("utf-8").lower()
    for kind in SLIDES.values():
        assert kind.label.lower() in text, kind.label
