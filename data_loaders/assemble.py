"""How series are put together at run time: from files only, never the network.

The copies under `assets/data` are the default, so the app is complete without any connection;
what `refresh` fetched stands in their place.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path

import pandas as pd

from data_loaders.checks import check_tidy
from data_loaders.documents import get_document
from data_loaders.files.bytes import Damaged, read_bytes
from data_loaders.files.csvfile import Row
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.periods import period_span
from data_loaders.registry import CbsSource, DocumentSource, ImportSource, Indicator
from data_loaders.series import Provenance, Series
from data_loaders.sources.cbs import confirmed_on, read_table, table_mark, table_state
from data_loaders.sources.cbs_embedded import embedded_files
from data_loaders.sources.cbs_table import CbsTable
from data_loaders.sources.document import document_file, read_document_rows
from data_loaders.sources.imported import import_dataset, read_imported
from data_loaders.storage.default import default_store
from data_loaders.tidy import add_region_totals, tidy_cbs, tidy_document

# A source is called stale when it is one publication behind, with some weeks of grace.
_RHYTHM_DAYS = {"maand": 75, "kwartaal": 150, "jaar": 460, "schooljaar": 460}


def fingerprint(indicator: Indicator) -> Fingerprint:
    """Return something that changes when anything does that a series is made from."""
    source = indicator.source
    if isinstance(source, DocumentSource):
        return file_state(indicator.path), file_state(document_file(indicator, source.document))
    if isinstance(source, ImportSource):
        stored = default_store().fingerprint(import_dataset(source.kind))
        return file_state(indicator.path), stored
    tables = [state for table in source.all_tables for state in table_state(table)]
    return file_state(indicator.path), *tables


def read_series(indicator: Indicator) -> Series:
    """Read, tidy and check the series of one indicator. Raises DataError."""
    if isinstance(indicator.source, DocumentSource):
        frame, provenance, path = _from_document(indicator, indicator.source)
    elif isinstance(indicator.source, ImportSource):
        frame, provenance, path = _from_import(indicator, indicator.source)
    else:
        frame, provenance, path = _from_cbs(indicator, indicator.source)
    check_tidy(frame, indicator, path)
    if indicator.aggregate:
        frame = add_region_totals(frame, load_regions())
    return Series(frame, indicator, provenance, _version(indicator))


def _version(indicator: Indicator) -> str:
    """Return a mark of all that a series is made from, the same on every machine."""
    source = indicator.source
    digest = hashlib.sha256(read_bytes(indicator.path))
    if isinstance(source, DocumentSource):
        digest.update(read_bytes(document_file(indicator, source.document)))
    elif isinstance(source, ImportSource):
        version = default_store().current(import_dataset(source.kind))
        digest.update(version.folder.name.encode() if version else b"")
    else:
        for table in source.all_tables:
            digest.update(table_mark(table))
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


def _from_import(
    indicator: Indicator, source: ImportSource
) -> tuple[pd.DataFrame, Provenance, Path]:
    found = read_imported(source.kind)
    rows = [row for row in found.rows if _is_of(row, source.figure, indicator)]
    if not rows:
        raise NotFetchedError(f"van '{indicator.title}' is nog geen bestand ingelezen")
    provenance = Provenance(
        kind="bestand",
        producer=found.kind.producer,
        title=found.kind.title,
        identifier=found.kind.id,
        licence=found.kind.licence,
        url=found.kind.url,
        captured=found.day,
        stale_from=_stale_from(found.day, indicator),
    )
    return tidy_document(rows, indicator, load_regions()), provenance, indicator.path


def _is_of(row: Row, figure: str, indicator: Indicator) -> bool:
    """Tell whether an imported row is of this figure, in the rhythm of the indicator."""
    try:
        period_span(row["periode"], indicator.frequency)
    except ValueError:
        return False
    return row["cijfer"] == figure


def _from_cbs(indicator: Indicator, source: CbsSource) -> tuple[pd.DataFrame, Provenance, Path]:
    if not source.tables:
        raise DataError("er is geen enkele tabel genoemd", indicator.path)
    tables = _at_hand(source)
    frames = [tidy_cbs(table, indicator, load_regions()) for table in tables]
    newest = tables[-1].info
    provenance = Provenance(
        kind="cbs",
        producer="CBS",
        title=newest.title,
        identifier=", ".join(table.info.table for table in tables),
        licence=newest.licence,
        url=newest.url,
        modified=newest.modified,
        captured=newest.captured,
        checked=confirmed_on(newest),
        stale_from=_stale_from(newest.modified or newest.captured, indicator),
    )
    path = embedded_files(source.tables[0])[0]
    shown = path if path.is_file() else indicator.path
    return pd.concat(frames, ignore_index=True), provenance, shown


def _at_hand(source: CbsSource) -> list[CbsTable]:
    """Return the tables there is a copy of, else one older edition.

    Raises NotFetchedError, and DataError for a damaged copy that nothing can stand in for.
    """
    tables: list[CbsTable] = []
    missing: list[DataError] = []
    for table in source.tables:
        try:
            tables.append(read_table(table))
        except (NotFetchedError, Damaged) as error:
            missing.append(error)
    damaged = [error for error in missing if isinstance(error, Damaged)]
    if tables and damaged:
        raise damaged[0]
    for table in source.fallback:
        if tables:
            break
        with suppress(NotFetchedError, Damaged):
            tables.append(read_table(table))
    if not tables:
        raise [*damaged, *missing][0]
    return tables


def _stale_from(known: date | None, indicator: Indicator) -> date | None:
    """Return when the source should have published again, by its own rhythm."""
    days = _RHYTHM_DAYS.get(indicator.frequency)
    return known + timedelta(days=days) if known and days else None
