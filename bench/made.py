"""CBS tables with all that the registry asks of them: a new indicator needs no change here.

A table of which the product ships a copy has the values of that copy, because `refresh` holds
a new edition against it. The others are made up.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product
from math import isnan
from zlib import crc32

import pandas as pd

from bench.servers import BenchError
from bench.structures import make_structure
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.refresh.tables import indicators_of
from data_loaders.sources.cbs_embedded import has_embedded, read_embedded, read_facts
from data_loaders.sources.cbs_service import make_observations
from data_loaders.sources.cbs_table import (
    ATTRIBUTE,
    MEASURE,
    VALUE,
    Code,
    Measure,
    Structure,
    find_measure,
)

MUNICIPALITIES = 342
YEARS = 10

Cell = tuple[dict[str, str], dict[str, float | None]]


@dataclass(frozen=True)
class MadeTable:
    """A table with a value for every combination of its codes.

    `totals` maps a measure to those it is the sum of. `known` are the values, by codes and
    measure, of a table that is not made up.
    """

    id: str
    title: str
    structure: Structure
    totals: Mapping[str, Sequence[str]]
    known: Mapping[tuple[str, ...], float] | None = None

    def cells(
        self, wanted: Mapping[str, Collection[str]], start: int = 0, stop: int | None = None
    ) -> Iterator[Cell]:
        """Yield every combination of codes with its value per measure; None is unknown.

        `wanted` are the wanted codes per dimension, and the wanted measures; what is not in
        it is wanted whole. `start` and `stop` count combinations.
        """
        names = [dimension.key for dimension in self.structure.dimensions]
        axes = [_wanted(dim.key, dim.codes, wanted) for dim in self.structure.dimensions]
        measures = _wanted(MEASURE, self.structure.measures, wanted)
        for codes in islice(product(*axes), start, stop):
            values = {measure: self._value(measure, codes) for measure in measures}
            yield dict(zip(names, codes, strict=True)), values

    def observations(self) -> pd.DataFrame:
        """Return the whole table as the observations of a `CbsTable`."""
        rows = [
            {**codes, MEASURE: measure, VALUE: value, ATTRIBUTE: "None"}
            for codes, values in self.cells({})
            for measure, value in values.items()
        ]
        return make_observations(rows, [dimension.key for dimension in self.structure.dimensions])

    def _value(self, measure: str, codes: tuple[str, ...]) -> float | None:
        if self.known is None:
            return sum(_made_up(codes, part) for part in self.totals.get(measure, [measure]))
        found = self.known.get((*codes, measure))
        return None if found is None or isnan(found) else found


def make_table(table: str, municipalities: int = MUNICIPALITIES, years: int = YEARS) -> MadeTable:
    """Return a table with all that its indicators ask, about so many areas and years.

    Raises BenchError when that cannot be made up.
    """
    facts, indicators = read_facts(table), indicators_of(table)
    try:
        if has_embedded(table):
            copy = read_embedded(table)
            dimensions = [dimension.key for dimension in copy.structure.dimensions]
            keys = copy.observations[[*dimensions, MEASURE]].itertuples(index=False, name=None)
            known = dict(zip(keys, copy.observations[VALUE], strict=True))
            return MadeTable(table, facts.title, copy.structure, {}, known)
        promised = [name for item in facts.sums for name in (item.total, *item.parts)]
        structure = make_structure(indicators, promised, _areas(municipalities), years)
        totals = {
            find_measure(structure, item.total).key: [
                find_measure(structure, part).key for part in item.parts
            ]
            for item in facts.sums
        }
    except DataError as problem:
        raise BenchError(f"tabel {table} is niet na te maken: {problem}") from problem
    return MadeTable(table, facts.title, structure, totals)


def _wanted(
    name: str, items: Sequence[Code | Measure], wanted: Mapping[str, Collection[str]]
) -> list[str]:
    return [item.key for item in items if not wanted.get(name) or item.key in wanted[name]]


def _made_up(codes: tuple[str, ...], measure: str) -> float:
    """Return a value that fits every kind of figure: a whole number below a hundred."""
    return float(20 + sum(map(_number, (*codes, measure))) % 60)


@lru_cache(maxsize=100_000)
def _number(key: str) -> int:
    return crc32(key.encode())


def _areas(municipalities: int) -> list[str]:
    """Return the areas of the monitor, and made-up municipalities scattered between them."""
    regions = load_regions()
    ours = [region.code for region in regions.regions if region.level != "regio"]
    more = municipalities - len(regions.municipalities())
    return sorted([*ours, *(f"GM{3000 + number}" for number in range(more))], key=_number)
