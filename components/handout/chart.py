"""Bars and lines as charts of PowerPoint itself: who has the file can edit their figures. Pure."""

from __future__ import annotations

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide as PowerPointSlide
from pptx.util import Pt

from components.deck.parts import Role, SlideBar, SlideBars, SlideLine, SlideLines
from components.deck.plot import ticks_of
from components.deck.screen import TEXT
from components.handout.slide import COLOURS, OPEN, PALETTE, SlideBox, look, name_shape, rgb, style
from components.words.formatting import NO_BREAK
from components.words.xml import xml_safe

_VALUE, _BEGIN, _INFLOW = "Waarde", "Begin", "Instroom van school"
_GAP = 45  # percent of a bar, between bars
_MOMENTS = 5


def add_bars(slide: PowerPointSlide, box: SlideBox, part: SlideBars) -> None:
    """Add bars as a chart, with the names of what they show before them."""
    is_stacked = any(len(bar.pieces) > 1 or _start(bar) for bar in part.bars) and not _marked(part)
    data = _chart_data(part.numbers)
    has_labels = not is_stacked and not part.legend
    data.categories = [xml_safe(_named(bar, has_labels)) for bar in part.bars]
    for name, values in _series(part, is_stacked):
        data.add_series(name, values)
    kind = XL_CHART_TYPE.BAR_STACKED if is_stacked else XL_CHART_TYPE.BAR_CLUSTERED
    chart = _add(slide, box, data, kind, part.label)
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = _GAP, False
    plot.overlap = 100 if is_stacked else 0
    names = chart.category_axis
    names.reverse_order, names.major_tick_mark = True, XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    style(names.tick_labels.font, TEXT)
    _skip(names, 1)
    names.format.line.color.rgb = rgb(PALETTE.rest)
    chart.value_axis.visible = chart.value_axis.has_major_gridlines = False
    chart.value_axis.minimum_scale, chart.value_axis.maximum_scale = _scale(part)
    for number, series in enumerate(plot.series):
        _look_of_bars(series, number, part, has_labels)
    _legend(chart, bool(part.legend))


def _named(bar: SlideBar, has_labels: bool) -> str:
    """Return the name of a bar, with its value where that has no place behind the bar."""
    return bar.name if has_labels and bar.pieces else f"{bar.name}:{NO_BREAK}{bar.text}"


def _scale(part: SlideBars) -> tuple[float, float]:
    """Return the ends of the axis, with room for the values behind the bars."""
    reach = (part.high - part.low) or 1.0
    return part.low - (0.3 * reach if part.low < 0 else 0), part.high + 0.3 * reach


def _start(bar: SlideBar) -> float:
    return bar.pieces[0].start if bar.pieces and bar.pieces[0].end > 0 else 0.0


def _marked(part: SlideBars) -> bool:
    return any(bar.mark is not None for bar in part.bars)


def _series(part: SlideBars, is_stacked: bool) -> list[tuple[str, list[float | None]]]:
    """Return the series of a chart: one value per bar, or one per part of it."""
    most = max((len(bar.pieces) for bar in part.bars), default=1) or 1
    names = [text for _, text in part.legend[:most]] or [_VALUE] * most
    found: list[tuple[str, list[float | None]]] = []
    if is_stacked and any(map(_start, part.bars)):
        found.append((_BEGIN, [_start(bar) for bar in part.bars]))
    for place in range(most):
        found.append((names[place], [_length(bar, place) for bar in part.bars]))
    if _marked(part):
        found.append((_INFLOW, [bar.mark for bar in part.bars]))
    return found


def _length(bar: SlideBar, place: int) -> float | None:
    """Return the value of a part of a bar; below zero it goes to the left."""
    if place >= len(bar.pieces):
        return None
    piece = bar.pieces[place]
    return piece.start if piece.end == 0 and piece.start < 0 else piece.end - piece.start


def _look_of_bars(series: Any, number: int, part: SlideBars, has_labels: bool) -> None:
    """Give the bars of a series their colours, and their values where each bar has one."""
    series.invert_if_negative = False
    if series.name == _BEGIN:
        series.format.fill.background()
        return
    if part.legend:
        role: Role = "regio" if series.name == _INFLOW else part.legend[number][0]
        look(series.format, COLOURS[role])
        return
    if has_labels:
        series.data_labels.show_value = True
        series.data_labels.position = XL_LABEL_POSITION.OUTSIDE_END
        style(series.data_labels.font, TEXT, bold=True)
    for place, bar in enumerate(part.bars):
        if not bar.pieces:
            continue
        point = series.points[place]
        role = bar.pieces[0].role
        look(point.format, COLOURS[role], is_open=role in OPEN, dashed=role == "land")


def add_lines(slide: PowerPointSlide, box: SlideBox, part: SlideLines) -> None:
    """Add lines as a chart, each with its newest value at its end."""
    decimals = part.decimals
    numbers = "#,##0" + ("." + "0" * decimals if decimals else "")
    data = _chart_data(f'{numbers}" %"' if part.is_rate else numbers)
    data.categories = list(map(xml_safe, part.names))
    for line in part.lines:
        data.add_series(xml_safe(line.name), line.values)
    chart = _add(slide, box, data, XL_CHART_TYPE.LINE, part.label)
    ticks = ticks_of(part.known)
    values, names = chart.value_axis, chart.category_axis
    values.minimum_scale, values.maximum_scale = ticks[0], ticks[-1]
    values.major_unit = ticks[1] - ticks[0]
    values.major_gridlines.format.line.color.rgb = rgb(PALETTE.line)
    values.format.line.fill.background()
    names.format.line.color.rgb = rgb(PALETTE.rest)
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    values.tick_labels.number_format_is_linked = False
    values.tick_labels.number_format = data.number_format
    _skip(names, -(-len(part.names) // _MOMENTS))
    for axis in (values, names):
        style(axis.tick_labels.font, TEXT, PALETTE.muted)
        axis.major_tick_mark = XL_TICK_MARK.NONE
    for series, line in zip(chart.plots[0].series, part.lines, strict=True):
        _look_of_line(series, line)
    _legend(chart, len(part.lines) > 1)


def _skip(axis: Any, every: int) -> None:
    """Let an axis name one of so many moments, so that the names stand level."""
    for tag in ("c:tickLblSkip", "c:tickMarkSkip"):
        skip = OxmlElement(tag)
        skip.set("val", str(every))
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)


def _look_of_line(series: Any, line: SlideLine) -> None:
    series.smooth = False
    stroke = series.format.line
    stroke.color.rgb, stroke.width = rgb(COLOURS[line.role]), Pt(3.5)
    if line.role == "land":
        stroke.dash_style = MSO_LINE.DASH
    known = [place for place, value in enumerate(line.values) if value is not None]
    if known:
        label = series.points[known[-1]].data_label
        label.position = XL_LABEL_POSITION.ABOVE
        style(label.font, TEXT, COLOURS[line.role], bold=True)
        _show_value(label)


def _show_value(label: Any) -> None:
    """Let the label of one point show its value, and nothing else."""
    shown = label._get_or_add_dLbl()
    for name, value in (
        ("c:showLegendKey", "0"),
        ("c:showVal", "1"),
        ("c:showCatName", "0"),
        ("c:showSerName", "0"),
    ):
        element = shown.find(f"{{{shown.nsmap['c']}}}{name[2:]}")
        if element is not None:
            element.set("val", value)


def _legend(chart: Any, wanted: bool) -> None:
    chart.has_legend = wanted
    if wanted:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        style(chart.legend.font, TEXT)


def _chart_data(numbers: str) -> Any:
    """Return data of a chart; the library has no types here."""
    make: Any = CategoryChartData
    return make(number_format=numbers)


def _add(slide: PowerPointSlide, box: SlideBox, data: Any, kind: Any, alt: str) -> Any:
    """Add a chart without a title; its sentence says what it shows."""
    frame: Any = slide.shapes.add_chart(kind, *box.emu(), data)
    name_shape(frame._element.nvGraphicFramePr.cNvPr, "Grafiek", alt)
    chart = frame.chart
    chart.has_title = False
    chart.font.size = Pt(TEXT / 2)
    return chart
