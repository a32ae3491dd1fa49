"""What of our choices was held against what the source really says: docs/bronnen-geverifieerd.md.

A table of which all metadata were recorded is asked through the real loader. Of others some
names are known, because public code that was made from the bulk files uses them.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache

import pytest
from faultserver import FaultServer
from recorded import FOLDER, V4, answers, replay
from refreshcases import QUICK
from refreshcases import V4 as SERVICE

from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.geo.regions import load_regions
from data_loaders.net.budget import budget
from data_loaders.net.settings import NetSettings
from data_loaders.registry import load_registry
from data_loaders.sources import cbs_v4
from data_loaders.sources.cbs_embedded import read_facts
from data_loaders.sources.cbs_select import CbsSource, select_codes
from data_loaders.sources.cbs_table import (
    Dimension,
    DimensionKind,
    Measure,
    Structure,
    find_measure,
)

PAGE = ROOT / "docs" / "bronnen-geverifieerd.md"
KINDS: dict[str, DimensionKind] = {
    "RegioS": "regio",
    "WoonregioS": "regio",
    "WerkregioS": "regio",
    "Perioden": "tijd",
}
HEAD = ("Cijfer", "Tabel", "Dienst die eerst wordt gevraagd", "Oordeel", "Waarop dat rust")


def sources() -> Iterator[tuple[str, CbsSource, str]]:
    for name, indicator in load_registry().indicators.items():
        if isinstance(indicator.source, CbsSource):
            for table in indicator.source.all_tables:
                if read_facts(table).refresh:
                    yield name, indicator.source, table


@lru_cache
def seen() -> dict[str, dict[str, str]]:
    """What is known of tables of which the metadata were not recorded."""
    with (FOLDER / "gezien_in_openbare_code.csv").open(encoding="utf-8", newline="") as file:
        return {row["tabel"]: row for row in csv.DictReader(file)}


@lru_cache
def recorded_structure(table: str) -> Structure:
    with FaultServer(replay(answers(table))) as server:
        settings = NetSettings(origins={SERVICE: server.url}, min_interval=QUICK.min_interval)
        with budget(settings, seconds=20):
            return cbs_v4.fetch_structure(table)


def seen_structure(table: str) -> Structure:
    row = seen()[table]
    dimensions = (Dimension(k, k, KINDS.get(k, "overig")) for k in row["dimensies"].split(";"))
    measures = (Measure(key, key) for key in row["maten"].split(";") if key)
    return Structure(tuple(measures), tuple(dimensions))


def is_there(structure: Structure, reference: str) -> bool:
    try:
        find_measure(structure, reference)
    except DataError:
        return False
    return True


def judged(source: CbsSource, table: str) -> tuple[str, str]:
    """The judgement of one table of a figure, and what it rests on. Raises DataError."""
    if table in V4:
        chosen = select_codes(recorded_structure(table), source, load_regions())
        assert not chosen.missing, chosen.missing
        return "geverifieerd", "opgenomen metagegevens van het CBS, in de tests afgespeeld"
    if table not in seen():
        return "onbekend", "niets gezien"
    structure = seen_structure(table)
    unseen = [name for name in source.measures if not is_there(structure, name)]
    made = tuple(Measure(f"M{n}", name.split("|")[0].strip()) for n, name in enumerate(unseen))
    whole = Structure((*structure.measures, *made), structure.dimensions)
    assert not select_codes(whole, source, load_regions()).missing
    known = len(source.measures) - len(unseen)
    return "waarschijnlijk", f"dimensies gezien, en {known} van de {len(source.measures)} maten"


def lines() -> list[str]:
    rows = [HEAD, ("---",) * len(HEAD)]
    for name, source, table in sources():
        rows.append((f"`{name}`", table, read_facts(table).service, *judged(source, table)))
    return [f"| {' | '.join(row)} |" for row in rows]


def test_page_says_what_was_verified() -> None:
    written = [x for x in PAGE.read_text("utf-8").splitlines() if x.startswith("| ")]
    assert written == lines()


@pytest.mark.parametrize("table", sorted({table for _, _, table in sources()}))
def test_service_of_which_metadata_were_seen_is_asked_first(table: str) -> None:
    if table in V4:
        assert read_facts(table).service == "v4"
    elif table in seen():
        assert read_facts(table).service == seen()[table]["dienst"]


def test_count_on_the_page_is_that_of_the_table() -> None:
    judgements = {table: judged(source, table)[0] for _, source, table in sources()}
    counts = {word: list(judgements.values()).count(word) for word in set(judgements.values())}
    text = PAGE.read_text("utf-8")
    assert f"{counts['geverifieerd']} van de {len(judgements)} gevolgde tabellen" in text
    assert f"{counts['waarschijnlijk']} zijn **waarschijnlijk**" in text
