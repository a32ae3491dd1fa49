"""Keeping an eye on the classification of municipalities: it changes on 1 January.

The monitor never changes its areas by itself, because every figure, text and total depends on
them. It says where they differ, on the page Bronnen and at `status`.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.net.budget import current_budget
from data_loaders.net.errors import SourceError
from data_loaders.refresh.answers import keep_answers
from data_loaders.refresh.job import Job, Report
from data_loaders.sources.cbs_fetch import ask_info, in_turn, join_errors
from data_loaders.sources.classification import (
    compare_classification,
    fetch_classification,
    find_classification,
)
from data_loaders.status import CLASSIFICATION
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

NAME = "indeling"
_FILE = "arbeidsmarktregios.json"


def classification_job() -> Job:
    """Return the job that compares our areas with the newest classification."""
    return Job(NAME, CLASSIFICATION[1], _refresh)


def _refresh(store: Store) -> Report:
    regions = load_regions()
    errors: list[DataError] = []
    try:
        table, year = find_classification(regions.table, regions.year)
    except SourceError as error:
        errors.append(error)
        table, year = regions.table, regions.year
    kept = store.intact(CLASSIFICATION[1], _decode)
    for service, part in in_turn("v3"):
        try:
            with current_budget().share(part):
                info = ask_info(service, table)
                if kept and kept.id == f"{table}-{info.modified}":
                    found = _decode(kept, {_FILE: kept.read(_FILE)})
                    return Report("ongewijzigd", notes=_notes(found, year))
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
            return Report("nieuw", f"tabel {table}, {len(found)} gemeenten", _notes(found, year))
    keep_answers(store, table)
    raise join_errors(errors)


def _notes(found: dict[str, str], year: int) -> tuple[str, ...]:
    return tuple(compare_classification(found, load_regions(), year))


def _decode(_version: Version, files: Mapping[str, bytes]) -> dict[str, str]:
    with decoding("de bewaarde indeling is niet te lezen"):
        return msgspec.json.decode(files[_FILE], type=dict[str, str])
