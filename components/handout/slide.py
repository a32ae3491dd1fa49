"""One slide of a PowerPoint file: boxes of text, tables and pictures that fit in it. Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide as PowerPointSlide
from pptx.table import _Cell
from pptx.text.text import TextFrame, _Paragraph
from pptx.util import Emu, Pt

from components.charts.theme import PALETTES
from components.handout.parts import LANGUAGE, Picture
from components.words.tablefit import Air, FittedTable
from components.words.textwidth import largest_size, text_height
from components.words.xml import xml_safe

FONT = "Arial"
"""On every machine that has PowerPoint, and as wide as the letters we measure with."""
PALETTE = PALETTES["licht"]
CELL = Air(12.0, 6.0)  # points
_POINT = 12700  # the measure of PowerPoint in a point
_FIELD = "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}"


@dataclass(frozen=True)
class Box:
    """A place on a slide, in points."""

    x: float
    y: float
    width: float
    height: float

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Return the place in the measure of PowerPoint."""
        left, top, width, height = (
            Emu(round(side * _POINT)) for side in (self.x, self.y, self.width, self.height)
        )
        return left, top, width, height

    def below(self, used: float) -> Box:
        """Return what is left of the place below `used` points."""
        return Box(self.x, self.y + used, self.width, self.height - used)


def write_texts(
    slide: PowerPointSlide,
    box: Box,
    texts: Sequence[str],
    sizes: Sequence[float],
    *,
    bold: bool = False,
    muted: bool = False,
) -> float:
    """Write paragraphs in a box, as large as they fit; return how high they are (points)."""
    size = largest_size(texts, (box.width, box.height), sizes, bold)
    shape = slide.shapes.add_textbox(*box.emu())
    fill_frame(shape.text_frame, texts, size, bold=bold, muted=muted)
    return sum(text_height(text, size, box.width, bold) for text in texts)


def fill_frame(
    frame: TextFrame, texts: Sequence[str], size: float, *, bold: bool = False, muted: bool = False
) -> None:
    """Fill the frame of a shape with paragraphs, without room around them."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    frame.vertical_anchor = MSO_ANCHOR.TOP
    made: Any = frame  # half of the library has no types
    for place, text in enumerate(texts):
        paragraph = frame.paragraphs[0] if place == 0 else made.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        _run(paragraph, text, size, bold, PALETTE.muted if muted else PALETTE.text)


def _run(paragraph: _Paragraph, text: str, size: float, bold: bool, colour: str) -> None:
    run = paragraph.add_run()
    run.text = xml_safe(text)
    run.font.size, run.font.bold, run.font.name = Pt(size), bold, FONT
    run.font.color.rgb = _rgb(colour)
    run._r.get_or_add_rPr().set("lang", LANGUAGE)


def _rgb(colour: str) -> RGBColor:
    make: Any = RGBColor
    made: RGBColor = make(*bytes.fromhex(colour.removeprefix("#")))
    return made


def write_number(slide: PowerPointSlide, box: Box) -> None:
    """Write the number of the slide, as a field that PowerPoint keeps right."""
    frame = slide.shapes.add_textbox(*box.emu()).text_frame
    fill_frame(frame, ["0"], 12, muted=True)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT
    run = paragraph.runs[0]._r
    field = OxmlElement("a:fld")
    field.set("id", _FIELD)
    field.set("type", "slidenum")
    field.extend(list(run))
    paragraph._p.replace(run, field)


def add_picture(slide: PowerPointSlide, box: Box, picture: Picture, alt: str) -> None:
    """Put a figure in a box, as large as it fits, with the sentence that says what it shows."""
    scale = min(box.width / picture.width, box.height / picture.height)
    width, height = picture.width * scale, picture.height * scale
    left = box.x + (box.width - width) / 2
    shape: Any = slide.shapes.add_picture(
        io.BytesIO(picture.data), *Box(left, box.y, width, height).emu()
    )
    _describe(shape._element.nvPicPr.cNvPr, "Figuur", alt)


def _describe(element: Any, name: str, alt: str) -> None:
    element.set("name", name)
    element.set("descr", xml_safe(alt))


def write_table(slide: PowerPointSlide, box: Box, fitted: FittedTable) -> None:
    """Put a table on a slide as a real table, and below it how many rows are left out."""
    table = fitted.table
    place = Box(box.x, box.y, sum(fitted.widths), fitted.height)
    shape: Any = slide.shapes.add_table(len(table.rows) + 1, len(table.columns), *place.emu())
    _describe(shape._element.nvGraphicFramePr.cNvPr, "Tabel", table.caption)
    made = shape.table
    made.horz_banding = False
    for column, width in zip(made.columns, fitted.widths, strict=True):
        column.width = Emu(round(width * _POINT))
    for number, (row, height) in enumerate(zip(made.rows, fitted.heights, strict=True)):
        row.height = Emu(round(height * _POINT))
        texts = table.columns if number == 0 else table.rows[number - 1]
        for column, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill_cell(cell, text, fitted.size, is_head=number == 0)
            if column in table.numeric:
                cell.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    if left := table.left_text:
        write_texts(slide, box.below(fitted.height + 4), [left], [fitted.size], muted=True)


def _fill_cell(cell: _Cell, text: str, size: float, is_head: bool) -> None:
    cell.margin_left = cell.margin_right = Emu(round(CELL.across / 2 * _POINT))
    cell.margin_top = cell.margin_bottom = Emu(round(CELL.down / 2 * _POINT))
    fill: Any = cell.fill
    fill.solid()
    fill.fore_color.rgb = _rgb(PALETTE.accent if is_head else PALETTE.background)
    cell.text_frame.word_wrap = True
    ink = PALETTE.background if is_head else PALETTE.text
    _run(cell.text_frame.paragraphs[0], text, size, is_head, ink)
