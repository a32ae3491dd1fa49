"""The handout of a deck as a PowerPoint file: native charts and tables, maps as pictures. Pure."""

from __future__ import annotations

import io
from datetime import UTC, datetime, time
from typing import Any

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Show
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu

from components.deck.kinds.title import UNTITLED
from components.deck.screen import (
    FOOT,
    GAP,
    HEIGHT,
    INNER,
    LINE,
    SIDE,
    SOURCE,
    TEXT,
    TITLE_LINE,
    TOP,
    WIDTH,
    Screen,
)
from components.deck.slide import source_line
from components.files.bundles import timeless_zip, unzipped
from components.handout.drawn import put_part
from components.handout.parts import LANGUAGE, Handout, Page, definition_of, remarks_of, title_lines
from components.handout.slide import (
    PALETTE,
    WHITE,
    Run,
    SlideBox,
    add_shape,
    fill_frame,
    muted,
    rgb,
    write,
    write_number,
)
from components.words.textwidth import line_count, text_height
from components.words.xml import xml_safe
from data_loaders.monitor import MONITOR

BRAND = SlideBox(SIDE, HEIGHT - FOOT + 22, 620, 40)
CITED = SlideBox(SIDE + 640, HEIGHT - FOOT + 22, INNER - 640 - 180, 40)
NUMBER = SlideBox(WIDTH - SIDE - 170, HEIGHT - FOOT + 22, 170, 40)
_PLAIN = 5  # the layout with a title alone, in the template that comes with the library
_PIXEL = 6350
_SHEET = ".xlsx"
_MADE = "docProps/core.xml"
_BANDS = {"titel": PALETTE.bar, "besluit": PALETTE.bar, "agendapunt": PALETTE.surface}


def make(handout: Handout) -> bytes:
    """Return a handout as a PowerPoint file; the same handout gives the same bytes."""
    show = Presentation()
    _widen(show)
    _brand(show.slide_layouts[_PLAIN])
    _describe(show, handout)
    pages = handout.pages
    every = [(page, screen) for page in pages for screen in page.slide.screens]
    has_title = bool(pages) and pages[0].slide.is_title
    count = len(every) + (not has_title)
    if not has_title:
        title = Screen(handout.title or UNTITLED, title_lines(handout)[0], look="titel")
        _add(show, None, title, count)
    for page, screen in every:
        _add(show, page, screen, count)
    _name_skipped(show, handout)
    out = io.BytesIO()
    show.save(out)
    return timeless_zip(_timeless(unzipped(out.getvalue())))


def _timeless(parts: dict[str, bytes]) -> dict[str, bytes]:
    """Return the parts of a file with sheets behind charts that do not tell when they were made."""
    made = dict(parts)
    for name, content in parts.items():
        if name.endswith(_SHEET):
            inside = unzipped(content)
            inside.pop(_MADE, None)
            made[name] = timeless_zip({**inside, _MADE: _NOBODY})
    return made


_NOBODY = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/'
    b'core-properties"/>'
)


def _widen(show: Show) -> None:
    """Make the template 16 by 9, and move what stands on it along."""
    before = int(show.slide_width or 1)
    show.slide_width, show.slide_height = Emu(WIDTH * _PIXEL), Emu(HEIGHT * _PIXEL)
    down, across = HEIGHT * _PIXEL / 6858000, WIDTH * _PIXEL / before
    for sheet in (show.slide_master, *show.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is None:
                continue  # it stands where that of the master does
            shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
            shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))


def _brand(layout: Any) -> None:
    """Put the bar at the top and the line above the foot on a layout, so on every slide."""
    show = Presentation()
    sheet = show.slides.add_slide(show.slide_layouts[6])
    bar = add_shape(sheet.shapes, SlideBox(0, 0, WIDTH, 20), PALETTE.accent)
    line = add_shape(sheet.shapes, SlideBox(SIDE, HEIGHT - FOOT, INNER, 2), PALETTE.line)
    for shape in (bar, line):
        layout.shapes._spTree.append(shape._element)


def _describe(show: Show, handout: Handout) -> None:
    about = show.core_properties
    about.title, about.author, about.language = xml_safe(handout.title), MONITOR.name, LANGUAGE
    about.last_modified_by = MONITOR.name
    made = datetime.combine(handout.day, time(12, tzinfo=UTC)).replace(tzinfo=None)
    about.created = about.modified = made


def _add(show: Show, page: Page | None, screen: Screen, count: int) -> None:
    """Add one slide: title, line below it, parts, what to know, source and number."""
    slide = show.slides.add_slide(show.slide_layouts[_PLAIN])
    ink = WHITE if screen.look in {"titel", "besluit"} else PALETTE.text
    top = _head(slide, screen, ink)
    x, most = float(SIDE), HEIGHT - FOOT - GAP - top
    for part, wide, height in zip(screen.parts, screen.widths, screen.heights, strict=True):
        high = min(height, most)
        put_part(slide, part, SlideBox(x, top, wide, high), page.picture if page else None)
        x += wide + 2 * GAP
    _foot(slide, screen, count)
    if page:
        slide.notes_slide.notes_text_frame.text = _notes(page, screen)


def _head(slide: PowerPointSlide, screen: Screen, ink: str) -> float:
    """Write title, kicker and line below; return where the parts begin."""
    lines = line_count(screen.title, screen.size, INNER, bold=True)
    high = lines * screen.size * (LINE if lines > 1 else TITLE_LINE) + 6
    extra = TEXT * LINE + 20 if screen.kicker else 0
    is_band, is_alone = screen.look == "besluit", screen.look in {"titel", "agendapunt"}
    top = 330.0 if is_alone else 44.0 if is_band else float(TOP)
    title: Any = slide.shapes.title
    box = SlideBox(SIDE, top + extra, INNER, high)
    title.left, title.top, title.width, title.height = box.emu()
    fill_frame(title.text_frame, [Run(screen.title, screen.size, True, ink)])
    _ground(slide, screen, box)
    if screen.kicker:
        write(
            slide, SlideBox(SIDE, top, INNER, TEXT * LINE), [Run(screen.kicker, TEXT, colour=ink)]
        )
    under = box.y + high + 4
    if screen.below:
        told = Run(screen.below, TEXT, colour=ink) if is_alone else muted(screen.below)
        write(slide, SlideBox(SIDE, under, INNER, TEXT * LINE * 2), [told])
        under += TEXT * LINE + 4
    return under + (88 if is_band else GAP)


def _ground(slide: PowerPointSlide, screen: Screen, title: SlideBox) -> None:
    """Colour what stands behind the words of a maker."""
    colour = _BANDS.get(screen.look)
    if colour is None:
        return
    if screen.look == "besluit":
        band = add_shape(slide.shapes, SlideBox(0, 0, WIDTH, title.y + title.height + 48), colour)
        slide.shapes._spTree.insert(2, band._element)  # behind all words
        return
    fill = slide.background.fill
    fill.solid()
    fill.fore_color.rgb = rgb(colour)
    if screen.look == "agendapunt":
        add_shape(slide.shapes, SlideBox(0, 0, 40, HEIGHT), PALETTE.accent)


def _foot(slide: PowerPointSlide, screen: Screen, count: int) -> None:
    """Write what is to be known, the name of the monitor, the source and the number."""
    is_dark = screen.look == "titel"
    ink, brand = (WHITE, WHITE) if is_dark else (PALETTE.text, PALETTE.accent)
    if told := screen.told_cautions:
        wide = screen.caution_width
        high = sum(text_height(text, SOURCE, wide) for text in told)
        box = SlideBox(WIDTH - SIDE - wide, HEIGHT - FOOT - 20 - high, wide, high)
        add_shape(slide.shapes, SlideBox(box.x - 32, box.y, 8, high), PALETTE.signal)
        write(slide, box, *([Run(text, SOURCE)] for text in told))
    write(slide, BRAND, [Run(MONITOR.name, SOURCE, True, brand)])
    if source := source_line(screen):
        write(slide, CITED, [muted(source, SOURCE)])
    write_number(slide, NUMBER, count, ink)


def _notes(page: Page, screen: Screen) -> str:
    """Return what the speaker finds below a slide: the sentence, its meaning, the source."""
    content = page.slide.content
    lines = [page.slide.title, definition_of(page.slide)]
    lines += [content.subtitle, *content.lines] if content else [page.slide.problem]
    told = dict.fromkeys([screen.title, *lines, *remarks_of(page)])
    return xml_safe("\n".join(filter(None, told)))


def _name_skipped(show: Show, handout: Handout) -> None:
    """Say in the notes of the first slide what the link held and is not there."""
    if handout.skipped:
        notes = show.slides[0].notes_slide.notes_text_frame
        notes.text = xml_safe("\n".join(filter(None, [notes.text, *handout.skipped])))
