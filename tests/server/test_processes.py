"""One port, a process for every core: any of them answers, one may die, all of them stop well."""

from __future__ import annotations

import http.client
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sitework import ROOT, Site, rerun, serving_site, time_rerun, wait_for_end
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection

from bench.servers import family
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.link import deck_query
from pages import PAGES

TILE = "/tegel/bijstand-aandeel"
NO_ANSWER = 0
DECK = (
    f"/beraad/handout.pdf?{deck_query(Deck('', None, (DeckTile('cijfer', 'bijstand-aandeel'),)))}"
)


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with serving_site(MONITOR_PROCESSES="2") as site:
        deadline = time.monotonic() + 300
        while len(workers(site)) < 2 or "http://" not in site.log_text():
            assert time.monotonic() < deadline, site.log_text()
            time.sleep(0.1)
        yield site


def workers(site: Site) -> list[int]:
    """Return the processes that answer: children of the first that listen to its port."""
    children = Path(f"/proc/{site.process.pid}/task/{site.process.pid}/children")
    found = [int(child) for child in children.read_text("ascii").split()]
    return [pid for pid in found if b"spawn_main" in Path(f"/proc/{pid}/cmdline").read_bytes()]


@pytest.mark.skipif(sys.platform != "linux", reason="looks in /proc")
def test_every_process_answers_and_one_that_dies_is_replaced(both: Site) -> None:
    before = workers(both)
    assert len(before) == 2
    assert both.log_text().count("http://") == 1  # one start line, once it listens
    os.kill(before[0], signal.SIGKILL)
    statuses = []
    deadline = time.monotonic() + 120
    while len(now := workers(both)) < 2 or before[0] in now:
        statuses.append(both.ask(TILE).status)
        assert time.monotonic() < deadline
        time.sleep(0.1)
    assert set(statuses) <= {200}
    assert all(both.ask(TILE).status == 200 for _ in range(10))


def test_sessions_live_where_they_landed(both: Site) -> None:
    with ExitStack() as stack:
        for connection in [stack.enter_context(both.open()) for _ in range(8)]:
            time_rerun(connection, "over")
    assert "Traceback" not in both.log_text()


@pytest.mark.browser
def test_a_page_needs_nothing_of_the_process_of_another(both: Site, browser: Browser) -> None:
    """A file that is handed out from the memory of one process is missing in the other."""
    missing = []
    for entry in (PAGES * 2)[: len(PAGES) + 3]:
        page = browser.new_page()
        page.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
        page.goto(f"{both.url}/{entry.slug}")
        page.wait_for_selector("[data-test-script-state=notRunning] h1")
        page.close()
    assert missing == []


def test_a_process_that_is_asked_to_stop_says_so_first_and_finishes_what_it_began() -> None:
    with serving_site(MONITOR_DRAIN="3") as site, site.open() as connection:
        time_rerun(connection, "over")
        answers: list[int] = []
        working = threading.Thread(target=lambda: answers.append(site.ask(DECK).status))
        working.start()
        site.process.send_signal(signal.SIGTERM)
        time.sleep(1)
        assert site.ask("/readyz").status == 503
        assert site.ask(TILE).status == 200  # what still comes is answered
        working.join(60)
        assert answers == [200]
        with pytest.raises(ConnectionClosed) as closed:
            wait_for_end(connection)
        assert closed.value.rcvd
        assert closed.value.rcvd.code == 1012  # the service restarts: the page comes back
        assert site.process.wait(30) in (0, -signal.SIGTERM)
        assert "Traceback" not in site.log_text()


def test_a_port_that_is_taken_is_told_in_one_sentence(both: Site) -> None:
    tried = subprocess.run(
        [sys.executable, "server.py"], cwd=ROOT, capture_output=True, text=True, timeout=120,
        env=os.environ | {"MONITOR_PORT": str(both.port)}, check=False,
    )  # fmt: skip
    assert tried.returncode == 1
    assert tried.stderr.strip().startswith(f"MONITOR_PORT: op localhost:{both.port} kan de server")
    assert tried.stderr.count("\n") == 1


def test_few_open_files_lower_the_sockets_and_the_log_stays_small() -> None:
    """With 400 allowed, 500 connections are tried: some are refused, and it goes on."""
    command = f"ulimit -n 400; exec {shlex.quote(sys.executable)} server.py"
    with serving_site(["sh", "-c", command], MONITOR_SOCKETS_PER_CLIENT="0") as site:
        opened = []
        try:
            for _ in range(500):
                try:
                    opened.append(site.raw())
                except OSError:
                    break
            time.sleep(1)
        finally:
            for connection in opened:
                connection.close()
        time.sleep(1)
        assert site.ask(TILE).status == 200
        log = site.log_text()
        assert "MONITOR_SOCKETS is 1000" in log
        assert len(log) < 20_000


def test_who_sends_what_does_not_fit_does_not_fill_the_log() -> None:
    """A widget value of the wrong type is a traceback each, with Streamlit itself."""
    with serving_site() as site, site.open() as connection:
        connection.send(rerun("regio-in-beeld"))
        widgets = widgets_until_end(connection)
        assert widgets
        for _ in range(40):
            connection.send(wrong_values(widgets))
            wait_for_end(connection)
        log = site.log_text()
        assert 1 <= log.count("Traceback") <= 25
        assert len(log) < 200_000


def widgets_until_end(connection: ClientConnection) -> list[str]:
    """Read until a run has ended, and return the widgets that it made."""
    found: list[str] = []
    while True:
        message = ForwardMsg.FromString(connection.recv(timeout=60))
        if message.WhichOneof("type") == "script_finished":
            return found
        found += re.findall(r'id: "(\$\$ID[^"]+)"', str(message))


def wrong_values(widgets: list[str]) -> bytes:
    message = BackMsg.FromString(rerun("regio-in-beeld"))
    for widget in widgets:
        state = message.rerun_script.widget_states.widgets.add()
        state.id, state.json_value = widget, "{geen json"
    return bytes(message.SerializeToString())


@pytest.mark.skipif(sys.platform != "linux", reason="sets the limit of another process")
def test_memory_that_runs_out_costs_answers_and_not_the_server(both: Site) -> None:
    """Libraries may end the process that has none left; then another takes its place."""
    paths = [f"/tegel/bevolking{form}" for form in (".png", ".xlsx", ".parquet", "?vorm=tabel")]
    paths += ["/api/v1/observations?indicator=bevolking", "/beraad/tonen?v=1&tegels=a", "/over"]
    with little_memory(workers(both), 8_000_000), ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(lambda path: asked(both, path), paths * 2))
    assert set(statuses) <= {200, 500, 503, NO_ANSWER}
    deadline = time.monotonic() + 120
    while len(workers(both)) < 2 or [asked(both, path) for path in paths] != [200] * len(paths):
        assert time.monotonic() < deadline, both.log_text()[-3000:]
        time.sleep(0.5)
    assert len(both.log_text()) < 200_000


@contextmanager
def little_memory(pids: list[int], room: int) -> Iterator[None]:
    """Let processes have at most so many bytes more than they have."""
    import resource

    for pid in pids:
        pages = int(Path(f"/proc/{pid}/statm").read_text("ascii").split()[0])
        hard = resource.prlimit(pid, resource.RLIMIT_AS)[1]
        limit = pages * os.sysconf("SC_PAGE_SIZE") + room
        resource.prlimit(pid, resource.RLIMIT_AS, (limit, hard))
    yield
    for pid in pids:
        with suppress(ProcessLookupError):  # that one had none left
            hard = resource.prlimit(pid, resource.RLIMIT_AS)[1]
            resource.prlimit(pid, resource.RLIMIT_AS, (hard, hard))


def asked(site: Site, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", site.port, timeout=10)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (http.client.HTTPException, OSError):
        return NO_ANSWER
    finally:
        connection.close()


def test_killed_outright_nothing_of_it_stays_and_it_starts_again_at_its_port(both: Site) -> None:
    """Last of those with this server. What it had started would go on answering, as it was then."""
    assert both.ask("/tegel/bijstand-aandeel.png").status == 200  # by a process of its own
    members = family(both.process.pid)
    assert len(members) >= 4
    both.process.send_signal(signal.SIGKILL)
    both.process.wait(30)
    deadline = time.monotonic() + 60
    while any(map(is_alive, members)) or not is_free(both.port):
        assert time.monotonic() < deadline
        time.sleep(0.1)
    with serving_site(at=both.port) as again:
        assert again.ask(TILE).status == 200


def is_alive(pid: int) -> bool:
    try:
        return "State:\tZ" not in Path(f"/proc/{pid}/status").read_text("ascii", "replace")
    except OSError:
        return False


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0
