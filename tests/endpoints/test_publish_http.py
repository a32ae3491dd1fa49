"""How every published address behaves: methods, tags, caching, packing, and other sites."""

from __future__ import annotations

import gzip

import pytest
from publishcases import Site

ADDRESSES = [
    "/tegel/uitkeringen-totaal",
    "/tegel/uitkeringen-totaal.csv",
    "/tegel/uitkeringen-totaal.svg",
    "/tegel/doel/vaardigheden-medewerkers",
    "/tegel/project/soil-valley",
    "/api",
    "/api/v1/",
    "/api/v1/areas",
    "/api/v1/observations?indicator=bevolking",
    "/api/v1/openapi.json",
    "/api/v1/alles.zip",
    "/catalogus.ttl",
    "/catalogus.jsonld",
]


@pytest.mark.parametrize("path", ADDRESSES)
def test_content_has_a_tag_and_is_not_sent_twice(site: Site, path: str) -> None:
    first = site.ask(path)
    again = site.ask(path, if_none_match=first.headers["etag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    # The catalogue has the address of this request in it, as the site has none of its own.
    is_own = path.startswith("/catalogus")
    assert ("stale-if-error=604800" in first.headers["cache-control"]) is not is_own
    assert "max-age=300" in again.headers["cache-control"]


@pytest.mark.parametrize("known", ["*", 'W/"x", {tag}', "{bare}"])
def test_a_tag_counts_in_every_way_it_may_be_written(site: Site, known: str) -> None:
    tag = site.ask("/api/v1/areas").headers["etag"]
    written = known.format(tag=tag, bare=tag.removeprefix("W/"))
    assert site.ask("/api/v1/areas", if_none_match=written).status == 304
    assert site.ask("/api/v1/areas", if_none_match='W/"other"').status == 200


@pytest.mark.parametrize("path", ["/api/v1/areas", "/tegel/bevolking", "/catalogus.ttl"])
@pytest.mark.parametrize("known", ['"x{bare}y"', "{bare}x", 'W/"other"', "", "x", "{open}"])
def test_a_part_of_a_tag_is_not_the_tag(site: Site, path: str, known: str) -> None:
    answer = site.ask(path)
    tag = answer.headers["etag"].removeprefix("W/")
    written = known.format(bare=tag.strip('"'), open=tag[:-1])
    assert site.ask(path, if_none_match=written).status == 200


EVERYWHERE = (*ADDRESSES, "/catalogus.jsonld", "/deel/bevolking", "/api", "/api/v1/openapi.json")


@pytest.mark.parametrize("path", EVERYWHERE)
def test_what_has_the_host_of_a_visitor_in_it_is_for_that_visitor(site: Site, path: str) -> None:
    answer = site.ask(path, host="elders.voorbeeld.nl")
    assert answer.status == 200
    if b"elders.voorbeeld.nl" in answer.body:
        assert answer.headers["cache-control"].startswith("private")


def test_the_catalogue_has_that_host_in_it(site: Site, configured: Site) -> None:
    """So that the test above looks at something."""
    host = {"host": "elders.voorbeeld.nl"}
    assert b"elders.voorbeeld.nl" in site.ask("/catalogus.ttl", **host).body
    known = configured.ask("/catalogus.ttl", **host)
    assert b"elders.voorbeeld.nl" not in known.body
    assert known.headers["cache-control"].startswith("public")


@pytest.mark.parametrize("path", ["/tegel/bevolking", "/api/v1/sources", "/catalogus.ttl"])
@pytest.mark.parametrize("takes", ["gzip;q=0", "gzip;q=0.0, identity", "identity", "br", "xgzip"])
def test_who_refuses_a_coding_does_not_get_it(site: Site, path: str, takes: str) -> None:
    answer = site.ask(path, accept_encoding=takes)
    assert "content-encoding" not in answer.headers
    assert answer.body == site.ask(path).body


@pytest.mark.parametrize("path", ["/tegel/bevolking", "/api/v1/sources", "/catalogus.ttl"])
def test_each_coding_has_a_tag_of_its_own(site: Site, path: str) -> None:
    plain, packed = site.ask(path), site.ask(path, accept_encoding="gzip")
    assert plain.headers["etag"] != packed.headers["etag"]
    tag = packed.headers["etag"]
    assert site.ask(path, accept_encoding="gzip", if_none_match=tag).status == 304
    assert site.ask(path, if_none_match=tag).status == 200


@pytest.mark.parametrize("path", ADDRESSES)
def test_head_is_the_same_without_content(site: Site, path: str) -> None:
    whole, head = site.ask(path), site.ask(path, "HEAD")
    assert (head.status, head.body) == (200, b"")
    same = ("etag", "content-type", "content-length", "cache-control")
    assert [head.headers[name] for name in same] == [whole.headers[name] for name in same]


@pytest.mark.parametrize("path", ADDRESSES)
def test_other_sites_may_read_and_only_read(site: Site, path: str) -> None:
    asked = site.ask(path, origin="https://www.voorbeeld.nl")
    before = site.ask(path, "OPTIONS", origin="https://www.voorbeeld.nl")
    written = site.ask(path, "POST")
    assert asked.headers["access-control-allow-origin"] == "*"
    assert "access-control-allow-credentials" not in asked.headers
    assert before.status == 204
    assert before.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
    assert written.status == 405 and written.headers["allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["/tegel/bevolking", "/api/v1/sources", "/catalogus.ttl"])
def test_text_is_packed_for_who_takes_it(site: Site, path: str) -> None:
    plain, packed = site.ask(path), site.ask(path, accept_encoding="gzip, br")
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < len(plain.body) / 2
    assert "Accept-Encoding" in plain.headers["vary"]


def test_images_and_archives_are_not_packed_again(site: Site) -> None:
    for path in ("/tegel/uitkeringen-totaal.png", "/api/v1/alles.zip"):
        assert "content-encoding" not in site.ask(path, accept_encoding="gzip").headers


def test_every_answer_says_what_it_is(site: Site) -> None:
    for path in ("/tegel/bevolking", "/tegel/nee", "/api/v1/nee", "/api/v1/areas?format=csv"):
        reply = site.ask(path)
        assert reply.headers["x-content-type-options"] == "nosniff"
        assert "/" in reply.headers["content-type"]


def test_a_tile_may_load_nothing_and_run_one_script(site: Site) -> None:
    for path in ("/tegel/bevolking", "/tegel/nee", "/api"):
        policy = site.ask(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy and policy.count("sha256-") == 1
        assert "unsafe-inline'" not in policy.partition("script-src")[2]


def test_a_question_that_is_too_long_is_refused(site: Site) -> None:
    for path in ("/tegel/bevolking", "/api/v1/areas", "/oembed"):
        assert site.ask(f"{path}?x={'a' * 2100}").status == 414


@pytest.mark.parametrize(
    "path",
    [
        "/tegel/%00",
        "/tegel/..%2f..%2fetc%2fpasswd",
        "/tegel/%F0%9F%98%80",
        "/tegel/bevolking?gebied=%00",
        "/tegel/bevolking?gebied=%ED%A0%80",
        "/tegel/bevolking?periode=%0d%0aSet-Cookie:x",
        "/tegel/bevolking?kenmerk[a][b][c]=1&gebied[]=GM0202",
        "/tegel/bevolking.csv.csv",
        "/api/v1/registers/..%2f..%2fREADME",
        "/api/v1/registers/metingen%00",
        "/api/v1/observations?van=2024-02-31",
        "/api/v1/observations?aantal=99999999999999999999",
        "/api/v1/observations?pagina=%D9%A1",
        "/oembed?url=http://[::1",
        "/oembed?url=%00&format=json",
    ],
)
def test_tricks_meet_a_plain_refusal(site: Site, path: str) -> None:
    reply = site.ask(path)
    assert 200 <= reply.status < 500
    assert "set-cookie" not in reply.headers
    assert b"Traceback" not in reply.body and b"root:" not in reply.body


def test_new_addresses_are_explained_to_machines(site: Site) -> None:
    moved = site.ask("/api/v1")
    assert (moved.status, moved.headers["location"]) == (308, "v1/")
    unknown = site.ask("/api/v2/areas")
    assert unknown.status == 404 and "/api" in unknown.json["detail"]
