"""Which part of a CBS table an indicator is made of: its words turned into the table's keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import msgspec
import pandas as pd

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Level, Regions
from data_loaders.indicator import DataSource
from data_loaders.sources.cbs_table import (
    MEASURE,
    Dimension,
    Structure,
    find_code,
    find_dimension,
    find_measure,
    find_total,
    is_total,
)


class Split(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A dimension of a CBS table whose codes become the characteristics of an indicator.

    `parts` maps a code to its characteristic; without it every code of which the key starts
    with `prefix` counts, under its own title.
    """

    dimension: str = msgspec.field(name="dimensie")
    parts: dict[str, str] = msgspec.field(name="delen", default_factory=dict)
    prefix: str = msgspec.field(name="begint_met", default="")


class Margins(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The dimension of a table that holds the ends of the sampling interval, and their codes."""

    dimension: str = msgspec.field(name="dimensie")
    low: str = msgspec.field(name="onder")
    high: str = msgspec.field(name="boven")


class CbsSource(DataSource, frozen=True, forbid_unknown_fields=True):
    """What figures ask of CBS StatLine tables; `cbs_series` reads them.

    `measures` maps a measure to its characteristic (empty for a single measure); `filters`
    a dimension to the one code that counts. How both are named: `sources.cbs_table`. A
    dimension that is not named counts in total. `region` is the dimension with the areas,
    needed when there are two; `area` is the one fixed area, `levels` the kinds of area that
    count (all, when empty). `hidden` are areas of which no value may be shown. `factor` turns
    the source's unit into ours (x 1000 becomes 1). All of `tables` count together (one per
    year, say); `fallback` is an older edition, for as long as none of them is at hand.
    `margins` are the ends of the interval that the source gives for a sample.
    """

    tables: tuple[str, ...] = msgspec.field(name="tabellen")
    measures: dict[str, str] = msgspec.field(name="maten")
    filters: dict[str, str] = msgspec.field(name="filters", default_factory=dict)
    factor: float = 1.0
    area: str = msgspec.field(name="gebied", default="")
    region: str = msgspec.field(name="gebied_uit", default="")
    split: Split | None = msgspec.field(name="verdeling", default=None)
    fallback: tuple[str, ...] = msgspec.field(name="of_anders", default=())
    levels: tuple[Level, ...] = msgspec.field(name="niveaus", default=())
    hidden: tuple[str, ...] = msgspec.field(name="niet_tonen", default=())
    margins: Margins | None = msgspec.field(name="marges", default=None)

    @property
    def all_tables(self) -> tuple[str, ...]:
        """The tables that count, then the older editions."""
        return *self.tables, *self.fallback


@dataclass(frozen=True)
class CbsSelection:
    """The keys an indicator wants of a table.

    `measures` maps a measure to its characteristic; `fixed` a dimension to its one code;
    `region` and `time` are dimensions (`region` is empty for a table about one area);
    `labels` maps the codes of dimension `split` to their characteristic. `missing` says of
    every characteristic that the table does not have why not, as a Dutch sentence. `margins`
    are a dimension with the codes of the lower and the upper end of an interval, if any.
    """

    measures: Mapping[str, str]
    fixed: Mapping[str, str]
    region: str
    regions: tuple[str, ...]
    time: str
    split: str
    labels: Mapping[str, str]
    missing: Mapping[str, str] = field(default_factory=dict)
    margins: tuple[str, str, str] | None = None

    def codes(self) -> dict[str, tuple[str, ...]]:
        """Return the wanted codes per dimension; a dimension that is left out is wanted whole."""
        wanted: dict[str, tuple[str, ...]]
        wanted = {dimension: (code,) for dimension, code in self.fixed.items()}
        if self.region:
            wanted[self.region] = self.regions
        if self.split:
            wanted[self.split] = tuple(self.labels)
        if self.margins:
            dimension, *ends = self.margins
            wanted[dimension] = (*wanted[dimension], *ends)
        return wanted

    def rows(self, observations: pd.DataFrame) -> pd.DataFrame:
        """Return the wanted rows of the observations of a table, in their order."""
        keep = observations[MEASURE].isin(list(self.measures))
        for dimension, codes in self.codes().items():
            keep &= observations[dimension].isin(list(codes))
        return observations[keep]


def select_codes(structure: Structure, source: CbsSource, regions: Regions) -> CbsSelection:
    """Find what a source wants in a table; a measure or part of a split may be missing.

    Raises DataError for anything else that is not there or not clear, and when none is left.
    """
    missing: dict[str, str] = {}
    measures = _those_found(source.measures, lambda ref: find_measure(structure, ref).key, missing)
    time = structure.of_kind("tijd")
    if len(time) != 1:
        raise DataError("deze tabel heeft niet precies één dimensie met perioden")
    region = _region_dimension(structure, source)
    split = find_dimension(structure, source.split.dimension) if source.split else None
    fixed = _fixed(structure, source, {time[0].key, *(d.key for d in (region, split) if d)})
    return CbsSelection(
        measures=measures,
        fixed=fixed,
        region=region.key if region else "",
        regions=_regions(region, source, regions) if region else (),
        time=time[0].key,
        split=split.key if split else "",
        labels=_labels(split, source.split, missing) if split and source.split else {},
        missing=missing,
        margins=_margins(structure, source.margins) if source.margins else None,
    )


def _margins(structure: Structure, margins: Margins) -> tuple[str, str, str]:
    dimension = find_dimension(structure, margins.dimension)
    low, high = (find_code(dimension, end).key for end in (margins.low, margins.high))
    return dimension.key, low, high


def _those_found(
    wanted: Mapping[str, str], find: Callable[[str], str], missing: dict[str, str]
) -> dict[str, str]:
    """Return the keys of what is there, each with its name; note why the others are `missing`.

    Raises the first DataError when nothing is there.
    """
    found: dict[str, str] = {}
    problems: dict[str, DataError] = {}
    for reference, name in wanted.items():
        try:
            found[find(reference)] = name
        except DataError as problem:
            problems[name] = problem
    if problems and not found:
        raise next(iter(problems.values()))
    missing.update((name, problem.sentence) for name, problem in problems.items())
    return found


def check_choice(structure: Structure, source: CbsSource, regions: Regions) -> None:
    """Check that a source says all that a whole table needs, though ours holds a part of it.

    Raises DataError for a measure that is not there, and for a dimension of which our part has
    one code: at the source there are more, and nothing says which of them is meant.
    """
    chosen = select_codes(structure, source, regions)
    if chosen.missing:
        raise DataError(next(iter(chosen.missing.values())))
    named = {find_dimension(structure, reference).key for reference in source.filters}
    for dimension in structure.dimensions:
        if dimension.key not in chosen.fixed or dimension.key in named:
            continue
        if len(dimension.codes) == 1 and not is_total(dimension.codes[0]):
            raise DataError(
                f"noem in 'filters' de waarde van '{dimension.title}': onze kopie heeft alleen "
                f"'{dimension.codes[0].title}', de bron heeft er meer"
            )


def _region_dimension(structure: Structure, source: CbsSource) -> Dimension | None:
    if source.region:
        return find_dimension(structure, source.region)
    found = structure.of_kind("regio")
    if len(found) > 1:
        names = " en ".join(f"'{dimension.title}'" for dimension in found)
        raise DataError(f"kies met 'gebied_uit' één van de dimensies {names}")
    if not found and not source.area:
        raise DataError("deze tabel heeft geen gebieden; noem met 'gebied' waarover hij gaat")
    return found[0] if found else None


def _regions(region: Dimension, source: CbsSource, regions: Regions) -> tuple[str, ...]:
    ours = [source.area] if source.area else _of_levels(source, regions)
    listed = {code.key for code in region.codes}
    found = tuple(code for code in ours if not listed or code in listed)
    if not found:
        raise DataError(f"geen van onze gebieden staat in '{region.title}' van deze tabel")
    return found


def _of_levels(source: CbsSource, regions: Regions) -> list[str]:
    wanted = source.levels
    return [item.code for item in regions.regions if not wanted or item.level in wanted]


def _fixed(structure: Structure, source: CbsSource, taken: set[str]) -> dict[str, str]:
    """Return one code for every other dimension: the one that is named, else its total."""
    fixed = {}
    for reference, code in source.filters.items():
        dimension = find_dimension(structure, reference)
        fixed[dimension.key] = find_code(dimension, code).key
    for dimension in structure.dimensions:
        if dimension.key in taken or dimension.key in fixed:
            continue
        total = find_total(dimension)
        if total is not None:
            fixed[dimension.key] = total.key
        elif dimension.codes:
            options = "; ".join(code.title for code in dimension.codes[:20])
            raise DataError(f"kies in 'filters' een waarde van '{dimension.title}' ({options})")
    return fixed


def _labels(dimension: Dimension, split: Split, missing: dict[str, str]) -> dict[str, str]:
    if split.parts:
        return _those_found(split.parts, lambda ref: find_code(dimension, ref).key, missing)
    return {c.key: c.title for c in dimension.codes if c.key.startswith(split.prefix)}
