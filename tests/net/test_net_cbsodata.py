"""The real client of CBS on our session: pages, links and faults as it meets them."""

from __future__ import annotations

from typing import Any

import cbsodata
import pytest
import requests
from cbsodata import cbsodata3
from faultserver import (
    FaultServer,
    Reply,
    Request,
    always,
    cut_json,
    drip_body,
    gzipped,
    html,
    ok,
    reset,
    sequence,
    status,
    typed,
)
from netcases import LONG, V3, V4, Stopwatch, quick, serve

from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import GuardedSession, get_json

ROWS = [{"ID": number, "RegioS": "NL01  ", "Waarde_1": None} for number in range(25)]
TYPE = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"


@pytest.fixture(autouse=True)
def _our_session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cbsodata3, "Session", GuardedSession)


def table(
    next_link: str = V3 + "/ODataFeed/odata/80590ned/TypedDataSet?$format=json&$skip=",
) -> Any:
    """A table in pages of ten rows, whose links name the true source."""

    def handler(request: Request) -> Reply:
        start = int(request.query.get("$skip", 0))
        page: dict[str, Any] = {"odata.metadata": V3, "value": ROWS[start : start + 10]}
        if start + 10 < len(ROWS):
            page["odata.nextLink"] = f"{next_link}{start + 10}"
        return typed(gzipped(ok(page)), TYPE)

    return handler


def read(server: FaultServer, seconds: float = 5, **changes: Any) -> list[dict[str, Any]]:
    with budget(quick(f"{server.url}/v3", **changes), seconds=seconds):
        rows: list[dict[str, Any]] = cbsodata.get_meta(
            "80590ned", "TypedDataSet", catalog_url="opendata.cbs.nl"
        )
        return rows


def refused(server: FaultServer, **changes: Any) -> SourceError:
    with pytest.raises(SourceError) as caught:
        read(server, **changes)
    return caught.value


def test_all_pages_of_a_mirror_are_read_over_one_connection() -> None:
    with serve(table()) as server:
        assert read(server) == ROWS
        assert [request.query.get("$skip") for request in server.log] == [None, "10", "20"]
        assert set(server.paths) == {"/v3/ODataFeed/odata/80590ned/TypedDataSet"}
        assert server.connections == 1


def test_a_filter_arrives_as_it_was_meant() -> None:
    with serve(ok({"value": []})) as server, budget(quick(server.url), seconds=5):
        cbsodata3._download_metadata(
            "80590ned", "TypedDataSet", select=["ID", "RegioS"], filters="RegioS eq 'NL01  '"
        )
        assert server.log[0].query == {
            "$format": "json",
            "$select": "ID,RegioS",
            "$filter": "RegioS eq 'NL01  '",
        }


def test_the_list_of_tables_is_read() -> None:
    with serve(ok({"value": ROWS})) as server, budget(quick(server.url), seconds=5):
        assert cbsodata.get_table_list() == ROWS
        assert server.paths == ["/ODataCatalog/Tables"]


def test_a_fault_on_the_second_page_is_not_noticed() -> None:
    pages = table()
    seen: list[str] = []

    def handler(request: Request) -> Reply:
        seen.append(request.target)
        reply: Reply = pages(request)
        return reset(reply, 20) if len(seen) == 2 else reply

    with serve(handler) as server:
        assert read(server) == ROWS


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (status(503), "server"),
        (status(404), "missing"),
        (html(), "answer"),
        (cut_json(ok({"value": ROWS})), "answer"),
        (drip_body(ok({"value": ROWS}), 0.1), "timeout"),
    ],
)
def test_a_table_whose_second_page_fails_is_not_taken_in_part(fault: Reply, kind: str) -> None:
    pages = table()

    def handler(request: Request) -> Reply:
        return fault if "$skip" in request.query else pages(request)

    with serve(handler) as server:
        assert refused(server, seconds=1).kind == kind


@pytest.mark.parametrize("host", ["https://evil.example", "http://opendata.cbs.nl", "http://x"])
def test_a_next_page_on_another_host_is_not_asked(host: str) -> None:
    with serve(table(f"{host}/ODataFeed/odata/80590ned/TypedDataSet?$skip=")) as server:
        assert refused(server).kind == "blocked" and len(server.log) == 1


def test_a_next_page_on_another_port_of_this_machine_is_not_asked() -> None:
    with serve(ok({})) as other, serve(table(f"{other.url}/?$skip=")) as server:
        assert refused(server).kind == "blocked" and other.log == []


def test_a_next_page_that_names_the_mirror_itself_is_read() -> None:
    with FaultServer(always(ok({}))) as server:
        server.handler = table(f"{server.url}/v3/x?$skip=")
        assert read(server) == ROWS


@pytest.mark.parametrize(
    "link",
    [
        "TypedDataSet?$format=json&$skip=",
        "/ODataFeed/odata/80590ned/TypedDataSet?$skip=",
        "//opendata.cbs.nl/ODataFeed/odata/80590ned/TypedDataSet?$skip=",
        "../80590ned/TypedDataSet?$skip=",
        "?$skip=",
    ],
)
def test_a_relative_next_page_is_read_at_the_same_source(link: str) -> None:
    with serve(table(link)) as server:
        assert read(server) == ROWS
        assert set(server.paths) == {"/v3/ODataFeed/odata/80590ned/TypedDataSet"}


def test_a_next_page_at_another_source_of_ours_is_not_asked() -> None:
    """Both are known, but what was asked of one is not told by the other."""
    with serve(ok({"value": []})) as other, serve(table(f"{V4}/x?$skip=")) as server:
        origins = {V3: f"{server.url}/v3", V4: other.url}
        error = refused(server, origins=origins)
        assert (error.kind, len(server.log), other.log) == ("blocked", 1, [])


@pytest.mark.parametrize("turns", [1, 2, 3])
def test_next_pages_that_go_round_are_an_error(turns: int) -> None:
    """Whether a page names itself, or the first of two or three names the last again."""
    links = [f"{V3}/loop?page={number}" for number in range(turns)]
    steps = [ok({"value": [], "odata.nextLink": link}) for link in links] * 20
    with serve(sequence(*steps)) as server:
        error = refused(server)
        assert error.sentence == (
            "opendata.cbs.nl verwijst steeds naar dezelfde pagina met gegevens."
        )
        assert error.kind == "answer" and len(server.log) == turns + 1


@pytest.mark.parametrize("key", ["@odata.nextLink", "links"])
def test_other_protocols_that_go_round_are_an_error(key: str) -> None:
    link = f"{V3}/next?c=1"
    value = [{"rel": "self", "href": link}, {"rel": "next", "href": link, "type": "x"}]
    with serve(ok({key: value if key == "links" else link})) as server:
        with budget(quick(server.url), seconds=5):
            get_json(f"{V3}/first")
            get_json(link)
            with pytest.raises(SourceError, match="dezelfde pagina"):
                get_json(link)
        assert len(server.log) == 2


def test_pages_without_end_stop_at_the_limit() -> None:
    def handler(request: Request) -> Reply:
        page = int(request.query.get("page", 0)) + 1
        return ok({"value": [1], "odata.nextLink": f"{V3}/x?page={page}"})

    with serve(handler) as server:
        error = refused(server, max_requests=20)
        assert error.kind == "too_much" and len(server.log) == 20
        assert error.sentence == "opendata.cbs.nl geeft de gegevens in te veel delen."


def test_asking_the_same_again_is_no_loop() -> None:
    """Before and after a table: has it changed meanwhile?"""
    with serve(ok({"value": ROWS})) as server, budget(quick(server.url), seconds=5):
        for _ in range(3):
            get_json(f"{V3}/TableInfos")


@pytest.mark.parametrize("link", ["", "https://[", "x://"])
def test_a_strange_next_page_does_no_harm_by_itself(link: str) -> None:
    with serve(ok({"value": [], "odata.nextLink": link})) as server:
        with budget(quick(server.url), seconds=5):
            assert get_json(f"{V3}/x")["odata.nextLink"] == link
        with pytest.raises((SourceError, requests.RequestException)):
            read(server)


@pytest.mark.parametrize("key", ["odata.nextLink", "links"])
@pytest.mark.parametrize("link", [10, ["x"], {"rel": "next"}, None])
def test_a_next_page_of_another_type_is_left_to_the_caller(key: str, link: Any) -> None:
    with serve(ok({"value": [], key: link})) as server, budget(quick(server.url), seconds=5):
        assert get_json(f"{V3}/x")[key] == link


def test_a_drip_ends_with_the_budget_also_here() -> None:
    """cbsodata has no time-out of its own."""
    with serve(drip_body(ok({"value": ROWS}), 0.1)) as server, Stopwatch() as watch:
        assert refused(server, seconds=0.5, read_timeout=LONG).kind == "timeout"
    assert watch.stopped_early()
