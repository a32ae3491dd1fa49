"""Whether the server is alive, whether it can show figures, and what it counts."""

from __future__ import annotations

import urllib.request
from datetime import timedelta
from pathlib import Path

import pytest
from sitework import Site

from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.monitor import project_version
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.default import default_store
from data_loaders.storage.state import SourceState
from endpoints.guard import health
from endpoints.guard.metrics import start_metrics
from endpoints.guard.settings import read_settings
from endpoints.guard.source_metrics import SourceMetrics


@pytest.fixture(autouse=True)
def looked_at_anew() -> None:
    health._problem.cache_clear()


def test_it_is_alive_and_ready(plain: Site) -> None:
    assert (plain.ask("/healthz").status, plain.ask("/healthz").body) == (200, b"leeft\n")
    assert (plain.ask("/readyz").status, plain.ask("/readyz").body) == (200, b"klaar\n")
    assert plain.ask("/readyz").headers["Cache-Control"] == "no-store"


def test_without_a_registry_it_is_not_ready(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> None:
        raise DataError("het bestand is leeg", Path("gebieden.toml"))

    monkeypatch.setattr(health, "load_regions", broken)
    assert health._problem(0) == "het bestand is leeg\n"


def test_a_store_that_cannot_be_read_is_not_ready(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "opslag"
    place.write_text("geen map")
    monkeypatch.setenv("MONITOR_STORE", str(place))
    assert health._problem(0) == "De opslag is niet te lezen.\n"


def test_one_broken_register_costs_a_part_and_not_the_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def mostly(name: str) -> list[dict[str, str]]:
        if name == "acties":
            raise DataError("regel 3 is kapot")
        return []

    def none(name: str) -> list[dict[str, str]]:
        raise DataError("weg")

    monkeypatch.setattr(health, "register_rows", mostly)
    assert health._problem(0) == ""
    monkeypatch.setattr(health, "register_rows", none)
    assert health._problem(1) == "Er is geen enkel register te lezen.\n"


def test_asking_often_does_not_look_often(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = []
    monkeypatch.setattr(health, "load_regions", lambda: looked.append(1))
    for _ in range(100):
        health._problem(7)
    assert len(looked) == 1


def test_metrics_have_a_port_of_their_own(full: Site, plain: Site, metrics_port: int) -> None:
    full.ask("/robots.txt", headers={"X-Forwarded-For": "198.51.100.5"})
    counters = f"http://127.0.0.1:{metrics_port}/metrics"
    with full.open("198.51.100.5"), urllib.request.urlopen(counters) as answer:
        text = answer.read().decode()
    assert 'monitor_requests_total{part="pagina",status="200"}' in text
    assert "monitor_websockets 1.0" in text
    assert "process_resident_memory_bytes" in text
    for site in (full, plain):
        assert site.ask("/metrics").status == 404


def test_a_port_that_is_taken_is_told_of_in_one_sentence(full: Site, metrics_port: int) -> None:
    assert full.port
    taken = read_settings({"MONITOR_METRICS_PORT": str(metrics_port)})
    with pytest.raises(DataError, match=f"op 127.0.0.1:{metrics_port} kan de server niet"):
        start_metrics(taken)


def test_what_is_asked_does_not_make_the_counters_grow(full: Site, metrics_port: int) -> None:
    for number in range(50):
        full.ask(f"/verzonnen-{number}", headers={"X-Forwarded-For": "198.51.100.6"})
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics_port}/metrics") as answer:
        text = answer.read().decode()
    assert "verzonnen" not in text
    assert "198.51.100" not in text


def test_metrics_tell_the_build_and_how_old_the_sources_are(
    full: Site, metrics_port: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{metrics_port}/metrics") as answer:
        text = answer.read().decode()
    assert f'monitor_build_info{{version="{project_version()}"}} 1.0' in text
    assert "monitor_waiting_runs 0.0" in text
    assert 'monitor_requests_under_way{part="pagina"} 0.0' in text
    assert "monitor_refresher_errors_total 0.0" in text
    # Nothing was fetched for this server: no age, and no fault.
    assert 'monitor_source_failures{source="CBS-tabel 03759ned"} 0.0' in text
    assert "monitor_source_age_seconds{" not in text
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    then = utc_now() - timedelta(hours=3)
    state = SourceState(last_attempt=then, last_success=then, failures=2)
    default_store().write_state(dataset_of("03759ned"), state)
    found = {
        (sample.name, sample.labels.get("source")): sample.value
        for metric in SourceMetrics().collect()
        for sample in metric.samples
    }
    table = "CBS-tabel 03759ned"
    assert 3 * 3600 <= found["monitor_source_age_seconds", table] < 4 * 3600
    assert found["monitor_source_failures", table] == 2
    assert found["monitor_last_refresh_timestamp_seconds", None] == then.timestamp()
    assert 0 <= found["monitor_reports_age_seconds", None] < 3600
