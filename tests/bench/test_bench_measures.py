"""The measurements of refresh and of a growing store, made small."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from bench import growth, refresh
from bench.commands import Usage, run_command, use_store
from bench.growth import Times
from bench.refresh import Cost, limits_of
from bench.report import Section
from bench.servers import BenchError, serve
from bench.setup import Setup

needs_proc = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="needs /proc")


def quick() -> Setup:
    """What these measurements use of the setup: that it has to be quick."""
    nothing: Any = None
    return Setup(nothing, nothing, nothing, nothing, quick=True)


def values(section: Section) -> Mapping[str, float | None]:
    return {row.label: row.ours for row in section.rows}


@needs_proc
def test_command_tells_what_it_used() -> None:
    usage = run_command(["status"], {})
    assert usage.peak_mb is not None
    assert 30 < usage.peak_mb < 1000
    assert 0 < usage.cpu_seconds < usage.seconds * (os.cpu_count() or 1)


def test_command_that_fails_says_why() -> None:
    with pytest.raises(BenchError, match="'geen' is geen bron"):
        run_command(["refresh", "--only", "geen"], {})


@needs_proc
def test_server_stands_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_REFRESH", "aan")
    monkeypatch.setenv("MONITOR_STORE", str(tmp_path))
    with serve("leeg", "bench/empty_app.py") as server:
        lines = Path(f"/proc/{server.pid}/environ").read_text().split("\0")
    settings = dict(line.split("=", 1) for line in lines if "=" in line)
    assert settings["MONITOR_REFRESH"] == "off"
    assert settings["MONITOR_STORE"] != str(tmp_path)


def test_store_of_this_process_is_put_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_STORE", "before")
    with use_store(tmp_path):
        assert os.environ["MONITOR_STORE"] == str(tmp_path)
    assert os.environ["MONITOR_STORE"] == "before"
    monkeypatch.delenv("MONITOR_STORE")
    with use_store(tmp_path):
        pass
    assert "MONITOR_STORE" not in os.environ


def test_refresh_is_measured_over_both_services(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(refresh, "TABLES_QUICK", 2)
    section = refresh.measure(quick())
    found = values(section)
    for service in refresh.SERVICES:
        first, again = (f"alleen {service}, {word}" for word in ("eerste keer", "ongewijzigd"))
        assert found[f"{again}: verzoeken"] == 2
        assert (found[f"{first}: verzoeken"] or 0) >= 2 * 4
        assert (found[f"{first}: ontvangen"] or 0) > (found[f"{again}: ontvangen"] or 0) > 0
    verdicts = {budget.label: budget.passed for budget in section.budgets}
    assert verdicts["ongewijzigde tabellen, alleen v3"]
    assert verdicts["ongewijzigde tabellen, alleen v4"]


@pytest.mark.parametrize(
    ("first", "again", "broken"),
    [
        ({}, {}, ""),
        ({}, {"answered": 3}, "ongewijzigd"),  # as if the date of change were not looked at
        ({}, {"answered": 1}, "ongewijzigd"),  # a table that was not asked
        ({}, {"refused": 3}, "ongewijzigd"),  # asked and asked again where it is not
        ({"seconds": 10.3}, {}, "duur"),
        ({"peak_mb": 351.0}, {}, "geheugen"),
        ({"peak_mb": None}, {}, ""),
    ],
)
def test_limits_of_a_refresh(first: dict[str, Any], again: dict[str, Any], broken: str) -> None:
    costs = [cost(**{"answered": 14, **first}), cost(**{"answered": 2, **again})]
    failed = [limit.label for limit in limits_of("v3", *costs) if not limit.passed]
    assert all(broken in label for label in failed)
    assert len(failed) == bool(broken)


def cost(answered: int, refused: int = 0, seconds: float = 4.0, peak_mb: Any = 200.0) -> Cost:
    """What two tables cost; fourteen requests have 3,25 s of pauses."""
    return Cost(2, answered, refused, 1000, Usage(seconds, 1.0, peak_mb))


def test_page_is_measured_while_the_store_grows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(growth, "SIZES", (18, 40))
    monkeypatch.setattr(growth, "TURNS_QUICK", 2)
    section = growth.measure(quick())
    found = values(section)
    assert (found["cijfer lezen, 40 gebieden"] or 0) > 1, "nothing changed, nothing was read"
    assert (found["rerun, 40 gebieden"] or 0) > 0
    assert [limit.label for limit in section.budgets] == [
        "rerun, 40 gebieden tegenover 18",
        "eerste na een wijziging, 40 gebieden tegenover 18",
    ]


@pytest.mark.parametrize(
    ("small", "large", "good"),
    [
        (Times([10, 10], 20), Times([80, 80], 26), True),  # the machine was busy
        (Times([10, 10], 20), Times([10, 10], 27), False),
        (Times([10, 10, 90]), Times([13, 13, 13]), True),  # where there is no processor time
        (Times([10, 10, 10]), Times([14, 14, 14]), False),
    ],
)
def test_limit_of_growth(small: Times, large: Times, good: bool) -> None:
    none_of_it, verdict = growth.limits_of("rerun", [small, small, large])
    assert none_of_it.passed
    assert verdict.passed is good


def test_processor_time_is_told_per_run() -> None:
    assert Times([10, 10], 20).cpu_per_run() == 10
    assert Times([10, 10]).cpu_per_run() is None
