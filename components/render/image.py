"""A tile as one image that can travel alone: title, figure, legend and source. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import NamedTuple

from components.charts.theme import PALETTES, ThemeName
from components.exhibit.content import BOTH, SITE, TileContent
from components.render.spec import FONT
from components.render.svg import SVG, Drawing
from components.words.legend import HATCH, SPARSE, Swatch

WIDTH = 600
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
_NORMAL, _BOLD = 0.5, 0.56  # mean width of a character, by the size of the font
_SWATCH = 14
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def xml_safe(text: str) -> str:
    """Return text without the characters that XML cannot hold."""
    return _FORBIDDEN.sub("\ufffd", text)


class Sized(NamedTuple):
    """An SVG, and how large it is in pixels."""

    svg: str
    width: int
    height: int


class _Sheet:
    """A sheet of paper that is filled from top to bottom."""

    def __init__(self, theme: ThemeName) -> None:
        self.palette = PALETTES[theme]
        self.y = float(MARGIN)
        self.parts: list[str] = []

    def text(self, text: str, size: float, *, bold: bool = False, muted: bool = False) -> None:
        """Write text over as many lines as it takes."""
        share = _BOLD if bold else _NORMAL
        whole = xml_safe(text).replace(" · ", "\u00a0· ")  # no line begins with the dot
        for line in wrap(whole, int(INNER / (size * share)), break_on_hyphens=False):
            self.y += size * 1.25
            self.line(MARGIN, line, size, bold=bold, muted=muted)

    def line(
        self, x: float, text: str, size: float, *, bold: bool = False, muted: bool = False
    ) -> None:
        """Write one line at the present height."""
        weight = ' font-weight="bold"' if bold else ""
        colour = self.palette.muted if muted else self.palette.text
        self.parts.append(
            f'<text x="{x:g}" y="{self.y:g}" font-size="{size:g}"{weight} fill="{colour}">'
            f"{escape(xml_safe(text))}</text>"
        )

    def figure(self, drawing: Drawing) -> None:
        """Put a drawing on the sheet, as wide as the text."""
        self.parts.append(f'<g transform="translate({MARGIN},{self.y:g})">{drawing.inner}</g>')
        self.y += drawing.height

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    @property
    def height(self) -> int:
        """Return how high the sheet is by now."""
        return round(self.y + MARGIN)

    def finish(self, label: str) -> str:
        """Return the sheet as an SVG of its own."""
        height = self.height
        return (
            f'<svg xmlns="{SVG}" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" font-family="{FONT}" role="img">'
            f"<title>{escape(xml_safe(label))}</title>"
            f'<rect width="{WIDTH}" height="{height}" fill="{self.palette.background}"/>'
            f"{''.join(self.parts)}</svg>"
        )


def image(content: TileContent, drawing: Drawing | None, theme: ThemeName) -> str:
    """Return a tile as an SVG with its title, figure or values, legend and source in it."""
    return _filled(content, drawing, theme).finish(content.headline)


def figure_image(content: TileContent, drawing: Drawing, theme: ThemeName) -> Sized:
    """Return the figure of a tile with its legend and nothing else, as an SVG."""
    sheet = _Sheet(theme)
    sheet.y = 0
    sheet.figure(drawing)
    _legend(sheet, content.drawn[BOTH.index(theme)].legend)
    width, height = drawing.width, round(sheet.y) + 2
    return Sized(
        f'<svg xmlns="{SVG}" width="{width}" height="{height}" '
        f'viewBox="{MARGIN} 0 {width} {height}" font-family="{FONT}">'
        f'<rect x="{MARGIN}" width="{width}" height="{height}" fill="{sheet.palette.background}"/>'
        f"{''.join(sheet.parts)}</svg>",
        width,
        height,
    )


def image_height(content: TileContent, drawing: Drawing | None) -> int:
    """Return how high the image of a tile is; the drawing may be an empty one."""
    return _filled(content, drawing, "licht").height


def _filled(content: TileContent, drawing: Drawing | None, theme: ThemeName) -> _Sheet:
    sheet = _Sheet(theme)
    sheet.text(content.headline, 19, bold=True)
    sheet.space(4)
    sheet.text(content.subtitle, 13, muted=True)
    sheet.space(12)
    if drawing:
        sheet.figure(drawing)
        _legend(sheet, content.drawn[BOTH.index(theme)].legend)
    for value in content.values:
        sheet.text(value.label, 14)
        sheet.text(f"{value.value} {value.unit}".strip(), 34, bold=True)
        sheet.text(value.below, 13, muted=True)
        sheet.space(12)
    for line in content.lines:
        sheet.text(line, 14)
        sheet.space(4)
    sheet.space(8)
    for remark in (*content.remarks, SITE):
        sheet.text(remark, 12, muted=True)
    return sheet


def _legend(sheet: _Sheet, swatches: Sequence[Swatch]) -> None:
    """Lay the meaning of the colours out, as many on a line as fit."""
    x = float(MARGIN)
    sheet.space(20 if swatches else 0)
    for swatch in swatches:
        wide = _SWATCH + 8 + len(swatch.label) * 13 * _NORMAL + 18
        if x > MARGIN and x + wide > WIDTH - MARGIN:
            x = float(MARGIN)
            sheet.space(22)
        sheet.parts.append(_box(sheet, x, swatch.color))
        sheet.line(x + _SWATCH + 8, swatch.label, 13)
        x += wide
    sheet.space(10 if swatches else 0)


def _box(sheet: _Sheet, x: float, colour: str) -> str:
    """Return the box of one meaning: filled, or striped as on the map."""
    palette, top = sheet.palette, sheet.y - _SWATCH + 2
    striped = colour in {HATCH, SPARSE}
    fill = palette.background if striped else colour
    box = (
        f'<rect x="{x:g}" y="{top:g}" width="{_SWATCH}" height="{_SWATCH}" '
        f'fill="{escape(fill, quote=True)}" stroke="{palette.muted}"/>'
    )
    if not striped:
        return box
    stroke = palette.text if colour == HATCH else palette.line
    ways = " ".join(
        f"M{x + step:g} {top + _SWATCH:g}l{_SWATCH - step:g} {step - _SWATCH:g}"
        for step in range(0, _SWATCH, 4)
    )
    return f'{box}<path d="{ways}" stroke="{stroke}" fill="none"/>'
