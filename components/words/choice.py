"""What a visitor has chosen, as a plain value. No Streamlit here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_loaders.geo.regions import Regions

REGION_LEVELS = ("arbeidsmarktregio", "regio")


@dataclass(frozen=True)
class Choice:
    """The chosen areas (codes, never empty), and the period and characteristic if any.

    `measure` is how counts are compared, `extent` how far the map goes; empty is what they are
    by themselves.
    """

    areas: tuple[str, ...]
    period: str = ""
    characteristic: str = ""
    measure: str = ""
    extent: str = ""


def context_area(areas: Sequence[str], regions: Regions) -> str:
    """Return the smallest region that holds every chosen area.

    A chosen region is its own context; a province or the country has the widest region
    as its context, because the map goes no further. Areas elsewhere that lie in one
    arbeidsmarktregio have that one.
    """
    around = {_around(area, regions) for area in areas}
    if len(around) == 1 and (only := around.pop()):
        return only
    contexts = [r.code for r in regions.regions if r.level in REGION_LEVELS]
    contexts.sort(key=lambda code: len(regions.members(code)))
    for context in contexts:
        members = {context, *regions.members(context)}
        if all(area in members for area in areas):
            return context
    return contexts[-1]


def _around(area: str, regions: Regions) -> str:
    """Return the arbeidsmarktregio that an area elsewhere is or lies in; of ours nothing."""
    if regions.find(area):
        return ""
    found = regions.get(area)
    return area if found.level != "gemeente" else next(iter(found.within), "")
