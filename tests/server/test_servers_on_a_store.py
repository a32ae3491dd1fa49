"""Servers on one store: two of them, of which one is killed, and one that may only read it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
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
SOURCES = ("CBS_V3_URL", "CBS_V4_URL", "PDOK_URL", "PDOK_WFS_URL")


def wait_until(done: Callable[[], bool], site: Site) -> None:
    deadline = time.monotonic() + 120
    while not done():
        assert time.monotonic() < deadline, site.log_text()
        time.sleep(0.1)


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


@pytest.fixture
def nobody() -> list[str]:
    """What to put before a command to run it as an ordinary user, who may read but not write."""
    if os.geteuid() != 0 or shutil.which("setpriv") is None:
        pytest.skip("only root can become somebody else")
    # Reading all: the checkout of who runs the tests need not be open to others.
    reads = ["--inh-caps=-all,+dac_read_search", "--ambient-caps=-all,+dac_read_search"]
    before = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", *reads, "--"]
    if subprocess.run([*before, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this system does not let us")
    return before


def test_ordinary_user_with_a_store_to_read_only(nobody: list[str], tmp_path: Path) -> None:
    """It shows what is there, asks no source that it could not keep an answer of, and says so."""
    root = tmp_path / "opslag"
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
