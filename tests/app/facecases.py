"""Everything that a visitor can have of one exhibit, as the text that stands there."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from html import unescape

from markupsafe import Markup
from openpyxl import load_workbook
from pptx import Presentation
from pypdf import PdfReader
from render import html_of, open_link, problems_of

from components.deck.showing_page import showing_page
from components.deck.slide import Showing
from components.deck.slides import make_slides
from components.exhibit.kinds import KINDS
from components.exhibit.model import Exhibit
from components.files.formats import DATA
from components.handout.parts import Handout, make_pages
from components.handout.pptx import make as make_pptx
from components.render.colours import Colours
from components.render.image import image
from components.render.tile_page import TilePlace, tile_page
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.kinds import FIGURE
from endpoints.figures.drawings import IMAGE_WIDTH, draw, draw_both
from endpoints.figures.handout import as_pdf, pixels, vector
from endpoints.http.errors import RenderError

DAY = date(2026, 11, 21)
SINCE = date(2026, 9, 30)
WITHOUT_WORDS = {"csv-metadata.json"}
"""What describes columns only."""
_QUOTED = re.compile(r'<div class="amm-tegen">.*?</div>', re.DOTALL)
_STYLED = re.compile(r"<(style|script)\b.*?</\1>", re.DOTALL)


def words_of(text: str) -> str:
    """A text with single, plain spaces."""
    return " ".join(unescape(text).split())


def words_of_html(html: str) -> str:
    """What a page says by itself, so without the documents that it quotes against each other."""
    return words_of(re.sub(r"<[^>]+>", " ", _STYLED.sub("", _QUOTED.sub("", html))))


@lru_cache(maxsize=64)
def page_at(link: str) -> str:
    """What a page of the app says; the link begins behind the root of the site."""
    app = open_link(link)
    assert problems_of(app) == [], link
    return words_of_html(html_of(app))


def tile_at(place: str) -> DeckTile:
    """The tile with this address below `/tegel/`: of a figure that is its own id."""
    name, _, tile_id = place.partition("/")
    if tile_id:
        return DeckTile(name, tile_id)
    return DeckTile(name) if name in KINDS and name != FIGURE.name else DeckTile(FIGURE.name, name)


def exhibit_of(tile: DeckTile) -> Exhibit:
    """What the tile shows on a day."""
    return KINDS[tile.kind].make(tile, DAY, DAY)


def seen_faces(tile: DeckTile) -> Iterator[tuple[str, str]]:
    """Every face of an exhibit that is read, with its name: all words of it stand there."""
    made = exhibit_of(tile)
    yield "pagina", page_at(made.live)
    colours = Colours()
    place = TilePlace("../")
    yield "tegel", words_of_html(tile_page(made, draw_both(made, colours), colours, place))
    yield "beeld", words_of_html(image(made, draw(made, "licht", IMAGE_WIDTH), "licht"))
    slides = make_slides(Deck("Proef", DAY, (tile,)), DAY)
    showing = Showing("Proef", slides, "licht", "beraad", "healthz")
    yield "dia", words_of_html(showing_page(showing, lambda _: Markup("")))
    yield "pdf", _pdf(as_pdf(Handout("Proef", DAY, make_pages(slides, vector, RenderError))))
    pages = make_pages(slides, pixels, RenderError, only_maps=True)
    yield "pptx", _pptx(make_pptx(Handout("Proef", DAY, pages)))


def file_faces(tile: DeckTile) -> Iterator[tuple[str, str]]:
    """Every file with the data of an exhibit, by its ending."""
    sheet = exhibit_of(tile).sheet()
    for item in DATA:
        assert item.write
        content = item.write(sheet)
        if item.ending == "xlsx":
            book = load_workbook(io.BytesIO(content))
            cells = [cell for page in book for row in page.values for cell in row if cell]
            yield item.ending, words_of(" ".join(map(str, cells)))
        elif item.ending == "parquet":
            from pyarrow import parquet

            table = parquet.read_table(io.BytesIO(content))
            about = (table.schema.metadata or {})[b"monitor"].decode()
            yield item.ending, words_of(f"{table.to_pylist()} {about}")
        elif item.ending not in WITHOUT_WORDS:
            text = content.decode("utf-8-sig")
            told = str(json.loads(text)) if item.ending == "json" else text.replace('""', '"')
            yield item.ending, words_of(told)


def _pdf(content: bytes) -> str:
    pages = PdfReader(io.BytesIO(content)).pages
    return words_of(" ".join(page.extract_text() for page in pages))


def _pptx(content: bytes) -> str:
    shown = []
    for slide in Presentation(io.BytesIO(content)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                shown.append(shape.text_frame.text)
            if shape.has_table:
                shown += [cell.text for row in shape.table.rows for cell in row.cells]
            if shape.has_chart:
                plot = shape.chart.plots[0]
                shown += [*plot.categories, *(series.name for series in plot.series)]
                values = [value for series in plot.series for value in series.values]
                shown += [f"{value:,.0f}".replace(",", ".") for value in values if value]
            shown.append(shape._element.xpath("string(.//*[@descr]/@descr)"))
        if slide.has_notes_slide:
            shown.append(slide.notes_slide.notes_text_frame.text)
    return words_of(" ".join(shown))
