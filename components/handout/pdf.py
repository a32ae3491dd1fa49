"""The handout of a deck as PDF: real text, real tables, figures as shapes. Pure."""

from __future__ import annotations

from components.exhibit.model import Exhibit
from components.handout.paper import BOTTOM, TOP, Paper
from components.handout.parts import Handout, Page, left_out_text, remarks_of, table_of, title_lines
from components.handout.rows import table_height, write_table
from data_loaders.monitor import MONITOR

MOST_ON_A_PAGE = 2
HIGHEST = 340.0  # points, a figure
_TITLE, _HEAD, _SUB, _TEXT, _SMALL, _LARGE = 22.0, 13.5, 9.5, 10.0, 8.5, 26.0
_SOME = 120.0  # points, what a table needs below a figure to begin there


def make(handout: Handout) -> bytes:
    """Return a handout as a PDF (A4); the same handout gives the same bytes."""
    paper = Paper(handout.title, handout.day)
    paper.write_text(handout.title, _TITLE, kind="H1")
    for line in title_lines(handout):
        paper.write_text(line, _TEXT, muted=True)
    if handout.address:
        paper.write_link("Deze presentatie in de monitor", handout.address, _TEXT)
    paper.rule()
    on_page = 0
    shown = [page for page in handout.pages if page.slide.tile.kind != "titel"]
    for number, page in enumerate(shown):
        is_new = on_page >= MOST_ON_A_PAGE or not _fits(paper, page, on_page)
        if is_new and paper.y > TOP:
            paper.add_page()
            on_page = 0
        elif number:
            paper.rule()
        before = paper.page
        _write(paper, page, handout.site)
        on_page = on_page + 1 if paper.page == before else 1
    return paper.finish()


def _fits(paper: Paper, page: Page, on_page: int) -> bool:
    """Tell whether a tile can begin here: below another only when the whole of it fits.

    Below the title its table may run on, and so may one that no page can hold.
    """
    table = table_of(page)
    head = _head_height(paper, page) + 24
    whole = head + (table_height(paper, table) if table else 0)
    if on_page and whole <= paper.h - TOP - BOTTOM:
        return whole <= paper.room
    return head + _SOME <= paper.room


def _head_height(paper: Paper, page: Page) -> float:
    """Return how high a tile is without its table."""
    height = paper.text_height(page.slide.title, _HEAD, True)
    height += sum(paper.text_height(text, _SMALL) + 2 for text in remarks_of(page)) + 16
    content = page.slide.content
    if content is None:
        return height + paper.text_height(page.slide.problem, _TEXT)
    height += paper.text_height(content.subtitle, _SUB)
    height += sum(paper.text_height(line, _TEXT) + 3 for line in content.lines)
    height += len(content.values) * 70
    if page.picture:
        width = _figure_width(paper, page)
        height += width * page.picture.height / page.picture.width + 14
    return height


def _figure_width(paper: Paper, page: Page) -> float:
    assert page.picture
    return min(float(paper.epw), HIGHEST * page.picture.width / page.picture.height)


def _write(paper: Paper, page: Page, site: str) -> None:
    """Write a tile: sentence, figure, values, table, what to know and the source."""
    paper.begin_part(page.slide.title, _HEAD)
    content = page.slide.content
    if content is None:
        paper.write_text(page.slide.problem, _TEXT)
    else:
        _write_content(paper, page, content)
    for remark in remarks_of(page):
        paper.write_text(remark, _SMALL, muted=True, after=2)
    if content and site:
        paper.write_link(f"Bekijk dit in de {MONITOR.name}", site + content.live, _SMALL)


def _write_content(paper: Paper, page: Page, content: Exhibit) -> None:
    paper.write_text(content.subtitle, _SUB, muted=True, after=6)
    if page.picture:
        paper.place(page.picture, _figure_width(paper, page), content.headline)
        paper.y += 8
    for value in content.values:
        paper.write_text(value.label, _TEXT)
        paper.write_text(f"{value.value} {value.unit}".strip(), _LARGE)
        paper.write_text(value.below, _SUB, muted=True, after=8)
    for line in content.lines:
        paper.write_text(line, _TEXT)
    table = table_of(page)
    if table:
        paper.y += 4
        write_table(paper, table)
        paper.write_text(left_out_text(table), _SMALL, muted=True)
