"""The parts of a slide as shapes of PowerPoint, by their kind. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.slide import Slide as PowerPointSlide

from components.deck.part import fitted_rows, row_height, value_size
from components.deck.parts import (
    Decision,
    Facts,
    Mark,
    Number,
    Numbers,
    Part,
    Rows,
    Sentences,
    SlideBars,
    SlideLines,
    SlideMap,
    Track,
    Versus,
)
from components.deck.screen import LARGE, LINE, NAME, TEXT
from components.handout.chart import add_bars, add_lines
from components.handout.parts import Picture
from components.handout.slide import (
    PALETTE,
    Run,
    SlideBox,
    add_picture,
    add_shape,
    muted,
    name_shape,
    write,
    write_table,
)
from components.words.textwidth import text_height

_ARROWS: dict[Mark, str] = {"hoger": "▲", "lager": "▼", "gelijk": "="}
_WORDS, _ASKED, _AMOUNT = 44, 46, 68
_HIGH = 1.25  # a line by the size of its letters


def put_part(slide: PowerPointSlide, part: Part, box: SlideBox, picture: Picture | None) -> None:
    """Put a part of a slide in its place; `picture` is that of a map."""
    if isinstance(part, SlideMap):
        if picture:
            add_picture(slide, box, picture, part.label)
        return
    _MAKERS[part.kind](slide, part, box)


def _number(slide: PowerPointSlide, part: Number, box: SlideBox) -> None:
    size = value_size(part, box.width)
    sign = [Run(" %", size / 2, True, PALETTE.accent)] if part.unit == "%" else []
    write(slide, box, [Run(part.value, size, True, PALETTE.accent), *sign])
    at = box.below(size * _HIGH)
    if part.unit and not sign:
        write(slide, at, [Run(part.unit, LARGE)])
        at = at.below(LARGE * _HIGH + 12)
    for change in part.changes:
        runs = _told(change)
        write(slide, at, runs)
        text = "".join(run.text for run in runs)
        at = at.below(text_height(text, _WORDS, box.width, bold=True) + 16)
    if part.note:
        write(slide, at, [muted(part.note)])


def _told(change: Versus) -> list[Run]:
    arrow = Run(f"{_ARROWS[change.mark]} ", _WORDS, True, PALETTE.accent)
    return [arrow, Run(change.word, _WORDS, True), Run(f" {change.rest}", _WORDS)]


def _numbers(slide: PowerPointSlide, part: Numbers, box: SlideBox) -> None:
    wide, high = (box.width - 60) / 2, box.height / 2
    for place, (name, value, unit, below) in enumerate(part.items):
        at = SlideBox(box.x + place % 2 * (wide + 60), box.y + place // 2 * high, wide, high)
        size = value_size(Number(value, "", ""), wide)
        size = min(size, 110)
        more = [[Run(unit)]] if unit else []
        large = [Run(value, size, True, PALETTE.accent)]
        write(slide, at, [Run(name)], large, *more, [muted(below)])


def _rows(slide: PowerPointSlide, part: Rows, box: SlideBox) -> None:
    cells, widths = fitted_rows(replace(part, has_head=True), box.width, box.height)
    table = replace(part.table, rows=tuple(cells))
    heights = [row_height(row, widths) for row in (table.columns, *cells)]
    write_table(slide, box, table, widths, heights)
    if any(part.closing):
        first, bold = part.closing
        write(slide, box.below(sum(heights) + 16), [Run(f"{first} "), Run(bold, bold=True)])


def _facts(slide: PowerPointSlide, part: Facts, box: SlideBox) -> None:
    at = box
    for name, text in part.facts:
        write(slide, SlideBox(at.x, at.y, NAME - 24, at.height), [Run(name, bold=True)])
        write(slide, SlideBox(at.x + NAME, at.y, at.width - NAME, at.height), [Run(text)])
        at = at.below(text_height(text, TEXT, at.width - NAME) * _HIGH / LINE + 24)


def _track(slide: PowerPointSlide, part: Track, box: SlideBox) -> None:
    whole = SlideBox(box.x, box.y, box.width, 64)
    is_empty = part.share is None
    colour = PALETTE.rest if is_empty else PALETTE.accent
    shape = add_shape(slide.shapes, whole, colour, is_open=True, dashed=is_empty, is_round=True)
    name_shape(shape._element.nvSpPr.cNvPr, "Baan", f"{part.told}, {part.target}")
    if part.share:
        done = SlideBox(box.x, box.y, max(box.width * part.share, 64), 64)
        add_shape(slide.shapes, done, colour, is_round=True)
    write(slide, SlideBox(box.x, box.y + 72, 200, 56), [Run("0")])
    end = SlideBox(box.x + 900, box.y + 72, box.width - 900, 56)
    told = write(slide, end, [Run(part.target, bold=True)])
    told.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    state = [] if part.state == part.told else [Run(f"  {part.state}", _WORDS)]
    write(
        slide, SlideBox(box.x, box.y + 134, box.width, 60), [Run(part.told, _WORDS, True), *state]
    )
    _facts(slide, Facts(part.facts), box.below(220))


def _words(slide: PowerPointSlide, part: Sentences, box: SlideBox) -> None:
    write(slide, box, *([Run(text, _WORDS)] for text in part.sentences))


def _decision(slide: PowerPointSlide, part: Decision, box: SlideBox) -> None:
    wide = box.width - 680
    at = SlideBox(box.x, box.y, wide, box.height)
    if part.conditions:
        told = ([Run(f"•  {text}", _ASKED)] for text in part.conditions)
        write(slide, at, [muted("Onder deze voorwaarden")], *told)
        at = at.below((TEXT + _ASKED * len(part.conditions)) * _HIGH + 50)
    for place, (name, value) in enumerate(part.amounts):
        amount = SlideBox(at.x + place * wide / 2, at.y, wide / 2 - 20, at.height)
        write(slide, amount, [muted(name)], [Run(value, _AMOUNT, True)])
    side = SlideBox(box.x + box.width - 620, box.y, 620, 340)
    add_shape(slide.shapes, side, PALETTE.surface)
    answers = ([Run(f"☐  {text}", _ASKED)] for text in part.answers)
    inside = SlideBox(side.x + 44, side.y + 32, side.width - 88, side.height - 64)
    write(slide, inside, [muted("Het Beraad besluit")], *answers)


_MAKERS: dict[str, Callable[[PowerPointSlide, Any, SlideBox], None]] = {
    Number.kind: _number,
    Numbers.kind: _numbers,
    SlideBars.kind: lambda slide, part, box: add_bars(slide, box, part),
    SlideLines.kind: lambda slide, part, box: add_lines(slide, box, part),
    Rows.kind: _rows,
    Facts.kind: _facts,
    Track.kind: _track,
    Sentences.kind: _words,
    Decision.kind: _decision,
}
