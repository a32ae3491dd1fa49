"""The handout of a deck as PDF: the data of its template, which typst sets. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import Any

from components.charts.theme import PALETTES
from components.exhibit.model import BigValue
from components.handout.parts import Handout, Page, remarks_of, table_of, title_lines
from components.words.table import Table
from components.words.tablefit import column_widths
from components.words.textwidth import breakable, printable, shortened
from data_loaders.letters import FAMILY
from data_loaders.monitor import MONITOR

WIDTH = 493.0  # points, between the margins of the template
_TITLE, _LARGE, _TABLE, _SMALL = 22.0, 26.0, 8.5, 8.5
_WAY = f"Bekijk dit in de {MONITOR.name}"
_GAP, _SPARE = 10.0, 4.0  # points between columns, and in them beside the widest text


Tile = dict[str, Any]
"""A part of a paper, as the template shows it."""


def document(handout: Handout) -> str:
    """Return all that assets/sjablonen/handout.typ shows of a deck, as JSON."""
    pages = (page for page in handout.pages if not page.slide.is_title)
    way = ("Deze presentatie in de monitor", handout.address)
    tiles = [_tile(page, handout.site) for page in pages]
    return paper(handout.title, handout.day, title_lines(handout), way, tiles)


def paper(
    title: str, day: date, front: Sequence[str], way: tuple[str, str], tiles: Sequence[Tile]
) -> str:
    """Return all that assets/sjablonen/handout.typ shows, as JSON.

    `front` stands below the title; `way` is what leads to the same in the monitor, and where.
    """
    palette = PALETTES["licht"]
    return json.dumps(
        {
            "name": printable(title),
            "title": _text(title, _TITLE, bold=True),
            "author": MONITOR.name,
            "day": [day.year, day.month, day.day],
            "font": FAMILY,
            "colours": [palette.text, palette.muted, palette.line, palette.accent],
            "foot": shortened(printable(title), _SMALL, WIDTH * 0.78),
            "front": [_text(line) for line in front],
            "address-text": way[0],
            "address": way[1],
            "tiles": list(tiles),
        }
    )


def told_tile(
    title: str, subtitle: str, lines: Sequence[str], table: Table | None, address: str
) -> Tile:
    """Return a part of a paper that is words and a table, with its address in the monitor."""
    return {
        "title": _text(title, 13.5, True),
        "problem": "",
        "subtitle": _text(subtitle),
        "figure": None,
        "values": [],
        "lines": [_text(line) for line in lines],
        "table": _table(table) if table else None,
        "remarks": [],
        "link": address,
        "link-text": _WAY,
    }


def _text(text: str, size: float = 10.0, bold: bool = False) -> str:
    """Return a text in letters that the font has, in which too long a word may break."""
    return breakable(printable(text), size, WIDTH, bold)


def _tile(page: Page, site: str) -> Tile:
    content, table = page.slide.content, table_of(page)
    return {
        "title": _text(page.slide.title, 13.5, True),
        "problem": "" if content else _text(page.slide.problem),
        "subtitle": _text(content.subtitle) if content else "",
        "figure": _figure(page),
        "values": [_value(value) for value in content.values] if content else [],
        "lines": [_text(line) for line in content.lines] if content else [],
        "table": _table(table) if table else None,
        "remarks": [_text(remark) for remark in remarks_of(page)],
        "link": site + content.live if content and site else "",
        "link-text": _WAY,
    }


def _figure(page: Page) -> dict[str, Any] | None:
    """Return a figure: an SVG whose letters are all in the font, and the sentence it shows."""
    if not page.picture or not page.slide.content:
        return None
    return {
        "svg": printable(page.picture.data.decode("utf-8")),
        "width": page.picture.width,
        "height": page.picture.height,
        "alt": printable(page.slide.content.headline),
    }


def _value(value: BigValue) -> dict[str, str]:
    return {
        "label": _text(value.label),
        "value": _text(f"{value.value} {value.unit}".strip(), _LARGE),
        "below": _text(value.below),
    }


def _table(table: Table) -> dict[str, Any]:
    widths = column_widths(table, _TABLE, WIDTH, _GAP + _SPARE)

    def row(cells: tuple[str, ...], bold: bool = False) -> list[str]:
        return [
            breakable(printable(text), _TABLE, width - _GAP, bold)
            for text, width in zip(cells, widths, strict=True)
        ]

    return {
        "caption": _text(table.caption, bold=True),
        "columns": row(table.columns, bold=True),
        "rows": [row(cells) for cells in table.rows],
        "numeric": table.numeric,
        "widths": widths,
        "gap": _GAP,
        "left": table.left_text,
    }
