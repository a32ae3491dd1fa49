"""No count below five can be found out from what is shown: tried by who knows the rules.

Such a person makes every month that would look the same. What has one value in all of those is
found out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from random import Random

import numpy as np
import pytest

from data_loaders.reports.disclosure import (
    LEAST,
    SMALL,
    Cell,
    Month,
    ShownMonth,
    shown_month,
    total_of,
)

SMALL_VALUES = set(range(LEAST))


def divided(total: int, parts: int) -> Iterator[tuple[int, ...]]:
    """Return every way to divide a total over so many categories."""
    if parts == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in divided(total - first, parts - 1):
            yield (first, *rest)


def month(*divisions: Sequence[int]) -> Month:
    return {f"d{n}": {f"c{i}": v for i, v in enumerate(d)} for n, d in enumerate(divisions)}


def looks(editions: Sequence[Month]) -> tuple[object, ...]:
    """Return all that can be seen of a month, while its editions followed each other."""
    seen = [shown_month(editions[: n + 1]) for n in range(len(editions))]
    return tuple(
        (s.total.text, *(c.text for d in s.divisions.values() for c in d.values())) for s in seen
    )


@pytest.mark.parametrize(("parts", "most"), [(1, 30), (2, 30), (3, 26), (4, 22)])
def test_every_value_below_five_stays_possible(parts: int, most: int) -> None:
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for total in range(most):
        for counts in divided(total, parts):
            alike[looks([month(counts)])].append(counts)
    for ((shown_total, *cells),), group in alike.items():
        totals = {sum(counts) for counts in group}
        if shown_total == SMALL.text:
            assert totals == SMALL_VALUES
        for place, text in enumerate(cells):
            values = {counts[place] for counts in group}
            if text == SMALL.text:
                assert values == SMALL_VALUES, (cells, values)
            elif text == "niet getoond":
                assert len(values) > 1 or min(values) >= LEAST, (cells, values)
            else:
                assert values == {int(text)} and int(text) >= LEAST


def test_two_divisions_together_tell_no_more_than_each() -> None:
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for total in range(21):
        for one, other in product(divided(total, 3), divided(total, 2)):
            alike[looks([month(one, other)])].append((*one, *other))
    for ((_total, *cells),), group in alike.items():
        for place, text in enumerate(cells):
            values = {counts[place] for counts in group}
            assert text != SMALL.text or values == SMALL_VALUES
            assert len(values) > 1 or min(values) >= LEAST


def test_a_correction_does_not_fill_in_what_is_hidden() -> None:
    """What was shown before is known to everyone, also when it has to be hidden now."""
    alike: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for total in range(17):
        for old in divided(total, 3):
            for place, change in product(range(3), range(-total, 18)):
                new = tuple(v + change * (n == place) for n, v in enumerate(old))
                if change and new[place] >= 0:
                    alike[looks([month(old), month(new)])].append((*old, *new))
    for group in alike.values():
        for place in range(6):
            values = {counts[place] for counts in group}
            assert len(values) > 1 or min(values) >= LEAST, group[:3]


def test_a_month_that_was_corrected_within_what_is_shown_shows_its_newest_numbers() -> None:
    shown = shown_month([month((20, 30, 40)), month((20, 31, 40))])
    assert shown.is_whole
    assert shown.total == Cell(91)
    again = shown_month([month((20, 30, 40)), month((3, 30, 40))])
    assert {again.total.text, *(c.text for c in again.divisions["d0"].values())} == {"niet getoond"}


Place = tuple[int, str, str]
"""A count: its month, division and category."""
QUARTERS = (range(3), range(3, 6))


def test_no_sum_or_difference_of_what_is_shown_gives_a_number_below_five() -> None:
    """All that is shown of six months as equations: no combination of them leaves one unknown."""
    random = Random(16)
    found = 0
    for _ in range(300):
        months = [_some_month(random) for _ in range(6)]
        places = [(m, d, c) for m, one in enumerate(months) for d in one for c in one[d]]
        told = [[known.get(place, 0) for place in places] for known in _told(months)]
        rank = np.linalg.matrix_rank(np.array(told))
        for n, (m, d, c) in enumerate(places):
            if months[m][d][c] < LEAST:
                found += 1
                alone = np.eye(1, len(places), n)
                assert np.linalg.matrix_rank(np.vstack([told, alone])) > rank, (m, d, c)
    assert found > 1000


def _told(months: Sequence[Month]) -> Iterator[dict[Place, int]]:
    """Return every equation that the public has: what of which counts adds up to a known number."""
    shown = [shown_month([one]) for one in months]
    for m, one in enumerate(shown):
        first, *others = one.divisions
        yield {}  # for who has nothing
        for d in others:  # divides the same questions
            own, same = ({(m, n, c): 1 for c in one.divisions[n]} for n in (d, first))
            yield own | {place: -1 for place in same}
        if one.total.value is not None:
            yield {(m, first, c): 1 for c in one.divisions[first]}
        yield from ({(m, d, c): 1} for d, c, cell in _cells(one) if cell.value is not None)
    for quarter in QUARTERS:
        if total_of(shown[m].total for m in quarter).value is not None:
            yield {(m, "d0", c): 1 for m in quarter for c in shown[m].divisions["d0"]}
        for d, c, _ in _cells(shown[0]):
            if total_of(shown[m].divisions[d][c] for m in quarter).value is not None:
                yield {(m, d, c): 1 for m in quarter}


def _cells(month: ShownMonth) -> Iterator[tuple[str, str, Cell]]:
    return ((d, c, cell) for d, cells in month.divisions.items() for c, cell in cells.items())


def _some_month(random: Random) -> Month:
    total = random.choice([random.randint(0, 12), random.randint(10, 60)])
    return month(*(_dealt(random, total, parts) for parts in (4, 3, 2)))


def _dealt(random: Random, total: int, parts: int) -> list[int]:
    cuts = sorted(random.randint(0, total) for _ in range(parts - 1))
    return [b - a for a, b in zip([0, *cuts], [*cuts, total], strict=True)]


def test_a_sum_over_months_is_made_of_what_is_shown() -> None:
    assert total_of([Cell(7), Cell(8), Cell(5)]) == Cell(20)
    for hidden in (SMALL, None):
        assert total_of([Cell(7), hidden, Cell(5)]).text == "niet getoond"
    assert total_of([]).text == "niet getoond"


def test_a_month_that_does_not_add_up_is_refused() -> None:
    with pytest.raises(ValueError):
        shown_month([month((5, 6), (5, 7))])
    with pytest.raises(ValueError):
        shown_month([])
