"""Below a point stands its own period: drawn for real, as a tile, a slide and on paper have it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
import vl_convert
from samples import small_series

from components.charts.base import Spec
from components.charts.figures import line_rows
from components.charts.lines import make_lines
from components.charts.pace import PaceChart, make_pace
from components.charts.theme import PALETTES, vega_config
from components.render.spec import drawable
from components.words.formatting import SHORT_MONTHS, short_period

SVG = "{http://www.w3.org/2000/svg}"
_MOVE = re.compile(r"translate\((-?[\d.]+),(-?[\d.]+)\)")

WIDTHS: dict[str, Callable[[Spec], Spec]] = {
    "smalle tegel": lambda spec: drawable(spec, 300),
    "brede tegel": lambda spec: drawable(spec, 480),
    "beeld en handout": lambda spec: drawable(spec, 552),
    "pagina": lambda spec: spec | {"width": 700, "config": vega_config("licht")},
}
# Codes of periods, their frequency and what they refer to, and what may stand below them.
CASES: dict[str, tuple[list[str], str, str, list[str]]] = {
    "jaren, eind": (
        [str(year) for year in range(2016, 2025)],
        "jaar",
        "einde",
        [str(year) for year in range(2016, 2025)],
    ),
    "jaren, begin": (
        [str(year) for year in range(2019, 2027)],
        "jaar",
        "begin",
        [f"1 jan {year}" for year in range(2019, 2027)],
    ),
    "een jaar": (["2024"], "jaar", "einde", ["2024"]),
    "een laatste dag": (["2024-12-31"], "dag", "einde", ["eind 2024"]),
    "laatste dagen": (
        ["2022-12-31", "2023-12-31", "2024-12-31"],
        "dag",
        "einde",
        ["eind 2022", "eind 2023", "eind 2024"],
    ),
    "maanden": (
        [f"{year}-{month:02}" for year in range(2019, 2026) for month in range(1, 13)],
        "maand",
        "einde",
        [f"{month} {year}" for year in range(2019, 2026) for month in SHORT_MONTHS],
    ),
    "een maand": (["2024-12"], "maand", "einde", ["dec 2024"]),
    "kwartalen": (
        ["2024-Q4", "2025-Q1", "2025-Q2", "2025-Q4"],
        "kwartaal",
        "einde",
        ["4e kw. 2024", "1e kw. 2025", "2e kw. 2025", "4e kw. 2025"],
    ),
    "schooljaren": (
        ["2022/2023", "2023/2024", "2024/2025"],
        "schooljaar",
        "einde",
        ["2022/2023", "2023/2024", "2024/2025"],
    ),
    "een schooljaar": (["2024/2025"], "schooljaar", "begin", ["2024/2025"]),
    "jaren met gaten": (["2011", "2015", "2024"], "jaar", "einde", ["2011", "2015", "2024"]),
    "meer jaren": (["2020/2023", "2024/2027"], "meerjarig", "einde", ["2020-2023", "2024-2027"]),
    "onbekend": ([""], "onbekend", "einde", ["onbekend"]),
}


def drawn(spec: Spec) -> list[tuple[float, str, dict[str, str]]]:
    """Every mark of a drawing, and every text that can be seen: its x, text and attributes."""
    found = []

    def walk(node: ElementTree.Element, x: float, role: str) -> None:
        moved = _MOVE.search(node.get("transform", ""))
        x += float(moved[1]) if moved else 0.0
        role = node.get("class", role)
        text = node.text or "".join(child.text or "" for child in node)
        hidden = node.tag == f"{SVG}text" and node.get("opacity") == "0"
        if node.tag in {f"{SVG}text", f"{SVG}path", f"{SVG}line"} and not hidden:
            found.append((x, text, {**node.attrib, "rol": role}))
        for child in node:
            walk(child, x, role)

    walk(ElementTree.fromstring(vl_convert.vegalite_to_svg(spec)), 0.0, "")
    return found


def labels_of(spec: Spec) -> dict[str, float]:
    """What stands below the axis of time, and where its middle is."""
    texts = [item for item in drawn(spec) if "role-axis-label" in item[2]["rol"]]
    return {text: x for x, text, had in texts if had.get("text-anchor") == "middle"}


def points_of(spec: Spec) -> dict[str, float]:
    """Where the point of each period is drawn, by the words for screen readers."""
    named = [(x, had.get("aria-label", "")) for x, _, had in drawn(spec)]
    found = [(x, re.search(r"Periode: ([^;]+)", label)) for x, label in named]
    return {period[1]: x for x, period in found if period}


@pytest.mark.parametrize("renderer", WIDTHS)
@pytest.mark.parametrize("case", CASES)
def test_a_label_stands_below_the_point_of_its_own_period(case: str, renderer: str) -> None:
    codes, frequency, reference, known = CASES[case]
    rows = [{"period": code, "value": 3.0 + place} for place, code in enumerate(codes)]
    series = small_series("bijstand-aandeel", rows, frequency=frequency, reference=reference)
    made = line_rows(series, series.frame.assign(naam="Arnhem"), "naam")
    spec = WIDTHS[renderer](make_lines(made, ["Arnhem"], "%", "licht"))
    labels, points = labels_of(spec), points_of(spec)
    assert labels and set(labels) <= set(known)
    assert known[-1] in labels  # the newest always has its label
    by_tick = {row["tick"]: points[row["period"]] for row in made}
    for text, x in labels.items():
        assert x == pytest.approx(by_tick[text], abs=1.5), text
    if len(codes) == 1:
        assert list(labels) == known


def test_labels_are_the_periods_as_they_are_called_everywhere_but_shorter() -> None:
    assert short_period("2024", "jaar", "begin") == "1 jan 2024"
    assert short_period("2026-Q1", "kwartaal") == "1e kw. 2026"
    assert short_period("2024-03-15", "dag") == "15 mrt 2024"
    assert short_period("2024/2025", "schooljaar") == "2024/2025"
    with pytest.raises(ValueError, match="past niet"):
        short_period("2024-12", "jaar")


def pace(days: list[date], today: date = date(2026, 11, 30)) -> Any:
    at = [day.toordinal() for day in days]
    measured = tuple(
        {"day": day, "value": 100.0 * n, "when": str(n), "text": str(n)} for n, day in enumerate(at)
    )
    return make_pace(
        PaceChart(2000, "doel", "mensen", at[0], at[-1], today.toordinal(), (), measured, ()),
        "licht",
    )


@pytest.mark.parametrize("width", [300, 480])
@pytest.mark.parametrize(
    "days",
    [
        [date(2023, 12, 31), date(2024, 12, 31), date(2025, 12, 31)],
        [date(2025, 12, 31)],
        [date(2026, 1, 1)],
        [date(2025, 12, 31), date(2026, 12, 31)],
        [date(2024, 1, 1), date(2025, 1, 1), date(2026, 1, 1)],
        [date(2022, 11, 15), date(2026, 2, 1)],
    ],
)
def test_a_measurement_of_a_goal_lies_above_the_label_of_its_own_year(
    days: list[date], width: int
) -> None:
    """Between two lines at the turn of the year stands its number; the last day is before one."""
    spec = drawable(pace(days), width)
    found = drawn(spec)
    turns = sorted(x for x, _, had in found if had.get("stroke") == PALETTES["licht"].line)
    turns = sorted({round(x, 2) for x in turns if x > 0})
    first = days[0].year

    def year_at(x: float) -> int:
        return first + bisect_right(turns, x + 0.05)

    shown = [x for x, _, had in found if "Peildatum: " in had.get("aria-label", "")]
    assert [year_at(x) for x in shown] == [day.year for day in days]
    labels = labels_of(spec)
    assert {str(year_at(x)) for x in labels.values()} == set(labels)
    assert set(labels) == {str(year) for year in range(first, days[-1].year + 1)}


def test_one_day_is_shown_in_its_whole_year() -> None:
    axis = pace([date(2025, 12, 31)])
    labels = labels_of(drawable(axis, 300))
    assert list(labels) == ["2025"]
