"""Fetch what the indicators want of a CBS table, from whichever service has it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import pandas as pd

from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError, as_sentence
from data_loaders.geo.regions import Regions
from data_loaders.indicator import Indicator
from data_loaders.net.budget import current_budget
from data_loaders.net.errors import SourceError
from data_loaders.sources import cbs_v3, cbs_v4
from data_loaders.sources.cbs_select import CbsSelection, CbsSource, select_codes
from data_loaders.sources.cbs_service import Query, Service
from data_loaders.sources.cbs_table import (
    MEASURE,
    CbsTable,
    Code,
    ServiceName,
    Structure,
    TableInfo,
)

SERVICES: Mapping[ServiceName, Service] = {"v3": cbs_v3, "v4": cbs_v4}


def in_turn(first: ServiceName) -> Iterator[tuple[Service, float]]:
    """Yield the services of CBS, the preferred one first, with its share of the time left."""
    others = [service for name, service in SERVICES.items() if name != first]
    for number, service in enumerate([SERVICES[first], *others]):
        yield service, 1.0 if number == len(others) else 0.6


def ask_info(service: Service, table: str) -> TableInfo:
    """Ask what a table is now: one request. Raises SourceError, DataError for another table."""
    with current_budget().recording():
        info = service.fetch_info(table)
    if info.table.casefold() != table.casefold():
        raise DataError(f"het CBS geeft tabel {info.table} in plaats van {table}")
    return info


def ask_structure(service: Service, table: str) -> Structure:
    """Ask what a table is divided by. Raises SourceError."""
    with current_budget().recording():
        return service.fetch_structure(table)


def fetch_table(
    service: Service, info: TableInfo, indicators: Sequence[Indicator], regions: Regions
) -> CbsTable:
    """Fetch the parts of a table that `indicators` are made of.

    What the table does not have is left out: a measure, or a whole indicator. Raises
    SourceError when the service fails, and DataError when nothing usable comes back.
    """
    structure = ask_structure(service, info.table)
    frames = []
    for query, found in _queries(_selections(structure, indicators, regions)):
        raw = service.fetch_observations(info.table, structure, query)
        frame = _listed(found.rows(raw), structure, found.time)
        _check_unique(frame, info.table)
        frames += [frame] if len(frame) else []
    if not frames:
        raise DataError(f"tabel {info.table} gaf geen enkele regel die we vroegen")
    keys = [dimension.key for dimension in structure.dimensions] + [MEASURE]
    observations = pd.concat(frames, ignore_index=True).drop_duplicates(keys, ignore_index=True)
    stamped = msgspec.structs.replace(info, captured=dutch_today())
    return CbsTable(stamped, _complete(structure, observations), observations)


def _complete(structure: Structure, observations: pd.DataFrame) -> Structure:
    """Give a dimension of which the service has no list the codes that occur."""
    return Structure(
        structure.measures,
        tuple(
            dimension
            if dimension.codes
            else msgspec.structs.replace(
                dimension,
                codes=tuple(Code(key, key) for key in observations[dimension.key].unique()),
            )
            for dimension in structure.dimensions
        ),
    )


def _selections(
    structure: Structure, indicators: Sequence[Indicator], regions: Regions
) -> list[CbsSelection]:
    found, notes = [], []
    for indicator in indicators:
        assert isinstance(indicator.source, CbsSource)
        try:
            found.append(select_codes(structure, indicator.source, regions))
        except DataError as error:
            notes.append(f"{indicator.id}: {error.sentence}")
    if not found:
        raise DataError("; ".join(notes) or "geen enkel cijfer vraagt iets van deze tabel")
    return found


def _queries(selections: Sequence[CbsSelection]) -> Iterator[tuple[Query, CbsSelection]]:
    """Yield one query for all selections of the same codes, with a selection of its rows."""
    merged: dict[tuple[object, ...], CbsSelection] = {}
    for item in selections:
        key = tuple(sorted(item.codes().items()))
        same = merged.get(key)
        measures = {**same.measures, **item.measures} if same else item.measures
        merged[key] = CbsSelection(**(vars(item) | {"measures": measures}))
    for item in merged.values():
        yield Query(tuple(item.measures), item.codes()), item


def _listed(rows: pd.DataFrame, structure: Structure, time: str) -> pd.DataFrame:
    """Leave out periods the table itself does not list: nobody says what status they have."""
    (periods,) = structure.of_kind("tijd")
    known = [code.key for code in periods.codes]
    return rows[rows[time].isin(known)] if known else rows


def _check_unique(frame: pd.DataFrame, table: str) -> None:
    """Refuse a table that gives one observation twice: nobody says which of the two is right."""
    keys = [name for name in frame.columns if name not in ("Value", "ValueAttribute")]
    double = frame[frame.duplicated(keys)]
    if len(double):
        where = ", ".join(str(double.iloc[0][key]) for key in keys)
        raise DataError(f"tabel {table} geeft dezelfde waarneming twee keer ({where})")


def join_errors(errors: Sequence[DataError]) -> DataError:
    """Return one error for a table that no service could give, the first one leading.

    That one of them does not have a table is only worth telling when none of them has it.
    """
    told = [error for error in errors if not _is_missing(error)] or list(errors)
    return DataError(" ".join(dict.fromkeys(as_sentence(error.sentence) for error in told)))


def _is_missing(error: DataError) -> bool:
    return isinstance(error, SourceError) and error.kind == "missing"
