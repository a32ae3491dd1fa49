"""Looking at every table at the source: what is there, and are our figures in it? Keeps nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.settings import NetSettings
from data_loaders.refresh.tables import indicators_of
from data_loaders.sources.cbs_embedded import read_facts
from data_loaders.sources.cbs_fetch import SERVICES, ask_info
from data_loaders.sources.cbs_select import CbsSource, select_codes
from data_loaders.sources.cbs_service import Service
from data_loaders.sources.cbs_table import ServiceName, Structure, TableInfo
from data_loaders.status import used_tables

# For one table at one service: a source that hangs may not hold up the page.
SECONDS = 20.0
# After so many tables in a row without any answer, a service is not asked again.
PATIENCE = 3
_SILENT = ("unreachable", "timeout", "busy", "server")


@dataclass(frozen=True)
class Contact:
    """What one service gave of one table. `problem` says why it could not be read.

    `figures` says of each of our figures why it is not there, or not whole; empty when it is.
    """

    info: TableInfo | None = None
    problem: str = ""
    figures: Mapping[str, str] = field(default_factory=dict)


Contacts = Mapping[str, Mapping[ServiceName, Contact]]


def followed_tables() -> tuple[list[str], list[str]]:
    """Return the tables that are kept up to date, and those that only stand as a copy."""
    tables = used_tables()
    followed = [table for table in tables if read_facts(table).refresh]
    return followed, [table for table in tables if table not in followed]


def look_at_all(tables: Sequence[str], settings: NetSettings) -> Contacts:
    """Ask both services for every table, beside each other. Raises nothing of theirs."""
    with ThreadPoolExecutor(len(SERVICES)) as pool:
        running = {
            name: pool.submit(_look_at, service, tables, settings)
            for name, service in SERVICES.items()
        }
    return {
        table: {name: done.result()[table] for name, done in running.items()} for table in tables
    }


def _look_at(service: Service, tables: Sequence[str], settings: NetSettings) -> dict[str, Contact]:
    found: dict[str, Contact] = {}
    silent = 0
    for table in tables:
        if silent == PATIENCE:
            found[table] = Contact(
                problem="niet meer gevraagd, want eerdere tabellen kwamen ook niet"
            )
            continue
        try:
            with budget(settings, seconds=SECONDS):
                info, structure = ask_info(service, table), service.fetch_structure(table)
        except DataError as problem:
            is_silent = isinstance(problem, SourceError) and problem.kind in _SILENT
            silent = silent + 1 if is_silent else 0
            found[table] = Contact(problem=problem.sentence)
        else:
            silent = 0
            found[table] = Contact(info, figures=look_for(structure, indicators_of(table)))
    return found


def look_for(structure: Structure, indicators: Sequence[Indicator]) -> dict[str, str]:
    """Return of each figure why it is not in a table, or not whole; empty when it is."""
    return {indicator.id: _absent(structure, indicator) for indicator in indicators}


def _absent(structure: Structure, indicator: Indicator) -> str:
    source = indicator.source
    assert isinstance(source, CbsSource)
    try:
        chosen = select_codes(structure, source, load_regions())
    except DataError as problem:
        return problem.sentence
    return f"deels: zonder {', '.join(sorted(chosen.missing))}" if chosen.missing else ""
