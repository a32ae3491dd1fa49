"""The tables that `make bench` makes up, and how they are served."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import msgspec
import pytest

from bench import odata
from bench.made import MadeTable, make_table
from bench.structures import make_structure
from data_loaders.checks import check_tidy
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.refresh.tables import Options, indicators_of, table_jobs
from data_loaders.registry import load_registry
from data_loaders.sources.cbs_embedded import read_embedded
from data_loaders.sources.cbs_select import CbsSource, Split, select_codes
from data_loaders.sources.cbs_service import make_observations
from data_loaders.sources.cbs_table import ATTRIBUTE, MEASURE, VALUE, CbsTable, TableInfo
from data_loaders.sources.cbs_tidy import tidy_cbs

TABLES = [job.name for job in table_jobs(Options())]
PATHS = {
    "v3": "/ODataFeed/odata/80794ned/TypedDataSet",
    "v4": "/odata/v1/CBS/80794ned/Observations",
}


def indicator(source: CbsSource, frequency: str = "kwartaal") -> Indicator:
    """An indicator that asks something else than any other."""
    base = next(iter(load_registry().indicators.values()))
    return msgspec.structs.replace(base, source=source, frequency=frequency)


def asked_of(made: MadeTable, source: CbsSource) -> CbsTable:
    """The part of a table that a source asks, as it comes back from CBS."""
    chosen = select_codes(made.structure, source, load_regions())
    rows = [
        {**codes, MEASURE: measure, VALUE: value, ATTRIBUTE: "None"}
        for codes, values in made.cells({**chosen.codes(), MEASURE: tuple(chosen.measures)})
        for measure, value in values.items()
    ]
    dimensions = [dimension.key for dimension in made.structure.dimensions]
    info = TableInfo(made.id, made.title, "", "")
    return CbsTable(info, made.structure, make_observations(rows, dimensions))


@pytest.mark.parametrize("table", TABLES)
def test_every_indicator_finds_values_that_can_exist(table: str) -> None:
    made = make_table(table)
    for item in indicators_of(table):
        assert isinstance(item.source, CbsSource)
        frame = tidy_cbs(asked_of(made, item.source), item, load_regions())
        if made.known is None:  # a copy also has what was never known
            assert (frame["value"].notna() | frame["status"].eq("niet getoond")).all()
            check_tidy(frame, item, item.path)


def test_new_indicator_needs_no_change() -> None:
    sources = [
        CbsSource(("new",), {"K_1 | Banen > Totaal": "", "Banen > Deel": "deel"}),
        CbsSource(("new",), {"Uren": ""}, filters={"Geslacht": "Vrouwen"}),
        CbsSource(("new",), {"Uren": ""}, split=Split("Sector | Sectoren", {"A001": "een"})),
        CbsSource(("new",), {"Uren": ""}, split=Split("Klasse", prefix="SC")),
        CbsSource(("new",), {"Uren": ""}, area="NL01"),
    ]
    made = make_structure([indicator(source) for source in sources], ["Som"], ["GM0202", "NL01"], 2)
    for source in sources:
        chosen = select_codes(made, source, load_regions())
        assert chosen.measures
        assert not source.split or chosen.labels
    assert len(made.of_kind("tijd")[0].codes) == 8
    assert "Som" in [measure.title for measure in made.measures]


def test_history_is_shorter_where_it_would_hold_too_much() -> None:
    periods = make_table("85481NED").structure.of_kind("tijd")[0].codes
    assert 1 <= len(periods) < 12
    assert periods[-1].key == "2025MM12"


def test_total_is_the_sum_of_its_parts() -> None:
    made = make_table("80794ned", 18, 1)
    total, one, other = [measure.key for measure in made.structure.measures][:3]
    summed = MadeTable(made.id, made.title, made.structure, {total: [one, other]})
    for _, values in summed.cells({}):
        assert values[total] == (values[one] or 0) + (values[other] or 0)


def test_table_that_ships_with_the_product_keeps_its_values() -> None:
    made, copy = make_table("03759ned"), read_embedded("03759ned").observations
    found = {
        (codes["RegioS"], codes["Perioden"], measure): value
        for codes, values in made.cells({})
        for measure, value in values.items()
        if value is not None
    }
    assert found == {
        (row["RegioS"], row["Perioden"], row[MEASURE]): row[VALUE]
        for row in copy[copy[VALUE].notna()].to_dict("records")
    }


@pytest.mark.parametrize("service", ["v3", "v4"])
def test_pages_hold_every_row_once(service: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = {"80794ned": make_table("80794ned", 18, 1)}
    monkeypatch.setitem(odata.ROWS_PER_PAGE, service, 100)
    query = {"$filter": "(RegioS eq 'GM0202 ' or RegioS eq 'NL01  ') and Perioden ne 'x'"}
    whole = odata.answer(service, tables, PATHS[service], query)
    assert whole is not None
    monkeypatch.setitem(odata.ROWS_PER_PAGE, service, {"v3": 7, "v4": 28}[service])
    rows, pages = [], 0
    while query:
        page = odata.answer(service, tables, PATHS[service], query)
        assert page is not None
        rows += page["value"]
        pages += 1
        link = urlsplit(page.get("odata.nextLink") or page.get("@odata.nextLink") or "")
        assert link.path in ("", PATHS[service])
        query = dict(parse_qsl(link.query))
    assert rows == whole["value"]
    assert (len(rows), pages) == {"v3": (2 * 12, 4), "v4": (2 * 12 * 4, 4)}[service]


@pytest.mark.parametrize("service", ["v3", "v4"])
def test_a_service_has_nothing_of_the_other(service: str) -> None:
    tables = {"80794ned": make_table("80794ned", 18, 1)}
    other = {"v3": "v4", "v4": "v3"}[service]
    assert odata.answer(service, tables, PATHS[service], {"$select": "Perioden"})
    assert odata.answer(service, tables, PATHS[other], {}) is None
    assert odata.answer(service, {}, PATHS[service], {}) is None
