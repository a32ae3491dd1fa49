from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from data_loaders.files import paths
from data_loaders.registry import load_registry

sys.path.insert(0, str(Path(__file__).parent.parent / "faults"))
sys.path.insert(0, str(Path(__file__).parent.parent / "app"))

from faultserver import FaultServer
from madetables import benefits
from refreshcases import INDICATOR, OLD, PROTOCOLS, TABLE, Monitor, note_contacts

from data_loaders.net.session import reset

PROXY_VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


@pytest.fixture(autouse=True)
def _fresh_network(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No proxy of this machine, and no memory of earlier tests."""
    for name in PROXY_VARIABLES:
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    reset()
    yield
    reset()


@pytest.fixture
def server() -> Iterator[FaultServer]:
    """Where both services of CBS are."""
    with FaultServer(lambda _: pytest.fail("nothing is served yet")) as found:
        yield found


@pytest.fixture
def monitor(
    tmp_path: Path, server: FaultServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Monitor]:
    """A monitor with an empty store. Asks nobody but its own services, which is checked."""
    root = tmp_path / "opslag"
    monkeypatch.setenv("MONITOR_STORE", str(root))
    made = Monitor(root, server, monkeypatch)
    note_contacts(monkeypatch, made.contacts)
    yield made
    assert made.contacts <= made.places
    assert server.errors == []


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A store with a good copy of TABLE that one service gave; made once per service."""
    made: dict[str, Path] = {}

    def make(service: str) -> Path:
        if service not in made:
            root = tmp_path_factory.mktemp(service) / "opslag"
            with pytest.MonkeyPatch.context() as patch, FaultServer(lambda _: None) as found:
                patch.setenv("MONITOR_STORE", str(root))
                source = Monitor(root, found, patch)
                source.serve(benefits(modified=OLD), services=[service])
                assert source.refresh().code == 0
            made[service] = root
        return made[service]

    return make


@pytest.fixture(params=PROTOCOLS)
def protocol(request: pytest.FixtureRequest) -> str:
    """Each service of CBS in turn, as the only one that has the table."""
    return str(request.param)


@pytest.fixture
def following(monitor: Monitor, kept: Callable[[str], Path], protocol: str) -> Monitor:
    """A monitor with a good copy of TABLE, made through one service."""
    shutil.copytree(kept(protocol), monitor.root)
    monitor.contacts.clear()
    assert monitor.series(INDICATOR).provenance.identifier == TABLE
    return monitor


@pytest.fixture
def fed(monitor: Monitor, kept: Callable[[str], Path]) -> Monitor:
    """A monitor with a good copy of TABLE, made through the service that is asked first."""
    shutil.copytree(kept("v3"), monitor.root)
    monitor.contacts.clear()
    return monitor


@pytest.fixture
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the folder with indicators, to be changed: call `load_registry.cache_clear()`."""
    folder = tmp_path / "indicators"
    shutil.copytree(paths.INDICATORS, folder)
    monkeypatch.setattr(paths, "INDICATORS", folder)
    load_registry.cache_clear()
    yield folder
    load_registry.cache_clear()
