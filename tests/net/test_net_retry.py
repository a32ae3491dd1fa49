"""Trying again, and not asking too fast."""

from __future__ import annotations

import logging
import random
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from faultserver import (
    FaultServer,
    Reply,
    always,
    closed_port,
    cut_json,
    hang,
    ok,
    refuse_to_talk,
    reset,
    sequence,
    status,
)
from netcases import LONG, PAGE, V3, V4, Stopwatch, ask, failure, quick, serve

from data_loaders.net.budget import budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json

GOOD = ok({"value": [1]})
WHOLE = {"value": [1]}


@pytest.mark.parametrize(
    "fault",
    [
        *[status(code) for code in (429, 500, 502, 503, 504)],
        refuse_to_talk(),
        reset(GOOD, 5),
        cut_json(GOOD),
        hang(),
    ],
    ids=["429", "500", "502", "503", "504", "no word", "reset", "half", "silence"],
)
def test_a_fault_that_passes_is_not_noticed(fault: Reply) -> None:
    with serve(sequence(fault, fault, GOOD)) as server:
        with budget(quick(server.url, read_timeout=1), seconds=LONG) as spent:
            assert get_json(PAGE) == WHOLE
        assert (spent.requests, spent.retries) == (3, 2)


def test_a_port_that_opens_later_is_found() -> None:
    with closed_port() as port:
        pass
    opened: list[FaultServer] = []

    def open_it() -> None:
        opened.append(FaultServer(always(GOOD), port=port))
        opened[0].__enter__()

    threading.Timer(0.1, open_it).start()
    try:
        settings = quick(f"http://127.0.0.1:{port}", attempts=500, backoff_max=0.02)
        assert ask(settings) == WHOLE
    finally:
        opened[0].__exit__()


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_fault_that_stays_is_told_after_all_attempts(code: int) -> None:
    with serve(status(code)) as server:
        error = failure(quick(server.url, attempts=3))
        assert error.kind == ("busy" if code == 429 else "server") and error.status == code
        assert len(server.log) == 3


def test_a_closed_port_is_unreachable() -> None:
    with closed_port() as port:
        error = failure(quick(f"http://127.0.0.1:{port}"))
    assert error.sentence == "opendata.cbs.nl is niet te bereiken." and error.kind == "unreachable"


def test_pauses_are_random_under_a_limit_that_doubles(caplog: pytest.LogCaptureFixture) -> None:
    random.seed(1)
    limits = (0.01, 0.02, 0.04, 0.04)
    with serve(status(503)) as server:
        settings = quick(server.url, attempts=5, backoff_max=0.04)
        for _ in range(12):
            failure(settings)
    pauses = [record.args[2] for record in caplog.records if record.levelno == logging.WARNING]
    for number, limit in enumerate(limits):
        column = [pause for pause in pauses[number :: len(limits)] if isinstance(pause, float)]
        assert len(column) == 12
        assert 0 <= min(column) < limit * 0.3 < limit * 0.7 < max(column) <= limit


def test_retry_after_in_seconds_is_honoured() -> None:
    with serve(sequence(status(429, {"Retry-After": "1"}), GOOD)) as server, Stopwatch() as watch:
        assert ask(quick(server.url), seconds=LONG) == WHOLE
    assert watch.seconds >= 1 and watch.stopped_early()


@pytest.mark.parametrize("skew", [-3, 3], ids=["clock behind", "clock ahead"])
def test_retry_after_as_a_moment_is_honoured_by_the_clock_of_the_source(skew: int) -> None:
    """Our clock may be hours off: the moment is taken from the answer's own Date."""
    there = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=skew)
    headers = {
        "Date": format_datetime(there, usegmt=True),
        "Retry-After": format_datetime(there + timedelta(seconds=1), usegmt=True),
    }
    with serve(sequence(status(503, headers), GOOD)) as server, Stopwatch() as watch:
        assert ask(quick(server.url), seconds=LONG) == WHOLE
    assert watch.seconds >= 1 and watch.stopped_early()


def test_retry_after_as_a_moment_without_a_date_uses_our_clock() -> None:
    moment = datetime.now(UTC) + timedelta(hours=2)
    headers = {"Retry-After": format_datetime(moment, usegmt=True)}
    with serve(status(503, headers)) as server:
        error = failure(quick(server.url))
        assert error.kind == "busy" and len(server.log) == 1
    here = moment.astimezone(ZoneInfo("Europe/Amsterdam"))
    assert error.sentence.endswith(f"{here:%H:%M} uur.")


@pytest.mark.parametrize("code", [429, 503])
def test_retry_after_the_deadline_gives_up_at_once_and_says_when(code: int) -> None:
    with serve(status(code, {"Retry-After": "3600"})) as server, Stopwatch() as watch:
        error = failure(quick(server.url), seconds=LONG)
    assert error.kind == "busy" and watch.stopped_early() and len(server.log) == 1
    assert "heeft het te druk en vraagt te wachten tot " in error.sentence
    assert error.sentence.endswith(" uur.")


@pytest.mark.parametrize("value", ["9" * 400, "99999999999999999999"])
def test_an_absurd_retry_after_gives_up_at_once(value: str) -> None:
    with serve(status(429, {"Retry-After": value})) as server:
        assert failure(quick(server.url)).kind == "busy"
        assert len(server.log) == 1


@pytest.mark.parametrize("value", ["", "soon", "-5", "1.5", "Thu, 99 Foo 2026", "²", "0"])
def test_a_retry_after_without_sense_is_no_reason_to_wait(
    value: str, caplog: pytest.LogCaptureFixture
) -> None:
    with serve(sequence(status(503, {"Retry-After": value}), GOOD)) as server:
        settings = quick(server.url)
        assert ask(settings) == WHOLE
    (pause,) = [record.args[2] for record in caplog.records if record.levelno == logging.WARNING]
    assert 0 <= pause <= settings.backoff_max


def test_a_wrong_wall_clock_does_no_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not to the budget, the politeness or the retries."""
    moments = iter(range(0, 10**9, 10**7))
    monkeypatch.setattr(time, "time", lambda: float(next(moments)))
    with serve(sequence(status(503), GOOD)) as server:
        settings = quick(server.url, min_interval=0.05)
        assert ask(settings) == WHOLE
        server.handler = always(status(503))
        assert [failure(settings).kind, failure(settings).kind] == ["server", "server"]


# Politeness


def test_a_host_is_asked_no_faster_than_is_polite() -> None:
    with serve(GOOD) as server:
        settings = quick(server.url, min_interval=0.05)

        def work(number: int) -> None:
            ask(settings, f"{V3}/{number}")

        threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        times = [request.time for request in server.log]
        assert len(times) == 8 and times[-1] - times[0] >= 0.3
        # A busy machine may deliver one late and the next on time.
        gaps = sorted(later - earlier for earlier, later in pairwise(sorted(times)))
        assert gaps[len(gaps) // 2] >= 0.04


def test_two_hosts_do_not_wait_for_each_other() -> None:
    with serve(GOOD) as first, serve(GOOD) as second:
        settings = quick("", origins={V3: first.url, V4: second.url}, min_interval=LONG)
        with Stopwatch() as watch:
            ask(settings, f"{V3}/x")
            ask(settings, f"{V4}/x")
        assert watch.stopped_early()


def test_a_turn_that_comes_too_late_is_not_waited_for() -> None:
    with serve(GOOD) as server:
        settings = quick(server.url, min_interval=2 * LONG)
        ask(settings)
        with Stopwatch() as watch:
            error = failure(settings, seconds=LONG)
        assert error.kind == "timeout" and watch.stopped_early() and len(server.log) == 1


# The log


def test_each_request_is_one_line_without_its_query(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "data_loaders.net")
    with serve(sequence(status(503), GOOD)) as server:
        ask(quick(server.url), f"{PAGE}?$filter=geheim")
    lines = [(record.levelno, record.getMessage()) for record in caplog.records]
    lines = [line for line in lines if "opendata" in line[1]]
    assert [level for level, _ in lines] == [logging.INFO, logging.WARNING, logging.INFO]
    assert lines[0][1].startswith("opendata.cbs.nl /ODataFeed/odata/80590ned/TypedDataSet: 503, 0")
    assert lines[2][1].startswith("opendata.cbs.nl /ODataFeed/odata/80590ned/TypedDataSet: 200, 14")
    assert "Poging 2 volgt over" in lines[1][1]
    assert "geheim" not in caplog.text


def test_a_refused_address_is_not_logged_as_a_request(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "data_loaders.net")
    with pytest.raises(SourceError), budget(quick("http://127.0.0.1:1"), seconds=1):
        get_json("https://evil.example/?geheim=1")
    assert caplog.records == []


def test_errors_in_threads_stay_in_their_thread() -> None:
    with serve(lambda request: GOOD if request.path == "/good" else status(404)) as server:
        settings = quick(server.url)
        found: dict[str, Any] = {}

        def work(name: str) -> None:
            try:
                found[name] = ask(settings, f"{V3}/{name}")
            except SourceError as error:
                found[name] = error.kind

        threads = [threading.Thread(target=work, args=(name,)) for name in ("good", "bad")]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert found == {"good": WHOLE, "bad": "missing"}
