"""Figures from CBS tables: the copies that count, tidied, and where they come from."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pandas as pd

from data_loaders.files.bytes import Damaged
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator, Reading
from data_loaders.monitor import MONITOR
from data_loaders.provenance import Provenance, stale_from
from data_loaders.sources.cbs import (
    confirmed_on,
    dataset_of,
    read_table,
    stands_still,
    table_mark,
    table_state,
)
from data_loaders.sources.cbs_embedded import (
    embedded_files,
    has_embedded,
    read_embedded,
    read_national,
)
from data_loaders.sources.cbs_select import CbsSource
from data_loaders.sources.cbs_table import CbsTable
from data_loaders.sources.cbs_tidy import tidy_cbs


class CbsSeries(CbsSource, frozen=True, forbid_unknown_fields=True, tag="cbs"):
    """Figures from CBS StatLine tables, kept up to date by `refresh`."""

    def check(self, path: Path) -> None:
        """Check that the one fixed area is one of ours. Raises DataError."""
        if self.area and load_regions().find(self.area) is None:
            raise DataError(f"het gebied '{self.area}' is onbekend", path)

    def datasets(self) -> dict[str, str]:
        """Return the dataset of each table."""
        return {dataset_of(table): table for table in self.all_tables}

    def called(self, dataset: str) -> str:
        """Return the number of a table."""
        return f"CBS-tabel {self.datasets()[dataset]}"

    def fingerprint(self, indicator: Indicator) -> Fingerprint:
        """Return the state of each table."""
        return tuple(state for table in self.all_tables for state in table_state(table))

    def mark(self, indicator: Indicator) -> bytes:
        """Return the marks of the tables."""
        return b"".join(map(table_mark, self.all_tables))

    def read(self, indicator: Indicator) -> Reading:
        """Read the tables there is a copy of. Raises NotFetchedError without any, and DataError."""
        if not self.tables:
            raise DataError("er is geen enkele tabel genoemd", indicator.path)
        made = [_figures(table, indicator) for table in self._at_hand()]
        path = embedded_files(self.tables[0])[0]
        shown = path if path.is_file() else indicator.path
        frame = pd.concat([frame for _, frame in made], ignore_index=True)
        return frame, _provenance([table for table, _ in made], indicator), shown

    def read_elsewhere(self, indicator: Indicator) -> list[pd.DataFrame]:
        """Read the copies that ship with the product about all other municipalities.

        What they say is of the edition that ships, also when ours was fetched anew.
        """
        found = filter(None, map(read_national, self.tables))
        return [tidy_cbs(table, indicator, load_regions().elsewhere()) for table in found]

    def _at_hand(self) -> list[CbsTable]:
        """Return the tables there is a copy of, else one older edition.

        Raises NotFetchedError, and DataError for a damaged copy that nothing can stand in for.
        """
        tables: list[CbsTable] = []
        missing: list[DataError] = []
        for table in self.tables:
            try:
                tables.append(read_table(table))
            except (NotFetchedError, Damaged) as error:
                missing.append(error)
        damaged = [error for error in missing if isinstance(error, Damaged)]
        if tables and damaged:
            raise damaged[0]
        for table in self.fallback:
            if tables:
                break
            with suppress(NotFetchedError, Damaged):
                tables.append(read_table(table))
        if not tables:
            raise [*damaged, *missing][0]
        return tables


def _figures(table: CbsTable, indicator: Indicator) -> tuple[CbsTable, pd.DataFrame]:
    """Return the figures of a table with the copy of it that has them. Raises DataError.

    Where the source calls things by other names than we knew, the copy that ships stands.
    """
    try:
        return table, tidy_cbs(table, indicator, load_regions())
    except DataError:
        name = table.info.table
        if table.info.service is None or stands_still(name) or not has_embedded(name):
            raise
        shipped = read_embedded(name)
        return shipped, tidy_cbs(shipped, indicator, load_regions())


def _provenance(tables: list[CbsTable], indicator: Indicator) -> Provenance:
    newest = tables[-1].info
    numbers = ", ".join(table.info.table for table in tables)
    source = f"CBS StatLine, tabel {numbers}, {newest.licence}"
    line = f"{source}; bewerking {MONITOR.short}"
    return Provenance(
        producer="CBS",
        title=newest.title,
        attribution=line,
        credit=line,
        dates=(("gewijzigd door CBS", newest.modified), ("opgehaald", newest.captured)),
        table=numbers,
        licence=newest.licence,
        is_open=True,
        url=newest.url,
        modified=newest.modified,
        captured=newest.captured,
        checked=confirmed_on(newest),
        stale_from=stale_from(newest.modified or newest.captured, indicator.frequency),
    )
