"""What a new edition must keep of the one it replaces, and what it may change."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from tablecases import AREAS, YEARS, indicator, structure, table

from data_loaders.editions import Edition, check_edition, make_edition
from data_loaders.geo.regions import load_regions
from data_loaders.sources.cbs_embedded import Sum
from data_loaders.sources.cbs_table import Measure

ONE = indicator()
VALUES = {
    (area, year): {"A": 2000.0 + 100 * place + number, "B": 5.0}
    for place, area in enumerate(AREAS)
    for number, year in enumerate(YEARS)
}


def edition(values: Any = VALUES, **changes: Any) -> Edition:
    return make_edition(table(values, **changes), [ONE], load_regions())


def problems(new: Edition, old: Edition | None, *sums: Sum) -> list[str]:
    return check_edition(new, old, [ONE], sums)


def changed(place: tuple[str, str], value: float | None) -> dict[tuple[str, str], Any]:
    return VALUES | {place: VALUES[place] | {"A": value}}


# Making


def test_edition_has_figures_per_indicator_and_says_why_others_fail() -> None:
    wrong = indicator("mis", measures={"Bestaat niet": ""})
    found = make_edition(table(VALUES), [ONE, wrong], load_regions())
    assert list(found.frames) == ["proef"]
    assert len(found.frames["proef"]) == 9
    assert "de maat 'Bestaat niet' staat niet in de tabel" in found.failures["mis"]


def test_figures_that_cannot_be_are_no_figures() -> None:
    found = edition(changed(("GM0202", YEARS[0]), -1.0))
    assert dict(found.frames) == {}
    assert "deze waarde kan niet bestaan" in found.failures["proef"]


# The whole


def test_first_edition_needs_figures_and_no_more() -> None:
    assert problems(edition(), None) == []


def test_edition_without_any_figure_is_refused() -> None:
    found = problems(edition({("GM0202", "2024XX00"): {"A": 1.0}}), None)
    assert len(found) == 1
    assert "er is geen enkele waarneming voor 'proef'" in found[0]


def test_same_edition_is_fine() -> None:
    assert problems(edition(), edition()) == []


def test_figure_that_can_no_longer_be_made_is_refused() -> None:
    lost = edition(structure=structure(measures=(Measure("B", "B"),)))
    assert any("de maat 'A' staat niet in de tabel" in text for text in problems(lost, edition()))


def test_figure_that_could_not_be_made_before_is_no_objection() -> None:
    before = edition(structure=structure(measures=(Measure("B", "B"),)))
    assert before.failures
    assert problems(edition(), before) == []


@pytest.mark.parametrize(
    ("old", "new", "fine"),
    [
        (date(2026, 7, 1), date(2026, 7, 1), True),
        (date(2026, 7, 1), date(2026, 7, 2), True),
        (date(2026, 7, 1), date(2026, 6, 30), False),
        (None, date(2026, 6, 30), True),
        (date(2026, 7, 1), None, True),
    ],
)
def test_date_of_change_does_not_go_back(old: date | None, new: date | None, fine: bool) -> None:
    found = problems(edition(modified=new), edition(modified=old))
    assert (found == []) is fine
    assert fine or "ouder dan onze kopie" in found[0]


@pytest.mark.parametrize(
    ("before", "after", "fine"),
    [
        ("aantal", "aantal", True),
        ("x 1 000", "X 1000", True),
        ("%", "% ", True),
        ("aantal", "x 1 000", False),
        ("", "x 1 000", True),  # nobody said before
        ("aantal", "", True),
    ],
)
def test_unit_stays_the_same(before: str, after: str, fine: bool) -> None:
    old, new = (
        edition(structure=structure(measures=(Measure("A", "A", unit=unit),)))
        for unit in (before, after)
    )
    found = problems(new, old)
    assert (found == []) is fine
    assert fine or found == [f"de eenheid van 'A' is veranderd in '{after}'"]


# Sums


SUM = Sum("All", ("A", "B"))


def summed(total: float | None, a: float | None = 2.0, b: float | None = 3.0) -> Edition:
    values = {(area, YEARS[0]): {"All": 5.0, "A": 2.0, "B": 3.0} for area in AREAS}
    return edition(values | {("GM0268", YEARS[0]): {"All": total, "A": a, "B": b}})


def test_parts_add_up_to_the_total() -> None:
    assert problems(summed(5.0), None, SUM) == []
    assert problems(summed(6.0), None, SUM) == [
        "de delen van 'All' tellen niet op tot het totaal (GM0268, 2022JJ00)"
    ]


def test_sum_may_be_off_by_its_margin() -> None:
    assert problems(summed(6.0), None, Sum("All", ("A", "B"), 1.0)) == []
    assert len(problems(summed(6.5), None, Sum("All", ("A", "B"), 1.0))) == 1


@pytest.mark.parametrize("values", [(None, 2.0, 3.0), (9.0, None, 3.0), (9.0, 2.0, None)])
def test_sum_with_an_unknown_part_says_nothing(values: tuple[float | None, ...]) -> None:
    assert problems(summed(*values), None, SUM) == []


def test_sum_of_measures_that_were_not_fetched_says_nothing() -> None:
    assert problems(edition(), None, SUM) == []


def test_failure_is_told_once() -> None:
    found = problems(edition(changed(("GM0202", YEARS[0]), -1.0)), edition())
    assert len(found) == 1
