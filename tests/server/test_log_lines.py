"""The log of every process of a server: time, level and request on each line, or JSON."""

from __future__ import annotations

import json
import logging
import os
import re
import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from sitework import Site, run_apart, serving_site

from bench.ports import free_port
from endpoints.guard.logs import REQUEST
from endpoints.http.answer_cache import AnswerCache
from endpoints.http.answers import answer_of

LINE = re.compile(
    r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} (WARNING|ERROR) (-|[0-9a-f]{12}) [\w.]+: \S"
)


def until(site: Site, word: str, seconds: float = 120) -> str:
    """Wait until a word is in the log."""
    deadline = time.monotonic() + seconds
    while word not in site.log_text():
        assert time.monotonic() < deadline, site.log_text()
        time.sleep(0.2)
    return site.log_text()


def counted(port: int, name: str) -> float:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
        found = re.findall(rf"^{name} (\S+)$", answer.read().decode(), re.MULTILINE)
    return sum(map(float, found))  # none, when no process has counted yet


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store that no refresher can write."""
    place = tmp_path_factory.mktemp("opslag") / "geen-map"
    place.write_text("", "utf-8")
    return place


@pytest.fixture(scope="module")
def several(broken: Path) -> Iterator[tuple[Site, int]]:
    """A server of two processes that writes JSON, and the port of its counters."""
    port = free_port()
    with serving_site(
        MONITOR_REFRESH="",
        MONITOR_STORE=str(broken),
        MONITOR_PROCESSES="2",
        MONITOR_METRICS_PORT=str(port),
        MONITOR_LOG="json",
        MONITOR_URL="https://a.nl",
    ) as site:
        until(site, "Bij het verversen")
        until(site, "http://")
        yield site, port


def test_several_processes_write_one_log_and_count_what_went_wrong(
    several: tuple[Site, int],
) -> None:
    site, port = several
    lines = [json.loads(line) for line in site.log_text().splitlines()]
    said = next(line for line in lines if "Bij het verversen" in line["message"])
    assert (said["level"], said["request"]) == ("WARNING", "-")
    assert "geen-map" in said["message"]
    assert [line["level"] for line in lines if "http://" in line["message"]] == ["INFO"]
    assert counted(port, "monitor_refresher_errors_total") >= 1


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_a_process_that_is_gone_is_told_and_its_open_pages_do_not_count(
    several: tuple[Site, int],
) -> None:
    site, port = several
    with site.open(), site.open(), site.open():
        assert counted(port, "monitor_websockets") == 3
        children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
        for child in map(int, children.read_text("ascii").split()):
            if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
        log = until(site, "is weg; een nieuw heeft zijn plaats ingenomen.")
    assert json.loads(log.splitlines()[-1])["level"] == "WARNING"
    deadline = time.monotonic() + 120
    while counted(port, "monitor_websockets") and time.monotonic() < deadline:
        time.sleep(0.2)
    assert counted(port, "monitor_websockets") == 0


def test_each_line_has_its_time_its_level_and_its_request(broken: Path) -> None:
    with serving_site(MONITOR_REFRESH="", MONITOR_STORE=str(broken)) as site:
        log = until(site, "Bij het verversen")
        first, *others = log.splitlines()
        assert first.startswith("Arbeidsmarktmonitor: http://") or any(
            "http://" in o for o in others
        )
        dated = [line for line in log.splitlines() if re.match(r"\d{4}-", line)]
        assert dated and all(map(LINE.match, dated)), dated


def test_what_is_logged_while_an_answer_is_made_has_its_request(
    caplog: pytest.LogCaptureFixture,
) -> None:
    seen = []

    def note() -> str:
        logging.getLogger(__name__).warning("hier")
        seen.append(REQUEST.get())
        return ""

    async def asked() -> None:
        REQUEST.set("abc123")
        await AnswerCache().answer("k", note, lambda: answer_of(note(), "text/plain"))

    run_apart(asked())
    assert seen == ["abc123", "abc123"]
