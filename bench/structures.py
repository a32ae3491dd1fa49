"""The structure of a CBS table in which every indicator finds what it asks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import prod
from zlib import crc32

from msgspec.structs import replace

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.sources.cbs_select import CbsSource, Split, select_codes
from data_loaders.sources.cbs_table import (
    Code,
    Dimension,
    DimensionKind,
    Measure,
    Structure,
    find_code,
    find_dimension,
    find_measure,
    find_total,
)

LAST_YEAR = 2025
# Where the asked years hold more than this of what indicators ask, the table is younger.
MOST_VALUES = 60_000
PERIODS = {
    "jaar": ["JJ00"],
    "schooljaar": ["SJ00"],
    "kwartaal": [f"KW{number:02}" for number in range(1, 5)],
    "maand": [f"MM{number:02}" for number in range(1, 13)],
}


def make_structure(
    indicators: Sequence[Indicator], promised: Sequence[str], areas: Sequence[str], years: int
) -> Structure:
    """Return a structure with all that `indicators` and `promised` (measures) refer to.

    Raises DataError when their references contradict each other.
    """
    sources = [item.source for item in indicators if isinstance(item.source, CbsSource)]
    structure = Structure((), ())
    for reference in (*(name for source in sources for name in source.measures), *promised):
        structure = _with_measure(structure, reference)
    for source in sources:
        if source.region or not source.area:
            reference = source.region or "RegioS | Regio's"
            structure = _with_codes(structure, reference, "regio", areas)
        for reference, code in source.filters.items():
            structure = _with_codes(structure, reference, "overig", [code])
        if source.margins:
            ends = [source.margins.low, source.margins.high]
            structure = _with_codes(structure, source.margins.dimension, "overig", ends)
        if source.split:
            kind, parts = _parts(source.split, areas)
            structure = _with_codes(structure, source.split.dimension, kind, parts)
    whole = Structure(structure.measures, tuple(map(_with_total, structure.dimensions)))
    return _with_periods(whole, indicators, sources, years)


def _parts(split: Split, areas: Sequence[str]) -> tuple[DimensionKind, Sequence[str]]:
    if split.parts:
        return "overig", list(split.parts)
    if split.prefix and any(area.startswith(split.prefix) for area in areas):
        return "regio", areas
    return "overig", [f"{split.prefix}{number:04}" for number in range(1, 21)]


def _with_measure(structure: Structure, reference: str) -> Structure:
    try:
        find_measure(structure, reference)
    except DataError:
        *groups, title = [part.strip() for part in _choices(reference)[-1].split(">")]
        made = Measure(f"M{len(structure.measures):06}", title, tuple(groups), "aantal")
        return replace(structure, measures=(*structure.measures, made))
    return structure


def _with_codes(
    structure: Structure, reference: str, kind: DimensionKind, codes: Sequence[str]
) -> Structure:
    """Return a structure in which `reference` means a dimension that has these codes."""
    try:
        found = find_dimension(structure, reference)
    except DataError:
        choices = _choices(reference)
        key = re.sub(r"\W", "", choices[0], flags=re.ASCII)
        found = Dimension(key, choices[-1], kind, tuple(map(_code, codes)))
        return replace(structure, dimensions=(*structure.dimensions, found))
    missing = [code for code in codes if not _has(found, code)]
    whole = replace(found, codes=(*found.codes, *map(_code, missing)))
    dimensions = (whole if item is found else item for item in structure.dimensions)
    return replace(structure, dimensions=tuple(dimensions))


def _code(reference: str) -> Code:
    title = _choices(reference)[-1]
    key = (
        title if re.fullmatch(r"[A-Z0-9]{4,10}", title) else f"A{crc32(title.encode()) % 10**6:06}"
    )
    return Code(key, title)


def _choices(reference: str) -> list[str]:
    return [choice.strip() for choice in reference.split("|")]


def _has(dimension: Dimension, reference: str) -> bool:
    try:
        find_code(dimension, reference)
    except DataError:
        return False
    return True


def _with_total(dimension: Dimension) -> Dimension:
    """Return a dimension with a code for everything together; areas have none."""
    if dimension.kind == "regio" or find_total(dimension):
        return dimension
    return replace(dimension, codes=(*dimension.codes, Code("T009999", "Totaal")))


def _with_periods(
    structure: Structure, indicators: Sequence[Indicator], sources: Sequence[CbsSource], years: int
) -> Structure:
    kinds = dict.fromkeys(item.frequency for item in indicators)
    codes = [
        Code(f"{year}{end}", f"{year}{end}", "Definitief")
        for year in range(LAST_YEAR - years + 1, LAST_YEAR + 1)
        for kind in kinds
        for end in PERIODS.get(kind, [])
    ]
    time = Dimension("Perioden", "Perioden", "tijd", tuple(codes))
    whole = replace(structure, dimensions=(*structure.dimensions, time))
    chosen = [select_codes(whole, source, load_regions()) for source in sources]
    per_period = max(prod(map(len, c.codes().values())) * len(c.measures) for c in chosen)
    newest = replace(time, codes=time.codes[-max(1, MOST_VALUES // per_period) :])
    return replace(structure, dimensions=(*structure.dimensions, newest))
