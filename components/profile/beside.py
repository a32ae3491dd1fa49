"""Regions of the country beside each other: a map, and the figures that all of them have. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import pairwise

from components.charts.base import palette_of
from components.charts.classes import borders_of, class_of, palette_step
from components.charts.map_drawing import can_draw
from components.charts.map_model import AreaMap, MapArea
from components.charts.theme import ThemeName
from components.profile.area import profile_place
from components.profile.figures import profile_rows
from components.profile.model import ProfileRow
from components.words.formatting import format_number, join_words
from components.words.legend import Swatch
from data_loaders.agreements.registers import load
from data_loaders.agreements.surroundings import EastRegion
from data_loaders.documents import load_profile_figures
from data_loaders.geo.regions import load_regions

FIGURES = ("bevolking", "bedrijfsvestigingen", "opleidingsniveau", "leerlingen-studenten")
"""What the regions are compared by, of the figures that stand first in a profile."""
MAPPED, GROUPS = "bedrijfsvestigingen", "vestigingen-sectorgroep"


@dataclass(frozen=True)
class BesideRegion:
    """A region with its figures; `standout` is the branch it has most of next to the country."""

    region: EastRegion
    rows: tuple[ProfileRow, ...]
    standout: str
    is_ours: bool

    @property
    def name(self) -> str:
        """Its name, with what stands for it on the map where that is another word."""
        return f"{self.region.name}{self.region.short and f' ({self.region.short})'}"

    @property
    def address(self) -> str:
        """The profile of the region."""
        return f"./gemeenten?gemeente={self.region.code}"

    def value(self, indicator: str) -> float | None:
        """Return one of its figures."""
        return next((r.own.value for r in self.rows if r.indicator.id == indicator), None)


@lru_cache(maxsize=4)
def regions_beside(today: date, _mark: Hashable) -> tuple[BesideRegion, ...]:
    """Return the arbeidsmarktregio's of Oost-Nederland, the largest first. Raises DataError."""
    found = [_beside(region, today) for region in load(EastRegion)]
    return tuple(sorted(found, key=lambda item: -(item.value("bevolking") or 0)))


def _beside(region: EastRegion, today: date) -> BesideRegion:
    place = profile_place(region.code)
    items = {(i.indicator, i.characteristic): i for i in load_profile_figures().own}
    rows = [
        row
        for indicator in FIGURES
        for row in profile_rows(indicator, place, items, today)
        if row.is_main
    ]
    groups = list(profile_rows(GROUPS, place, {}, today))
    ours = load_regions().find(region.code) is not None
    return BesideRegion(region, tuple(rows), _standout(groups), ours)


def _standout(groups: Sequence[ProfileRow]) -> str:
    """Return the branch with most sites per inhabitant next to the country, and how many times."""
    known = [
        (row.own.value / row.country.value, row.characteristic)
        for row in groups
        if row.own.value is not None and row.country.value
    ]
    if not known:
        return "niet bekend"
    times, name = max(known)
    return f"{name} ({format_number(times, 1)} keer Nederland)"


def regions_finding(found: Sequence[BesideRegion]) -> str:
    """Return in a title which region is the largest, and which place ours have."""
    names = [item.region.name for item in found]
    ours = [f"{item.region.name} {place}e" for place, item in enumerate(found, 1) if item.is_ours]
    return f"{names[0]} is de grootste van de {len(names)} regio's, {' en '.join(ours)}"


def column_name(row: ProfileRow) -> str:
    """Return the name of a figure with its unit, where that is another word."""
    unit = row.sub.partition(" uit ")[0]
    return row.name if unit.casefold() == row.name.casefold() else f"{row.name}, {unit}"


def spelled_otherwise(found: Sequence[BesideRegion]) -> str:
    """Return which regions have another name in the document."""
    names = [i.region.spelled for i in found if i.region.spelled != i.region.name]
    return f"Zo heten zij in het document Regio Oost: {join_words(names)}." if names else ""


def regions_ranked(found: Sequence[BesideRegion]) -> list[tuple[BesideRegion, float, str]]:
    """Return the regions in the order of the map, each with its share of the highest value."""
    rows = [(item, row) for item in found for row in item.rows if row.indicator.id == MAPPED]
    known = [(item, row.own) for item, row in rows if row.own.value is not None]
    known.sort(key=lambda pair: -(pair[1].value or 0))
    most = (known[0][1].value or 1) if known else 1
    return [(item, (own.value or 0) / most, own.text) for item, own in known]


def _halves(name: str) -> tuple[str, str]:
    """Return a name in two lines, as small regions need it: the values stand in the ranking."""
    for mark in (" ", "-"):
        before, found, after = name.rpartition(mark)
        if found:
            return f"{before}{mark}".rstrip(), after
    return name, ""


def regions_map(
    found: Sequence[BesideRegion], theme: ThemeName
) -> tuple[AreaMap | None, tuple[Swatch, ...]]:
    """Return the regions by business sites per 1.000 inhabitants; None without boundaries."""
    known = [value for item in found if (value := item.value(MAPPED)) is not None]
    borders = borders_of(known, 0)
    steps = [palette_step(number, len(borders) + 1) for number in range(len(borders) + 1)]
    areas = []
    for item in found:
        row = next((row for row in item.rows if row.indicator.id == MAPPED), None)
        value = row.own.value if row else None
        step = steps[class_of(value, borders)] if value is not None else None
        told = f"{item.region.name}: {row.own.text if row else 'geen gegevens'}"
        first, last = _halves(item.region.short or item.region.name)
        areas.append(MapArea(item.region.code, first, told, last, last, step=step))
    made = AreaMap(tuple(areas), theme, is_wide=True)
    edges = [format_number(float(border)) for border in borders]
    words = [f"tot {edges[0]}", *map(" tot ".join, pairwise(edges))]
    words.append(f"{edges[-1]} of meer")
    colors = palette_of(theme).steps
    legend = tuple(Swatch(colors[s], text) for s, text in zip(steps, words, strict=True))
    return (made, legend) if can_draw(made) else (None, ())
