"""Where series come from at run time: files only, never the network.

The embedded copy under `assets/data` is the default, so the app is complete without any
connection.
"""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from data_loaders.checks import check_tidy
from data_loaders.documents import get_document
from data_loaders.errors import DataError
from data_loaders.regions import load_regions
from data_loaders.registry import CbsSource, DocumentSource, Indicator
from data_loaders.series import Provenance, Series
from data_loaders.sources.cbs import TableInfo, read_table, table_files
from data_loaders.sources.document import document_file, read_document_rows
from data_loaders.tidy import add_region_totals, tidy_cbs, tidy_document

# A source is called stale when it is one publication behind, with some weeks of grace.
_RHYTHM_DAYS = {"maand": 75, "kwartaal": 150, "jaar": 460, "schooljaar": 460}


def series_files(indicator: Indicator) -> tuple[Path, ...]:
    """Return every file the series of an indicator is made from."""
    if isinstance(indicator.source, DocumentSource):
        return indicator.path, document_file(indicator, indicator.source.document)
    tables = [path for table in indicator.source.tables for path in table_files(table)]
    return indicator.path, *tables


def fingerprint(indicator: Indicator) -> tuple[tuple[str, int, int], ...]:
    """Return name, size and time of the files of a series: it changes when they do."""
    found = []
    for path in series_files(indicator):
        try:
            state = path.stat()
        except OSError:
            found.append((path.name, 0, 0))
        else:
            found.append((path.name, state.st_size, state.st_mtime_ns))
    return tuple(found)


def read_series(indicator: Indicator) -> Series:
    """Read, tidy and check the series of one indicator. Raises DataError."""
    if isinstance(indicator.source, DocumentSource):
        frame, provenance, path = _from_document(indicator, indicator.source)
    else:
        frame, provenance, path = _from_cbs(indicator, indicator.source)
    check_tidy(frame, indicator, path)
    if indicator.aggregate:
        frame = add_region_totals(frame, load_regions())
    return Series(frame, indicator, provenance, _version(indicator))


def _version(indicator: Indicator) -> str:
    digest = hashlib.sha256()
    for path in series_files(indicator):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _from_document(
    indicator: Indicator, source: DocumentSource
) -> tuple[pd.DataFrame, Provenance, Path]:
    path = document_file(indicator, source.document)
    frame = tidy_document(read_document_rows(path), indicator, load_regions())
    document = get_document(source.document)
    provenance = Provenance(
        kind="document",
        producer=source.producer,
        title=document.title,
        identifier=document.id,
        section=source.section,
        url=source.url,
    )
    return frame, provenance, path


def _from_cbs(indicator: Indicator, source: CbsSource) -> tuple[pd.DataFrame, Provenance, Path]:
    if not source.tables:
        raise DataError("er is geen enkele tabel genoemd", indicator.path)
    tables = [read_table(table) for table in source.tables]
    path, _ = table_files(source.tables[0])
    frames = [tidy_cbs(table.rows, indicator, load_regions()) for table in tables]
    frame = pd.concat(frames, ignore_index=True)
    for measure, characteristic in source.measures.items():
        if characteristic not in set(frame["characteristic"]):
            where = ", ".join(source.tables)
            raise DataError(f"de maat '{measure}' staat niet in tabel {where}", indicator.path)
    newest = tables[-1].info
    provenance = Provenance(
        kind="cbs",
        producer="CBS",
        title=newest.title,
        identifier=", ".join(source.tables),
        licence=newest.licence,
        url=newest.url,
        modified=newest.modified,
        captured=newest.captured,
        stale_from=_stale_from(newest, indicator),
    )
    return frame, provenance, path


def _stale_from(info: TableInfo, indicator: Indicator) -> date | None:
    """Return when the source should have published again, by its own rhythm."""
    known = info.modified or info.captured
    days = _RHYTHM_DAYS.get(indicator.frequency)
    return known + timedelta(days=days) if known and days else None
