"""Keeping an eye on what CBS renews each year: its classification, and tables of one year.

The monitor never changes its areas or its tables by itself, because every figure, text and total
depends on them. It says where they differ, on the page Bronnen and at `status`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress

import msgspec

from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.net.budget import current_budget
from data_loaders.net.errors import SourceError
from data_loaders.refresh.answers import keep_answers
from data_loaders.refresh.job import Job, JobReport
from data_loaders.sources.cbs_embedded import read_facts
from data_loaders.sources.cbs_fetch import ask_info, in_turn, join_errors
from data_loaders.sources.classification import (
    AREAS,
    compare_classification,
    fetch_classification,
    find_classification,
    find_successors,
    read_catalogue,
    yearly_name,
)
from data_loaders.status import CLASSIFICATION, used_tables
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

NAME = "indeling"
_FILE = "arbeidsmarktregios.json"


def classification_job() -> Job:
    """Return the job that compares our areas with the newest classification."""
    return Job(NAME, CLASSIFICATION[1], _refresh)


def _refresh(store: Store) -> JobReport:
    regions = load_regions()
    errors: list[DataError] = []
    catalogue: dict[str, str] = {}
    try:
        catalogue = read_catalogue([*yearly_tables().values(), f"{AREAS} {regions.year}"])
    except SourceError as error:
        errors.append(error)
    table, year = find_classification(catalogue, regions.table, regions.year)
    proposals = propose_tables(catalogue)
    kept = store.intact(CLASSIFICATION[1], _decode)
    for service, part in in_turn("v3"):
        try:
            with current_budget().share(part):
                info = ask_info(service, table)
                if kept and kept.id == f"{table}-{info.modified}":
                    found = _decode(kept, {_FILE: kept.read(_FILE)})
                    return JobReport("ongewijzigd", notes=_notes(found, year, proposals))
                found = fetch_classification(service, table)
        except DataError as error:
            errors.append(error)
        else:
            store.put(
                CLASSIFICATION[1],
                f"{table}-{info.modified}",
                {_FILE: msgspec.json.encode(found)},
                {"table": table, "year": year},
            )
            notes = _notes(found, year, proposals)
            return JobReport("nieuw", f"tabel {table}, {len(found)} gemeenten", notes)
    keep_answers(store, table)
    raise join_errors(errors)


def _notes(found: dict[str, str], year: int, proposals: Sequence[str]) -> tuple[str, ...]:
    return *compare_classification(found, load_regions(), year), *proposals


def yearly_tables() -> dict[str, str]:
    """Return title by number of the tables in use that CBS replaces by a new one each year."""
    titles: dict[str, str] = {}
    for table in used_tables():
        with suppress(DataError):  # damaged facts are told at the table itself
            titles[table] = read_facts(table).title
    return {table: title for table, title in titles.items() if yearly_name(title)}


def propose_tables(catalogue: Mapping[str, str]) -> list[str]:
    """Return which tables in use have a successor in a catalogue, as Dutch sentences."""
    return [
        f"Tabel {old} heeft een opvolger: {new}, '{title}'. "
        f"Bekijk die met 'monitor probe {new}' en noem haar bij de cijfers die {old} noemen."
        for old, (new, title) in find_successors(catalogue, yearly_tables()).items()
    ]


def _decode(_version: Version, files: Mapping[str, bytes]) -> dict[str, str]:
    with decoding("de bewaarde indeling is niet te lezen"):
        return msgspec.json.decode(files[_FILE], type=dict[str, str])
