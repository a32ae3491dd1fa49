"""One slide of a PowerPoint file: text, tables, shapes and pictures in their places. Pure.

Places and sizes of letters are pixels of a screen of 1920 by 1080, as in `deck.screen`; a file has
half of them in points.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide as PowerPointSlide
from pptx.table import _Cell
from pptx.text.text import TextFrame
from pptx.util import Emu, Pt

from components.charts.theme import SCREEN_PALETTES
from components.deck.parts import Role
from components.deck.screen import SOURCE, TEXT
from components.handout.parts import LANGUAGE, Picture
from components.words.table import Table
from components.words.xml import xml_safe

FONT = "Arial"
"""On every machine that has PowerPoint, and as wide as the letters we measure with."""
PALETTE = SCREEN_PALETTES["licht"]
WHITE = PALETTE.background
COLOURS: dict[Role, str] = {
    "wij": PALETTE.accent,
    "overig": PALETTE.dot,
    "regio": PALETTE.signal,
    "land": PALETTE.country,
    "doel": PALETTE.goal,
    "een": PALETTE.accent,
    "twee": PALETTE.goal,
    "drie": PALETTE.country,
    "vier": PALETTE.signal,
}
OPEN: tuple[Role, ...] = ("regio", "land")
"""Roles whose bars are open."""
_PIXEL = 6350  # the measure of PowerPoint in a pixel
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True)
class SlideBox:
    """A place on a slide."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return the place in the measure of PowerPoint."""
        left, top, width, height = (
            Emu(round(side * _PIXEL)) for side in (self.x, self.y, self.width, self.height)
        )
        return left, top, width, height

    def below(self, used: float) -> SlideBox:
        """Return what is left of the place below so many pixels."""
        return SlideBox(self.x, self.y + used, self.width, self.height - used)


class Run(NamedTuple):
    """Letters of one look."""

    text: str
    size: float = TEXT
    bold: bool = False
    colour: str = PALETTE.text


def muted(text: str, size: float = TEXT) -> Run:
    """Return letters that stand back."""
    return Run(text, size, colour=PALETTE.muted)


def write(slide: PowerPointSlide, box: SlideBox, *paragraphs: Sequence[Run]) -> Any:
    """Write paragraphs in a box; return the shape."""
    shape = slide.shapes.add_textbox(*box.emu())
    fill_frame(shape.text_frame, *paragraphs)
    return shape


def fill_frame(frame: TextFrame, *paragraphs: Sequence[Run]) -> None:
    """Fill the frame of a shape with paragraphs, without room around them."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    made: Any = frame  # half of the library has no types
    for place, runs in enumerate(paragraphs):
        paragraph = frame.paragraphs[0] if place == 0 else made.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        for item in runs:
            _add_run(paragraph, item)


def _add_run(paragraph: Any, item: Run) -> None:
    run = paragraph.add_run()
    run.text = xml_safe(item.text)
    style(run.font, item.size, item.colour, bold=item.bold)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def style(font: Any, size: float, colour: str = PALETTE.text, *, bold: bool = False) -> None:
    """Give letters their look."""
    font.size, font.bold, font.name = Pt(size / 2), bold, FONT
    font.color.rgb = rgb(colour)


def rgb(colour: str) -> RGBColor:
    """Return a colour (`#rrggbb`) as PowerPoint has it."""
    make: Any = RGBColor
    made: RGBColor = make(*bytes.fromhex(colour.removeprefix("#")))
    return made


def write_number(slide: PowerPointSlide, box: SlideBox, count: int, colour: str) -> None:
    """Write the number of the slide, as a field that PowerPoint keeps right, and how many."""
    runs = [Run(text, SOURCE, True, colour) for text in ("0", f" / {count}")]
    frame = write(slide, box, runs).text_frame
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]._r
    field = OxmlElement("a:fld")
    field.set("id", _FIELD)
    field.set("type", "slidenum")
    field.extend(list(run))
    paragraph._p.replace(run, field)


def add_shape(
    shapes: Any,
    box: SlideBox,
    colour: str,
    *,
    is_open: bool = False,
    dashed: bool = False,
    is_round: bool = False,
) -> Any:
    """Add a box without letters, filled or open; return the shape."""
    kind = MSO_SHAPE.ROUNDED_RECTANGLE if is_round else MSO_SHAPE.RECTANGLE
    shape: Any = shapes.add_shape(kind, *box.emu())
    if is_round:
        shape.adjustments[0] = 0.5
    shape._element.remove(shape._element.find(qn("p:style")))  # the theme would add a shadow
    look(shape, colour, is_open=is_open, dashed=dashed)
    name_shape(shape._element.nvSpPr.cNvPr, "Vorm", "")
    return shape


def look(item: Any, colour: str, *, is_open: bool = False, dashed: bool = False) -> None:
    """Give a shape, bar or line its colour: filled, or with an edge alone."""
    if not is_open:
        item.fill.solid()
        item.fill.fore_color.rgb = rgb(colour)
        item.line.fill.background()
        return
    item.fill.background()
    item.line.color.rgb = rgb(colour)
    item.line.width = Pt(2.5)
    if dashed:
        item.line.dash_style = MSO_LINE.DASH


def add_picture(slide: PowerPointSlide, box: SlideBox, picture: Picture, alt: str) -> None:
    """Put a figure in a box, as large as it fits, with the sentence that says what it shows."""
    scale = min(box.width / picture.width, box.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left = box.x + (box.width - width) / 2
    shape: Any = slide.shapes.add_picture(
        io.BytesIO(picture.data), *SlideBox(left, box.y, width, height).emu()
    )
    name_shape(shape._element.nvPicPr.cNvPr, "Figuur", alt)


def name_shape(element: Any, name: str, alt: str) -> None:
    """Give a shape its name, and the sentence for who cannot see it."""
    element.set("name", name)
    element.set("descr", xml_safe(alt))


def write_table(
    slide: PowerPointSlide,
    box: SlideBox,
    table: Table,
    widths: Sequence[float],
    heights: Sequence[float],
) -> None:
    """Put a table on a slide as a real table; its first row are the names of its columns."""
    place = SlideBox(box.x, box.y, sum(widths), sum(heights))
    shape: Any = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *place.emu())
    name_shape(shape._element.nvGraphicFramePr.cNvPr, "Tabel", table.caption)
    made = shape.table
    made.horz_banding = False
    for column, width in zip(made.columns, widths, strict=True):
        column.width = Emu(round(width * _PIXEL))
    for number, (row, height) in enumerate(zip(made.rows, heights, strict=True)):
        row.height = Emu(round(height * _PIXEL))
        texts = table.columns if number == 0 else table.rows[number - 1]
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill_cell(cell, text, is_head=number == 0)
            if column in table.numeric:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT


def _fill_cell(cell: _Cell, text: str, *, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Emu(18 * _PIXEL)
    cell.margin_top = cell.margin_bottom = Emu(8 * _PIXEL)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    fill: Any = cell.fill
    fill.solid()
    fill.fore_color.rgb = rgb(PALETTE.accent if is_head else WHITE)
    cell.text_frame.word_wrap = True
    ink = WHITE if is_head else PALETTE.text
    _add_run(cell.text_frame.paragraphs[0], Run(text, TEXT, is_head, ink))
