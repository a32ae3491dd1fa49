"""More processes behind the nginx that ships, on one shared store: what each of them adds.

And what it costs when one of them is killed while everybody is at work. Each visitor comes from
an address of its own, by which nginx shares them out.
"""

from __future__ import annotations

import logging
import os
import sys
import time
import uuid
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import fsspec  # type: ignore[import-untyped]
from moto.server import ThreadedMotoServer
from websockets.exceptions import WebSocketException

from bench.crowd import CHOICES, NO_LIMITS
from bench.growth import FIGURE, SIZES, TABLE, subject_of
from bench.load import GOOD, Asker, ask_together, loopback_address
from bench.nginx import BASE, NGINX, running_nginx, shipped_site
from bench.ports import free_port
from bench.protocol import visit
from bench.report import Budget, Row, Section, none_found, number
from bench.servers import BenchError, Server, is_answering, running
from bench.setup import OURS, Setup
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.shared import SharedCopy
from data_loaders.storage.store import Store

PROCESSES = 3
CLIENTS, VISITORS = 48, 24
TILE_SECONDS, RERUN_SECONDS, KILL_SECONDS = 2.0, 3.0, 6.0
TILES = (f"/tegel/{FIGURE}", "/tegel/bevolking", "/tegel/bijstand-aandeel", "/tegel/agenda")
PAGE, QUERIES = CHOICES["Onbenut potentieel"]
# Of what the processors of this machine could give at most.
LEAST = 0.7
PULL_SECONDS = 60.0
KEYS = {
    "AWS_ACCESS_KEY_ID": "k",
    "AWS_SECRET_ACCESS_KEY": "s",
    "AWS_DEFAULT_REGION": "eu-west-1",
}


@dataclass
class Stay:
    """What visitors met: runs that ended, connections lost, and reloads that showed nothing."""

    runs: int = 0
    reloads: int = 0
    lost: int = 0


@dataclass(frozen=True)
class Rate:
    """Answers a second, and the processor time of the servers as a part of all that was used."""

    per_second: float
    share: float

    @property
    def ceiling(self) -> float:
        """Return how many times as much the processors of this machine could do at most."""
        return (os.cpu_count() or 1) * self.share


def measure(_setup: Setup) -> Section:
    """Measure tiles and reruns at one to three processes, and the end of one of them."""
    if NGINX is None:
        raise BenchError("nginx is er niet (tests/nginx.sh)")
    with shared_store() as env, TemporaryDirectory() as folder, ExitStack() as stack:
        starts = [partial(_start, stack, env, Path(folder) / str(n)) for n in range(PROCESSES)]
        with ThreadPoolExecutor(PROCESSES) as pool:
            servers = list(pool.map(lambda start: start(), starts))
        found = {n: _rates(servers[:n], Path(folder)) for n in range(1, PROCESSES + 1)}
        statuses, stays = _kill_one(servers, Path(folder))
    rows, budgets = [], []
    for kind, label in enumerate(("tegels", "keuzes op een pagina")):
        one, *more = (rates[kind] for rates in found.values())
        rows.append(Row(f"{label} per seconde, 1 proces", "aantal", None, one.per_second))
        for count, rate in enumerate(more, start=2):
            title = f"{label} per seconde, {count} processen"
            rows.append(Row(title, "aantal", one.per_second, rate.per_second))
        rows.append(Row(f"{label}: deze kernen geven hoogstens", "x", None, one.ceiling))
        budgets.append(_adds(label, rows[-3], one.ceiling))
    return Section(
        "Meer processen achter nginx, met een gedeelde opslag",
        (*rows, *_rows_of_kill(statuses, stays)),
        (*budgets, *_limits_of_kill(statuses, stays)),
        (
            "Kolom leeg: een proces. nginx en wie vraagt gebruiken dezelfde kernen.",
            f"Midden in de drukte is een van {PROCESSES} processen gedood (kill -9).",
        ),
    )


@contextmanager
def shared_store() -> Iterator[dict[str, str]]:
    """Serve an object store with one version of a table; yield the settings to share it."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)  # else a line per request
    s3 = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    s3.start()
    try:
        address = "http://{}:{}".format(*s3.get_host_and_port())
        bucket = f"emmer-{uuid.uuid4()}"
        place = f"s3://{bucket}/opslag"
        options = {
            "endpoint_url": address,
            "key": "k",
            "secret": "s",
            "client_kwargs": {"region_name": "eu-west-1"},
        }
        fsspec.filesystem("s3", **options).mkdir(bucket)
        with TemporaryDirectory() as folder:
            store = Store(Path(folder))
            store.put(dataset_of(TABLE), "v1", subject_of(SIZES[0]).files, {})
            SharedCopy(place, options).push(store, dataset_of(TABLE))
        yield KEYS | {"AWS_ENDPOINT_URL": address, "MONITOR_STORE": place}
    finally:
        s3.stop()


def _start(stack: ExitStack, env: dict[str, str], cache: Path) -> Server:
    """Start a process as it is rolled out, and wait until it took over what is shared."""
    own = {"MONITOR_CACHE": str(cache), "MONITOR_REFRESH": "on", "MONITOR_PROCESSES": "1"}
    free = {"MONITOR_REQUESTS_PER_MINUTE": "0", "MONITOR_WORK_PER_MINUTE": "0"}
    proxy = {"MONITOR_PROXIES": "127.0.0.1"}
    command = [sys.executable, "server.py"]
    server = stack.enter_context(
        running(OURS, lambda _: command, env={**env, **own, **NO_LIMITS, **free, **proxy})
    )
    if not is_answering(f"http://{server.address}{TILES[0]}", server.process, PULL_SECONDS):
        raise BenchError("een proces toont niet wat in de gedeelde opslag staat")
    return server


@contextmanager
def _behind_nginx(servers: list[Server], folder: Path) -> Iterator[tuple[str, Server]]:
    """Put nginx before servers; yield the address of the visitors, and nginx itself."""
    port = free_port()
    ports = [int(server.address.rpartition(":")[2]) for server in servers]
    with running_nginx(folder, port, shipped_site(port, ports)) as process:
        yield f"127.0.0.1:{port}", Server("nginx", f"127.0.0.1:{port}{BASE}", process)


def _rates(servers: list[Server], folder: Path) -> tuple[Rate, Rate]:
    """Return how many tiles, and how many reruns, these processes give in a second."""
    with _behind_nginx(servers, folder) as (place, nginx):
        _ask_tiles(place, 0.5)
        tiles = _rate([*servers, nginx], lambda: sum(_ask_tiles(place, TILE_SECONDS).values()))
        runs = _rate([*servers, nginx], lambda: _stay_all(nginx, RERUN_SECONDS).runs)
    return tiles, runs


def _rate(machines: list[Server], work: Callable[[], int]) -> Rate:
    """Do work that returns how much was done; the last of the machines only passes it on."""
    before = [machine.cpu_ms() or 0 for machine in machines]
    started, mine = time.perf_counter(), time.process_time()
    done = work()
    seconds, mine = time.perf_counter() - started, time.process_time() - mine
    *theirs, passing = ((m.cpu_ms() or 0) - b for m, b in zip(machines, before, strict=True))
    everything = sum(theirs) + passing + mine * 1000
    return Rate(done / seconds, sum(theirs) / everything if everything else 0)


def _ask_tiles(place: str, seconds: float) -> Counter[str]:
    paths = [f"{BASE}{path}" for path in TILES]
    askers = [Asker(place, loopback_address(number), paths) for number in range(CLIENTS)]
    return ask_together(askers, seconds)


def _stay_all(nginx: Server, seconds: float) -> Stay:
    until = time.monotonic() + seconds
    with ThreadPoolExecutor(VISITORS) as pool:
        found = list(pool.map(lambda number: _stay(nginx, number, until), range(VISITORS)))
    return Stay(*(sum(getattr(one, name) for one in found) for name in vars(found[0])))


def _stay(nginx: Server, number: int, until: float) -> Stay:
    """Go on choosing; who loses the connection loads the page again, as a browser does."""
    stay, has_seen = Stay(), True
    while time.monotonic() < until:
        try:
            with visit(nginx, PAGE, QUERIES[0], loopback_address(number)) as visitor:
                while time.monotonic() < until:
                    visitor.run()
                    stay.runs, has_seen = stay.runs + 1, True
                    visitor.query = QUERIES[stay.runs % len(QUERIES)]
        except (OSError, WebSocketException):
            stay.reloads, stay.lost = stay.reloads + has_seen, stay.lost + (not has_seen)
            has_seen = False
    return stay


def _kill_one(servers: list[Server], folder: Path) -> tuple[Counter[str], Stay]:
    """Kill a process while clients and visitors are at work; return what they met."""
    with _behind_nginx(servers, folder) as (place, nginx), ThreadPoolExecutor(2) as pool:
        tiles = pool.submit(_ask_tiles, place, KILL_SECONDS)
        pages = pool.submit(_stay_all, nginx, KILL_SECONDS)
        time.sleep(KILL_SECONDS / 3)
        servers[-1].process.kill()
        return tiles.result(), pages.result()


def _adds(label: str, row: Row, ceiling: float) -> Budget:
    """Return the budget on a second process: a part of what this machine could give it."""
    most = min(2.0, ceiling)
    factor = row.ratio or 0
    return Budget(
        f"{label}: twee processen tegenover een",
        f"minstens {number(LEAST * most, 2)} x, van de {number(most, 2)} die hier kan",
        f"{number(factor, 2)} x",
        factor >= LEAST * most,
    )


def _rows_of_kill(statuses: Counter[str], stays: Stay) -> tuple[Row, ...]:
    return (
        Row("een proces gedood: tegels gevraagd", "aantal", None, statuses.total()),
        Row("een proces gedood: keuzes op een pagina", "aantal", None, stays.runs),
        Row("een proces gedood: pagina's opnieuw geladen", "aantal", None, stays.reloads),
    )


def _limits_of_kill(statuses: Counter[str], stays: Stay) -> tuple[Budget, Budget]:
    bad = [f"{count} x {status}" for status, count in statuses.items() if status not in GOOD]
    gone = [f"{stays.lost} keer opnieuw laden zonder pagina"] if stays.lost else []
    return (
        none_found("een proces gedood: tegels zonder antwoord", bad),
        none_found("een proces gedood: wie meer verloor dan een keer herladen", gone),
    )
