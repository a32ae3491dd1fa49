"""A calendar: actions as bars from quarter to quarter, against the day of today."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.grouped import Layout, headings, labels, place_rows, y_of
from components.charts.theme import Palette, ThemeName

HEAD = 84
QUARTER_TOP, TODAY_TOP = 30, 74
NO_START = "start niet genoemd"
DRAWN = ("name", "first", "after", "top", "bottom", "start", "end", "state_text", "spoken")
DASHES = {"solid": [1, 0], "dashed": [4, 3]}


class Look(NamedTuple):
    """How a bar is drawn: its fill, its edge, and whether that is `solid` or `dashed`."""

    fill: str
    edge: str
    line: str


@dataclass(frozen=True)
class Frame:
    """The days a calendar shows, counted from its first one.

    `quarters` are (first day, day after the last, name) of each quarter; `length` is the
    number of days; `today` the day of today.
    """

    quarters: tuple[tuple[int, int, str], ...]
    length: int
    today: int
    today_name: str


def look_of(state: str, theme: ThemeName) -> Look:
    """Return how a bar in this state is drawn.

    Full is running, open is to come, dashed is what nobody knows.
    """
    palette = palette_of(theme)
    looks = {
        "loopt": Look(palette.accent, palette.accent, "solid"),
        "dit kwartaal klaar": Look(palette.signal, palette.signal, "solid"),
        "doorlopend": Look(palette.rest, palette.rest, "solid"),
        "gepland": Look(palette.background, palette.accent, "solid"),
    }
    return looks.get(state, Look(palette.background, palette.muted, "dashed"))


def make_calendar(
    groups: Sequence[tuple[str, Sequence[Datum]]], frame: Frame, theme: ThemeName
) -> Spec:
    """Return the calendar of groups of actions.

    Each row: `name`, `label`, `state`, `first` and `after` (days in the frame; None without
    dates), `open` (goes on without an end), `vague` (no start in the source), in words
    `start`, `end` and `state_text`, and `spoken` (all of that in one).
    """
    palette = palette_of(theme)
    layout = place_rows(groups, HEAD)
    chart = alt.layer(
        _quarters(layout, frame, palette),
        _quarter_names(layout, frame),
        _bars(layout, frame, theme),
        _open_ends(layout, frame, palette),
        _vague_starts(layout, frame, palette),
        _today(layout, frame, palette),
        headings(layout),
        labels(layout, palette),
    )
    return finish(chart, theme, layout.height + 10)


def _x(field: str, frame: Frame) -> alt.X:
    """Return a day in the frame; a bit of room is kept for the ends that stay open."""
    scale = alt.Scale(domain=[0, frame.length * 1.03], nice=False)
    return alt.X(f"{field}:Q", axis=None, scale=scale)


def _quarters(layout: Layout, frame: Frame, palette: Palette) -> alt.Chart:
    rows = [
        {"first": first, "y": head["y"] + QUARTER_TOP, "y2": bottom}
        for head, bottom in zip(layout.heads, _bottoms(layout), strict=True)
        for first, _, _ in frame.quarters
    ]
    mark = alt.Chart(inline(rows)).mark_rule(color=palette.line, aria=False)
    return mark.encode(x=_x("first", frame), y=y_of("y", layout), y2="y2:Q")


def _bottoms(layout: Layout) -> list[int]:
    """Return where each group ends: where the next one begins."""
    return [head["y"] for head in layout.heads[1:]] + [layout.height]


def _quarter_names(layout: Layout, frame: Frame) -> alt.Chart:
    rows = [
        {"middle": (first + after) / 2, "y": head["y"] + QUARTER_TOP, "name": name}
        for head in layout.heads
        for first, after, name in frame.quarters
    ]
    mark = alt.Chart(inline(rows)).mark_text(
        align="center", baseline="top", fontSize=11, lineBreak="\n", aria=False
    )
    return mark.encode(x=_x("middle", frame), y=y_of("y", layout), text=alt.Text("name:N"))


def _bars(layout: Layout, frame: Frame, theme: ThemeName) -> alt.LayerChart:
    """Return a bar per action, one layer per look: a field cannot hold dashes."""
    looks: dict[Look, list[dict[str, Any]]] = {}
    for row in layout.rows:
        if row["first"] is not None:
            look = look_of(NO_START if row["vague"] else row["state"], theme)
            looks.setdefault(look, []).append({key: row[key] for key in DRAWN})
    made = []
    for look, data in looks.items():
        mark = alt.Chart(inline(data)).mark_rect(
            fill=look.fill, stroke=look.edge, strokeWidth=1.5, strokeDash=DASHES[look.line]
        )
        made.append(
            mark.encode(
                x=_x("first", frame),
                x2=alt.X2("after:Q"),
                y=y_of("top", layout),
                y2=alt.Y2("bottom:Q"),
                tooltip=_tooltip(),
                description="spoken:N",
            )
        )
    return alt.layer(*made)


def _open_ends(layout: Layout, frame: Frame, palette: Palette) -> alt.Chart:
    """Return an arrow where an action goes on without an end."""
    rows = [{"after": r["after"], "middle": _middle(r)} for r in layout.rows if r["open"]]
    mark = alt.Chart(inline(rows)).mark_point(
        shape="triangle-right", size=130, filled=True, color=palette.text, opacity=1, aria=False
    )
    return mark.encode(x=_x("after", frame), y=y_of("middle", layout))


def _vague_starts(layout: Layout, frame: Frame, palette: Palette) -> alt.Chart:
    """Return the words in a bar of which the source gives no start."""
    rows = [
        {"first": row["first"], "middle": _middle(row), "word": NO_START}
        for row in layout.rows
        if row["vague"] and row["first"] is not None
    ]
    mark = alt.Chart(inline(rows)).mark_text(
        align="left", baseline="middle", dx=5, fontSize=11, color=palette.text, aria=False
    )
    return mark.encode(x=_x("first", frame), y=y_of("middle", layout), text=alt.Text("word:N"))


def _middle(row: Datum) -> float:
    return float(row["top"] + row["bottom"]) / 2


def _today(layout: Layout, frame: Frame, palette: Palette) -> alt.LayerChart:
    rows: list[dict[str, Any]] = [
        {"day": frame.today, "y": head["y"] + TODAY_TOP, "y2": bottom, "word": frame.today_name}
        for head, bottom in zip(layout.heads, _bottoms(layout), strict=True)
    ]
    base = alt.Chart(inline(rows)).encode(x=_x("day", frame), y=y_of("y", layout))
    line = base.mark_rule(color=palette.signal, strokeWidth=2, aria=False).encode(y2="y2:Q")
    side = "right" if frame.today > frame.length / 2 else "left"
    word = base.mark_text(
        align=side, baseline="bottom", dy=-2, color=palette.text, fontSize=12, aria=False
    )
    return alt.layer(line, word.encode(text=alt.Text("word:N")))


def _tooltip() -> list[alt.Tooltip]:
    titles = {"name": "Actie", "start": "Start", "end": "Einde", "state_text": "Stand"}
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]
