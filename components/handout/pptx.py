"""The handout of a deck as a PowerPoint file: a slide per tile, real tables, figures. Pure."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, datetime, time

from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Show
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Emu

from components.exhibit.model import BigValue, Exhibit
from components.files.bundles import timeless_zip, unzipped
from components.handout.parts import (
    LANGUAGE,
    Handout,
    Page,
    definition_of,
    remarks_of,
    table_of,
    title_lines,
)
from components.handout.slide import (
    CELL,
    Box,
    add_picture,
    fill_frame,
    write_number,
    write_table,
    write_texts,
)
from components.words.tablefit import fit_table
from components.words.textwidth import largest_size, text_height
from components.words.xml import xml_safe
from data_loaders.monitor import MONITOR

WIDTH, HEIGHT = 960.0, 540.0  # points: 16 by 9
TITLE = Box(44, 28, 872, 84)
SUBTITLE = Box(44, 114, 872, 34)
CONTENT = Box(44, 152, 872, 312)
SOURCE = Box(44, 472, 800, 52)
NUMBER = Box(856, 506, 60, 18)
FIGURE_SHARE, GAP = 0.62, 20.0
TITLES = (30, 28, 26, 24, 22, 20, 18, 16)
TEXTS = (18, 16, 15, 14, 13, 12, 11, 10)
TABLES = (14, 13, 12, 11, 10, 9)
SMALL = (11, 10, 9, 8)
_FRONT, _PLAIN = 0, 5  # layouts of the template that comes with the library


def make(handout: Handout) -> bytes:
    """Return a handout as a PowerPoint file; the same handout gives the same bytes."""
    show = Presentation()
    _widen(show)
    _describe(show, handout)
    pages = handout.pages
    if not pages or not pages[0].slide.is_title:
        _front(show, handout)
    for page in pages:
        if page.slide.is_title:
            _front(show, handout)
        else:
            _add(show, page)
    out = io.BytesIO()
    show.save(out)
    return timeless_zip(unzipped(out.getvalue()))


def _widen(show: Show) -> None:
    """Make the template 16 by 9, and move what stands on it along."""
    before = int(show.slide_width or 1)
    show.slide_width, show.slide_height = Emu(int(WIDTH * 12700)), Emu(int(HEIGHT * 12700))
    down = HEIGHT * 12700 / 6858000
    across = WIDTH * 12700 / before
    for sheet in (show.slide_master, *show.slide_layouts):
        for shape in sheet.placeholders:
            if shape._element.spPr.find(qn("a:xfrm")) is None:
                continue  # it stands where that of the master does
            shape.left, shape.width = Emu(int(shape.left * across)), Emu(int(shape.width * across))
            shape.top, shape.height = Emu(int(shape.top * down)), Emu(int(shape.height * down))


def _describe(show: Show, handout: Handout) -> None:
    about = show.core_properties
    about.title, about.author, about.language = xml_safe(handout.title), MONITOR.name, LANGUAGE
    about.last_modified_by = MONITOR.name
    made = datetime.combine(handout.day, time(12, tzinfo=UTC)).replace(tzinfo=None)
    about.created = about.modified = made


def _front(show: Show, handout: Handout) -> None:
    """Add the slide with the title and the day."""
    slide = show.slides.add_slide(show.slide_layouts[_FRONT])
    texts = ([handout.title], title_lines(handout))
    boxes = (Box(44, 150, 872, 130), Box(44, 290, 872, 160))
    sizes = ((44, *range(40, 18, -2)), (20, 18, 16, 14, 12, 10))
    for place, (lines, box, known) in enumerate(zip(texts, boxes, sizes, strict=True)):
        shape = slide.placeholders[place]
        shape.left, shape.top, shape.width, shape.height = box.emu()
        bold = place == 0
        size = largest_size(lines, (box.width, box.height), known, bold)
        fill_frame(shape.text_frame, lines, size, bold=bold, muted=not bold)


def _add(show: Show, page: Page) -> None:
    """Add the slide of a tile."""
    slide = show.slides.add_slide(show.slide_layouts[_PLAIN])
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = TITLE.emu()
    size = largest_size([page.slide.title], (TITLE.width, TITLE.height), TITLES, bold=True)
    fill_frame(title.text_frame, [page.slide.title], size, bold=True)
    content = page.slide.content
    if content is None:
        write_texts(slide, CONTENT, [page.slide.problem], TEXTS)
    else:
        write_texts(slide, SUBTITLE, [content.subtitle], (14, 12, 11, 10), muted=True)
        _fill(slide, page, content)
    if shown := _that_fit(_together(page)):
        write_texts(slide, SOURCE, shown, SMALL, muted=True)
    write_number(slide, NUMBER)
    slide.notes_slide.notes_text_frame.text = _notes(page)


def _together(page: Page) -> Sequence[str]:
    """Return the remarks on a slide, what must be known in one paragraph when room is short."""
    remarks, content = remarks_of(page), page.slide.content
    others = len(content.notes) + bool(content.source) if content else 0
    first = remarks[: len(remarks) - others]
    if not first or _height(remarks) <= SOURCE.height:
        return remarks
    return [" ".join(first), *remarks[len(first) :]]


def _that_fit(remarks: Sequence[str]) -> list[str]:
    """Return the remarks that fit below a slide, the source always; the notes have them all."""
    kept = list(remarks)
    while len(kept) > 1 and _height(kept) > SOURCE.height:
        del kept[-2]
    return kept


def _height(texts: Sequence[str]) -> float:
    return sum(text_height(text, SMALL[-1], SOURCE.width) for text in texts)


def _notes(page: Page) -> str:
    """Return what the speaker finds below a slide: the sentence, its meaning, the source."""
    content = page.slide.content
    lines = [page.slide.title, definition_of(page.slide)]
    lines += [content.subtitle, *content.lines] if content else [page.slide.problem]
    return xml_safe("\n".join(filter(None, [*lines, *remarks_of(page)])))


def _fill(slide: PowerPointSlide, page: Page, content: Exhibit) -> None:
    """Fill a slide: the figure with what fits beside it, or else values, words and table."""
    box = CONTENT
    if page.picture:
        side = _beside(slide, page, content)
        width = box.width * FIGURE_SHARE if side else box.width
        place = Box(box.x, box.y, width, box.height)
        add_picture(slide, place, page.picture, content.headline)
        return
    if content.values:
        box = _write_values(slide, box, content.values)
    if content.lines:
        table = table_of(page)
        words = Box(box.x, box.y, box.width, box.height * (0.45 if table else 1.0))
        box = box.below(write_texts(slide, words, content.lines, TEXTS) + 12)
    table = table_of(page)
    if table:
        write_table(slide, box, fit_table(table, (box.width, box.height), TABLES, CELL))


def _beside(slide: PowerPointSlide, page: Page, content: Exhibit) -> bool:
    """Write what fits beside a figure: words, or a table that is whole; tell whether it did."""
    left = CONTENT.x + CONTENT.width * FIGURE_SHARE + GAP
    box = Box(left, CONTENT.y, CONTENT.x + CONTENT.width - left, CONTENT.height)
    if content.lines:
        write_texts(slide, box, content.lines, TEXTS)
        return True
    table = table_of(page)
    if table is None:
        return False
    fitted = fit_table(table, (box.width, box.height), TABLES, CELL)
    if fitted.table.left_out or sum(fitted.widths) > box.width + 1:
        return False
    write_table(slide, box, fitted)
    return True


def _write_values(slide: PowerPointSlide, box: Box, values: Sequence[BigValue]) -> Box:
    """Write values in large type side by side; return what is left of the box."""
    width = (box.width - GAP * (len(values) - 1)) / len(values)
    for place, value in enumerate(values):
        here = Box(box.x + place * (width + GAP), box.y, width, 60)
        write_texts(slide, here, [value.label], TEXTS)
        large = [f"{value.value} {value.unit}".strip()]
        write_texts(slide, Box(here.x, box.y + 64, width, 90), large, (60, 48, 36, 28), bold=True)
        write_texts(slide, Box(here.x, box.y + 160, width, 50), [value.below], TEXTS, muted=True)
    return box.below(220)
