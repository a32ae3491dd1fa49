"""Names that look for a spot: whatever the spots, those that get one leave each other free."""

from __future__ import annotations

from itertools import combinations

import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.geo.label_search import Rectangle, Spot, Spots, best_spots, is_apart

PLACES = st.tuples(st.integers(0, 60), st.integers(0, 60))
LINES = st.none() | st.tuples(*[st.integers(0, 80).map(float)] * 4)


@st.composite
def spots(draw: st.DrawFn) -> Spot:
    left, top = draw(PLACES)
    box = Rectangle(left, top, left + draw(st.integers(5, 30)), top + draw(st.integers(5, 15)))
    return Spot(draw(st.integers(0, 90)), box, 13, 2, draw(LINES))


OPTIONS = st.dictionaries(
    st.text("abcdef", min_size=1, max_size=2),
    st.lists(spots(), max_size=8).map(lambda found: Spots(sorted(found, key=lambda s: s.cost))),
    max_size=6,
)


@settings(deadline=None)
@given(OPTIONS)
def test_names_that_have_a_spot_leave_each_other_free(options: dict[str, Spots]) -> None:
    found = best_spots(options, sorted(options))
    assert set(found) <= set(options)
    assert all(found[code] in options[code].each for code in found)
    for one, other in combinations(found.values(), 2):
        assert not shapely.box(*one.box).intersects(shapely.box(*other.box))
        assert is_apart(one, other)


@settings(deadline=None)
@given(spots(), spots())
def test_apart_is_as_a_library_for_shapes_sees_it(one: Spot, other: Spot) -> None:
    gap = 2.0  # at letters of 13
    boxes = [shapely.box(*spot.box.grown(gap)) for spot in (one, other)]
    lines = [
        spot.line and shapely.LineString([spot.line[:2], spot.line[2:]]) for spot in (one, other)
    ]
    if is_apart(one, other):
        assert not shapely.box(*one.box).overlaps(boxes[1])
        assert not (lines[0] and lines[0].crosses(boxes[1]))
        assert not (lines[1] and lines[1].crosses(boxes[0]))
        assert not (lines[0] and lines[1] and lines[0].crosses(lines[1]))


def test_a_name_without_room_drives_another_to_its_second_spot() -> None:
    left, right = Rectangle(0, 0, 10, 10), Rectangle(50, 0, 60, 10)
    options = {
        "vrij": Spots([Spot(0, left, 13, 1), Spot(5, right, 13, 1)]),
        "vast": Spots([Spot(9, left, 13, 1)]),
    }
    for order in (["vrij", "vast"], ["vast", "vrij"]):
        found = best_spots(options, order)
        assert (found["vrij"].box, found["vast"].box) == (right, left)


def test_a_name_for_which_there_is_no_room_at_all_has_no_spot() -> None:
    here = Spots([Spot(0, Rectangle(0, 0, 10, 10), 13, 1)])
    assert len(best_spots({"a": here, "b": here, "c": Spots([])}, ["a", "b", "c"])) == 1
