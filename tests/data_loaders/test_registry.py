"""Every indicator keeps the contract. The registry is walked: a new one is tested too."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_loaders.cache import fetched_indicators, load_series
from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents, load_topics
from data_loaders.files import paths
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.periods import period_span
from data_loaders.registry import load_registry
from data_loaders.series import COLUMNS, ORIGINS, STATUSES
from data_loaders.sources.cbs import read_table
from data_loaders.sources.cbs_select import CbsSource
from data_loaders.sources.document import DocumentSource
from data_loaders.validate import find_problems

REGISTRY = load_registry()
every_indicator = pytest.mark.parametrize("indicator_id", fetched_indicators())


def test_the_shipped_data_is_whole() -> None:
    assert find_problems() == []
    assert REGISTRY.broken == ()


def test_every_indicator_file_is_in_the_registry() -> None:
    files = {path.stem for path in paths.INDICATORS.glob("*.toml")}
    assert set(REGISTRY.indicators) == files
    assert len(files) >= 60


def test_every_document_data_file_belongs_to_an_indicator() -> None:
    for folder in (paths.DATA / document for document in load_documents()):
        for path in folder.glob("*.csv"):
            source = REGISTRY.get(path.stem).source
            assert isinstance(source, DocumentSource)
            assert source.document == folder.name


@every_indicator
def test_meaning_is_complete(indicator_id: str) -> None:
    indicator = REGISTRY.get(indicator_id)
    assert indicator.id == indicator_id
    assert indicator.title.strip()
    assert indicator.unit.strip()
    assert indicator.definition.endswith(".")
    assert indicator.topic in load_topics()
    if indicator.is_rate:
        assert indicator.unit == "%"
    else:
        assert indicator.unit != "%"


@every_indicator
def test_observations_keep_the_fixed_columns_and_words(indicator_id: str) -> None:
    frame = load_series(indicator_id).frame
    indicator = REGISTRY.get(indicator_id)
    assert tuple(frame.columns) == COLUMNS
    assert len(frame) > 0
    assert set(frame["status"]) <= set(STATUSES)
    assert set(frame["origin"]) <= set(ORIGINS)
    assert set(frame["frequency"]) == {indicator.frequency}
    for period in frame["period"].unique():
        period_span(period, indicator.frequency)
    for code, level in frame[["region_code", "region_level"]].drop_duplicates().to_numpy():
        assert load_regions().get(code).level == level
    key = ["region_code", "period", "characteristic", "breakdown"]
    assert not frame.duplicated(key).any()


@every_indicator
def test_value_is_there_exactly_when_the_status_says_so(indicator_id: str) -> None:
    frame = load_series(indicator_id).frame
    hidden = frame["status"].isin(["onbekend", "niet getoond"])
    assert frame[hidden]["value"].isna().all()
    assert frame[~hidden]["value"].notna().all()


@every_indicator
def test_what_is_computed_or_derived_says_so_in_a_note(indicator_id: str) -> None:
    frame = load_series(indicator_id).frame
    assert (frame[frame["origin"] != "bron"]["note"] != "").all()


@every_indicator
def test_origin_is_complete(indicator_id: str) -> None:
    series = load_series(indicator_id)
    source, provenance = series.indicator.source, series.provenance
    assert provenance.title
    assert provenance.producer
    assert provenance.identifier
    assert provenance.url.startswith("https://") or not provenance.url
    assert len(series.version) == 12
    if isinstance(source, DocumentSource):
        assert provenance.identifier == provenance.document == source.document
        assert provenance.section
        assert source.document in load_documents()
        assert provenance.section in provenance.attribution
    else:
        assert isinstance(source, CbsSource)
        assert provenance.identifier == provenance.table == ", ".join(source.tables)
        assert provenance.licence == "CC BY 4.0"
        assert all(read_table(table).info.table == table for table in source.tables)
        assert "CBS StatLine, tabel" in provenance.attribution


@every_indicator
def test_every_measure_of_a_cbs_indicator_has_values(indicator_id: str) -> None:
    source = REGISTRY.get(indicator_id).source
    if isinstance(source, CbsSource):
        seen = load_series(indicator_id).frame.dropna(subset=["value"])["characteristic"]
        assert set(seen) == set(source.measures.values())


@every_indicator
def test_rates_are_never_added_up(indicator_id: str) -> None:
    indicator = REGISTRY.get(indicator_id)
    if indicator.is_rate:
        frame = load_series(indicator_id).frame
        assert "berekend" not in set(frame[frame["region_level"] != "gemeente"]["origin"])


def test_page_order_is_topic_then_number() -> None:
    topics = list(load_topics())
    places = [(topics.index(i.topic), i.order, i.id) for i in REGISTRY.indicators.values()]
    assert places == sorted(places)
    assert [i.id for t in topics for i in REGISTRY.of_topic(t)] == list(REGISTRY.indicators)


def test_contradictions_name_known_indicators_and_documents() -> None:
    for item in load_contradictions():
        assert set(item.indicators) <= set(REGISTRY.indicators), item.id
        assert item.first.document in load_documents(), item.id
        assert item.first.value, item.id
        assert item.second.value, item.id


def test_unknown_indicator_is_one_sentence() -> None:
    with pytest.raises(DataError, match=r"^het cijfer 'bestaat-niet' bestaat niet$"):
        load_series("bestaat-niet")


@pytest.mark.parametrize(
    ("top", "source", "sentence"),
    [
        ('onderwerp = "weer"', "", "het onderwerp 'weer' is onbekend"),
        ('vorm = "opbouw"', "", "de vorm 'opbouw' en het blok [opbouw] horen bij elkaar"),
        (
            'soort = "percentage"\noptellen = true',
            "",
            "alleen een aantal mag worden opgeteld ('optellen')",
        ),
        (
            "",
            'soort = "document"\ndocument = "krant"\nparagraaf = "1"\nbron = "X"',
            "het document 'krant' is onbekend",
        ),
        (
            "",
            'soort = "cbs"\ntabellen = ["03759ned"]\nmaten = { "M" = "" }\ngebied = "XX99"',
            "het gebied 'XX99' is onbekend",
        ),
    ],
)
def test_indicator_that_cannot_be_is_refused_and_its_own_file_is_named(
    indicator, tmp_path: Path, top: str, source: str, sentence: str
) -> None:
    with pytest.raises(DataError) as caught:
        indicator(top, source)
    assert caught.value.sentence == sentence
    assert caught.value.path == tmp_path / "proef.toml"
