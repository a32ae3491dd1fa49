"""How wide words are, and where their lines end: held against the font itself."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from PIL import ImageFont

from components.words.table import Table
from components.words.tablefit import asked_widths, column_widths
from components.words.textwidth import (
    AIR,
    breakable,
    line_count,
    placed,
    printable,
    shortened,
    text_height,
    wrapped,
)
from data_loaders.letters import BOLD, REGULAR, text_width

SENTENCE = "Arnhem heeft de meeste bijstandsuitkeringen: 7,1\u00a0% van 15-64 jaar (dec 2024)"


@pytest.mark.parametrize(("path", "bold"), [(REGULAR, False), (BOLD, True)])
@pytest.mark.parametrize("text", ["Arnhem", "€ 1.163.658", "7,1\u00a0% − ca."])
def test_letters_are_as_wide_as_in_the_font_itself(path: object, bold: bool, text: str) -> None:
    font = ImageFont.truetype(str(path), 2048, layout_engine=ImageFont.Layout.BASIC)
    singly = sum(font.getlength(letter) for letter in text)
    assert math.isclose(text_width(text, 2048, bold), singly, rel_tol=0.001)


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("a", 1), ("aa " * 20, 2), ("m" * 100, 4)])
def test_lines_are_counted_as_they_break(text: str, lines: int) -> None:
    width = {2: text_width("aa " * 11, 10), 4: text_width("m" * 30, 10)}.get(lines, 100.0)
    assert line_count(text.strip(), 10, width) == lines
    assert math.isclose(text_height(text.strip(), 10, width), lines * 12.2)


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("width", [40, 80, 200, 1000])
def test_lines_fit_are_as_full_as_they_can_be_and_lose_nothing(width: float, bold: bool) -> None:
    lines = wrapped(SENTENCE, 14, width, bold)
    assert "".join(lines).replace(" ", "") == SENTENCE.replace(" ", "")
    assert all(text_width(line, 14, bold) <= width for line in lines)
    for line, after in pairwise(lines):
        assert text_width(f"{line} {after.split(' ')[0]}", 14, bold) > width


def test_word_that_is_too_wide_is_broken_where_it_fits() -> None:
    lines = wrapped(f"ja {'x' * 50} nee", 10, 100)
    assert lines[0] == "ja" and lines[-1].endswith(" nee")
    assert all(text_width(line, 10) <= 100 for line in lines)
    assert wrapped("mm", 10, 1) == ["m", "m"]
    told = breakable(f"ja {'x' * 50} nee", 10, 100)
    assert told.startswith("ja xxx") and told.replace("\u200b", "") == f"ja {'x' * 50} nee"
    assert all(text_width(part, 10) <= 100 for part in told[3:-4].split("\u200b"))
    assert breakable(SENTENCE, 10, 200) == SENTENCE


def test_text_is_cut_only_where_it_does_not_fit() -> None:
    whole = text_width(SENTENCE, 10) * AIR  # as wide as another program may set it
    assert shortened(SENTENCE, 10, whole) == SENTENCE
    cut = shortened(SENTENCE, 10, whole / 2)
    assert cut.endswith("…") and SENTENCE.startswith(cut[:-1])
    longer = SENTENCE[: SENTENCE.index(" ", len(cut))] + "…"
    assert text_width(cut, 10) <= whole / 2 < text_width(longer, 10)
    assert SENTENCE[len(cut) - 1] == " "
    assert shortened("x" * 50, 10, text_width("x" * 20, 10)).startswith("x" * 15)
    assert len(shortened(SENTENCE, 10, 0)) <= 2


def test_columns_take_what_they_need_and_long_texts_give_way() -> None:
    def widths(*cells: str, width: float = 400.0) -> list[float]:
        return column_widths(Table("", ("k",) * len(cells), (cells,)), 10, width, 8)

    small, large = widths("12.345", "ja nee")
    assert text_width("12.345", 10) + 8 < small < text_width("12.345", 10) + 12
    assert small + large < 100
    number, words = widths("12.345", "woord " * 100)
    assert math.isclose(number + words, 400) and number < 60
    words, more = widths("x" * 100, "y" * 200)
    assert math.isclose(words + more, 400)


def test_boxes_stand_on_as_few_rows_as_their_order_allows() -> None:
    assert list(placed([40, 60, 1, 200, 10], 100)) == [(0, 0), (0, 40), (1, 0), (2, 0), (3, 0)]


def test_columns_ask_for_a_line_or_for_their_longest_word() -> None:
    found = asked_widths(Table("", ("k",), (("lang woord",),)), 10, 8)
    wide = [AIR * text_width(text, 10) + 8 for text in ("lang woord", "woord")]
    assert found == ([pytest.approx(wide[0])], [pytest.approx(wide[1])])


@pytest.mark.parametrize("width", [150, 300, 600, 1200])
def test_columns_fill_the_room_and_words_stay_whole(width: float) -> None:
    cells = ("Transparant netwerk", "1e kwartaal 2026", "woord " * 40, "zin " * 90)
    table = Table("", ("k",) * 4, (cells,))
    given = column_widths(table, 10, width, 8)
    whole, least = asked_widths(table, 10, 8)
    assert math.isclose(sum(given), width)
    if sum(least) < width:
        for got, low, high in zip(given, least, whole, strict=True):
            assert low - 0.01 <= got <= high + 0.01
    if width >= 600:
        assert given[:2] == whole[:2]


def test_letters_that_the_font_lacks_become_question_marks() -> None:
    assert printable("a\u202eb\u200d\u2066c") == "abc"
    assert printable("Té 7\u00a0% €\n中\U0001f4a3\x00\ud800") == "Té 7\u00a0% € ????"
