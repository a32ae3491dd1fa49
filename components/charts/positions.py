"""The known positions of sectors: bars under a heading per axis, each axis with its own scale."""

from __future__ import annotations

from collections.abc import Sequence

import altair as alt

from components.charts.base import Datum, Spec, finish, inline, palette_of
from components.charts.grouped import headings, labels, place_rows, y_of
from components.charts.theme import ThemeName

HEAD = 34
ROLES = ("gekozen", "vergelijking")


def make_positions(groups: Sequence[tuple[str, Sequence[Datum]]], theme: ThemeName) -> Spec:
    """Return the numbers of each axis as bars from zero; what has no number is not drawn.

    Each row: `value` (a number), `label` (its name and the value in words) and `role`. Axes
    measure different things, so the longest bar of each fills the width.
    """
    palette = palette_of(theme)
    scaled = [(name, [_scaled(row, rows) for row in rows]) for name, rows in groups]
    layout = place_rows(scaled, HEAD)
    left = min([0.0, *(row["length"] for row in layout.rows)])
    bars = (
        alt.Chart(inline(layout.rows))
        .mark_rect()
        .encode(
            x=alt.X("length:Q", axis=None, scale=alt.Scale(domain=[left, 1], nice=False)),
            x2=alt.X2("zero:Q"),
            y=y_of("top", layout),
            y2=alt.Y2("bottom:Q"),
            color=alt.Color(
                "role:N",
                legend=None,
                scale=alt.Scale(domain=list(ROLES), range=[palette.accent, palette.signal]),
            ),
            tooltip=[alt.Tooltip("label:N", title="Waarde")],
            description="label:N",
        )
    )
    layers = [bars, headings(layout), labels(layout, palette)]
    return finish(alt.layer(*layers), theme, layout.height + 10)


def _scaled(row: Datum, rows: Sequence[Datum]) -> dict[str, object]:
    longest = max(abs(other["value"]) for other in rows) or 1.0
    return {**row, "length": row["value"] / longest, "zero": 0}
