"""Who counts as one client: never who a header says, unless a trusted proxy says so."""

from __future__ import annotations

import logging
from contextlib import ExitStack

import pytest
from sitework import Site, run_apart, serving_site
from starlette.routing import Route
from starlette.types import Message, Receive, Scope, Send
from websockets.exceptions import InvalidStatus

from endpoints.guard.clients import TrueClient
from endpoints.guard.limits import RequestLimit
from endpoints.guard.settings import read_settings
from endpoints.http.clients import client_key


def client_of(connected: tuple[str, int] | None, forwarded: str, *proxies: str) -> str:
    """Return which client the app sees."""
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(client_key(scope))

    headers = [(b"x-forwarded-for", forwarded.encode())] if forwarded else []
    scope = {"type": "http", "client": connected, "headers": headers, "scheme": "http"}

    async def nothing(*_: object) -> dict[str, object]:
        return {}

    run_apart(TrueClient(app, proxies)(scope, nothing, nothing))
    return seen[0]


def test_without_trusted_proxies_the_connection_counts() -> None:
    assert client_of(("203.0.113.9", 1234), "198.51.100.1") == "203.0.113.9"
    assert client_of(("127.0.0.1", 1234), "198.51.100.1") == "127.0.0.1"
    # uvicorn has believed the header already, which a port of 0 gives away.
    assert client_of(("198.51.100.1", 0), "198.51.100.1") == "127.0.0.1"
    assert client_of(None, "198.51.100.1") == "127.0.0.1"


@pytest.mark.parametrize(
    ("connected", "forwarded", "client"),
    [
        ("10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "1.1.1.1, 198.51.100.1, 10.0.0.7", "198.51.100.1"),
        ("10.0.0.5", "", "10.0.0.5"),
        ("203.0.113.9", "198.51.100.1", "203.0.113.9"),
        ("::ffff:10.0.0.5", "198.51.100.1", "198.51.100.1"),
        ("10.0.0.5", "2001:db8:1:2:aaaa::1", "2001:db8:1:2::/64"),
        ("10.0.0.5", "[2001:db8:1:2:bbbb::1]:443", "2001:db8:1:2::/64"),
        ("10.0.0.5", "onbekend" * 40, ("onbekend" * 40)[:64]),
    ],
)
def test_a_trusted_proxy_says_who_the_visitor_is(
    connected: str, forwarded: str, client: str
) -> None:
    assert client_of((connected, 1234), forwarded, "10.0.0.0/8") == client


def test_one_ipv6_visitor_is_one_client_whatever_address_it_takes() -> None:
    assert client_of(("2001:db8::1", 1), "") == client_of(("2001:db8::ffff:1", 1), "")
    assert client_of(("2001:db8::1", 1), "") != client_of(("2001:db8:0:1::1", 1), "")
    assert client_of(("::ffff:203.0.113.9", 1), "") == "203.0.113.9"


def test_a_proxy_that_is_not_named_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        pass

    async def nothing(*_: object) -> dict[str, object]:
        return {}

    middleware = TrueClient(app, ())
    for _ in range(3):
        scope = {"type": "http", "client": ("10.0.0.5", 9), "headers": [(b"x-forwarded-for", b"a")]}
        with caplog.at_level(logging.WARNING):
            run_apart(middleware(scope, nothing, nothing))
    assert caplog.text.count("MONITOR_PROXIES") == 1


def test_a_made_up_address_does_not_give_a_new_limit() -> None:
    statuses = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def nothing(*_: object) -> dict[str, object]:
        return {}

    async def send(message: Message) -> None:
        if message["type"] == "http.response.start":
            statuses.append(message["status"])

    settings = read_settings({"MONITOR_REQUESTS_PER_MINUTE": "20"})
    site = TrueClient(RequestLimit(app, [Route("/x", lambda _request: None)], settings), ())
    for number in range(25):
        headers = [(b"x-forwarded-for", f"198.51.100.{number}".encode())]
        scope = {"type": "http", "method": "GET", "path": "/x", "client": ("203.0.113.9", 1)}
        run_apart(site({**scope, "headers": headers}, nothing, send))
    assert statuses == [200] * 20 + [429] * 5


def test_clients_behind_a_trusted_proxy_have_limits_of_their_own(full: Site) -> None:
    one, other = {"X-Forwarded-For": "198.51.100.7"}, {"X-Forwarded-For": "198.51.100.8"}
    answers = [full.ask("/og/over.png", headers=one) for _ in range(40)]
    refused = [answer for answer in answers if answer.status == 429]
    assert 5 <= len(refused) <= 10
    assert refused[0].headers["Retry-After"] == "5"
    assert "te veel verzoeken" in refused[0].body.decode()
    assert full.ask("/og/over.png", headers=other).status == 200
    assert full.ask("/over", headers=one).status == 429
    for path in ("/healthz", "/readyz", "/favicon.png", "/robots.txt"):
        assert full.ask(path, headers=one).status == 200


CLAIMED = ("X-Forwarded-For", "Forwarded", "X-Real-IP", "CF-Connecting-IP", "True-Client-IP")


def test_who_claims_to_be_many_is_one_and_does_not_fill_the_log() -> None:
    """Without MONITOR_PROXIES, over HTTP and over websockets."""
    with serving_site(
        MONITOR_REQUESTS_PER_MINUTE="20", MONITOR_SOCKETS_PER_CLIENT="3"
    ) as site, ExitStack() as stack:  # fmt: skip
        statuses = []
        for number in range(60):
            said = {name: f"198.51.100.{number}" for name in CLAIMED}
            said["X-Forwarded-For"] += f", \x1b[31m\xff{'x' * 9000}{number}"
            statuses.append(site.ask("/og/over.png", headers=said).status)
        assert statuses[:15] == [200] * 15
        assert 429 in statuses[15:]
        for number in range(3):
            stack.enter_context(site.open(f"198.51.100.{number}"))
        with pytest.raises(InvalidStatus) as refused:
            site.open("198.51.100.99")
        assert refused.value.response.status_code == 429
        log = site.log_text()
        assert log.count("MONITOR_PROXIES") == 1
        assert "198.51" not in log and "xxx" not in log and "\x1b" not in log
