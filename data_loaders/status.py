"""What is known of each source: how fresh our copy is, and how following it goes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from data_loaders.cache import load_series
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.geo.boundary_file import decode_boundaries
from data_loaders.imports.kinds import load_kinds
from data_loaders.registry import load_registry
from data_loaders.sources.cbs import dataset_of, decode_version, describe_table
from data_loaders.sources.cbs_embedded import read_facts
from data_loaders.sources.cbs_table import TableInfo
from data_loaders.sources.imported import decode_import, import_dataset
from data_loaders.storage.default import default_store
from data_loaders.storage.reading import Decode
from data_loaders.storage.state import SourceState

# What is followed beside the tables: its name for people, and its dataset in the store.
BOUNDARIES = ("Gemeentegrenzen (PDOK)", "grenzen/gemeenten")
CLASSIFICATION = ("Indeling van gemeenten (CBS)", "indeling/gemeenten")

_IN_USE = "De vorige goede versie is in gebruik, of de kopie die bij de monitor hoort."
_FETCH_AGAIN = "Bij het bijwerken wordt een nieuwe opgehaald."
_IMPORT_AGAIN = "Lees het bestand opnieuw in."


@dataclass(frozen=True)
class TableStatus:
    """A CBS table: `freshness` in one word or two, `followed` whether it is kept up to date.

    Of a table whose files are damaged `info` is None and `problem` says why.
    """

    table: str
    freshness: str
    followed: bool
    info: TableInfo | None = None
    problem: str = ""


def used_tables() -> list[str]:
    """Return the numbers of the CBS tables in use, in page order."""
    found: dict[str, None] = {}
    for indicator in load_registry().indicators.values():
        found.update(dict.fromkeys(indicator.source.all_tables))
    return list(found)


def table_statuses(today: date) -> list[TableStatus]:
    """Return what is known of every CBS table in use, in page order."""
    return [_table_status(table, today) for table in used_tables()]


def _table_status(table: str, today: date) -> TableStatus:
    try:
        info, followed = describe_table(table), read_facts(table).refresh
    except DataError as problem:
        return TableStatus(table, "niet te lezen", followed=False, problem=str(problem))
    return TableStatus(table, table_freshness(table, today), followed, info)


def table_freshness(table: str, today: date) -> str:
    """Return the freshness of a CBS table: that of the first series made from it."""
    found = "niet in gebruik"
    for indicator in load_registry().indicators.values():
        if table in indicator.source.all_tables:
            try:
                provenance = load_series(indicator.id).provenance
            except NotFetchedError:
                return "nog niet opgehaald"
            except DataError:
                return "niet te lezen"
            if table in provenance.table.split(", "):
                return provenance.freshness(today)
            found = "niet nodig"  # another edition of the same table is at hand
    return found


def followed_sources() -> dict[str, SourceState]:
    """Return how following goes, by the name of the source for people."""
    tables = [table for table in used_tables() if _is_followed(table)]
    named = {f"CBS-tabel {table}": dataset_of(table) for table in tables}
    named |= dict([BOUNDARIES, CLASSIFICATION])
    return {name: default_store().read_state(dataset) for name, dataset in named.items()}


def damaged_sources() -> list[str]:
    """Return of which sources the newest stored version is damaged, as Dutch sentences."""
    return [
        f"{name}: de nieuwste bewaarde versie is beschadigd. {_IN_USE} {cure}"
        for name, cure in _damage()
    ]


def stored_problems() -> list[DataError]:
    """Return what is wrong with the newest stored versions, and where."""
    return list(_damage().values())


def _damage() -> dict[tuple[str, str], DataError]:
    """Return what is wrong in the store, by the name of the source and what mends it.

    Looks at every byte. What is shown meanwhile is the version before it, or the copy that
    ships with the product.
    """
    decoders: dict[str, tuple[str, Decode[object] | None]] = {
        f"CBS-tabel {table}": (dataset_of(table), decode_version) for table in used_tables()
    }
    decoders[BOUNDARIES[0]] = (BOUNDARIES[1], decode_boundaries)
    decoders[CLASSIFICATION[0]] = (CLASSIFICATION[1], None)
    cures = dict.fromkeys(decoders, _FETCH_AGAIN)
    for kind in load_kinds().values():
        decoders[kind.title] = (import_dataset(kind.id), decode_import)
        cures[kind.title] = _IMPORT_AGAIN
    found: dict[tuple[str, str], DataError] = {}
    for name, (dataset, decode) in decoders.items():
        with suppress(DataError):  # out of means: then it cannot be told now
            if problem := default_store().problem(dataset, decode):
                found[name, cures[name]] = problem
    return found


def _is_followed(table: str) -> bool:
    try:
        return read_facts(table).refresh
    except DataError:
        return False
