"""Boundaries come from PDOK whole, of one year, the right way round, or not at all."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest
from faultserver import FaultServer, Reply, Request, status
from pdokserver import OGC, WFS, Shapes, doubled, edited, mesh, pdok, quick, square

from data_loaders.files.errors import DataError
from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.sources.pdok import HOSTS, OGC_HOST, PAGE, WFS_HOST, Fetched, fetch_boundaries

CODES = sorted(mesh())


def fetch(
    server: FaultServer, host: str = OGC_HOST, year: int = 2026, **options: Any
) -> Fetched | None:
    with budget(quick(server.url), seconds=10):
        return fetch_boundaries(host, year, CODES, **options)


def shapes_of(fetched: Fetched | None) -> Shapes:
    assert fetched
    features = json.loads(fetched.content)["features"]
    for feature in features:
        known = feature["properties"]
        assert known["jrstatcode"] == f"{fetched.year}{known['statcode']}"
        assert known["statnaam"] == f"Gemeente {known['statcode']}"
    return {item["properties"]["statcode"]: item["geometry"] for item in features}


def failing(handler: Any, host: str = OGC_HOST) -> DataError:
    with FaultServer(handler) as server, pytest.raises(DataError) as caught:
        fetch(server, host)
    assert not server.errors
    return caught.value


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("page_size", [1, 3, 1000])
def test_all_pages_are_read_and_only_our_municipalities_kept(host: str, page_size: int) -> None:
    shapes = {"GM9999": square(6.5, 53), **mesh(), "GM0000": square(4, 52)}
    with FaultServer(pdok({2025: mesh(), 2026: shapes}, page_size=page_size)) as server:
        fetched = fetch(server, host)
    assert shapes_of(fetched) == mesh()
    assert fetched and (fetched.year, fetched.host) == (2026, host)
    assert not server.errors


@pytest.mark.parametrize("host", HOSTS)
def test_no_page_is_asked_for_more_than_it_can_carry(host: str) -> None:
    with FaultServer(pdok({2026: mesh()})) as server:
        fetch(server, host)
    assert {r.query.get("limit", r.query.get("count")) for r in server.log} == {str(PAGE)}


@pytest.mark.parametrize("latitude_first", [True, False])
def test_wfs_may_put_latitude_or_longitude_first(latitude_first: bool) -> None:
    with FaultServer(pdok({2026: mesh()}, latitude_first=latitude_first)) as server:
        assert shapes_of(fetch(server, WFS_HOST)) == mesh()


def test_ogc_api_promises_longitude_first_and_is_held_to_it() -> None:
    def swap(_request: Request, reply: Reply) -> Reply:
        def turn(body: Any) -> None:
            for feature in body["features"]:
                (ring,) = feature["geometry"]["coordinates"]
                feature["geometry"]["coordinates"] = [[[y, x] for x, y in ring]]

        return edited(reply, turn)

    error = failing(pdok({2026: mesh()}, spoil=swap))
    assert "een grens van GM0001 die niet in Nederland ligt" in error.sentence


def test_metres_are_no_degrees() -> None:
    ring = [[190000, 440000], [191000, 440000], [191000, 441000], [190000, 440000]]
    shapes = {**mesh(), "GM0002": {"type": "Polygon", "coordinates": [ring]}}
    for host, latitude_first in ((OGC_HOST, False), (WFS_HOST, False), (WFS_HOST, True)):
        handler = pdok({2026: shapes}, latitude_first=latitude_first)
        assert "GM0002 die niet in Nederland ligt" in failing(handler, host).sentence


@pytest.mark.parametrize("host", HOSTS)
def test_equal_boundaries_give_equal_bytes_whatever_their_order_and_pages(host: str) -> None:
    other = dict(reversed(mesh().items()))
    with FaultServer(pdok({2026: mesh()})) as server:
        first = fetch(server, host)
        server.handler = pdok({2026: other}, page_size=2)
        assert fetch(server, host) == first


def test_the_rest_of_the_country_is_not_asked_when_the_place_is_known() -> None:
    shapes = {**mesh(), "GM9999": square(6.5, 53)}
    with FaultServer(pdok({2026: shapes}, page_size=4)) as server:
        fetched = fetch(server, box=(5.9, 51.9, 5.92, 51.92))
    assert shapes_of(fetched) == mesh()
    assert len(server.log) == 1


@pytest.mark.parametrize("host", HOSTS)
def test_a_year_that_is_not_there_is_no_error(host: str) -> None:
    with FaultServer(pdok({2025: mesh()})) as server:
        assert fetch(server, host, 2026) is None
        assert fetch(server, host, 2025)


def test_a_year_outside_the_list_of_the_service_is_no_error() -> None:
    with FaultServer(pdok({2025: mesh()}, spoil=lambda _r, _: status(400))) as server:
        assert fetch(server, OGC_HOST) is None


def test_a_missing_page_is_not_a_missing_year() -> None:
    def lose(request: Request, reply: Reply) -> Reply:
        return status(404) if "cursor" in request.query else reply

    error = failing(pdok({2026: mesh()}, page_size=2, spoil=lose))
    assert isinstance(error, SourceError) and error.kind == "missing"


@pytest.mark.parametrize("host", HOSTS)
def test_other_years_in_the_same_answer_are_left_out(host: str) -> None:
    """A service that ignores the question for a year gives all of them."""

    def mix(_request: Request, reply: Reply) -> Reply:
        def older(body: Any) -> None:
            for code in CODES if body["features"] else ():
                known = {"statcode": code, "statnaam": code, "jrstatcode": f"2019{code}"}
                body["features"].insert(0, {"properties": known, "geometry": None})

        return edited(reply, older)

    with FaultServer(pdok({2026: mesh()}, spoil=mix)) as server:
        assert shapes_of(fetch(server, host)) == mesh()
        server.handler = pdok({2026: mesh()}, spoil=lambda _r, reply: _of_year(reply, 2023))
        assert fetch(server, host) is None


def _of_year(reply: Reply, year: int | None) -> Reply:
    def edit(body: Any) -> None:
        for feature in body["features"]:
            feature["properties"].pop("jaarcode", None)
            feature["properties"].pop("jrstatcode")
            if year:
                feature["properties"]["jaarcode"] = year

    return edited(reply, edit)


@pytest.mark.parametrize("host", HOSTS)
def test_the_year_may_be_a_number_and_must_be_said(host: str) -> None:
    with FaultServer(pdok({2026: mesh()}, spoil=lambda _r, reply: _of_year(reply, 2026))) as server:
        assert shapes_of(fetch(server, host)) == mesh()
    error = failing(pdok({2026: mesh()}, spoil=lambda _r, reply: _of_year(reply, None)), host)
    assert isinstance(error, SourceError)
    assert error.sentence == f"{host} zegt bij een grens niet van welk jaar die is."


@pytest.mark.parametrize("host", HOSTS)
def test_a_missing_municipality_is_named(host: str) -> None:
    shapes = mesh()
    del shapes["GM0003"]
    error = failing(pdok({2026: shapes}), host)
    assert error.sentence == f"{host} geeft in 2026 geen grens van GM0003."
    assert not isinstance(error, SourceError)


@pytest.mark.parametrize("host", HOSTS)
def test_a_municipality_twice_is_refused(host: str) -> None:
    handler = pdok({2026: mesh()}, spoil=lambda _r, reply: doubled(reply, "GM0002"))
    error = failing(handler, host)
    assert error.sentence == f"{host} geeft GM0002 in 2026 twee keer."


def test_wfs_that_always_gives_the_first_page_is_not_asked_for_ever() -> None:
    def first(request: Request) -> Reply:
        return pdok({2026: mesh()})(replace(request, query=request.query | {"startindex": "0"}))

    with FaultServer(first) as server, pytest.raises(DataError, match="twee keer"):
        fetch(server, WFS_HOST)
    assert len(server.log) == 2


def test_next_page_that_is_the_same_page_is_not_asked() -> None:
    def loop(request: Request, reply: Reply) -> Reply:
        links = [{"rel": "next", "href": OGC + request.target}]
        return edited(reply, lambda body: body.update(links=links))

    with FaultServer(pdok({2026: mesh()}, spoil=loop)) as server:
        with pytest.raises(SourceError, match="steeds naar dezelfde pagina"):
            fetch(server)
        assert len(server.log) == 1


def test_next_page_on_another_host_is_not_asked() -> None:
    with FaultServer(pdok({2026: mesh()})) as elsewhere:

        def lure(_request: Request, reply: Reply) -> Reply:
            away = [{"rel": "next", "href": elsewhere.url + "/items"}]
            return edited(reply, lambda body: body.update(links=away))

        error = failing(pdok({2026: mesh()}, spoil=lure))
        assert isinstance(error, SourceError) and error.kind == "blocked"
        assert elsewhere.log == []


def test_next_page_that_leads_away_without_a_scheme_is_not_asked() -> None:
    def relative(_request: Request, reply: Reply) -> Reply:
        links = [{"rel": "next", "href": "//elders.voorbeeld.nl/items?cursor=2"}]
        return edited(reply, lambda body: body.update(links=links))

    error = failing(pdok({2026: mesh()}, spoil=relative))
    assert isinstance(error, SourceError) and error.kind == "blocked"


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    "geometry",
    [
        None,
        {"type": "Point", "coordinates": [5.9, 51.9]},
        {"type": "Polygon", "coordinates": []},
        {"type": "Polygon", "coordinates": [[[5.9, 51.9], [5.91, 51.9], [5.9, 51.9]]]},
        {"type": "Polygon", "coordinates": [[["a", 1], [1, 1], [2, 2], [1, 1]]]},
        {"type": "MultiPolygon", "coordinates": [[[5.9, 51.9]]]},
    ],
)
def test_what_is_no_area_is_refused(host: str, geometry: Any) -> None:
    def spoil(_request: Request, reply: Reply) -> Reply:
        def edit(body: Any) -> None:
            for feature in body["features"][1:2]:
                feature["geometry"] = geometry

        return edited(reply, edit)

    sentence = failing(pdok({2026: mesh()}, spoil=spoil), host).sentence
    assert sentence.startswith(f"{host} geeft bij GM0002 geen bruikbare grens (")


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize(
    "edit",
    [
        lambda body: body.update(type="Feature"),
        lambda body: body.pop("features"),
        lambda body: body.update(features={"GM0001": 1}),
        lambda body: body["features"][0]["properties"].pop("statcode"),
        lambda body: body["features"][0]["properties"].update(statnaam=7),
    ],
)
def test_another_shape_of_answer_is_a_failure_of_the_service(host: str, edit: Any) -> None:
    error = failing(pdok({2026: mesh()}, spoil=lambda _r, reply: edited(reply, edit)), host)
    assert isinstance(error, SourceError)
    assert "iets anders dan afgesproken" in error.sentence


def test_canonical_hosts_are_the_only_way_out() -> None:
    assert {OGC, WFS} == {f"https://{host}" for host in HOSTS}
