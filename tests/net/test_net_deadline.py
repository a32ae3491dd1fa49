"""No request lasts longer than what is left of its budget, whatever the source does."""

from __future__ import annotations

import socket
import threading
import time
from typing import Any

import pytest
from faultserver import (
    FaultServer,
    Reply,
    always,
    chunked,
    drip_body,
    drip_head,
    gzipped,
    hang,
    hang_in_body,
    hanging_port,
    late,
    ok,
    redirect,
    status,
    unsized,
)
from netcases import LONG, PAGE, V3, Stopwatch, ask, failure, quick, serve

from data_loaders.net.budget import budget, current_budget
from data_loaders.net.errors import SourceError
from data_loaders.net.exchange import Exchange
from data_loaders.net.session import GuardedSession, get_json

SECONDS = 0.4
LARGE = ok({"value": ["x" * 1000] * 100})

SLOW = {
    "no answer": hang(),
    "late answer": late(ok({}), LONG),
    "headers one byte at a time": drip_head(ok({}), 0.05),
    "headers with long pauses": drip_head(ok({}), 0.2),
    "body one byte at a time": drip_body(LARGE, 0.05),
    "body of unknown length": drip_body(unsized(LARGE), 0.05),
    "chunks one byte at a time": drip_body(chunked(LARGE), 0.05),
    "packed body one byte at a time": drip_body(gzipped(LARGE), 0.05),
    "half a body, then silence": hang_in_body(LARGE, 5000),
    "half a chunk, then silence": hang_in_body(chunked(LARGE), 5000),
    "headers, then silence": hang_in_body(LARGE, 0),
    "redirects that take their time": redirect(PAGE),
}


def ask_pages(count: int) -> None:
    for number in range(count):
        get_json(f"{V3}/{number}")


@pytest.mark.parametrize("reply", SLOW.values(), ids=SLOW.keys())
def test_a_slow_answer_ends_with_the_budget(reply: Reply) -> None:
    """The time between two bytes is always short enough for the read time-out."""
    with serve(late(reply, 0.15) if reply.status == 302 else reply) as server:
        settings = quick(server.url, read_timeout=LONG, connect_timeout=LONG)
        with Stopwatch() as watch:
            error = failure(settings, seconds=SECONDS)
        assert error.kind == "timeout" and error.host == "opendata.cbs.nl"
        assert watch.stopped_early()


def test_endless_hints_before_the_answer_end_with_the_budget() -> None:
    """A source that says `100 Continue` for ever never gets to its headers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def talk() -> None:
            connection, _ = listener.accept()
            with connection:
                try:
                    while True:
                        connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n" * 1000)
                except OSError:
                    pass

        threading.Thread(target=talk, daemon=True).start()
        settings = quick(f"http://127.0.0.1:{listener.getsockname()[1]}", read_timeout=LONG)
        with Stopwatch() as watch:
            assert failure(settings, seconds=SECONDS).kind == "timeout"
        assert watch.stopped_early()


def test_a_silence_ends_with_the_read_time_out() -> None:
    with serve(hang_in_body(LARGE, 10)) as server:
        with Stopwatch() as watch:
            error = failure(quick(server.url, read_timeout=0.2, attempts=2), seconds=LONG)
        assert error.sentence == "opendata.cbs.nl antwoordt niet binnen 1 seconde."
        assert error.kind == "timeout" and len(server.log) == 2
        assert watch.stopped_early()


def test_a_connection_that_hangs_ends_with_the_connect_time_out() -> None:
    with hanging_port() as port, Stopwatch() as watch:
        settings = quick(f"http://127.0.0.1:{port}", connect_timeout=0.2, attempts=2)
        assert failure(settings, seconds=LONG).kind == "timeout"
    assert watch.seconds >= 0.4 and watch.stopped_early()


def test_a_connection_that_hangs_ends_with_the_budget() -> None:
    with hanging_port() as port, Stopwatch() as watch:
        settings = quick(f"http://127.0.0.1:{port}", connect_timeout=LONG)
        assert failure(settings, seconds=0.3).kind == "timeout"
    assert watch.stopped_early()


def test_a_name_server_that_hangs_ends_with_the_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: waiting.wait(LONG) and [])
    with Stopwatch() as watch:
        error = failure(quick("http://bron.test", connect_timeout=LONG), seconds=0.3)
    waiting.set()
    assert error.kind == "timeout" and watch.stopped_early()


def test_a_handshake_that_hangs_ends_with_the_budget() -> None:
    """A host that takes the connection and says nothing, where TLS is expected."""
    with socket.create_server(("127.0.0.1", 0)) as listener, Stopwatch() as watch:
        settings = quick(f"https://127.0.0.1:{listener.getsockname()[1]}", connect_timeout=LONG)
        assert failure(settings, seconds=0.3).kind == "timeout"
    assert watch.stopped_early()


def test_a_handshake_that_hangs_ends_with_the_connect_time_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener, Stopwatch() as watch:
        base = f"https://127.0.0.1:{listener.getsockname()[1]}"
        settings = quick(base, connect_timeout=0.2, read_timeout=LONG, attempts=1)
        assert failure(settings, seconds=LONG).kind == "timeout"
    assert watch.stopped_early()


def test_one_deadline_holds_for_all_pages_together() -> None:
    """Each page is quick enough; the fifth does not fit in the budget any more."""
    with serve(late(ok({}), 0.3)) as server:
        with budget(quick(server.url, read_timeout=LONG), seconds=1.2) as spent:
            with pytest.raises(SourceError) as caught:
                ask_pages(20)
            assert spent.remaining() <= 0
        assert caught.value.kind == "timeout" and 1 <= len(server.log) <= 4


def test_no_attempt_starts_that_would_come_too_late() -> None:
    with serve(status(503)) as server:
        settings = quick(server.url, backoff_base=1e6, backoff_max=1e6, attempts=9)
        with Stopwatch() as watch:
            assert failure(settings, seconds=LONG).kind == "server"
        assert watch.stopped_early() and len(server.log) < 9


# Without the reply for which the server itself sleeps on.
@pytest.mark.parametrize("name", [name for name in SLOW if name != "late answer"])
def test_a_slow_source_leaves_no_thread_and_no_connection_behind(name: str) -> None:
    with serve(SLOW[name]) as server:
        failure(quick(server.url), seconds=0.2)
        deadline = time.monotonic() + LONG
        while server.open_connections and time.monotonic() < deadline:
            time.sleep(0.01)
        assert server.open_connections == 0
        mine = [thread for thread in threading.enumerate() if isinstance(thread, Exchange)]
        for thread in mine:
            thread.join(LONG)
            assert not thread.is_alive()


def test_a_name_that_is_found_too_late_is_not_asked_any_more(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real, found = socket.getaddrinfo, threading.Event()

    def look_up(host: Any, *args: Any) -> Any:
        return found.wait(5) and real("127.0.0.1", *args)

    with serve(drip_head(ok({}), 0.1)) as server:
        monkeypatch.setattr(socket, "getaddrinfo", look_up)
        failure(quick(f"http://bron.test:{server.port}", read_timeout=10), seconds=0.3)
        found.set()
        for thread in threading.enumerate():
            if isinstance(thread, Exchange):
                thread.join(LONG)
                assert not thread.is_alive()


def test_a_budget_counts() -> None:
    body = gzipped(LARGE)
    steps = iter([status(503), body, redirect(f"{V3}/b"), body])

    def handler(_: Any) -> Reply:
        return next(steps)

    with serve(handler) as server, budget(quick(server.url), seconds=5) as spent:
        get_json(PAGE)
        get_json(f"{V3}/a")
        assert (spent.requests, spent.retries) == (4, 1)
        assert spent.bytes == 2 * len(body.body)
        assert 0 < spent.seconds < 5 - spent.remaining() + 0.1


def test_more_requests_than_allowed_are_refused() -> None:
    with serve(ok({})) as server, budget(quick(server.url, max_requests=3), seconds=5):
        with pytest.raises(SourceError) as caught:
            ask_pages(9)
        assert caught.value.kind == "too_much" and len(server.log) == 3


def test_a_request_needs_a_budget() -> None:
    with serve(ok({})) as server:
        with pytest.raises(RuntimeError, match="needs a budget"):
            GuardedSession().get(PAGE)
        assert server.log == []


def test_a_budget_inside_a_budget_is_a_mistake() -> None:
    with serve(ok({})) as server:
        with budget(quick(server.url), seconds=5) as outer:
            with pytest.raises(RuntimeError, match="already"), budget(quick(""), seconds=5):
                pass
            assert current_budget() is outer
        ask(quick(server.url))


def test_each_thread_has_its_own_budget() -> None:
    with FaultServer(always(late(ok({}), 1))) as server:
        found: list[Any] = []

        def work(number: int) -> None:
            with budget(quick(server.url, read_timeout=LONG), seconds=LONG) as mine:
                get_json(f"{V3}/{number}")
                found.append(mine.requests)

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        with Stopwatch() as watch:
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
        assert found == [1] * 8 and watch.stopped_early(8 * 1)
