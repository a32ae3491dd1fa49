"""Floods over websockets: bounded for who floods, hardly felt by anyone else."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from socket import SHUT_RDWR
from statistics import median
from threading import Event, Thread

import pytest
from sitework import LITTLE, STREAM, Site, rerun, run_apart, time_rerun, wait_for_end, work_of_rerun
from starlette.types import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection

from endpoints.guard.connections import BURST, LARGEST, MOST_WAITING, PER_SECOND, Listening
from endpoints.guard.runs import Runs
from endpoints.http.clients import MOST_CLIENTS, Bucket, Buckets
from endpoints.http.turns import Turns
from pages import PAGES

CALM_PAUSE = 0.35  # a visitor who clicks as fast as a person can


class Time:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_what_is_in_it_and_fills_with_time() -> None:
    clock = Time()
    bucket = Bucket(rate=2, size=4, clock=clock)
    assert [bucket.take() for _ in range(5)] == [True] * 4 + [False]
    clock.now = 1
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now = 1000
    assert [bucket.take() for _ in range(5)] == [True] * 4 + [False]


def test_who_reserves_waits_for_the_tokens_of_others() -> None:
    bucket = Bucket(rate=2, size=1, clock=Time())
    assert [bucket.reserve() for _ in range(4)] == [0, 0.5, 1, 1.5]


def test_a_rate_of_nothing_is_no_limit() -> None:
    bucket = Bucket(rate=0, size=0, clock=Time())
    assert all(bucket.take() for _ in range(100))
    assert bucket.reserve() == 0


def test_buckets_are_bounded_and_forget_who_came_longest_ago() -> None:
    buckets = Buckets(1, 1, Time())
    assert buckets.of("eerste").take()
    for number in range(MOST_CLIENTS - 1):
        buckets.of(str(number))
    assert not buckets.of("eerste").take()
    for number in range(MOST_CLIENTS):
        buckets.of(f"x{number}")
    assert len(buckets.found) == MOST_CLIENTS
    assert buckets.of("eerste").take()


def listened(*contents: bytes | None) -> tuple[list[Message], list[Message]]:
    """Return what the app hears of these messages, and what is sent back."""
    coming = [{"type": "websocket.receive", "bytes": content} for content in contents]
    coming.append({"type": "websocket.disconnect", "code": 1000})
    sent: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        sent.append(message)

    async def hear() -> list[Message]:
        ear = Listening(receive, send, Bucket(0, 0), Runs("een", Turns(1, 9, 9)))
        heard = []
        while not heard or heard[-1]["type"] != "websocket.disconnect":
            heard.append(await ear.receive())
        return heard

    return run_apart(hear()), sent


def test_only_what_a_page_asks_is_heard() -> None:
    other = BackMsg(clear_cache=True).SerializeToString()
    heard, sent = listened(other, rerun(), BackMsg(stop_script=True).SerializeToString(), b"")
    assert [message.get("bytes") for message in heard[:2]] == [
        rerun(),
        BackMsg(stop_script=True).SerializeToString(),
    ]
    assert heard[2] == {"type": "websocket.disconnect", "code": 1008}
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_who_goes_on_and_on_is_let_go_and_what_it_sent_is_not_run(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def at_once(_seconds: float) -> None:
        pass

    monkeypatch.setattr("endpoints.guard.connections.asyncio.sleep", at_once)
    heard, sent = listened(*[rerun()] * 1000)
    assert len(heard) == BURST + MOST_WAITING + 1
    assert heard[-1] == {"type": "websocket.disconnect", "code": 1008}
    assert sent == [{"type": "websocket.close", "code": 1008}]


@pytest.mark.parametrize("content", [None, b"\xff\xff\xff", rerun(query="x" * LARGEST)])
def test_what_is_no_message_ends_the_connection(content: bytes | None) -> None:
    heard, sent = listened(content, rerun())
    assert len(heard) == 1
    assert sent == [{"type": "websocket.close", "code": 1008}]


def read_to_the_end(connection: ClientConnection) -> None:
    while True:
        connection.recv(timeout=30)


def test_text_garbage_and_too_much_end_the_connection(plain: Site) -> None:
    for content in ("tekst", b"\xff\xfe\xfd", rerun(query="x" * LARGEST)):
        with plain.open() as connection:
            connection.send(content)
            with pytest.raises(ConnectionClosed):
                read_to_the_end(connection)
    assert "Traceback" not in plain.log_text()


def test_a_person_who_clicks_ten_times_at_once_does_not_wait(plain: Site) -> None:
    with plain.open() as connection:
        time_rerun(connection, "over")
        calm = time_rerun(connection)
        # A busy machine only adds to the time of a burst: the shortest of three tells.
        for _ in range(3):
            time.sleep(BURST / PER_SECOND)  # the bucket is full again
            started = time.perf_counter()
            for _ in range(BURST - 2):
                connection.send(BackMsg(stop_script=True).SerializeToString())
            time_rerun(connection)
            burst = time.perf_counter() - started
            # At the pace of the bucket these would have waited for most of their tokens.
            if burst < (longest := 3 * calm + (BURST - 2) / PER_SECOND / 2):
                break
        assert burst < longest, (calm, burst)
        # What comes after the burst comes at that pace, counted from when the bucket was full.
        for _ in range(3 * BURST):
            connection.send(BackMsg(stop_script=True).SerializeToString())
        time_rerun(connection)
        assert time.perf_counter() - started >= 3 * BURST / PER_SECOND - 1


def test_one_client_has_so_many_connections_and_no_more(full: Site) -> None:
    with ExitStack() as stack:
        for _ in range(8):
            stack.enter_context(full.open("198.51.100.20"))
        with pytest.raises(InvalidStatus) as refused:
            full.open("198.51.100.20")
        assert refused.value.response.status_code == 429
        assert refused.value.response.headers["Retry-After"] == "10"
        stack.enter_context(full.open("198.51.100.21"))
    with open_soon(full, "198.51.100.20") as again:
        time_rerun(again)


def test_all_clients_together_have_so_many_connections(full: Site) -> None:
    with ExitStack() as stack:
        for number in range(40):
            stack.enter_context(full.open(f"198.51.100.{30 + number // 8}"))
        with pytest.raises(InvalidStatus) as refused:
            full.open("198.51.100.36")
        assert refused.value.response.status_code == 503
        assert full.ask("/healthz").status == 200
    with open_soon(full, "198.51.100.36") as again:
        time_rerun(again)


@contextmanager
def open_soon(site: Site, client: str) -> Iterator[ClientConnection]:
    """Open a connection as soon as the server has seen others go."""
    deadline = time.monotonic() + 20
    while True:
        try:
            connection = site.open(client)
            break
        except InvalidStatus:
            assert time.monotonic() < deadline
            time.sleep(0.1)
    with connection:
        yield connection


def test_opening_websockets_again_and_again_is_bounded(full: Site) -> None:
    """Many tries of one client: a few succeed, and the server does not grow (10,000: 0010)."""
    handshake = (
        f"GET {STREAM} HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n"
        "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Forwarded-For: 198.51.100.40\r\n\r\n"
    ).encode()
    statuses: dict[bytes, int] = {}
    with open_soon(full, "198.51.100.42") as somebody:
        calm = work_of_rerun(full, somebody)
    started = time.monotonic()
    before = memory_of(full)
    for _ in range(4000):
        with full.raw() as connection:
            connection.sendall(handshake)
            status = connection.recv(4096)[9:12]
        statuses[status] = statuses.get(status, 0) + 1
    allowed = 60 + (time.monotonic() - started)  # 60 at once, then one a second
    assert set(statuses) == {b"101", b"429"}
    assert statuses[b"101"] <= allowed + 1
    assert memory_of(full) - before < 60_000
    assert full.ask("/healthz").status == 200
    with open_soon(full, "198.51.100.41") as victim:
        assert work_of_rerun(full, victim) < LITTLE + 10 * calm


def memory_of(site: Site) -> int:
    """Return the memory of the server in kB; 0 where the system does not say."""
    status = Path(f"/proc/{site.process.pid}/status")
    lines = status.read_text("utf-8").splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def test_a_flood_of_reruns_hardly_touches_others(full: Site) -> None:
    page = PAGES[1].slug
    with open_soon(full, "198.51.100.50") as victim:
        time_rerun(victim, page)
        calm = [waited(full, victim) for _ in range(5)]
        with flooding(full, "198.51.100.51", page):
            hit = [waited(full, victim) for _ in range(9)]
            assert full.ask("/healthz").status == 200
        after = [waited(full, victim) for _ in range(3)]
    # Without limits the server works for minutes before it comes to the victim.
    assert median(hit) < LITTLE + 10 * median(calm), (calm, hit)
    assert median(after) < LITTLE + 10 * median(calm), (calm, after)


def waited(site: Site, connection: ClientConnection) -> float:
    """Return what the server works for a visitor, and for others that it lets go first."""
    time.sleep(CALM_PAUSE)
    return work_of_rerun(site, connection)


@contextmanager
def flooding(site: Site, client: str, page: str) -> Iterator[None]:
    """Send reruns over three connections of one client, each as fast as it is taken."""
    stop = Event()

    def flood() -> None:
        with open_soon(site, client) as connection, suppress(ConnectionClosed):
            Thread(target=read_away, args=(connection,), daemon=True).start()
            while not stop.is_set():
                connection.send(rerun(page))
                time.sleep(0.005)
            connection.socket.shutdown(SHUT_RDWR)

    def read_away(connection: ClientConnection) -> None:
        with suppress(ConnectionClosed):
            read_to_the_end(connection)

    threads = [Thread(target=flood, daemon=True) for _ in range(3)]
    for thread in threads:
        thread.start()
    time.sleep(1)
    try:
        yield
    finally:
        stop.set()
        for thread in threads:
            thread.join(timeout=20)


def test_clearing_the_caches_takes_nothing_from_others(plain: Site) -> None:
    with plain.open() as victim, plain.open() as vandal:
        time_rerun(victim, PAGES[1].slug)
        calm = [waited(plain, victim) for _ in range(3)]
        hit = []
        for _ in range(3):
            vandal.send(BackMsg(clear_cache=True).SerializeToString())
            hit.append(waited(plain, victim))
        victim.send(rerun())
        wait_for_end(victim)
    assert median(hit) < LITTLE + 4 * median(calm), (calm, hit)
