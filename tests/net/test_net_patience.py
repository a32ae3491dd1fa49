"""A host that says nothing costs a job a bounded time, however it is silent."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from faultserver import (
    FaultServer,
    Reply,
    drip_body,
    hang,
    hang_in_body,
    hanging_port,
    late,
    ok,
    sequence,
    status,
)
from netcases import LONG, V3, V4, Stopwatch, quick, serve

from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json

SILENCES: dict[str, Callable[[], Reply]] = {
    "hangs": hang,
    "hangs in the body": lambda: hang_in_body(ok({"value": [1] * 100}), 20),
    "drips": lambda: drip_body(ok({"value": [1] * 1000}), 0.05),
    "is busy for ever": lambda: status(503),
}


def patient(server: FaultServer, **changes: Any) -> Any:
    """Settings under which only the patience with a host ends anything soon."""
    slow = {"connect_timeout": LONG, "read_timeout": LONG, "attempts": 1000, "patience": 0.5}
    return quick(server.url, **(slow | {"max_requests": 10_000} | changes))


@pytest.mark.parametrize("silence", SILENCES)
def test_a_host_that_is_silent_is_left(silence: str) -> None:
    with serve(SILENCES[silence]()) as server, budget(patient(server), seconds=LONG):
        with Stopwatch() as watch, pytest.raises(SourceError):
            get_json(f"{V3}/x")
        assert watch.stopped_early()


def test_a_host_that_accepts_nobody_is_left() -> None:
    with hanging_port() as port, Stopwatch() as watch, serve(ok({})) as server:
        settings = patient(server, origins={V3: f"http://127.0.0.1:{port}"})
        with budget(settings, seconds=LONG), pytest.raises(SourceError):
            get_json(f"{V3}/x")
    assert watch.stopped_early()


def test_what_was_lost_on_a_host_is_not_lost_again_in_the_same_job() -> None:
    with serve(hang()) as server, budget(patient(server), seconds=LONG):
        with pytest.raises(SourceError):
            get_json(f"{V3}/x")
        with Stopwatch() as watch, pytest.raises(SourceError, match="De tijd voor gegevens"):
            get_json(f"{V3}/y")
        assert server.paths == ["/x"]
    assert watch.stopped_early(0.5)


def test_another_host_has_its_own_time() -> None:
    with serve(hang()) as silent, serve(ok({"a": 1})) as other:
        settings = patient(silent, origins={V3: silent.url, V4: other.url})
        with budget(settings, seconds=LONG):
            with pytest.raises(SourceError):
                get_json(f"{V3}/x")
            assert get_json(f"{V4}/x") == {"a": 1}


def test_an_answer_that_keeps_coming_in_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than the patience with silence, for it is not silent."""
    monkeypatch.setattr("data_loaders.net.answer._STEP", 8)  # it is read in steps
    steady = drip_body(ok({"value": "x" * 150}), 0.01)
    with serve(steady) as server, budget(patient(server, slowest=10), seconds=LONG):
        assert get_json(f"{V3}/x") == {"value": "x" * 150}


def test_a_good_answer_costs_no_patience() -> None:
    steps = sequence(*[late(ok({}), 0.3)] * 4)
    with serve(steps) as server, budget(patient(server), seconds=LONG) as spent:
        for _ in range(4):
            get_json(f"{V3}/x")
        assert spent.patience("opendata.cbs.nl") == 0.5
