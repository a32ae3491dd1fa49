"""Keeping the CBS tables up to date that indicators are made of."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import msgspec

from data_loaders.changes import find_changes, summarise
from data_loaders.editions import Edition, check_edition, make_edition
from data_loaders.files.errors import DataError, NotFetchedError
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.net.budget import current_budget
from data_loaders.refresh.answers import keep_answers
from data_loaders.refresh.job import Job, JobReport
from data_loaders.registry import load_registry
from data_loaders.sources.cbs import (
    dataset_of,
    decode_version,
    encode_table,
    has_copy,
    read_table,
)
from data_loaders.sources.cbs_embedded import TableFacts, read_facts
from data_loaders.sources.cbs_fetch import ask_info, fetch_table, in_turn, join_errors
from data_loaders.sources.cbs_select import CbsSource
from data_loaders.sources.cbs_table import CbsTable, TableInfo
from data_loaders.storage.store import Store
from data_loaders.storage.version import Version

_REGULAR = ("", "Regulier")


@dataclass(frozen=True)
class Options:
    """`force` fetches what did not change; `accept` takes what the checks refuse."""

    force: bool = False
    accept: bool = False


def table_jobs(options: Options) -> list[Job]:
    """Return a job for every table that is to be kept up to date.

    An older edition only as long as there is no copy of the newer one.
    """
    sources = [_source(item) for item in _cbs_indicators()]
    wanted = sorted({table for source in sources for table in source.tables})
    older = {t for s in sources if not any(map(_has_copy, s.tables)) for t in s.fallback}
    return [
        Job(table, dataset_of(table), partial(_refresh, table, options))
        for table in [*wanted, *sorted(older)]
        if _is_followed(table)
    ]


def _has_copy(table: str) -> bool:
    try:
        return has_copy(table)
    except DataError:
        return False


def _is_followed(table: str) -> bool:
    """Tell whether to refresh a table; one of which the facts are damaged says so as it runs."""
    try:
        return read_facts(table).refresh
    except DataError:
        return True


def indicators_of(table: str) -> list[Indicator]:
    """Return the indicators that are made of a table."""
    return [item for item in _cbs_indicators() if table in _source(item).all_tables]


def _cbs_indicators() -> list[Indicator]:
    found = load_registry().indicators.values()
    return [item for item in found if isinstance(item.source, CbsSource)]


def _source(indicator: Indicator) -> CbsSource:
    assert isinstance(indicator.source, CbsSource)
    return indicator.source


def _refresh(table: str, options: Options, store: Store) -> JobReport:
    """Ask the services in turn until one gives something usable; keep it if it is right."""
    facts, indicators = read_facts(table), indicators_of(table)
    signature = _signature(indicators)
    kept = store.intact(dataset_of(table), decode_version)
    errors: list[DataError] = []
    for service, part in in_turn(facts.service):
        try:
            with current_budget().share(part):
                info = ask_info(service, table)
                if not options.force and kept and _is_same(kept, info, signature):
                    return JobReport(
                        "ongewijzigd", notes=(*_notes(info), *kept.facts.get("failures", ()))
                    )
                fetched = fetch_table(service, info, indicators, load_regions())
        except DataError as error:
            errors.append(error)
        else:
            report = _keep(store, fetched, facts, signature, options)
            if report.result == "geweigerd" or report.notes != _notes(info):
                keep_answers(store, table)
            return report
    keep_answers(store, table)
    raise join_errors(errors)


def _is_same(kept: Version, info: TableInfo, signature: str) -> bool:
    """Tell whether this edition is the one that is kept, with all that is asked of it now."""
    if kept.facts.get("signature") != signature:
        return False
    if kept.facts.get("service") == info.service:
        return kept.facts.get("edition") == info.edition
    return kept.facts.get("modified") == str(info.modified)


def _keep(
    store: Store, fetched: CbsTable, facts: TableFacts, signature: str, options: Options
) -> JobReport:
    """Keep a new edition if it passes the checks against the one it replaces."""
    info = fetched.info
    indicators, regions = indicators_of(facts.table), load_regions()
    old = _previous(facts.table, indicators)
    new = make_edition(fetched, indicators, regions)
    before = store.current(dataset_of(facts.table))
    problems = check_edition(new, old, indicators, facts.sums, is_first=before is None)
    if problems and not (options.accept and new.frames):
        return JobReport("geweigerd", _sentence(problems))
    files = encode_table(fetched)
    failures = new.remarks
    changes = _changes(old, new)
    told = {
        "edition": info.edition,
        "service": info.service,
        "modified": str(info.modified),
        "signature": signature,
        "changes": changes,
        "failures": failures,
    }
    kept = store.put(dataset_of(facts.table), _version_id(info, files), files, told)
    is_new = before is None or kept.number != before.number
    notes = (*_notes(info), *failures)
    return JobReport("nieuw", changes, notes) if is_new else JobReport("ongewijzigd", "", notes)


def _previous(table: str, indicators: Sequence[Indicator]) -> Edition | None:
    try:
        return make_edition(read_table(table), indicators, load_regions())
    except NotFetchedError:
        return None
    except DataError:
        return None  # a damaged copy is no measure for a whole one


def _changes(old: Edition | None, new: Edition) -> str:
    if old is None:
        return "eerste keer"
    parts = []
    for name, frame in new.frames.items():
        if name in old.frames and (text := summarise(find_changes(old.frames[name], frame))):
            parts.append(f"{name}: {text}")
    return "; ".join(parts)


def _notes(info: TableInfo) -> tuple[str, ...]:
    if info.state in _REGULAR:
        return ()
    return (f"Het CBS werkt deze tabel niet meer bij ({info.state.lower()}).",)


def _sentence(problems: Sequence[str]) -> str:
    more = f" (en nog {len(problems) - 3})" if len(problems) > 3 else ""
    return f"De nieuwe versie is niet overgenomen: {'; '.join(problems[:3])}{more}."


def _signature(indicators: Sequence[Indicator]) -> str:
    """Return a mark of what is asked: another question makes an unchanged table new."""
    asked = [(item.id, _source(item)) for item in indicators]
    codes = [region.code for region in load_regions().regions]
    return hashlib.sha256(msgspec.json.encode([asked, codes])).hexdigest()[:16]


def _version_id(info: TableInfo, files: dict[str, bytes]) -> str:
    digest = hashlib.sha256(b"".join(files[name] for name in sorted(files))).hexdigest()
    return f"{info.modified}-{info.service}-{digest[:8]}"
