"""The region around a choice: the smallest that holds every chosen area."""

from __future__ import annotations

from itertools import combinations

import msgspec
import pytest

from components.words.choice import REGION_LEVELS, context_area
from data_loaders.geo.regions import load_regions

REGIONS = load_regions()
ARNHEM, ROZENDAAL, NIJMEGEN, MOOK = "GM0202", "GM0277", "GM0268", "GM0944"
RENKUM, MONTFERLAND = "GM0274", "GM1955"


@pytest.mark.parametrize(
    ("areas", "context"),
    [
        ([ARNHEM], "AM07"),
        ([ROZENDAAL], "AM07"),
        ([ARNHEM, ROZENDAAL], "AM07"),
        ([NIJMEGEN], "AM08"),
        ([NIJMEGEN, MOOK], "AM08"),
        ([RENKUM], "GMR"),
        ([MONTFERLAND], "GMR"),
        ([ARNHEM, NIJMEGEN], "GMR"),
        ([ARNHEM, RENKUM], "GMR"),
        (["AM07"], "AM07"),
        (["AM08"], "AM08"),
        (["GMR"], "GMR"),
        (["AM07", ARNHEM], "AM07"),
        (["AM07", NIJMEGEN], "GMR"),
        (["AM07", "AM08"], "GMR"),
        (["AM07", "GMR"], "GMR"),
        (["NL01"], "GMR"),
        (["PV25"], "GMR"),
        ([ARNHEM, "NL01"], "GMR"),
    ],
)
def test_context_of_a_choice(areas: list[str], context: str) -> None:
    assert context_area(areas, REGIONS) == context
    assert context_area(list(reversed(areas)), REGIONS) == context


@pytest.mark.parametrize(("area", "context"), [(ARNHEM, "AM07"), (RENKUM, "GMR"), ("NL01", "GMR")])
def test_context_does_not_hang_on_the_order_of_the_file(area: str, context: str) -> None:
    backwards = msgspec.structs.replace(REGIONS, regions=tuple(reversed(REGIONS.regions)))
    assert context_area([area], backwards) == context


def test_context_of_municipalities_holds_them_all_and_no_smaller_one_does() -> None:
    codes = [region.code for region in REGIONS.municipalities()]
    contexts = [region.code for region in REGIONS.regions if region.level in REGION_LEVELS]
    for areas in combinations(codes, 2):
        found = context_area(areas, REGIONS)
        holding = [c for c in contexts if set(areas) <= set(REGIONS.members(c))]
        assert found in holding
        assert len(REGIONS.members(found)) == min(len(REGIONS.members(c)) for c in holding)
