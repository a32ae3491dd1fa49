"""A tile as one image that can travel alone: title, figure, legend and source. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from markupsafe import Markup

from components.charts.theme import PALETTES, ThemeName, roles_of
from components.exhibit.model import Exhibit
from components.markup.pictures import coloured
from components.markup.templates import macro
from components.render.compact import NAME, NARROW, SIDES, SIGN, SMALL, TEXT, VALUE, Compact
from components.render.spec import FONT
from components.render.svg import Drawing
from components.strips.card import Graphic
from components.words.legend import DASHED, Swatch
from components.words.textwidth import placed, wrapped
from components.words.xml import xml_safe
from data_loaders.letters import text_width
from data_loaders.monitor import MONITOR

WIDTH = 600
MARGIN = 24
INNER = WIDTH - 2 * MARGIN
_SWATCH, _LABEL, _SIGN = 14, 13, 12


class Sized(NamedTuple):
    """An SVG, and how large it is in pixels."""

    svg: str
    width: int
    height: int


class _Text(NamedTuple):
    x: str
    y: str
    size: str
    text: str
    bold: bool = False
    muted: bool = False
    kind: Literal["text"] = "text"


class _Box(NamedTuple):
    """A filled box, or one with `stripes` of a colour."""

    x: str
    y: str
    side: int
    colour: str
    stripes: str = ""
    kind: Literal["box"] = "box"


class _Figure(NamedTuple):
    x: str
    y: str
    inner: Markup
    kind: Literal["figure"] = "figure"


class _Sheet:
    """A sheet of paper that is filled from top to bottom."""

    def __init__(self, theme: ThemeName, margin: int = MARGIN, inner: int = INNER) -> None:
        self.palette = PALETTES[theme]
        self.margin, self.inner = margin, inner
        self.y = float(margin)
        self.parts: list[_Text | _Box | _Figure] = []

    def text(
        self, text: str, size: float, *, bold: bool = False, muted: bool = False, indent: int = 0
    ) -> None:
        """Write text over as many lines as it takes."""
        whole = xml_safe(text).replace(" · ", "\u00a0· ")  # no line begins with the dot
        for line in wrapped(whole, size, self.inner - indent, bold) if whole else ():
            self.y += size * 1.25
            self.line(self.margin + indent, line, size, bold=bold, muted=muted)

    def line(
        self, x: float, text: str, size: float, *, bold: bool = False, muted: bool = False
    ) -> None:
        """Write one line at the present height."""
        made = _Text(f"{x:g}", f"{self.y:g}", f"{size:g}", xml_safe(text), bold, muted)
        self.parts.append(made)

    def figure(self, drawing: Drawing) -> None:
        """Put a drawing on the sheet, as wide as the text."""
        self.parts.append(_Figure(f"{self.margin}", f"{self.y:g}", drawing.inner))
        self.y += drawing.height

    def graphic(self, item: Graphic) -> None:
        """Put a small graphic on the sheet at its own size."""
        inner = coloured(macro("grafiekjes", "graphic", item), roles_of(self.palette))
        drawn = macro("beeld", "graphic", item.width, item.height, Markup(inner))
        self.figure(Drawing(drawn, item.width, item.height))

    def sign(self, name: str) -> None:
        """Put the sign of a direction before the line that comes next."""
        if name:
            inner = coloured(macro("grafiekjes", "sign", name), roles_of(self.palette))
            drawn = macro("beeld", "graphic", _SIGN, _SIGN, Markup(inner))
            self.parts.append(_Figure(f"{self.margin}", f"{self.y + 5:g}", drawn))

    def brand(self, name: str, size: float) -> None:
        """End with the mark and the name of the site."""
        self.y += size * 1.6
        mark = macro("beeld", "mark", self.palette)
        self.parts.append(_Figure(f"{self.margin}", f"{self.y - 12:g}", mark))
        self.line(self.margin + 20, name, size, bold=True)

    def space(self, height: float) -> None:
        """Leave some room."""
        self.y += height

    @property
    def height(self) -> int:
        """Return how high the sheet is by now."""
        return round(self.y + self.margin)

    def finish(self, width: int, height: int, left: int = 0, title: str = "") -> str:
        """Return the sheet as an SVG of its own."""
        shape = (self.parts, self.palette, FONT, width, height, left, xml_safe(title))
        return str(macro("beeld", "sheet", *shape))


def image(exhibit: Exhibit, drawing: Drawing | None, theme: ThemeName) -> str:
    """Return a tile as an SVG with its title, figure or values, legend and source in it."""
    sheet = _filled(exhibit, drawing, theme)
    return sheet.finish(WIDTH, sheet.height, title=exhibit.headline)


def figure_image(exhibit: Exhibit, drawing: Drawing, theme: ThemeName) -> Sized:
    """Return the figure of a tile with its legend and nothing else, as an SVG."""
    sheet = _Sheet(theme)
    sheet.y = 0
    sheet.figure(drawing)
    _legend(sheet, exhibit.figures[theme].legend)
    width, height = drawing.width, round(sheet.y) + 2
    return Sized(sheet.finish(width, height, MARGIN), width, height)


def compact_image(item: Compact, theme: ThemeName, title: str) -> Sized:
    """Return the smallest tile as an SVG; `title` is what it says in one sentence."""
    sheet = _Sheet(theme, SIDES // 2, NARROW - SIDES)
    sheet.text(item.name, NAME, bold=True)
    sheet.space(4)
    sheet.text(item.value, VALUE, bold=True)
    sheet.text(item.unit, TEXT)
    sheet.space(4)
    sheet.sign(item.compared.sign)
    told = f"{item.compared.word} {item.compared.rest}".strip()
    sheet.text(told, TEXT, indent=SIGN if item.compared.sign else 0)
    sheet.space(8)
    if item.graphic:
        sheet.graphic(item.graphic)
        sheet.space(4)
    for text in item.told:
        sheet.text(text, SMALL)
    sheet.space(4)
    sheet.text(item.source, SMALL, muted=True)
    sheet.brand(MONITOR.short, TEXT)
    return Sized(sheet.finish(NARROW, sheet.height, title=title), NARROW, sheet.height)


def image_height(exhibit: Exhibit, drawing: Drawing | None) -> int:
    """Return how high the image of a tile is; the drawing may be an empty one."""
    return _filled(exhibit, drawing, "licht").height


def _filled(exhibit: Exhibit, drawing: Drawing | None, theme: ThemeName) -> _Sheet:
    sheet = _Sheet(theme)
    title, rest = exhibit.finding
    sheet.text(title, 20, bold=True)
    sheet.space(4)
    sheet.text(rest, 14)
    sheet.space(4)
    sheet.text(exhibit.subtitle, 13, muted=True)
    sheet.space(12)
    if drawing is None and exhibit.graphic:
        sheet.graphic(exhibit.graphic)
        sheet.space(8)
    if drawing:
        sheet.figure(drawing)
        _legend(sheet, exhibit.figures[theme].legend)
    for value in exhibit.values:
        sheet.text(value.label, 14)
        sheet.text(f"{value.value} {value.unit}".strip(), 34, bold=True)
        sheet.text(value.below, 13, muted=True)
        sheet.space(12)
    for line in exhibit.lines:
        sheet.text(line, 14)
        sheet.space(4)
    sheet.space(8)
    for remark in exhibit.remarks:
        sheet.text(remark, 12, muted=True)
    sheet.brand(MONITOR.name, 13)
    return sheet


def _legend(sheet: _Sheet, swatches: Sequence[Swatch]) -> None:
    """Lay the meaning of the colours out, as many on a line as fit."""
    sheet.space(20 if swatches else 0)
    beside = _SWATCH + 8
    widths = [beside + text_width(swatch.label, _LABEL) + 18 for swatch in swatches]
    top = sheet.y
    for swatch, (row, left) in zip(swatches, placed(widths, INNER + 18), strict=True):
        sheet.y = top + row * 22
        sheet.parts.append(_box(sheet, MARGIN + left, swatch))
        sheet.line(MARGIN + left + beside, swatch.label, _LABEL)
    sheet.space(10 if swatches else 0)


def _box(sheet: _Sheet, x: float, swatch: Swatch) -> _Box:
    """Return the box of one meaning: filled, striped, or a dashed line, as on the map."""
    palette, top = sheet.palette, sheet.y - _SWATCH + 2
    place = (f"{x:g}", f"{top:g}", _SWATCH)
    if not swatch.is_striped:
        return _Box(*place, swatch.color)
    if swatch.color == DASHED:
        return _Box(*place, palette.signal, f"M{x:g} {top + _SWATCH / 2:g}h6m3 0h6")
    ways = " ".join(
        f"M{x + step:g} {top + _SWATCH:g}l{_SWATCH - step:g} {step - _SWATCH:g}"
        for step in range(0, _SWATCH, 4)
    )
    return _Box(*place, palette.text, ways)
