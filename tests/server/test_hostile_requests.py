"""Requests made to break something: none does, and none makes the server say what was sent."""

from __future__ import annotations

from contextlib import suppress

import pytest
from sitework import Site
from websockets.exceptions import InvalidStatus

EVIL = "kwaad.voorbeeld.com"
CLIMBING = [
    "/static/../../../../etc/passwd",
    "/static/..%2f..%2f..%2fetc/passwd",
    "/static/%2e%2e/%2e%2e/etc/passwd",
    "/static/%252e%252e/etc/passwd",
    "/static/..%5c..%5cetc",
    "/static//etc/passwd",
    "/static/js/%00.js",
    "/static/C:/windows/win.ini",
    "/geo/../server.py",
    "/geo/%2e%2e%2fserver.py",
    "/geo/gemeenten_2024.geojson/../../server.py",
    "/media/../../etc/passwd",
    "/og/..%2fover.png",
    "/og/%2e%2e.png",
    "//etc/passwd",
    "/\\etc\\passwd",
    "/./server.py",
    "/~root",
]
STRANGE = [
    "/%ff%fe",
    "/over%0d%0aSet-Cookie:%20a=b",
    "/%0d%0a%0d%0a<script>",
    "/over%00",
    "/%ed%a0%80",
    "/%c0%ae%c0%ae/etc/passwd",
    "/оver",
    "/over%e2%80%ae",
    "/o%cc%88ver",
    "/ＯＶＥＲ",
    "/over%20",
    "/OVER",
    "/;jsessionid=1",
    "/over;x",
    "/%3Cscript%3Ealert(1)%3C/script%3E",
    "/over/..;/bronnen",
]


@pytest.mark.parametrize("path", CLIMBING + STRANGE, ids=ascii)
def test_a_strange_path_leads_nowhere(plain: Site, path: str) -> None:
    sent = path if path.isascii() else "".join(f"%{byte:02x}" for byte in path.encode())
    answer = plain.ask(sent if path.isascii() else f"/{sent[3:]}", headers={"Accept": "text/html"})
    assert answer.status in (400, 404), answer.body[:200]
    assert "Set-Cookie" not in answer.headers
    assert b"<script" not in answer.body
    assert b"root:" not in answer.body
    assert b"from __future__" not in answer.body


@pytest.mark.parametrize(
    "path",
    ["/over%00", "/static/../x", "/%2e%2e/x", "//x", "/x//y", "/x\\y", "/%ff", "/over%0d%0a"],
)
def test_what_no_address_has_is_refused_before_anything_looks_at_it(plain: Site, path: str) -> None:
    assert plain.ask(path).status == 400


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("a" * 5000, 414),
        ("&".join(["gebied=GM0202"] * 250), 400),
        ("a[b][c][d][e][f]=" + "[" * 500, 200),
        ("%00=%00&x=%ff%fe&y=%ed%a0%80", 200),
        ("x=%0d%0aSet-Cookie:%20a=b", 200),
        ('x="><script>alert(1)</script>', 200),
    ],
    ids=["long", "many", "nested", "no text", "lines", "markup"],
)
def test_a_strange_query_changes_nothing(plain: Site, query: str, status: int) -> None:
    answer = plain.ask(f"/over?{query}")
    assert answer.status == status
    assert "Set-Cookie" not in answer.headers
    assert b"alert(1)" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/overzicht?x=%0d%0aSet-Cookie:%20a=b",
        "/overzicht?x=//kwaad.voorbeeld.com",
        "/over/?next=https://kwaad.voorbeeld.com",
        "/over/?x=%0d%0aLocation:%20https://kwaad.voorbeeld.com",
    ],
)
def test_a_redirect_stays_here(plain: Site, path: str) -> None:
    answer = plain.ask(path, headers={"Host": EVIL, "X-Forwarded-Host": EVIL})
    place = answer.headers["Location"]
    assert answer.status == 308
    assert place.startswith(("./?", "../over?"))
    assert "Set-Cookie" not in answer.headers
    for other in (f"//{EVIL}", f"/%5c{EVIL}", f"/{EVIL}//", f"/https://{EVIL}/"):
        away = plain.ask(other)
        assert away.status in (400, 404)
        assert away.headers["Location"] is None


@pytest.mark.parametrize("path", ["/", "/over", "/robots.txt", "/og/over.png", "/bestaat-niet"])
def test_nothing_is_made_from_the_host_header(full: Site, plain: Site, path: str) -> None:
    for site in (full, plain):
        headers = {"X-Forwarded-Host": EVIL, "X-Forwarded-For": "198.51.100.3"}
        ours = site.ask(path, headers=headers)
        assert EVIL.encode() not in ours.body
    theirs = plain.ask(path, headers={"Host": EVIL})
    assert EVIL.encode() not in theirs.body
    assert EVIL not in str(theirs.headers)


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200),
        ("LOCALHOST:8501", 200),
        ("monitor.voorbeeld.nl", 200),
        ("voorbeeld.nl", 421),
        (EVIL, 421),
        ("voorbeeld.nl.kwaad.nl", 421),
        ("kwaadvoorbeeld.nl", 421),
        ("127.0.0.1", 421),
        ("", 421),
        ("localhost, kwaad.nl", 400),
        ("local host", 400),
        ("a@localhost", 400),
        ("localhost/pad", 400),
        ("localhost:99999999", 400),
    ],
)
def test_only_the_names_of_the_site_are_answered(full: Site, host: str, status: int) -> None:
    assert full.ask("/robots.txt", headers={"Host": host}).status == status


def test_health_has_no_name(full: Site) -> None:
    for path in ("/healthz", "/readyz", "/_stcore/health"):
        assert full.ask(path, headers={"Host": "10.0.0.7:8501"}).status == 200


def test_a_websocket_needs_a_name_of_the_site_too(full: Site) -> None:
    headers = {
        "Host": EVIL,
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    assert full.ask("/_stcore/stream", headers=headers).status == 421


@pytest.mark.parametrize(
    "origin",
    [f"https://{EVIL}", "null", "http://localhost", "http://localhost:1", "http://", "http://["],
)
def test_a_page_of_another_site_gets_no_websocket(plain: Site, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        plain.open(origin=origin)
    assert refused.value.response.status_code == 403


def test_a_body_is_refused_before_it_is_read(plain: Site) -> None:
    for headers in ({"Content-Length": "1000000000"}, {"Transfer-Encoding": "chunked"}):
        for path in ("/", "/robots.txt", "/_stcore/health"):
            answer = plain.ask(path, headers=headers)
            assert answer.status == 413
            assert answer.headers["Connection"] == "close"
    assert plain.ask("/robots.txt", headers={"Content-Length": "0"}).status == 200


@pytest.mark.parametrize(
    "lines",
    [
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"GET http://kwaad.voorbeeld.com/ HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX-Lang: " + b"a" * 100_000 + b"\r\n\r\n",
        b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"CONNECT kwaad.voorbeeld.com:443 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n",
    ],
    ids=["two hosts", "no host", "two lengths", "absolute", "long header", "long path", "tls",
         "http2", "connect", "asterisk"],
)  # fmt: skip
def test_what_is_not_a_request_is_refused(plain: Site, lines: bytes) -> None:
    status = b""
    with plain.raw() as connection, suppress(ConnectionError):  # or it is cut off at once
        connection.sendall(lines)
        status = connection.recv(4096).split(b"\r\n")[0]
    assert not status or status.startswith(b"HTTP/1.1 4"), status
    assert plain.ask("/healthz").status == 200
