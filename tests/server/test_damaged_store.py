"""A server on a damaged store: pages and tiles are there, it starts again, a refresh heals it."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cbsserver import cbs
from faultserver import FaultServer
from madetables import benefits
from sitework import ROOT, Site, rerun, serving_site, wait_for_end

from data_loaders.storage.store import Store
from endpoints.guard import health

TABLE, FIGURE = "80794ned", "uitkeringsontvangers"
DATASET = f"cbs/{TABLE}"


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[FaultServer]:
    """CBS on loopback, which has nothing new after the second of two versions."""
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path / "opslag"))
    with FaultServer(cbs({TABLE: benefits(3)})) as server:
        for name in ("MONITOR_CBS_V3_URL", "MONITOR_CBS_V4_URL"):
            monkeypatch.setenv(name, server.url)
        refresh()
        server.handler = cbs({TABLE: benefits(4, modified="2026-08-01")})
        refresh()
        yield server


def refresh() -> None:
    command = [sys.executable, "-m", "data_loaders", "refresh", "--only", TABLE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def newest(root: Path) -> Path:
    return max((root / DATASET / "_versions").iterdir())


def spoil_manifest(root: Path) -> None:
    path = newest(root) / "_manifest.json"
    data = path.read_bytes()
    path.write_bytes(data[:9] + bytes([data[9] ^ 0x80]) + data[10:])


def spoil_figures_and_pointer(root: Path) -> None:
    path = newest(root) / "waarnemingen.parquet"
    path.write_bytes(path.read_bytes()[:100])
    (root / DATASET / "_current").unlink()


def newest_month(site: Site) -> str:
    """The month that the tile shows, after seeing that all the rest is there too."""
    for path in ("/", "/bronnen", "/tegel/bevolking", "/readyz"):
        assert site.ask(path).status == 200, (path, site.log_text())
    with site.open() as connection:
        for page in ("", "bronnen"):
            connection.send(rerun(page))
            wait_for_end(connection)
    tile = site.ask(f"/tegel/{FIGURE}")
    assert tile.status == 200, site.log_text()
    assert "Traceback" not in site.log_text()
    (found,) = {name for name in ("mrt 2026", "apr 2026") if name in tile.body.decode()}
    return found


@pytest.mark.parametrize("spoil", [spoil_manifest, spoil_figures_and_pointer])
def test_server_outlives_damage_starts_again_and_is_healed(
    source: FaultServer, tmp_path: Path, spoil: Callable[[Path], None]
) -> None:
    root = tmp_path / "opslag"
    with serving_site() as site:
        assert newest_month(site) == "apr 2026"
        spoil(root)
        newest_month(site)  # who had read it all may go on with that
    with serving_site() as site:
        assert newest_month(site) == "mrt 2026"
        refresh()
        while newest_month(site) != "apr 2026":  # a kept answer is served while its check waits
            time.sleep(0.2)
    assert Store(root).problem(DATASET) is None


def test_no_figure_of_the_start_page_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    health._problem.cache_clear()
    assert health._problem(0) == ""

    def none(name: str) -> None:
        raise UnicodeDecodeError("utf-8", b"\xff", 0, 1, name)

    monkeypatch.setattr("data_loaders.cache._load", none)
    assert health._problem(1) == "Er is geen enkel cijfer te lezen.\n"
    monkeypatch.setattr(health, "load_regions", lambda: none("gebieden"))
    assert health._problem(2) == "De gegevens zijn niet te lezen; het logboek zegt waarom.\n"
    health._problem.cache_clear()
