"""Connections: shared, given back, over IPv4 when IPv6 fails, through TLS and proxies."""

from __future__ import annotations

import contextlib
import gc
import shutil
import socket
import ssl
import subprocess
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from faultserver import (
    FaultServer,
    always,
    closed_port,
    drip_body,
    drip_head,
    hang,
    hang_in_body,
    hanging_port,
    html,
    ok,
    reset,
    sequence,
    status,
)
from netcases import LONG, PAGE, V3, Stopwatch, ask, failure, quick, serve

from bench.ports import has_ipv6
from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.exchange import ADAPTER
from data_loaders.net.session import GuardedSession, get_json

GOOD = ok({"value": [1]})
WHOLE = {"value": [1]}


needs_ipv6 = pytest.mark.skipif(not has_ipv6(), reason="deze machine heeft geen ::1")


class Names:
    """A name service that knows one more name, with these addresses, in this order."""

    def __init__(self, *addresses: str) -> None:
        self.addresses = addresses
        self.real = socket.getaddrinfo
        self.families: list[int] = []

    def __call__(self, host: Any, port: Any, family: int = 0, *args: Any, **more: Any) -> Any:
        if host != "bron.test":
            return self.real(host, port, family, *args, **more)
        self.families.append(family)
        found = [self.real(ip, port, 0, socket.SOCK_STREAM)[0] for ip in self.addresses]
        chosen = [entry for entry in found if family in (0, entry[0])]
        if not chosen:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return chosen


def use_names(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> Names:
    names = Names(*addresses)
    monkeypatch.setattr(socket, "getaddrinfo", names)
    return names


# Sharing


def test_all_sessions_share_one_connection() -> None:
    """As cbsodata works: a new session for each page."""
    with serve(GOOD) as server, budget(quick(server.url), seconds=5):
        for number in range(10):
            with GuardedSession() as session:
                session.get(f"{V3}/{number}")
        assert server.connections == 1 and len(server.log) == 10


def test_a_connection_serves_one_budget_after_another() -> None:
    with serve(GOOD) as server:
        assert ask(quick(server.url), seconds=0.5) == WHOLE
        server.handler = always(drip_body(GOOD, 0.05))
        assert ask(quick(server.url), f"{V3}/later", seconds=5) == WHOLE
        assert server.connections == 1


def test_a_connection_that_the_source_closed_is_replaced() -> None:
    with serve(GOOD) as server:
        assert ask(quick(server.url)) == WHOLE
    with FaultServer(always(GOOD), port=server.port) as again:
        assert ask(quick(again.url)) == WHOLE


def sockets() -> int:
    """How many sockets this process holds."""
    links = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return sum(link.startswith("socket:") for link in links)


@pytest.mark.skipif(not Path("/proc/self/fd").exists(), reason="zonder /proc niet te tellen")
def test_no_fault_leaks_a_socket() -> None:
    replies = [
        GOOD,
        status(404),
        status(503),
        html("x" * 100_000),
        reset(GOOD, 3),
        hang(),
        hang_in_body(ok("x" * 1000), 10),
        drip_head(GOOD, 0.1),
        ok("x" * 100_000),
    ]
    gc.collect()
    before = sockets()
    with serve(GOOD) as server:
        settings = quick(server.url, attempts=1, max_bytes=50_000)
        for number in range(len(replies) * 3):
            server.handler = always(replies[number % len(replies)])
            try:
                ask(settings, f"{V3}/{number}", seconds=0.1)
            except SourceError:
                continue
        ADAPTER.close()
        deadline = time.monotonic() + LONG
        while server.open_connections and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.open_connections == 0
    assert sockets() <= before


def test_many_threads_at_once() -> None:
    with serve(lambda request: ok(request.path)) as server:
        settings = quick(server.url)
        found: list[str] = []

        def work(number: int) -> None:
            with budget(settings, seconds=20):
                found.extend(get_json(f"{V3}/{number}/{page}") for page in range(10))

        threads = [threading.Thread(target=work, args=(number,)) for number in range(16)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        wanted = [f"/{number}/{page}" for number in range(16) for page in range(10)]
        assert sorted(found) == sorted(wanted)


# IPv4


@needs_ipv6
def test_ipv6_is_used_where_it_works(monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch, "::1", "127.0.0.1")
    with FaultServer(always(GOOD), host="::1") as server:
        assert ask(quick(f"http://bron.test:{server.port}")) == WHOLE


@needs_ipv6
def test_a_host_whose_ipv6_refuses_is_asked_over_ipv4(monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch, "::1", "127.0.0.1")
    with serve(GOOD) as server, Stopwatch() as watch:
        settings = quick(f"http://bron.test:{server.port}", connect_timeout=LONG)
        assert ask(settings, seconds=LONG) == WHOLE
    assert watch.stopped_early()


@needs_ipv6
def test_a_host_whose_ipv6_hangs_is_asked_over_ipv4(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    use_names(monkeypatch, "::1", "127.0.0.1")
    with serve(GOOD) as server, hanging_port("::1", server.port):
        settings = quick(f"http://bron.test:{server.port}", connect_timeout=0.4, attempts=1)
        with Stopwatch() as watch:
            assert ask(settings, seconds=LONG) == WHOLE
        assert watch.stopped_early()


@needs_ipv6
def test_a_host_that_moves_to_ipv6_only_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    names = use_names(monkeypatch, "::1", "127.0.0.1")
    with serve(GOOD) as server:
        settings = quick(f"http://bron.test:{server.port}")
        assert ask(settings) == WHOLE
        port = server.port
    names.addresses = ("::1",)
    with FaultServer(always(GOOD), host="::1", port=port):
        assert ask(settings) == WHOLE


def test_a_second_address_is_tried_when_the_first_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch, "127.0.0.1", "127.0.0.2")
    server = FaultServer(always(GOOD), host="127.0.0.2")
    with server, hanging_port("127.0.0.1", server.port):
        settings = quick(f"http://bron.test:{server.port}", connect_timeout=0.4, attempts=1)
        with Stopwatch() as watch:
            assert ask(settings, seconds=LONG) == WHOLE
    assert watch.seconds >= 0.4 and watch.stopped_early()


def test_addresses_that_all_hang_end_with_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch, *[f"127.0.0.{number}" for number in range(1, 9)])
    with hanging_port("127.0.0.1") as port, contextlib.ExitStack() as others:
        for number in range(2, 9):
            others.enter_context(hanging_port(f"127.0.0.{number}", port))
        settings = quick(f"http://bron.test:{port}", connect_timeout=LONG / 8)
        with Stopwatch() as watch:
            assert failure(settings, seconds=0.5).kind == "timeout"
        assert watch.stopped_early()


def test_a_name_that_is_not_known_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    use_names(monkeypatch)
    error = failure(quick("http://bron.test"))
    assert error.sentence == "Het adres van opendata.cbs.nl is niet te vinden."
    assert error.kind == "unreachable"


# TLS


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate for localhost, with its key in the same file."""
    command = shutil.which("openssl")
    if not command:
        pytest.skip("zonder openssl geen certificaat")
    folder = tmp_path_factory.mktemp("tls")
    made = folder / "made.pem"
    subprocess.run(
        [command, "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
        + ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
        + ["-keyout", str(folder / "key.pem"), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    made.write_text(made.read_text() + (folder / "key.pem").read_text())
    return made


@pytest.fixture
def secure(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


def test_a_certificate_nobody_vouches_for_is_refused(secure: ssl.SSLContext) -> None:
    with FaultServer(always(GOOD), tls=secure) as server:
        error = failure(quick(f"https://localhost:{server.port}"))
        assert error.kind == "unreachable" and server.log == []
        assert error.sentence == "Er komt geen veilige verbinding met opendata.cbs.nl tot stand."


def test_a_caller_cannot_switch_the_check_of_certificates_off(secure: ssl.SSLContext) -> None:
    with FaultServer(always(GOOD), tls=secure) as server:
        settings = quick(f"https://localhost:{server.port}", attempts=1)
        with budget(settings, seconds=5), pytest.raises(Exception, match="veilige verbinding"):
            GuardedSession().get(PAGE, verify=False)
        assert server.log == []


def test_the_bundle_of_the_environment_is_used_also_by_a_plain_send(
    secure: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with FaultServer(always(GOOD), tls=secure) as server:
        settings = quick(f"https://localhost:{server.port}")
        assert ask(settings) == WHOLE
        assert ask(settings) == WHOLE
        assert server.connections == 1


@pytest.mark.parametrize("fault", [drip_head(GOOD, 0.1), drip_body(ok("x" * 99), 0.1), hang()])
def test_the_deadline_holds_over_tls(
    fault: Any, secure: ssl.SSLContext, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with FaultServer(always(fault), tls=secure) as server, Stopwatch() as watch:
        settings = quick(f"https://localhost:{server.port}", read_timeout=LONG)
        assert failure(settings, seconds=0.6).kind == "timeout"
    assert watch.stopped_early()


# Proxies


def test_the_proxy_of_the_environment_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(GOOD) as proxy:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        assert ask(quick("http://mirror.test/v3"), f"{V3}/x?a=1") == WHOLE
        assert [request.target for request in proxy.log] == ["http://mirror.test/v3/x?a=1"]


def test_a_host_of_no_proxy_is_asked_directly(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(status(500)) as proxy, serve(GOOD) as server:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        # As cbsodata does: the proxies it saw when it was imported.
        with budget(quick(server.url), seconds=5):
            session = GuardedSession()
            response = session.get(PAGE, proxies={"http": proxy.url, "https": None})
            assert response.json() == WHOLE
        assert proxy.log == [] and len(server.log) == 1


def test_https_goes_through_a_tunnel(monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(status(503)) as proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        error = failure(quick(V3, attempts=2))
        assert error.kind == "unreachable"
        asked = [(request.method, request.target) for request in proxy.log]
        assert asked == [("CONNECT", "opendata.cbs.nl:443")] * 2


@pytest.mark.parametrize("fault", [hang(), drip_head(ok({}), 0.1)])
def test_the_deadline_holds_in_a_tunnel(fault: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with serve(sequence(fault)) as proxy, Stopwatch() as watch:
        monkeypatch.setenv("HTTPS_PROXY", proxy.url)
        settings = quick(V3, connect_timeout=LONG, read_timeout=LONG)
        assert failure(settings, seconds=0.5).kind in ("timeout", "unreachable")
    assert watch.stopped_early()


def test_a_proxy_that_is_down_is_told_in_the_name_of_the_source(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with closed_port() as port:
        monkeypatch.setenv("HTTPS_PROXY", f"http://127.0.0.1:{port}")
        error = failure(quick(V3))
    assert error.sentence == "opendata.cbs.nl is niet te bereiken."
