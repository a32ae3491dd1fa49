"""From published cells to months that may be shown: complete, corrected, never told too much."""

from __future__ import annotations

from collections import defaultdict

import pytest
from countcases import OCTOBER, WHOLE, counted, month_of, reports
from test_disclosure import divided, month

from data_loaders.reports.disclosure import LEAST, SMALL, Cell, shown_month
from data_loaders.reports.werkcentrum import (
    NO_TOTAL,
    NOT_EQUAL,
    categories,
    counted_months,
    in_quarter,
    months_of,
)


def test_a_month_is_divided_three_ways_with_one_total() -> None:
    (found,) = months_of(month_of("2026-10", OCTOBER))
    assert found.shown
    assert found.shown.total == Cell(93)
    assert list(found.shown.divisions) == ["vrager", "onderwerp", "kanaal"]
    askers = found.shown.divisions["vrager"]
    assert {name: cell.text for name, cell in askers.items()} == {
        "werkende": "33",
        "werkzoekende": "43",
        "werkgever": "niet getoond",
        "jongere": "<5",
    }
    assert found.shown.divisions["onderwerp"]["regelingen"] == SMALL
    assert list(found.shown.divisions["kanaal"]) == list(categories()["kanaal"])


def test_a_month_is_shown_only_when_its_cells_add_up_to_its_total() -> None:
    """Else each new cell would show itself in the difference with a moment before."""
    rows = month_of("2026-10", OCTOBER)
    for n in range(1, len(rows)):
        (found,) = months_of(rows[:n])
        assert (found.shown, found.problem) == (None, NO_TOTAL)
    assert months_of(rows)[0].problem == ""
    more = counted("2026-10", ("werkgever", "anders", "inloop"), 8)
    (found,) = months_of([*rows, more])
    assert (found.shown, found.problem) == (None, NOT_EQUAL)


def test_a_late_cell_of_a_month_with_small_numbers_hides_the_month() -> None:
    rows = month_of("2026-10", OCTOBER)
    late = counted("2026-10", ("werkgever", "anders", "inloop"), 3)
    again = counted("2026-10", WHOLE, 96, replaces=rows[-1].id)
    (found,) = months_of([*rows, late, again])
    assert found.shown
    assert found.shown.total.text == "niet getoond"
    assert not found.shown.is_whole


def test_a_correction_may_move_a_cell_to_another_month() -> None:
    rows = month_of("2026-10", OCTOBER)
    (found,) = [row for row in rows if row.part("vrager") == "werkgever"]
    moved = counted("2026-09", ("werkgever", "personeel", "e-mail"), 14, replaces=found.id)
    september, october = months_of([*rows, moved])
    assert (september.problem, october.problem) == (NO_TOTAL, NOT_EQUAL)


def test_a_quarter_is_made_of_what_is_shown_of_all_its_months() -> None:
    months = [f"2026-{n:02}" for n in (7, 8, 9)]
    rows = [row for name in months for row in month_of(name, OCTOBER)]
    found = months_of(rows)
    assert in_quarter(found, "2026-Q3", None) == Cell(3 * 93)
    assert in_quarter(found, "2026-Q3", ("vrager", "werkende")) == Cell(3 * 33)
    for hidden in ("werkgever", "jongere"):
        assert in_quarter(found, "2026-Q3", ("vrager", hidden)).text == "niet getoond"
    assert in_quarter(found[:2], "2026-Q3", None).text == "niet getoond"


@pytest.mark.parametrize(("rows", "columns", "most"), [(2, 2, 22), (2, 3, 15)])
def test_a_cell_that_is_stored_follows_from_no_divisions(
    rows: int, columns: int, most: int
) -> None:
    """Nobody sees who asked about what; the two divisions beside each other do not tell either."""
    alike: dict[tuple[str, ...], list[tuple[int, ...]]] = defaultdict(list)
    for total in range(most):
        for cells in divided(total, rows * columns):
            table = [cells[n * columns : (n + 1) * columns] for n in range(rows)]
            made = shown_month(
                [month([sum(r) for r in table], [sum(c) for c in zip(*table, strict=True)])]
            )
            texts = (c.text for d in made.divisions.values() for c in d.values())
            alike[(made.total.text, *texts)].append(cells)
    for group in alike.values():
        for place in range(rows * columns):
            values = {cells[place] for cells in group}
            assert len(values) > 1 or min(values) >= LEAST, group[:3]


def test_the_months_follow_what_is_published() -> None:
    assert counted_months(reports([])) == ()
    assert [item.month for item in counted_months(reports(month_of("2026-10", OCTOBER)))] == [
        "2026-10"
    ]
