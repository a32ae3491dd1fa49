"""What following CBS costs: every table for the first time, and again when nothing changed.

The tables come from a server of our own. Each service is measured as the only one that has
them. Both are asked at once: most of the time is the pause that spares the source.
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.cbs import CbsServer, cbs_server
from bench.commands import Usage, run_command, use_store
from bench.made import make_table
from bench.report import Budget, Row, Section, number
from bench.servers import BenchError
from bench.setup import Setup
from data_loaders.editions import make_edition
from data_loaders.geo.regions import load_regions
from data_loaders.net.settings import NetSettings
from data_loaders.refresh.tables import Options, indicators_of, table_jobs
from data_loaders.sources.cbs import read_table
from data_loaders.sources.cbs_table import ServiceName

SERVICES: tuple[ServiceName, ...] = ("v3", "v4")
TABLES_QUICK = 4
PAUSE_SECONDS = NetSettings().min_interval
MAX_MB = 350.0
MAX_SECONDS, MAX_SECONDS_PER_TABLE = 5.0, 1.0


@dataclass(frozen=True)
class Place:
    """A service of CBS, and the store of who follows it."""

    service: ServiceName
    server: CbsServer
    store: Path


@dataclass(frozen=True)
class Cost:
    """What refreshing `tables` cost.

    `answered` and `refused` are requests (refused: for a table at the service that does not
    have it), `sent` is in bytes as they went over the line, without headers.
    """

    tables: int
    answered: int
    refused: int
    sent: int
    usage: Usage

    @property
    def pauses(self) -> float:
        """Return the seconds that pass at least because of the pauses between requests.

        A pause holds for one host; those at the other one go on meanwhile.
        """
        return PAUSE_SECONDS * (self.answered - 1)


def measure(setup: Setup) -> Section:
    """Refresh from nothing and refresh again, over each service."""
    rows: list[Row] = []
    budgets: list[Budget] = []
    with ExitStack() as stack:
        root = Path(stack.enter_context(TemporaryDirectory()))
        names = _names(root)[: TABLES_QUICK if setup.quick else None]
        tables = {name: make_table(name) for name in names}
        places = [
            Place(service, stack.enter_context(cbs_server(service, tables)), root / service)
            for service in SERVICES
        ]
        cold = _refresh(places, names)
        for place in places:
            _check_figures(place, names)
        # Not the older edition of a table there is a newer copy of now.
        same = _refresh(places, [name for name in _names(places[0].store) if name in names])
    for place, first, again in zip(places, cold, same, strict=True):
        rows += _rows(f"alleen {place.service}, eerste keer", first)
        rows += _rows(f"alleen {place.service}, ongewijzigd", again)
        budgets += limits_of(place.service, first, again)
    return Section(
        f"Verversen van {len(names)} CBS-tabellen",
        tuple(rows),
        tuple(budgets),
        (
            "Vergeefs: eerst gevraagd bij de dienst die de tabel in deze proef niet heeft.",
            f"Pauzes: {number(PAUSE_SECONDS, 2)} s tussen twee vragen, om de bron te sparen.",
        ),
    )


def _names(store: Path) -> list[str]:
    """Return the tables that are asked by who has this store."""
    with use_store(store):
        return [job.name for job in table_jobs(Options())]


def _refresh(places: Sequence[Place], names: Sequence[str]) -> list[Cost]:
    with ThreadPoolExecutor(len(places)) as pool:
        return list(pool.map(lambda place: _refresh_one(place, names), places))


def _refresh_one(place: Place, names: Sequence[str]) -> Cost:
    server = place.server
    answered, refused, sent = server.answered, server.refused, server.sent
    only = [word for name in names for word in ("--only", name)]
    env = {
        "MONITOR_STORE": str(place.store),
        "MONITOR_CBS_V3_URL": server.url,
        "MONITOR_CBS_V4_URL": server.url,
        "no_proxy": "127.0.0.1",
        "NO_PROXY": "127.0.0.1",
    }
    usage = run_command(["refresh", *only], env)
    return Cost(
        len(names),
        server.answered - answered,
        server.refused - refused,
        server.sent - sent,
        usage,
    )


def _check_figures(place: Place, names: Sequence[str]) -> None:
    """Raise BenchError unless every figure can be made: else less was fetched than it seems."""
    with use_store(place.store):
        for name in names:
            table = read_table(name)
            failures = make_edition(table, indicators_of(name), load_regions()).failures
            if failures or table.info.service != place.service:
                reason = "; ".join(failures.values()) or "er is niets nieuws opgehaald"
                raise BenchError(f"tabel {name} via {place.service}: {reason}")


def _rows(label: str, cost: Cost) -> list[Row]:
    usage = cost.usage
    return [
        Row(f"{label}: verzoeken", "aantal", None, cost.answered),
        Row(f"{label}: vergeefse verzoeken", "aantal", None, cost.refused),
        Row(f"{label}: ontvangen", "kB", None, cost.sent / 1000),
        Row(f"{label}: duur", "s", None, usage.seconds),
        Row(f"{label}: waarvan pauzes", "s", None, cost.pauses),
        Row(f"{label}: processortijd", "s", None, usage.cpu_seconds),
        Row(f"{label}: meeste geheugen", "MB", None, usage.peak_mb),
    ]


def limits_of(service: ServiceName, first: Cost, again: Cost) -> list[Budget]:
    """Return the budgets on a first refresh and on one that finds nothing new."""
    seconds = first.usage.seconds - first.pauses
    limit = MAX_SECONDS + MAX_SECONDS_PER_TABLE * first.tables
    peak = first.usage.peak_mb
    return [
        Budget(
            f"ongewijzigde tabellen, alleen {service}",
            "één verzoek per tabel",
            f"{again.answered} voor {again.tables} tabellen",
            again.answered == again.tables and again.refused <= again.tables,
        ),
        Budget(
            f"duur zonder pauzes van de eerste keer, alleen {service}",
            f"hoogstens {number(limit, 0)} s",
            f"{number(seconds)} s",
            seconds <= limit,
        ),
        Budget(
            f"meeste geheugen van de eerste keer, alleen {service}",
            f"hoogstens {number(MAX_MB, 0)} MB",
            "niet te meten" if peak is None else f"{number(peak, 0)} MB",
            peak is None or peak <= MAX_MB,
        ),
    ]
