"""What a visitor's browser gets: the newest boundaries, under an address of their own."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
import requests
import uvicorn
from pdokserver import shipped
from starlette.applications import Starlette
from starlette.routing import Mount

from bench.ports import free_port
from bench.servers import is_answering
from components.words import hosting
from components.words.hosting import GEOMETRY_ROUTE, map_geometry
from data_loaders.files.errors import DataError
from data_loaders.files.paths import GEO, ROOT
from data_loaders.geo import boundary_file
from data_loaders.geo.boundary_file import DATASET, boundaries_source, load_boundaries
from data_loaders.storage.store import Store
from data_loaders.validate import find_problems
from endpoints.pages.geometry import FOREVER, SHORT, Geometry

SHIPPED = GEO / "gemeenten_2024.geojson"


def put(store: Store, year: int, name: str = "Arnhem") -> bytes:
    """Store boundaries that differ in the name of one municipality."""
    content = SHIPPED.read_bytes().replace(b'"Arnhem"', f'"{name}"'.encode())
    facts = {"year": year, "codes": sorted(shipped())}
    store.put(DATASET, str(year), {f"gemeenten_{year}.geojson": content}, facts)
    return content


def address() -> str:
    return str(map_geometry()["url"])


@pytest.fixture
def _own_routes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hosting, "_own_routes", True)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The endpoint below a sub-path, on a real server."""
    app = Starlette(routes=[Mount(f"/onder/{GEOMETRY_ROUTE}", Geometry())])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}/onder/"
    server.should_exit = True
    thread.join()


def get(url: str, **headers: str) -> requests.Response:
    return requests.get(url, headers=headers, timeout=60)


# Which boundaries


@pytest.mark.usefixtures("store", "_own_routes")
def test_without_anything_fetched_the_shipped_map_is_shown(site: str) -> None:
    answer = get(urljoin(site, address()))
    assert answer.content == SHIPPED.read_bytes()
    assert answer.headers["Cache-Control"] == FOREVER
    assert boundaries_source() == "CBS/Kadaster, CBS Gebiedsindelingen 2024, CC BY 4.0 (bewerkt)"


@pytest.mark.usefixtures("_own_routes")
def test_new_boundaries_get_a_new_address_that_serves_them(store: Store, site: str) -> None:
    first = address()
    content = put(store, 2026)
    second = address()
    assert second.startswith("geo/gemeenten_2026.geojson?v=") and second != first
    answer = get(urljoin(site, second))
    assert answer.content == content
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["Content-Type"] == "application/geo+json"
    again = put(store, 2026, "Nieuwdorp")
    third = address()
    assert third not in (first, second)
    assert get(urljoin(site, third)).content == again
    assert boundaries_source() == "CBS/Kadaster, CBS Gebiedsindelingen 2026, CC BY 4.0 (bewerkt)"


@pytest.mark.usefixtures("_own_routes")
def test_same_boundaries_keep_their_address(store: Store) -> None:
    put(store, 2026)
    before = address()
    put(store, 2026, "Nieuwdorp")
    put(store, 2026)
    assert address() == before


def test_plain_app_carries_the_stored_shapes_once(store: Store) -> None:
    put(store, 2026, "Nieuwdorp")
    values = map_geometry()["values"]
    assert {item["properties"]["naam"] for item in values} >= {"Nieuwdorp", "Rozendaal"}
    assert map_geometry()["values"] is values


def test_a_view_reads_no_boundaries_again(store: Store) -> None:
    put(store, 2026)
    assert load_boundaries() is load_boundaries()


def test_store_that_cannot_be_read_leaves_the_shipped_map(store: Store) -> None:
    put(store, 2026)
    pointer = store.root / DATASET / "_current"
    pointer.unlink()
    pointer.mkdir()
    assert load_boundaries().year == 2026  # the version is whole, and lies beside it
    versions = pointer.with_name("_versions")
    versions.rename(versions.with_name("weg"))
    versions.write_bytes(b"een bestand waar de map hoort")
    assert load_boundaries().path == SHIPPED


def test_stored_version_of_an_unknown_kind_leaves_the_shipped_map(store: Store) -> None:
    store.put(DATASET, "x", {"anders.txt": b""}, {})
    assert load_boundaries().path == SHIPPED


def test_without_any_boundaries_there_is_one_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, site: str
) -> None:
    monkeypatch.setattr(boundary_file, "GEO", tmp_path)
    with pytest.raises(DataError, match="er zijn geen grenzen van gemeenten"):
        load_boundaries()
    assert boundaries_source() == "CBS/Kadaster, CBS Gebiedsindelingen, CC BY 4.0 (bewerkt)"
    assert get(f"{site}geo/gemeenten_2024.geojson?v=1").status_code == 404
    put(store, 2026)
    assert load_boundaries().year == 2026


def test_validate_checks_the_boundaries_in_use(store: Store) -> None:
    put(store, 2026)
    assert find_problems() == []
    facts = {"year": 2026, "codes": sorted(shipped())}
    store.put(DATASET, "2026", {"gemeenten_2026.geojson": b"{}"}, facts)
    (problem,) = find_problems()
    assert problem.sentence == "dit is geen geldige GeoJSON met gemeenten"
    assert problem.path and problem.path.is_relative_to(store.root)
    less = SHIPPED.read_bytes().replace(b'"id":"GM0277"', b'"id":"GM0001"')
    store.put(DATASET, "2026", {"gemeenten_2026.geojson": less}, facts)
    (problem,) = find_problems()
    assert problem.sentence == "de grens van Rozendaal ontbreekt"


VIEW = """
import sys
from components.words.hosting import announce_own_routes, map_geometry
from endpoints.pages.geometry import Geometry
announce_own_routes(); Geometry()
print(map_geometry()["url"].partition("?")[0], "geopandas" in sys.modules)
"""


def test_a_page_view_needs_no_geometry_library(store: Store) -> None:
    put(store, 2026)
    done = subprocess.run(
        [sys.executable, "-c", VIEW],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.stdout == "geo/gemeenten_2026.geojson False\n", done.stderr


# Who still has an older page open


@pytest.mark.usefixtures("_own_routes")
def test_replaced_boundaries_stay_there_while_they_are_kept(store: Store, site: str) -> None:
    old = {address(): SHIPPED.read_bytes()}
    for name in ("Een", "Twee", "Drie"):
        content = put(store, 2026, name)
        old[address()] = content
    for url, content in old.items():
        answer = get(urljoin(site, url))
        assert (answer.content, answer.history) == (content, [])
        assert answer.headers["Cache-Control"] == FOREVER


@pytest.mark.usefixtures("_own_routes")
def test_page_that_asks_what_was_cleared_away_gets_the_current_map(store: Store, site: str) -> None:
    put(store, 2025)
    old = address()
    for number in range(store.keep + 1):
        content = put(store, 2026, f"Dorp {number}")
    answer = get(urljoin(site, old))
    (led,) = answer.history
    assert led.headers["Cache-Control"] == "no-store"
    assert answer.url == urljoin(site, address())
    assert (answer.status_code, answer.content) == (200, content)


@pytest.mark.parametrize("query", ["?v=0123456789ab", "?v=", "?v=../../x", "?v=%00"])
def test_nothing_is_ever_kept_under_the_mark_of_something_else(
    store: Store, site: str, query: str
) -> None:
    """As when this copy of the server lags behind the one that made the page."""
    content = put(store, 2026)
    url = f"{site}geo/gemeenten_2026.geojson{query}"
    first = requests.get(url, timeout=60, allow_redirects=False)
    assert (first.status_code, first.headers["Cache-Control"]) == (307, "no-store")
    assert get(url).content == content


def test_without_a_mark_a_file_is_kept_for_an_hour(store: Store, site: str) -> None:
    old, new = put(store, 2026, "Een"), put(store, 2026, "Twee")
    assert old != new
    answer = get(f"{site}geo/gemeenten_2026.geojson")
    assert (answer.content, answer.headers["Cache-Control"]) == (new, SHORT)
    answer = get(f"{site}geo/gemeenten_2024.geojson")
    assert (answer.content, answer.headers["Cache-Control"]) == (SHIPPED.read_bytes(), SHORT)


# The door


@pytest.mark.usefixtures("store", "_own_routes")
def test_what_a_browser_has_is_not_sent_again(site: str) -> None:
    url = urljoin(site, address())
    tag = get(url).headers["ETag"]
    for known in (tag, f"W/{tag}", f'"x", {tag}'):
        answer = get(url, **{"If-None-Match": known})
        assert (answer.status_code, answer.content) == (304, b"")
        assert answer.headers["Cache-Control"] == FOREVER
    assert get(url, **{"If-None-Match": '"x"'}).status_code == 200


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize(
    "path",
    [
        "",
        "../app.py",
        "%2e%2e/%2e%2e/app.py",
        "..%2f..%2fapp.py",
        "..%5capp.py",
        "gemeenten_2024.toml",
        "gemeenten_2024.geojson/",
        "gemeenten_2024.geojson%00",
        "gemeenten_2024.geojson%0a",
        "gemeenten_%d9%a2%d9%a0%d9%a2%d9%a4.geojson",
        "gemeenten_../../x.geojson",
        "_current",
        "%ff",
    ],
)
def test_only_boundaries_come_through(site: str, path: str) -> None:
    parts = urlsplit(site)
    connection = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=60)
    connection.putrequest("GET", f"{parts.path}geo/{path}", skip_accept_encoding=True)
    connection.endheaders()
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 404, body[:100]


@pytest.mark.usefixtures("store")
def test_boundaries_are_only_read(site: str) -> None:
    url = f"{site}geo/gemeenten_2024.geojson"
    assert requests.post(url, timeout=60).status_code == 405
    assert requests.delete(url, timeout=60).status_code == 405
    head = requests.head(url, headers={"Accept-Encoding": "identity"}, timeout=60)
    assert (head.status_code, head.content) == (200, b"")
    assert int(head.headers["Content-Length"]) == SHIPPED.stat().st_size


# The whole server


@contextmanager
def serving(store: Store) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "server.py", "--server.port", str(port)]
    env = os.environ | {"MONITOR_STORE": str(store.root)}
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
    site = f"http://localhost:{port}/"
    try:
        assert is_answering(f"{site}_stcore/health", process), "the server did not start"
        yield site
    finally:
        process.terminate()
        process.wait(timeout=60)


@pytest.mark.usefixtures("_own_routes")
def test_running_server_follows_the_store_and_compresses(store: Store) -> None:
    with serving(store) as site:
        assert get(urljoin(site, address())).content == SHIPPED.read_bytes()
        content = put(store, 2026)  # by another process, as `refresh` is
        answer = get(urljoin(site, address()), **{"Accept-Encoding": "gzip"})
    assert answer.content == content
    assert answer.headers["Content-Encoding"] == "gzip"
    assert int(answer.headers["Content-Length"]) < len(content) / 3
    assert answer.headers["Cache-Control"] == FOREVER
