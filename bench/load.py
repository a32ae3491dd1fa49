"""Many requests over a few connections that stay open, and how long each one took."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle

from bench.servers import BenchError, Server

GOOD = {"200", "304"}
LOST = "geen antwoord"


@dataclass(frozen=True)
class Load:
    """The outcome: time of each request in ms, and what the server used in s (None: unknown)."""

    times_ms: tuple[float, ...]
    cpu_s: float | None

    @property
    def per_cpu_second(self) -> float | None:
        """Return how many requests one second of processor time answers."""
        return len(self.times_ms) / self.cpu_s if self.cpu_s else None

    def percentile_ms(self, percent: int) -> float:
        """Return the time within which this share of the requests was answered, in ms."""
        ordered = sorted(self.times_ms)
        return ordered[min(len(ordered) - 1, len(ordered) * percent // 100)]


def put_load(server: Server, path: str, count: int, clients: int, tag: str = "") -> Load:
    """Ask for a path `count` times by `clients` at once. Raises BenchError for a wrong answer."""
    before = server.cpu_ms()
    work = _all(server, _request(server, path, tag), count // clients, clients)
    with ThreadPoolExecutor(1) as thread:  # the browser has an event loop of its own in ours
        times = thread.submit(asyncio.run, work).result()
    after = server.cpu_ms()
    used = None if before is None or after is None else (after - before) / 1000
    return Load(tuple(times), used)


def _request(server: Server, path: str, tag: str) -> bytes:
    known = f"If-None-Match: {tag}\r\n" if tag else ""
    head = f"GET {path} HTTP/1.1\r\nHost: {server.address}\r\nAccept-Encoding: gzip\r\n{known}\r\n"
    return head.encode("ascii")


async def _all(server: Server, request: bytes, each: int, clients: int) -> list[float]:
    host, port = server.address.rsplit(":", 1)
    found = await asyncio.gather(*(_client(host, int(port), request, each) for _ in range(clients)))
    return [moment for times in found for moment in times]


async def _client(host: str, port: int, request: bytes, each: int) -> list[float]:
    reader, writer = await asyncio.open_connection(host, port)
    times = []
    try:
        for _ in range(each):
            started = time.perf_counter()
            writer.write(request)
            status, _ = await _answer(reader)
            if status not in GOOD:
                raise BenchError(f"de server antwoordt: {status}")
            times.append((time.perf_counter() - started) * 1000)
    finally:
        writer.close()
    return times


async def _answer(reader: asyncio.StreamReader) -> tuple[str, bool]:
    """Read an answer; return its status, and whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = head.split()[1]
    size = head.partition("content-length: ")[2].partition("\r\n")[0]
    if size and status != "304":
        await reader.readexactly(int(size))
    return status, "connection: close" not in head


@dataclass(frozen=True)
class Asker:
    """A client with an address of its own (of the loopback), that keeps asking for paths.

    It asks by turns at `place` (host:port), and waits `pause` seconds before it asks again.
    """

    place: str
    source: str
    paths: Sequence[str]
    pause: float = 0

    async def ask(self, until: float) -> Counter[str]:
        """Ask until that moment of `time.monotonic`; return how often each status came."""
        statuses: Counter[str] = Counter()
        writer: asyncio.StreamWriter | None = None
        for path in cycle(self.paths):
            if time.monotonic() >= until:
                break
            is_open = False
            try:
                if writer is None:
                    reader, writer = await self._connect()
                head = f"GET {path} HTTP/1.1\r\nHost: {self.place}\r\nAccept-Encoding: gzip\r\n\r\n"
                writer.write(head.encode("ascii"))
                status, is_open = await _answer(reader)
                statuses[status] += 1
            except (OSError, EOFError):
                statuses[LOST] += 1
            if writer and not is_open:
                writer.close()
                writer = None
            await asyncio.sleep(self.pause)
        if writer:
            writer.close()
        return statuses

    async def _connect(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        host, _, port = self.place.rpartition(":")
        return await asyncio.open_connection(host, int(port), local_addr=(self.source, 0))


def ask_together(askers: Sequence[Asker], seconds: float) -> Counter[str]:
    """Let all of them ask for so long; return how often each status came, and `LOST`."""

    async def all_of_them() -> Counter[str]:
        until = time.monotonic() + seconds
        return sum(await asyncio.gather(*(asker.ask(until) for asker in askers)), Counter())

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, all_of_them()).result()


def loopback_address(number: int) -> str:
    """Return an address of this machine: each visitor comes from one of its own."""
    return f"127.0.{number // 200 + 1}.{number % 200 + 1}"
