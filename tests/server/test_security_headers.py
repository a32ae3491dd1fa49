"""The headers of every kind of answer, errors and websockets included."""

from __future__ import annotations

import pytest
from sitework import Site
from websockets.exceptions import InvalidStatus

from endpoints.guard.gate import SOCKET
from pages import PAGES

PAGE_PATHS = ["/", *(f"/{entry.slug}" for entry in PAGES[1:])]
ANSWERS = {
    **dict.fromkeys(PAGE_PATHS, 200),
    f"/{PAGES[0].slug}": 308,
    f"/{PAGES[1].slug}/": 308,
    "/healthz": 200,
    "/readyz": 200,
    "/robots.txt": 200,
    "/favicon.png": 200,
    "/og/overzicht.png": 200,
    "/og/niets.png": 404,
    "/geo/niets": 404,
    "/static/niets.js": 404,
    "/media/00ff.png": 404,
    "/_stcore/health": 200,
    "/_stcore/host-config": 200,
    "/_stcore/metrics": 404,
    "/bestaat-niet": 404,
    "/%00": 400,
    "/" + "a" * 2000: 414,
}


@pytest.mark.parametrize("path", ANSWERS, ids=lambda path: path[:30])
def test_every_answer_has_the_headers(full: Site, path: str) -> None:
    answer = full.ask(path, headers={"X-Forwarded-For": "198.51.100.1"})
    assert answer.status == ANSWERS[path]
    headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "frame-ancestors 'self' http://127.0.0.1:" in policy
    assert "unsafe-eval" not in policy.replace("wasm-unsafe-eval", "")
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin"
    assert "geolocation=()" in headers["Permissions-Policy"]
    assert headers["Strict-Transport-Security"] == "max-age=86400"
    assert headers["Cross-Origin-Resource-Policy"] in ("same-origin", "cross-origin")
    assert all(len(headers.get_all(name)) == 1 for name in headers)
    # Nothing about us: no cookie, no name of the server, no framework.
    assert not set(map(str.lower, headers)) & {"set-cookie", "server", "x-powered-by"}


def test_scripts_may_run_only_by_their_hash(plain: Site) -> None:
    for path in PAGE_PATHS:
        answer = plain.ask(path)
        policy = answer.headers["Content-Security-Policy"]
        scripts = policy.partition("script-src ")[2].partition(";")[0]
        assert "unsafe-inline" not in scripts
        assert scripts.count("'sha256-") == answer.body.count(b"<script>") == 4


def test_without_settings_only_the_site_itself_may_frame(plain: Site) -> None:
    headers = plain.ask("/").headers
    assert "frame-ancestors 'self'" in headers["Content-Security-Policy"].split("; ")
    assert headers["X-Frame-Options"] == "SAMEORIGIN"
    assert headers["Strict-Transport-Security"] is None


def test_the_older_header_is_silent_where_it_cannot_say_it(full: Site) -> None:
    assert full.ask("/robots.txt").headers["X-Frame-Options"] is None


def test_a_method_that_writes_is_refused_with_the_headers(plain: Site) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "VERZIN"):
        for path in ("/", "/_stcore/health", "/static/js/x.js", "/bestaat-niet"):
            answer = plain.ask(path, method)
            assert answer.status == 405, (method, path)
            assert answer.headers["Content-Security-Policy"]
            assert "GET" in answer.headers["Allow"]


def test_an_opened_websocket_has_the_headers(full: Site) -> None:
    with full.open("198.51.100.2") as connection:
        assert connection.response
        headers = connection.response.headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"] == "max-age=86400"
    assert "frame-ancestors" in headers["Content-Security-Policy"]
    assert "Set-Cookie" not in headers


def test_a_refused_websocket_has_the_headers(full: Site) -> None:
    with pytest.raises(InvalidStatus) as refused:
        full.open("198.51.100.2", origin="https://kwaad.voorbeeld.com")
    response = refused.value.response
    assert response.status_code == 403
    assert response.headers["X-Content-Type-Options"] == "nosniff"


def test_the_answer_to_an_upgrade_elsewhere_has_the_headers(plain: Site) -> None:
    headers = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Version": "13",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
    }
    for path in ("/", "/_stcore/ander", f"{SOCKET}/", "/static/js/x.js"):
        answer = plain.ask(path, headers=headers)
        assert answer.status == 404
        assert answer.headers["Content-Security-Policy"]


def test_errors_are_dutch_and_follow_what_is_asked_for(plain: Site) -> None:
    page = plain.ask("/a/b", headers={"Accept": "text/html,*/*"})
    assert page.status == 404
    assert b'<html lang="nl">' in page.body
    assert b'href="../"' in page.body
    text = plain.ask("/a/b")
    assert text.headers.get_content_type() == "text/plain"
    assert text.body.decode() == "Deze pagina bestaat niet.\n"
    assert page.headers["Cache-Control"] == "no-store"
