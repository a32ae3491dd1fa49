"""The PowerPoint file has real tables, figures with words, and text that fits."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from handoutcases import Made, content_of, handout_of, long_table, make, page_of, show_of
from PIL import Image, ImageFont
from pptx.util import Emu

from components.exhibit.model import BigValue
from components.handout.parts import definition_of, table_of
from components.handout.pptx import make as make_pptx
from data_loaders.letters import BOLD, REGULAR
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.ready import load_ready_decks

READY = list(load_ready_decks())
PICTURE = 13
POINT = 12700


@pytest.fixture(params=READY)
def each(request: pytest.FixtureRequest, made: dict[str, Made]) -> Made:
    return made[request.param]


def tiles(each: Made) -> list[tuple[Any, Any]]:
    """The slides of the file with those of the deck, without the title."""
    slides = list(show_of(each.pptx).slides)
    assert len(slides) == len(each.slides)
    pairs = list(zip(slides, each.slides, strict=True))
    return [(made, slide) for made, slide in pairs if slide.tile.kind != "titel"]


def test_every_slide_has_its_sentence_as_title_and_its_source(each: Made) -> None:
    for made, slide in tiles(each):
        assert made.shapes.title.text_frame.text == slide.title
        texts = [shape.text_frame.text for shape in made.shapes if shape.has_text_frame]
        assert any(slide.content.remarks[-1] in text for text in texts)


def test_title_slide_has_title_and_day(each: Made) -> None:
    first = show_of(each.pptx).slides[0]
    assert first.shapes.title.text_frame.text == each.deck.title
    assert first.placeholders[1].text_frame.text.startswith("21 november 2026")


def test_no_placeholder_is_left_empty(each: Made) -> None:
    for slide in show_of(each.pptx).slides:
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders)


def test_every_figure_is_a_picture_that_says_what_it_shows(each: Made) -> None:
    for made, slide in tiles(each):
        pictures = [shape for shape in made.shapes if shape.shape_type == PICTURE]
        assert len(pictures) == (1 if slide.content.drawn else 0)
        for shape in pictures:
            assert shape._element.nvPicPr.cNvPr.get("descr") == slide.title
            image = Image.open(io.BytesIO(shape.image.blob))
            assert abs(image.width / image.height - shape.width / shape.height) < 0.01
            assert image.width >= shape.width / POINT * 1.2, "not sharp"


def test_tables_are_real_and_have_the_cells_of_the_slide(each: Made) -> None:
    found = 0
    for made, slide in tiles(each):
        for shape in made.shapes:
            if not shape.has_table:
                continue
            found += 1
            table = table_of(page_of(slide))
            rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
            assert rows[0] == list(table.columns)
            assert rows[1:] == [list(row) for row in table.rows[: len(rows) - 1]]
            assert shape.table.first_row
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == table.caption
        if slide.content.table and not (slide.content.drawn or slide.content.values):
            assert any(shape.has_table for shape in made.shapes)
    assert found


def frames(slide: Any) -> Iterator[tuple[Any, float, float]]:
    """Every frame of text with the width and height it has, in points."""
    for shape in slide.shapes:
        if shape.has_table:
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    width = column.width - cell.margin_left - cell.margin_right
                    height = row.height - cell.margin_top - cell.margin_bottom
                    yield cell.text_frame, width / POINT, height / POINT
        elif shape.has_text_frame:
            yield shape.text_frame, shape.width / POINT, shape.height / POINT


def lines_in(text: str, font: Any, width: float) -> int:
    """Over how many lines a text runs, worked out letter by letter."""
    lines, used = 1, ""
    for word in text.split(" "):
        wider = f"{used} {word}" if used else word
        if used and font.getlength(wider) > width:
            lines, wider = lines + 1, word
        used = wider
    return lines


def test_all_text_fits_in_its_box_and_every_box_on_its_slide(each: Made) -> None:
    show = show_of(each.pptx)
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height
        for frame, width, height in frames(slide):
            needed = 0.0
            for paragraph in frame.paragraphs:
                for run in paragraph.runs:
                    size = run.font.size.pt
                    font = ImageFont.truetype(str(BOLD if run.font.bold else REGULAR), size)
                    needed += lines_in(run.text, font, width) * size * 1.2
            assert needed <= height + 1, frame.text


def test_tables_stop_above_the_source(each: Made) -> None:
    for made, _ in tiles(each):
        for shape in made.shapes:
            if shape.has_table:
                assert (shape.top + sum(row.height for row in shape.table.rows)) / POINT <= 472


def test_speaker_finds_meaning_and_source_in_the_notes(each: Made) -> None:
    for made, slide in tiles(each):
        notes = made.notes_slide.notes_text_frame.text
        assert slide.title in notes and slide.content.remarks[-1] in notes
        assert definition_of(slide) in notes
        if slide.tile.kind == "cijfer":
            assert len(definition_of(slide)) > 20


def test_slides_are_wide_numbered_and_dutch(each: Made) -> None:
    show = show_of(each.pptx)
    assert show.slide_width * 9 == show.slide_height * 16
    assert show.core_properties.language == "nl-NL"
    assert show.core_properties.title == each.deck.title
    for made, _ in tiles(each):
        fields = made.shapes._spTree.findall(".//{*}fld")
        assert [field.get("type") for field in fields] == ["slidenum"]
    for layout in show.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_file_does_not_tell_when_it_was_made(each: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(each.pptx)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    about = show_of(each.pptx).core_properties
    assert about.created == about.modified == datetime(2026, 11, 21, 12)


def test_rows_that_do_not_fit_are_counted() -> None:
    table = long_table(90)
    show = show_of(make_pptx(handout_of(content_of(table=table))))
    slide = show.slides[1]
    (shape,) = [shape for shape in slide.shapes if shape.has_table]
    shown = len(shape.table.rows) - 1
    assert 5 < shown < 40
    texts = [item.text_frame.text for item in slide.shapes if item.has_text_frame]
    assert f"Nog {90 - shown} regels staan in de monitor." in texts
    runs = [run for frame, _, _ in frames(slide) for run in frame.paragraphs[0].runs]
    assert min(run.font.size.pt for run in runs) >= 9


def test_values_stand_in_large_type_side_by_side() -> None:
    values = tuple(BigValue("", f"Plaats {n}", f"{n}.000", "mensen", "dec 2024") for n in range(4))
    show = show_of(make_pptx(handout_of(content_of(values=values))))
    large = [
        shape
        for shape in show.slides[1].shapes
        if shape.has_text_frame and ".000" in shape.text_frame.text
    ]
    assert [shape.text_frame.text for shape in large] == [f"{n}.000 mensen" for n in range(4)]
    assert len({shape.left for shape in large}) == 4
    assert all(s.text_frame.paragraphs[0].runs[0].font.size.pt >= 28 for s in large)


def test_hostile_text_stays_text() -> None:
    nasty = "<a:p/> & \x00\x0b\ud800 \U0001f4a3 " + "y" * 200
    content = content_of(headline=nasty, lines=(nasty,), remarks=(nasty,))
    slide = show_of(make_pptx(handout_of(content, title=nasty))).slides[1]
    text = slide.shapes.title.text_frame.text
    assert text.startswith("<a:p/> & ") and "\x00" not in text


def test_deck_without_a_title_slide_gets_one() -> None:
    show = show_of(make(Deck("Beraad", None, (DeckTile("agenda"),))).pptx)
    assert [slide.shapes.title.text_frame.text[:6] for slide in show.slides] == ["Beraad", "4e kwa"]
    assert isinstance(show.slide_width, Emu | int)
