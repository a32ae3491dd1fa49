"""Many requests over a few connections that stay open, and how long each one took."""

from __future__ import annotations

import asyncio
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from bench.servers import BenchError, Server


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
            await _answer(reader)
            times.append((time.perf_counter() - started) * 1000)
    finally:
        writer.close()
    return times


async def _answer(reader: asyncio.StreamReader) -> None:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    if head.split()[1] not in {"200", "304"}:
        raise BenchError(f"de server antwoordt: {head.splitlines()[0]}")
    size = head.partition("content-length: ")[2].partition("\r\n")[0]
    if size and " 304 " not in head.splitlines()[0]:
        await reader.readexactly(int(size))
