"""Two servers behind nginx, below a sub-path, with the configuration that ships."""

from __future__ import annotations

import http.client
import re
import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

import pytest
from playwright.sync_api import Page, expect
from sitework import Site, serving_site

from bench.nginx import BASE, NGINX, running_nginx, shipped_site
from bench.ports import free_port
from endpoints.guard.static import served
from pages import PAGES

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(NGINX is None, reason="nginx is not installed (tests/nginx.sh)"),
]
SHOWN = "[data-testid=stApp][data-test-script-state=notRunning] h1"
PROXY = {"MONITOR_PROXIES": "127.0.0.1", "MONITOR_URL": f"https://monitor.voorbeeld.nl{BASE}"}
ROLLING = PROXY | {"MONITOR_DRAIN": "2", "MONITOR_REQUESTS_PER_MINUTE": "0"}


@dataclass(frozen=True)
class Pair:
    """The address visitors use, and the two servers behind it."""

    url: str
    port: int
    servers: tuple[Site, Site]


@contextmanager
def nginx(folder: Path, port: int, servers: tuple[Site, Site]) -> Iterator[None]:
    text = shipped_site(port, [site.port for site in servers])
    assert text.count(" server 127.0.0.1:") == 2 and f"listen 127.0.0.1:{port};" in text
    with running_nginx(folder, port, text):
        yield


@pytest.fixture(scope="module")
def pair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pair]:
    port = free_port()
    with ExitStack() as stack, ThreadPoolExecutor(2) as pool:
        starts = [pool.submit(lambda: stack.enter_context(serving_site(**PROXY))) for _ in range(2)]
        servers = (starts[0].result(), starts[1].result())
        stack.enter_context(nginx(tmp_path_factory.mktemp("nginx"), port, servers))
        yield Pair(f"http://localhost:{port}{BASE}", port, servers)


def ask(pair: Pair, path: str, **headers: str) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", pair.port, timeout=60)
    connection.request("GET", f"{BASE}{path}", headers=headers)
    reply = connection.getresponse()
    reply.body = reply.read()  # type: ignore[attr-defined]
    connection.close()
    return reply


def test_pages_work_below_a_sub_path(page: Page, pair: Pair) -> None:
    found: list[str] = []
    outside: list[str] = []
    page.on("console", lambda m: found.append(m.text) if m.type == "error" else None)
    page.on("response", lambda r: found.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    page.on("request", lambda r: outside.append(r.url) if not inside(r.url, pair) else None)
    page.on(
        "websocket", lambda s: outside.append(s.url) if f"{BASE}/_stcore/" not in s.url else None
    )
    for path in ("", f"/{PAGES[0].slug}", f"/{PAGES[-1].slug}"):
        page.goto(f"{pair.url}{path}")
        page.wait_for_selector(SHOWN)
        page.wait_for_load_state("networkidle")
        assert page.url.startswith(f"{pair.url}/")
        assert (found, outside) == ([], []), path
    # From page to page too, and a figure with its map.
    page.locator(".amm-menu").get_by_role("link", name="Regio in beeld").click()
    expect(page).to_have_title(re.compile("^Regio in beeld – "))
    page.wait_for_selector(".amm-landkaart path[data-gebied]:visible")
    assert page.url.startswith(f"{pair.url}/regio-in-beeld")
    assert (found, outside) == ([], [])


def inside(url: str, pair: Pair) -> bool:
    return url.startswith((f"{pair.url}/", "data:", "blob:")) or url == pair.url


def test_redirects_stay_below_the_sub_path(pair: Pair) -> None:
    assert ask(pair, "").headers["Location"].endswith(f"{BASE}/")
    assert ask(pair, "/overzicht?gebied=x").headers["Location"] == "./?gebied=x"
    assert ask(pair, "/over/?a=1").headers["Location"] == "../over?a=1"


def test_both_servers_give_the_same_files_with_the_same_marks(pair: Pair) -> None:
    script = next(name for name in served() if re.match(r"static/js/index\..*\.js$", name))
    for path in ("/", "/over", f"/{script}", "/og/over.png", "/sitemap.xml"):
        marks = {site.ask(path).headers["ETag"] for site in pair.servers}
        bodies = {site.ask(path).body for site in pair.servers}
        assert len(marks) == len(bodies) == 1, path


def test_the_monitor_sees_the_visitor_and_not_the_proxy(pair: Pair) -> None:
    """What a visitor says of itself is not passed on; who is connected to nginx counts."""
    assert ask(pair, "/healthz", **{"X-Forwarded-For": "198.51.100.1"}).status == 200
    assert all("MONITOR_PROXIES" not in site.log_text() for site in pair.servers)


def test_headers_pass_the_proxy_and_files_stay_compressed(pair: Pair) -> None:
    reply = ask(pair, "/over", **{"Accept-Encoding": "br"})
    assert reply.headers["Content-Encoding"] == "br"
    assert "frame-ancestors 'self'" in reply.headers["Content-Security-Policy"]
    assert reply.headers["Server"] == "nginx"
    assert ask(pair, "/_stcore/metrics").status == 404
    assert ask(pair, "/%2e%2e/%2e%2e/etc/passwd").status in (400, 404)


def test_a_visitor_goes_on_when_a_server_is_taken_away(page: Page, pair: Pair) -> None:
    """Last in this file, as it ends the servers in turn; one of the two holds the visitor."""
    page.goto(f"{pair.url}/regio-in-beeld?onderdeel=Uitkeringen")
    page.wait_for_selector(SHOWN)
    held = holder(pair)
    held.process.send_signal(signal.SIGTERM)
    held.process.wait(timeout=60)
    page.wait_for_selector(
        "[data-testid=stApp][data-test-connection-state=CONNECTED]", timeout=60_000
    )
    page.locator(".amm-voet").get_by_role("link", name="Over deze monitor").click()
    expect(page).to_have_title(re.compile("^Over deze monitor – "))
    assert ask(pair, "/healthz").status == 200


def holder(pair: Pair) -> Site:
    """Return the server that has the open websocket."""
    for site in pair.servers:
        listing = Path(f"/proc/{site.process.pid}/net/tcp")
        if not listing.exists():
            break
        local = f":{site.port:04X} "
        established = [
            line for line in listing.read_text().splitlines() if local in line and " 01 " in line
        ]
        if any(line.split()[1].endswith(local.strip()) for line in established):
            return site
    return pair.servers[0]


def test_a_rolling_restart_loses_no_request(tmp_path: Path) -> None:
    """One after the other stops and comes back, while somebody keeps asking."""
    port, stop, statuses = free_port(), Event(), []
    with ExitStack() as stack:
        servers = tuple(stack.enter_context(serving_site(**ROLLING)) for _ in range(2))
        stack.enter_context(nginx(tmp_path, port, (servers[0], servers[1])))
        pair = Pair(f"http://localhost:{port}{BASE}", port, (servers[0], servers[1]))

        def keep_asking() -> None:
            while not stop.is_set():
                for path in ("/", "/tegel/bijstand-aandeel", "/api"):
                    statuses.append((path, ask(pair, path).status))
                    time.sleep(0.02)

        asking = Thread(target=keep_asking)
        asking.start()
        stack.callback(stop.set)
        for site in servers:
            site.process.send_signal(signal.SIGTERM)
            site.process.wait(30)
            stack.enter_context(serving_site(at=site.port, **ROLLING))
            time.sleep(6)  # nginx leaves who did not answer alone for 5 s (`fail_timeout`)
        stop.set()
        asking.join(60)
    assert len(statuses) > 20
    assert {status for _, status in statuses} == {200}, statuses
