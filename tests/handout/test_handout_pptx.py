"""The PowerPoint file has charts and tables to edit, words for figures, and text that fits."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from handoutcases import TODAY, Made, content_of, handout_of, long_table, make, show_of
from openpyxl import load_workbook
from PIL import Image, ImageFont
from pptx.util import Emu
from pypdf import PdfReader

from components.deck.parts import Rows, SlideBars, SlideLines, SlideMap
from components.deck.screen import Screen
from components.deck.slides import Slide
from components.exhibit.model import BigValue
from components.handout.parts import definition_of
from components.handout.pptx import make as make_pptx
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.ready import load_ready_decks
from data_loaders.letters import BOLD, REGULAR
from data_loaders.monitor import MONITOR

READY = list(load_ready_decks())
PICTURE = 13
POINT = 12700
SMALLEST = 13  # points
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BRIEF = tuple(
    ["Geef mandaat voor de begroting", "Elk kwartaal een verslag", "", "", "Begroot: € 1.000"]
)
OWN = Deck(
    "Eigen",
    TODAY,
    (
        DeckTile("titel", texts=("Regionaal Beraad",)),
        DeckTile("agendapunt", texts=("De arbeidsmarkt nu", "Ter bespreking")),
        DeckTile("besluit", texts=BRIEF),
        DeckTile("cijfer", "bijstand-aandeel", form="kaart"),
        DeckTile("cijfer", "leeftijdsopbouw", ("GM0202", "GM0299"), "lijn"),
        DeckTile("cijfer", "onbenut-nederland", form="cijfer"),
        DeckTile("cijfer", "bestaat-niet"),
    ),
)


@pytest.fixture(scope="session")
def own() -> Made:
    return make(OWN)


@pytest.fixture(params=[*READY, "eigen"])
def each(request: pytest.FixtureRequest, made: dict[str, Made], own: Made) -> Made:
    return own if request.param == "eigen" else made[request.param]


def screens(each: Made) -> list[tuple[Any, Slide, Screen]]:
    """The slides of the file with those of the deck."""
    every = [(slide, screen) for slide in each.slides for screen in slide.screens]
    shown = list(show_of(each.pptx).slides)
    assert len(shown) == len(every)
    return [(made, *pair) for made, pair in zip(shown, every, strict=True)]


def test_every_slide_has_its_conclusion_as_title_first_in_the_order_of_reading(each: Made) -> None:
    for made, _, screen in screens(each):
        assert made.shapes.title.text_frame.text == screen.title
        told = [shape for shape in made.shapes if shape.has_text_frame and shape.text_frame.text]
        assert told[0].shape_id == made.shapes.title.shape_id
        words = " ".join(shape.text_frame.text for shape in told)
        assert MONITOR.name in words
        assert all(text in words for text in screen.told_cautions)


def test_no_placeholder_is_left_empty(each: Made) -> None:
    for slide in show_of(each.pptx).slides:
        assert all(shape.text_frame.text.strip() for shape in slide.placeholders)


def test_bars_and_lines_are_charts_with_the_values_of_the_slide(each: Made) -> None:
    found = 0
    for made, _, screen in screens(each):
        charts = [shape for shape in made.shapes if shape.has_chart]
        parts = [part for part in screen.parts if isinstance(part, SlideBars | SlideLines)]
        assert len(charts) == len(parts)
        for shape, part in zip(charts, parts, strict=True):
            found += 1
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == part.label
            plot = shape.chart.plots[0]
            if isinstance(part, SlideLines):
                assert list(plot.categories) == list(part.names)
                assert [series.values for series in plot.series] == [x.values for x in part.lines]
            else:
                for name, bar in zip(plot.categories, part.bars, strict=True):
                    assert name in {bar.name, f"{bar.name}:\u00a0{bar.text}"}
                check_bars(plot, part)
            book = load_workbook(io.BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob))
            assert book.worksheets[0].max_row == len(list(plot.categories)) + 1  # to be edited
    assert found or each.deck.title == "Eigen"


def check_bars(plot: Any, part: SlideBars) -> None:
    """Each bar ends where it does on the slide: the parts of it added up."""
    for place, bar in enumerate(part.bars):
        values = [series.values[place] for series in plot.series if series.name != "Begin"]
        known = [value for value in values if value is not None]
        wanted = [piece.end - piece.start for piece in bar.pieces]
        if bar.pieces and bar.pieces[0].start < 0:
            wanted = [bar.pieces[0].start]
        wanted += [bar.mark] if bar.mark is not None else []
        assert known == pytest.approx(wanted)


def test_map_is_a_picture_that_says_what_it_shows(each: Made) -> None:
    for made, _, screen in screens(each):
        pictures = [shape for shape in made.shapes if shape.shape_type == PICTURE]
        maps = [part for part in screen.parts if isinstance(part, SlideMap)]
        assert len(pictures) == len(maps)
        for shape, part in zip(pictures, maps, strict=True):
            assert shape._element.nvPicPr.cNvPr.get("descr") == part.label
            image = Image.open(io.BytesIO(shape.image.blob))
            assert abs(image.width / image.height - shape.width / shape.height) < 0.01
            assert image.width >= shape.width / POINT * 1.2, "not sharp"


def test_tables_are_real_and_say_what_the_slide_says(each: Made) -> None:
    for made, _, screen in screens(each):
        tables = [shape for shape in made.shapes if shape.has_table]
        parts = [part for part in screen.parts if isinstance(part, Rows)]
        assert len(tables) == len(parts)
        for shape, part in zip(tables, parts, strict=True):
            rows = [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]
            assert rows[0] == list(part.table.columns)
            for shown, row in zip(rows[1:], part.table.rows, strict=True):
                whole = [
                    text.startswith(cell.removesuffix("…"))
                    for cell, text in zip(shown, row, strict=True)
                ]
                assert all(whole)
            assert shape.table.first_row
            assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == part.table.caption


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


def test_all_text_is_large_and_fits_in_its_box_and_every_box_on_its_slide(each: Made) -> None:
    show = show_of(each.pptx)
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.top >= 0
            assert shape.left + shape.width <= show.slide_width + 1
            assert shape.top + shape.height <= show.slide_height + 1
        for frame, width, height in frames(slide):
            needed = 0.0
            for paragraph in frame.paragraphs:
                runs = paragraph.runs
                if not runs:
                    continue
                assert min(run.font.size.pt for run in runs) >= SMALLEST, frame.text
                size = max(run.font.size.pt for run in runs)
                is_bold = any(run.font.bold for run in runs)
                font = ImageFont.truetype(str(BOLD if is_bold else REGULAR), size)
                needed += lines_in("".join(run.text for run in runs), font, width) * size * 1.2
            assert needed <= height + 2, frame.text


def test_letters_of_charts_are_large(each: Made) -> None:
    for made, _, _ in screens(each):
        for shape in made.shapes:
            if shape.has_chart:
                sizes = shape.chart._chartSpace.xpath(".//@sz")
                assert sizes and min(map(int, sizes)) >= SMALLEST * 100


def test_speaker_finds_meaning_and_source_in_the_notes(each: Made) -> None:
    for made, slide, screen in screens(each):
        notes = made.notes_slide.notes_text_frame.text
        assert screen.title in notes
        if slide.content is None:
            assert slide.problem in notes
            continue
        assert all(text in notes for text in slide.content.remarks)
        assert definition_of(slide) in notes
        if slide.tile.kind == "cijfer":
            assert len(definition_of(slide)) > 20


def test_slides_are_wide_numbered_and_dutch(each: Made) -> None:
    show = show_of(each.pptx)
    assert show.slide_width * 9 == show.slide_height * 16
    assert show.core_properties.language == "nl-NL"
    assert show.core_properties.title == each.deck.title
    for made in show.slides:
        fields = made.shapes._spTree.findall(".//{*}fld")
        assert [field.get("type") for field in fields] == ["slidenum"]
    for layout in show.slide_layouts:
        for shape in layout.placeholders:
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_file_does_not_tell_when_it_was_made(each: Made) -> None:
    with zipfile.ZipFile(io.BytesIO(each.pptx)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        for name in parts.namelist():
            if name.endswith(".xlsx"):
                with zipfile.ZipFile(io.BytesIO(parts.read(name))) as book:
                    assert {part.date_time for part in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}
                    assert b"created" not in book.read("docProps/core.xml")
    about = show_of(each.pptx).core_properties
    assert about.created == about.modified == datetime(2026, 11, 21, 12)


def test_words_of_the_maker_are_on_their_slides(own: Made) -> None:
    found = {slide.tile.kind: made for made, slide, _ in screens(own)}
    point = " ".join(s.text_frame.text for s in found["agendapunt"].shapes if s.has_text_frame)
    assert "Agendapunt" in point and "De arbeidsmarkt nu" in point and "Ter bespreking" in point
    asked = " ".join(s.text_frame.text for s in found["besluit"].shapes if s.has_text_frame)
    for text in (*filter(None, BRIEF[:4]), "€ 1.000", "Begroot", "Akkoord met wijziging"):
        assert text in asked


def test_values_stand_in_large_type() -> None:
    deck = Deck("x", TODAY, (DeckTile("cijfer", "bevolking", ("GM0202", "GM0293"), "cijfer"),))
    (_, slide) = show_of(make(deck).pptx).slides
    large = [
        run.font.size.pt
        for shape in slide.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
        if run.text.replace(",", "").isdigit() and run.font.bold
    ]
    assert len(large) == 2 and min(large) >= 30


def test_hostile_text_stays_text() -> None:
    nasty = "<a:p/> & \x00\x0b\ud800 \U0001f4a3 " + "y" * 200
    value = BigValue("", nasty, nasty, nasty, nasty)
    content = content_of(headline=nasty, lines=(nasty,), remarks=(nasty,), values=(value,))
    table = content_of(headline=nasty, table=long_table(3))
    for one in (content, table):
        slide = show_of(make_pptx(handout_of(one, title=nasty))).slides[1]
        text = slide.shapes.title.text_frame.text
        assert text.startswith("<a:p/> & ") and "\x00" not in text


def test_deck_without_a_title_slide_gets_one() -> None:
    show = show_of(make(Deck("Beraad", None, (DeckTile("agenda"),))).pptx)
    titles = [slide.shapes.title.text_frame.text for slide in show.slides]
    assert titles[0] == "Beraad" and titles[1].startswith("Twee acties eindigen")
    assert isinstance(show.slide_width, Emu | int)


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_draws_every_slide_with_its_words(each: Made, tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(each.pptx)
    assert OFFICE
    profile = f"-env:UserInstallation=file://{tmp_path}/profiel"
    command = [OFFICE, profile, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(path)], check=True, timeout=180, capture_output=True)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    every = screens(each)
    assert len(pages) == len(every)
    for page, (_, _, screen) in zip(pages, every, strict=True):
        text = "".join(page.extract_text().split())
        assert "".join(screen.title.split()) in text
        for part in screen.parts:
            if isinstance(part, SlideBars):
                assert all("".join(bar.name.split())[:12] in text for bar in part.bars)
