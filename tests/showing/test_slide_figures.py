"""Figures and tables are laid out for a wide screen with few lines."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Any

import pytest

from components.charts.bars import make_labelled_bars, make_ranking
from components.deck.figure import slide_spec
from components.deck.fit import SMALLEST, fit_slide_table
from components.deck.keys import KEYS
from components.deck.slides import make_slides
from components.words.table import Table
from components.words.textwidth import line_count, shortened
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.files.paths import ROOT
from data_loaders.letters import text_width

WIDTH, HEIGHT = 1500.0, 600.0


def bars(count: int) -> list[dict[str, Any]]:
    return [
        {"name": f"Gemeente {n}", "value": float(n), "text": str(n), "role": "gekozen"}
        for n in range(1, count + 1)
    ]


def parts(part: Any) -> list[dict[str, Any]]:
    if isinstance(part, list):
        return [found for item in part for found in parts(item)]
    if not isinstance(part, dict):
        return []
    return [part, *(found for value in part.values() for found in parts(value))]


@pytest.mark.parametrize("count", [2, 9, 18])
def test_type_is_large_whatever_the_number_of_rows(count: int) -> None:
    made = slide_spec(make_ranking(bars(count), "licht"), WIDTH, HEIGHT)
    assert made is not None
    spec, scale = made
    assert 13 * scale >= SMALLEST
    assert spec["width"] * scale <= WIDTH + scale
    assert spec["height"] * scale <= HEIGHT + scale


def test_figure_with_too_many_rows_is_no_figure_on_a_screen() -> None:
    assert slide_spec(make_ranking(bars(60), "licht"), WIDTH, HEIGHT) is None


def test_labels_stand_before_the_bars_when_there_is_no_room_above_them() -> None:
    few, many = (slide_spec(make_labelled_bars(bars(n), "licht"), WIDTH, HEIGHT) for n in (3, 9))
    assert few is not None
    assert many is not None
    above = [p["mark"] for p in parts(few[0]) if isinstance(p.get("mark"), dict)]
    assert -10 in [mark.get("dy") for mark in above]
    before = [p["mark"] for p in parts(many[0]) if isinstance(p.get("mark"), dict)]
    assert -10 not in [mark.get("dy") for mark in before]
    starts = {p["range"][0] for p in parts(many[0]) if isinstance(p.get("range"), list)}
    (start,) = {first for first in starts if not isinstance(first, str)}
    assert start >= text_width("Gemeente 9", 13)


def test_budget_has_a_line_per_amount() -> None:
    (slide,) = make_slides(Deck("", None, (DeckTile("begroting"),)), date(2026, 9, 30))
    assert slide.content is not None
    made = slide_spec(slide.content.drawn[0].spec, 1776, 560)
    assert made is not None
    places = sorted({p["label_y"] for p in parts(made[0]) if "label_y" in p})
    assert len(places) == 10  # with and without the reserve, of five years
    assert min(b - a for a, b in pairwise(places)) * made[1] >= SMALLEST
    assert made[0]["height"] * made[1] <= 560 + made[1]


TABLE = Table(
    "Proef",
    ("Actie", "Lijn", "Aantal"),
    tuple((f"Een actie met een lange naam, nummer {n}", "Netwerk", str(n)) for n in range(40)),
    (2,),
)


def test_table_has_the_rows_that_fit_and_says_how_many_do_not() -> None:
    fitted, _ = fit_slide_table(TABLE, WIDTH, HEIGHT)
    assert 0 < len(fitted.table.rows) < 40
    assert len(fitted.table.rows) + fitted.dropped == 40
    assert fitted.size == SMALLEST
    assert sum(fitted.widths) <= WIDTH


def test_column_that_says_the_same_everywhere_is_said_once() -> None:
    fitted, same = fit_slide_table(TABLE, WIDTH, HEIGHT)
    assert fitted.table.columns == ("Actie", "Aantal")
    assert fitted.table.numeric == (1,)
    assert same == "Lijn: Netwerk"


def test_small_table_gets_large_type() -> None:
    small = Table("Proef", ("Gebied", "Aantal"), (("Arnhem", "1"), ("Rheden", "2")), (1,))
    fitted, _ = fit_slide_table(small, WIDTH, HEIGHT)
    assert (fitted.size, fitted.dropped) == (36, 0)


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
