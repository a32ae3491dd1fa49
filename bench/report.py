"""Results as plain values, and how they are printed."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import streamlit as st

from data_loaders.clock import utc_now

HEADS = ("meting", "eenheid", "leeg", "ons", "verhouding")


@dataclass(frozen=True)
class Row:
    """One measurement of both apps in the same unit; None is "not measured"."""

    label: str
    unit: str
    empty: float | None
    ours: float | None

    @property
    def ratio(self) -> float | None:
        """Return ours as a multiple of the empty app's."""
        if self.ours is None or not self.empty:
            return None
        return self.ours / self.empty


@dataclass(frozen=True)
class Budget:
    """A limit, what was found, and whether that is within it."""

    label: str
    limit: str
    found: str
    passed: bool


@dataclass(frozen=True)
class Section:
    """The results of one module."""

    title: str
    rows: tuple[Row, ...]
    budgets: tuple[Budget, ...] = ()
    notes: tuple[str, ...] = ()


def at_most(label: str, row: Row, limit: float) -> Budget:
    """Return the budget that the ratio of `row` is at most `limit`."""
    found = row.ratio
    return Budget(
        label,
        f"hoogstens {number(limit, 2 if limit < 1 else 1)} x",
        "niet gemeten" if found is None else f"{number(found, 3 if limit < 1 else 2)} x",
        found is not None and found <= limit,
    )


def none_found(label: str, found: Sequence[str]) -> Budget:
    """Return the budget that nothing was found; a few of what was found are named."""
    names = ", ".join(found[:3]) + (f" en {len(found) - 3} meer" if len(found) > 3 else "")
    return Budget(label, "geen", names or "geen", not found)


def number(value: float, decimals: int = 1) -> str:
    """Return a number in Dutch notation."""
    return f"{value:,.{decimals}f}".translate(str.maketrans(",.", ".,"))


def as_text(sections: Sequence[Section], seconds: float) -> str:
    """Return the whole report: one table, notes, and the budgets with their verdict."""
    widths = _widths(sections)
    lines = [_line(HEADS, widths), "-" * (sum(widths) + 2 * len(widths) - 2)]
    for section in sections:
        lines += [section.title.upper()]
        lines += [_line(_cells(row), widths) for row in section.rows]
        lines += [f"  {note}" for note in section.notes] + [""]
    lines.append("GRENZEN")
    for budget in _budgets(sections):
        verdict = "goed" if budget.passed else "FOUT"
        lines.append(f"  [{verdict}] {budget.label}: {budget.found} (grens: {budget.limit})")
    return "\n".join([*lines, "", f"Gemeten in {seconds:.0f} s op {_machine()}."])


def passed(sections: Sequence[Section]) -> bool:
    """Return whether every budget is kept."""
    return all(budget.passed for budget in _budgets(sections))


def write_json(path: Path, sections: Sequence[Section], seconds: float) -> None:
    """Write everything that was measured, with where and when."""
    content = {
        "gemeten": utc_now().isoformat(timespec="seconds"),
        "machine": _machine(),
        "duur_s": round(seconds, 1),
        "onderdelen": [
            {**asdict(section), "rows": [_record(row) for row in section.rows]}
            for section in sections
        ],
        "geslaagd": passed(sections),
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", "utf-8")


def _record(row: Row) -> dict[str, object]:
    return {**asdict(row), "ratio": row.ratio}


def _budgets(sections: Sequence[Section]) -> list[Budget]:
    return [budget for section in sections for budget in section.budgets]


def _machine() -> str:
    return (
        f"{os.cpu_count()} processors, Python {platform.python_version()}, "
        f"Streamlit {st.__version__}"
    )


def _cells(row: Row) -> tuple[str, ...]:
    decimals = 2 if row.unit == "s" else 0 if row.unit == "aantal" else 1
    values = ["-" if v is None else number(v, decimals) for v in (row.empty, row.ours)]
    ratio = "-" if row.ratio is None else f"{number(row.ratio, 2)} x"
    return (f"  {row.label}", row.unit, *values, ratio)


def _widths(sections: Sequence[Section]) -> list[int]:
    table = [HEADS, *(_cells(row) for section in sections for row in section.rows)]
    return [max(len(cells[column]) for cells in table) for column in range(len(HEADS))]


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    left = [cell.ljust(width) for cell, width in zip(cells[:2], widths[:2], strict=True)]
    right = [cell.rjust(width) for cell, width in zip(cells[2:], widths[2:], strict=True)]
    return "  ".join(left + right)
