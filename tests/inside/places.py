"""Where people work on reports: two processes behind one port, and two servers behind nginx."""

from __future__ import annotations

import asyncio
import http.client
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from threading import Thread

import postgres
import pytest
from playwright.sync_api import Browser, Page, ProxySettings
from signing import Provider, serving_inside

from bench.nginx import BASE, NGINX, SERVED_BY, running_nginx, shipped_site
from bench.ports import free_port

_MOST = 64  # addresses of this machine that are tried: half of them come to either server
_ENDED = (OSError, asyncio.IncompleteReadError, asyncio.CancelledError)


@dataclass(frozen=True)
class Place:
    """A monitor with more than one process.

    `url` is the address that people use, `asked` are those where what each process knows can be
    asked. A browser that goes by one of `proxies` comes to one process, by the other to another.
    """

    url: str
    asked: tuple[str, ...]
    proxies: tuple[ProxySettings | None, ProxySettings | None] = (None, None)

    def page(self, browser: Browser, way: int) -> Page:
        """Open an empty page of somebody who has not signed in, by the first or second way."""
        page = browser.new_page(viewport={"width": 1280, "height": 1000}, proxy=self.proxies[way])
        page.set_default_timeout(90_000)
        return page


def served_by(page: Page) -> str:
    """Return which server answers this page; empty where there is no nginx."""
    asked = f"fetch('healthz').then(answer => answer.headers.get('{SERVED_BY}') ?? '')"
    return str(page.evaluate(asked))


@contextmanager
def one_port(provider: Provider, store: Path) -> Iterator[Place]:
    """Two processes behind one port, with SQLite."""
    with serving_inside(provider, MONITOR_PROCESSES="2", MONITOR_STORE=str(store)) as site:
        yield Place(site.url, (site.url,) * 4)  # whichever process answers


@contextmanager
def behind_nginx(provider: Provider, folder: Path) -> Iterator[Place]:
    """Two servers behind the nginx that ships, each with a store of its own, with PostgreSQL."""
    if NGINX is None or sys.platform != "linux":
        pytest.skip("hier is geen nginx (tests/nginx.sh)")
    port = free_port()
    url = f"http://localhost:{port}{BASE}"
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        database = stack.enter_context(postgres.started()).url()
        settings = {"MONITOR_URL": url, "MONITOR_DATABASE": database}

        def start(name: str) -> str:
            more = settings | {"MONITOR_STORE": str(folder / name)}
            return stack.enter_context(serving_inside(provider, **more)).url

        servers = tuple(pool.map(start, ("een", "twee")))
        site = shipped_site(port, [int(server.rpartition(":")[2]) for server in servers])
        stack.enter_context(running_nginx(folder, port, site))
        first, second = (stack.enter_context(_relay(own)) for own in _ways(port))
        yield Place(url, servers, (first, second))


def _ways(port: int) -> tuple[str, str]:
    """Return two addresses of this machine that nginx brings to different servers."""
    found: dict[str, str] = {}
    for number in range(2, _MOST):
        own = f"127.0.0.{number}"
        connection = http.client.HTTPConnection("127.0.0.1", port, 60, source_address=(own, 0))
        connection.request("GET", f"{BASE}/healthz")
        found.setdefault(connection.getresponse().headers[SERVED_BY], own)
        connection.close()
        if len(found) == 2:
            break
    one, other = found.values()
    return one, other


@contextmanager
def _relay(source: str) -> Iterator[ProxySettings]:
    """Let a browser come from another address of this machine, by a SOCKS proxy."""
    loop = asyncio.new_event_loop()
    Thread(target=loop.run_forever, daemon=True).start()

    async def start() -> asyncio.Server:
        return await asyncio.start_server(partial(_pass_on, source), "127.0.0.1", 0)

    async def stop() -> None:
        server.close()
        open_ones = asyncio.all_tasks() - {asyncio.current_task()}
        for task in open_ones:
            task.cancel()
        await asyncio.gather(*open_ones, return_exceptions=True)

    server = asyncio.run_coroutine_threadsafe(start(), loop).result(60)
    port = server.sockets[0].getsockname()[1]
    try:
        yield {"server": f"socks5://127.0.0.1:{port}", "bypass": "<-loopback>"}
    finally:
        asyncio.run_coroutine_threadsafe(stop(), loop).result(60)
        loop.call_soon_threadsafe(loop.stop)


async def _pass_on(source: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Answer one request of a browser (RFC 1928); every name it asks for is this machine."""
    with closing(writer), suppress(*_ENDED):
        await reader.readexactly((await reader.readexactly(2))[1])
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        await reader.readexactly({1: 4, 4: 16}.get(kind) or (await reader.readexactly(1))[0])
        port = int.from_bytes(await reader.readexactly(2), "big")
        there, back = await asyncio.open_connection("127.0.0.1", port, local_addr=(source, 0))
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(_copy(reader, back), _copy(there, writer))


async def _copy(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with closing(writer), suppress(OSError):  # who closed it needs nothing more
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
