"""A server that is killed outright, short of memory, beside another, or may only read."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
from cbsserver import cbs, is_data
from faultserver import FaultServer, Reply, Request
from madetables import benefits
from sitework import ROOT, Site, serving_site, time_rerun

from bench.servers import family
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
TABLE, TILE = "80794ned", "/tegel/uitkeringsontvangers"
PNG = "/tegel/bijstand-aandeel.png"
SOURCES = ("CBS_V3_URL", "CBS_V4_URL", "PDOK_URL", "PDOK_WFS_URL")


def wait_until(done: Callable[[], bool], site: Site) -> None:
    deadline = time.monotonic() + 120
    while not done():
        assert time.monotonic() < deadline, site.log_text()
        time.sleep(0.1)


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return False


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


def test_killed_outright_nothing_of_it_stays_and_it_starts_again_at_its_port() -> None:
    """The processes it had started would go on answering, with the code and data of then."""
    with serving_site(MONITOR_PROCESSES="2", MONITOR_DRAIN="30") as site:
        assert site.ask(PNG).status == 200  # by a process of its own, which has to go as well
        members = family(site.process.pid)
        assert len(members) >= 4
        site.process.send_signal(signal.SIGKILL)
        site.process.wait(30)
        wait_until(lambda: not any(map(is_alive, members)) and is_free(site.port), site)
        with serving_site(at=site.port, MONITOR_PROCESSES="2") as again:
            assert again.ask(PNG).status == 200


@pytest.fixture
def held() -> Iterator[tuple[FaultServer, list[str]]]:
    """CBS on loopback that gives one table, and holds on to the data as long as a list is empty."""
    go: list[str] = []

    def spoil(request: Request, reply: Reply) -> Reply:
        while is_data(request) and not go:
            time.sleep(0.05)
        return reply

    with FaultServer(cbs({TABLE: benefits()}, spoil=spoil)) as server:
        yield server, go
        go.append("einde")


def test_two_on_one_folder_of_which_one_is_killed_with_its_refresher(
    tmp_path: Path, held: tuple[FaultServer, list[str]]
) -> None:
    """In the middle of a fetch: the other goes on, and fetches what the first did not."""
    source, go = held
    settings = {f"MONITOR_{name}": source.url for name in SOURCES}
    settings |= {"MONITOR_STORE": str(tmp_path / "opslag"), "MONITOR_REFRESH": "on"}
    store = Store(tmp_path / "opslag")
    with serving_site(**settings) as one:
        wait_until(lambda: any(map(is_data, source.log)), one)
        with serving_site(**settings) as other:
            members = family(one.process.pid)
            for pid in members:
                os.kill(pid, signal.SIGKILL)
            one.process.wait(30)
            asked = sum(map(is_data, source.log))
            go.append("ga")
            wait_until(lambda: store.current(dataset_of(TABLE)) is not None, other)
            wait_until(lambda: other.ask(TILE).status == 200, other)
            assert sum(map(is_data, source.log)) > asked
            assert store.problem(dataset_of(TABLE)) is None
            assert [version.number for version in store.versions(dataset_of(TABLE))] == [1]
            asked = sum(map(is_data, source.log))
            with serving_site(at=one.port, **settings) as again:
                assert again.ask(TILE).body == other.ask(TILE).body
                assert again.ask(TILE).headers["ETag"] == other.ask(TILE).headers["ETag"]
                assert "Traceback" not in other.log_text() + again.log_text()
            assert sum(map(is_data, source.log)) == asked  # what was fetched is not due


@contextmanager
def little_memory(pid: int, room: int) -> Iterator[None]:
    """Let a process have at most so many bytes more than it has."""
    pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[0])
    before = resource.prlimit(pid, resource.RLIMIT_AS)
    limit = pages * os.sysconf("SC_PAGE_SIZE") + room
    resource.prlimit(pid, resource.RLIMIT_AS, (limit, before[1]))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_AS, before)


def test_memory_that_runs_out_costs_answers_and_not_the_server() -> None:
    paths = [f"/tegel/bevolking{form}" for form in (".png", ".svg", ".xlsx", ".parquet", "")]
    paths += ["/api/v1/alles.zip", "/api/v1/observations", "/beraad/tonen/?v=1&tegels=a", "/over"]
    with serving_site(MONITOR_WORK_PER_MINUTE="0") as site:
        for room in (0, 4_000_000, 30_000_000):
            with little_memory(site.process.pid, room):
                for path in paths:
                    status = asked(site, f"{path}{'&' if '?' in path else '?'}x={room}")
                    assert status in (200, 0, 500, 503), (path, status)
        assert [site.ask(path).status for path in paths if "tonen" not in path] == [200] * 8
        with site.open() as session:
            time_rerun(session, "regio-in-beeld")
        assert len(site.log_text()) < 200_000


def asked(site: Site, path: str) -> int:
    """Return the status of an answer, 0 where the connection was ended instead."""
    try:
        return site.ask(path).status
    except (HTTPException, OSError):
        return 0


@pytest.fixture
def nobody() -> list[str]:
    """What to put before a command to run it as an ordinary user, who may write nowhere."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become somebody else")
    before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--"]
    command = [
        *before,
        sys.executable,
        "-c",
        "import streamlit, pathlib; pathlib.Path('app.py').read_text()",
    ]
    if subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode:
        pytest.skip("an ordinary user may not read this checkout")
    return before


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that others may read, which those of pytest are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_ordinary_user_with_a_store_to_read_only(
    nobody: list[str], open_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It shows what is there, asks no source that it could not keep an answer of, and says so."""
    root = open_folder / "opslag"
    with FaultServer(cbs({TABLE: benefits()})) as source:
        settings = {f"MONITOR_{name}": source.url for name in SOURCES}
        fill = [sys.executable, "-m", "data_loaders", "refresh", "--only", TABLE]
        env = os.environ | settings | {"MONITOR_STORE": str(root)}
        subprocess.run(fill, cwd=ROOT, env=env, capture_output=True, check=True)
        before = sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*"))
        asked = len(source.log)
        settings |= {"MONITOR_REFRESH": "on", "HOME": "/nonexistent", "TMPDIR": "/nonexistent"}
        command = [*nobody, sys.executable, "server.py"]
        with serving_site(command, MONITOR_STORE=str(root), **settings) as site:
            for path in (TILE, "/tegel/bevolking.png", "/readyz", "/bronnen"):
                assert site.ask(path).status == 200, (path, site.log_text())
            with site.open() as session:
                time_rerun(session, "bronnen")
            wait_until(lambda: "alleen te lezen" in site.log_text(), site)
            assert "Traceback" not in site.log_text()
            assert site.log_text().count("alleen te lezen") == 1
        assert sorted((path, path.stat().st_mtime_ns) for path in root.rglob("*")) == before
        assert len(source.log) == asked
