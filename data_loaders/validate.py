"""Check everything the product ships and name each fault, not only the first."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

from data_loaders.accessibility import load_statement
from data_loaders.agreements.contacts import check_contacts
from data_loaders.agreements.references import register_checks
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.contradictions import CONTRADICTIONS_FILE, load_contradictions
from data_loaders.decks.ready import check_ready_decks
from data_loaders.documents import (
    HIGHLIGHTS_FILE,
    get_document,
    load_documents,
    load_flow_places,
    load_highlights,
    load_map_figures,
    load_topics,
)
from data_loaders.files import paths
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import read_text, visible
from data_loaders.geo.boundary_file import load_boundaries
from data_loaders.geo.label_file import labels_of
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.notes import check_notes
from data_loaders.registry import load_registry
from data_loaders.reports.measurements import check_reports
from data_loaders.sources.cbs_embedded import has_embedded, read_embedded
from data_loaders.sources.cbs_select import CbsSource, check_choice
from data_loaders.status import stored_problems

log = logging.getLogger(__name__)


def find_problems() -> list[DataError]:
    """Return every fault in indicators, data, registers and boundaries; empty when all is well."""
    problems: list[DataError] = []
    for load in (load_regions, load_documents, load_topics):
        _collect(problems, load)
    if problems:
        return problems
    registry = load_registry()
    problems += [broken.problem for broken in registry.broken]
    for indicator_id in fetched_indicators():
        _collect(problems, partial(load_series, indicator_id))
    for indicator in registry.indicators.values():
        _collect(problems, partial(_check_shipped, indicator))
    for check in (
        load_statement,
        load_flow_places,
        _check_highlights,
        _check_contradictions,
        _check_boundaries,
        _check_assets,
        _check_subregions,
        check_notes,
        check_contacts,
        check_ready_decks,
    ):
        _collect(problems, check)
    for read in register_checks():
        _collect(problems, read)
    for find in (check_reports, stored_problems, _unseen_signs):
        _collect(problems, partial(_extend, problems, find))
    return list({str(problem): problem for problem in problems}.values())


def _check_subregions() -> None:
    for item in load_regions().subregions:
        get_document(item.document)


def _collect(problems: list[DataError], action: Callable[[], object]) -> None:
    try:
        action()
    except DataError as problem:
        problems.append(problem)
    except Exception:
        log.exception("een controle liep vast")
        problems.append(DataError("Een controle liep vast op een fout; het logboek zegt welke."))


def _unseen_signs() -> list[DataError]:
    """Return where a data file has a sign that nobody sees, and that is not shown."""
    files = paths.DATA.rglob("*.csv")
    return [
        DataError("hier staat een onzichtbaar teken; haal het weg", path, number)
        for path in sorted(files)
        for number, line in enumerate(read_text(path).split("\n"), start=1)
        if visible(line) != line
    ]


def _extend(problems: list[DataError], find: Callable[[], list[DataError]]) -> None:
    problems += find()


def _check_shipped(indicator: Indicator) -> None:
    """Check without a connection that what ships asks all that its source needs."""
    source = indicator.source
    if not isinstance(source, CbsSource):
        return
    for table in source.all_tables:
        if has_embedded(table):
            structure = read_embedded(table).structure  # what is wrong with that, names that
            try:
                check_choice(structure, source, load_regions())
            except DataError as problem:
                sentence = f"tabel {table}: {problem.sentence}"
                raise DataError(sentence, indicator.path) from problem


def _check_highlights() -> None:
    named = [name for item in load_highlights() for name in item.indicators]
    for name in [*named, *(item.indicator for item in load_map_figures().values())]:
        if name not in load_registry().indicators:
            raise DataError(f"het cijfer '{name}' bestaat niet", HIGHLIGHTS_FILE)
    for item in load_highlights():
        needed = {"doel": item.target, "groei": item.growth}.get(item.comparison, "-")
        if not needed:
            sentence = f"bij '{item.name}' ontbreekt '{item.comparison}'"
            raise DataError(sentence, HIGHLIGHTS_FILE)


def _check_contradictions() -> None:
    known = {*load_registry().indicators, *(broken.id for broken in load_registry().broken)}
    for item in load_contradictions():
        for indicator_id in item.indicators:
            if indicator_id not in known:
                raise DataError(
                    f"{item.id} noemt het cijfer '{indicator_id}', maar dat bestaat niet",
                    CONTRADICTIONS_FILE,
                )


def _check_boundaries() -> None:
    found = load_boundaries()
    codes = {feature["id"] for feature in found.features()}
    missing = [r.name for r in load_regions().municipalities() if r.code not in codes]
    if missing:
        raise DataError(f"de grens van {', '.join(missing)} ontbreekt", found.path)
    if found.labels and labels_of(found).boundaries != found.mark:
        sentence = "de namen op de kaart horen niet bij deze grenzen: monitor grenzen --namen"
        raise DataError(sentence, found.path)


def _check_assets() -> None:
    for path in (
        ASSETS / "css" / "monitor.css",
        ASSETS / "icoon.png",
        ASSETS / "teksten" / "over.md",
    ):
        if not path.is_file():
            raise DataError("dit bestand ontbreekt", path)
