"""A monitor of its own: a store, both services of CBS on loopback, and eyes on all it does.

    monitor.serve(benefits())                    # what CBS has now
    monitor.refresh()                            # python -m data_loaders refresh --only TABLE
    monitor.seen(), monitor.stored()             # what a visitor sees, the bytes in the store

The command runs in this process with short time-outs. Every address it looks up or connects
to is noted: `monitor.contacts`, to be compared with `monitor.places`, where CBS was.
"""

from __future__ import annotations

import json
import re
import socket
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import msgspec
import pytest
from cbsserver import Spoil, Table, cbs
from click.testing import CliRunner
from faultserver import FaultServer, Reply, Request

from components.exhibit.on_page import compared, newest_choice
from components.markup.templates import macro
from data_loaders.__main__ import main
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.net.settings import NetSettings
from data_loaders.series import Series
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.default import default_store
from data_loaders.storage.state import SourceState

V3, V4 = "https://opendata.cbs.nl", "https://datasets.cbs.nl"
ORIGINS = {"v3": V3, "v4": V4}
HOSTS = {"v3": "opendata.cbs.nl", "v4": "datasets.cbs.nl"}
PROTOCOLS = ("v3", "v4")

TABLE, INDICATOR = "80794ned", "uitkeringsontvangers"
OLD, NEW, NEWER = "2026-07-01", "2026-08-01", "2026-09-01"
NEVER_IN_A_SENTENCE = ("http", "Traceback", "Error", "Exception", "{", "`", "None", "\n", "  ")

QUICK = NetSettings(
    origins={},
    connect_timeout=2,
    read_timeout=2,
    attempts=2,
    backoff_base=0.01,
    backoff_max=0.02,
    min_interval=0,
    max_bytes=1024 * 1024,
    max_requests=30,
)
IMPATIENT = replace(QUICK, connect_timeout=0.25, read_timeout=0.25)


@dataclass(frozen=True)
class Round:
    """One run of the command: its exit code, what it said, and the requests it made."""

    code: int
    said: str
    requests: list[Request]


@dataclass
class Monitor:
    """See the top of this module. `origins` says where a service is, `seconds` the deadline."""

    root: Path
    server: FaultServer
    patch: pytest.MonkeyPatch
    settings: NetSettings = QUICK
    seconds: float = 30
    origins: dict[str, str] = field(default_factory=dict)
    contacts: set[tuple[str, int]] = field(default_factory=set)
    places: set[tuple[str, int]] = field(default_factory=set)

    def serve(self, *tables: Table, spoil: Spoil | None = None, **options: Any) -> None:
        """Let CBS have these tables from now on; `options` are those of `cbs`."""
        changes = {"spoil": spoil} if spoil else {}
        self.server.handler = cbs({table.id: table for table in tables}, **changes, **options)

    def refresh(self, *options: str, table: str = TABLE) -> Round:
        """Run `refresh --only TABLE`; another fault than a sentence fails the test."""
        origins = {origin: self.server.url for origin in (V3, V4)} | self.origins
        self.places |= set(map(_place, origins.values()))
        settings = replace(self.settings, origins=origins)
        self.patch.setattr("data_loaders.refresh.run.settings_from_env", lambda: settings)
        self.patch.setattr("data_loaders.refresh.job.DEADLINE_S", self.seconds)
        start = len(self.server.log)
        code, said = self.run("refresh", "--only", table, *options)
        return Round(code, said, self.server.log[start:])

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command of the data layer."""
        result = CliRunner().invoke(main, list(arguments))
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result.exit_code, result.output

    def series(self, indicator: str = INDICATOR) -> Series:
        """What the pages get."""
        return load_series(indicator)

    def value(self, region: str, period: str, characteristic: str = "WW") -> tuple[float, str]:
        """One observation of INDICATOR: value and status."""
        frame = self.series().frame
        (row,) = frame[
            frame["region_code"].eq(region)
            & frame["period"].eq(period)
            & frame["characteristic"].eq(characteristic)
        ].to_dict("records")
        return float(row["value"]), str(row["status"])

    def seen(self, indicator: str = INDICATOR) -> str:
        """All that a visitor sees of an indicator: its figures and its card, as text."""
        return f"{self.series(indicator).frame.to_csv()}\n{self.card(indicator)}"

    def card(self, indicator: str = INDICATOR) -> str:
        """The card of a map for the newest period: HTML and specifications."""
        choice = newest_choice(indicator, ("AM07", "GM0202"))
        shown = compared(indicator, choice, "licht", dutch_today())
        made = [item for item in (shown.on_map, shown.ranking, shown.trend) if item]
        told = [str(macro("vitrine", part, item)) for item in made for part in ("head", "foot")]
        drawn = [item.figures for item in made]
        return msgspec.json.encode([shown.choice, shown.notice, told, drawn]).decode()

    def stored(self, table: str = TABLE) -> dict[str, bytes]:
        """Every byte that is kept of a table, and which version is current."""
        folder = self.root / dataset_of(table)
        return {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.name not in ("_state.json", "_lock")
        }

    def state(self, table: str = TABLE) -> SourceState:
        return default_store().read_state(dataset_of(table))

    def versions(self, table: str = TABLE) -> int:
        return len(default_store().versions(dataset_of(table)))


@dataclass(frozen=True)
class Watch:
    """What was there before a fault: to be there after it."""

    monitor: Monitor
    seen: str
    stored: dict[str, bytes]

    def refused(self, result: Round, says: str) -> None:
        """The fault changed nothing, is told in one plain sentence, and is an exit code 1."""
        monitor = self.monitor
        assert result.code == 1, result.said
        assert monitor.stored() == self.stored, "the store changed"
        assert monitor.seen() == self.seen, "a visitor sees something else"
        sentence = monitor.state().error
        assert says in sentence, sentence
        check_sentence(sentence)
        assert sentence in result.said, result.said

    def recovered(self, result: Round) -> None:
        """Something new came in, and nothing is left of the fault."""
        monitor = self.monitor
        assert result.code == 0, result.said
        assert monitor.stored() != self.stored, "nothing was stored"
        assert monitor.seen() != self.seen, "a visitor sees nothing new"
        state = monitor.state()
        assert (state.error, state.failures) == ("", 0), state


def _place(url: str) -> tuple[str, int]:
    host, port = url.split("//")[1].split(":")
    return host, int(port)


def watch(monitor: Monitor) -> Watch:
    found = Watch(monitor, monitor.seen(), monitor.stored())
    assert found.stored
    return found


def check_sentence(sentence: str) -> None:
    """Check that this is plain text for a person."""
    assert re.match(r"[A-Z]|(opendata|datasets)\.cbs\.nl\b", sentence), sentence
    assert sentence.endswith("."), sentence
    assert len(sentence) < 400, sentence
    assert not [word for word in NEVER_IN_A_SENTENCE if word in sentence], sentence


def at(when: Callable[[Request], bool], fault: Callable[[Reply], Reply]) -> Spoil:
    """Put a fault on the replies to some requests."""
    return lambda request, reply: fault(reply) if when(request) else reply


def of_service(name: str) -> Callable[[Request], bool]:
    """Tell whether a request is for this service."""
    return lambda request: request.path.startswith("/odata/v1/") == (name == "v4")


def changed(reply: Reply, change: Callable[[Any], None]) -> Reply:
    """A reply of which `change` altered the decoded JSON."""
    decoded = json.loads(reply.body)
    change(decoded)
    return replace(reply, body=json.dumps(decoded).encode())


def note_contacts(patch: pytest.MonkeyPatch, contacts: set[tuple[str, int]]) -> None:
    """Note every address that is looked up or connected to. Names ending in .test are unknown."""
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def noted_connect(sock: socket.socket, address: Any) -> None:
        contacts.add(tuple(address[:2]))
        connect(sock, address)

    def noted_look_up(host: Any, port: Any, *args: Any, **more: Any) -> Any:
        contacts.add((host, port))
        if str(host).endswith(".test"):
            raise socket.gaierror(socket.EAI_NONAME, "no such name")
        return look_up(host, port, *args, **more)

    patch.setattr(socket.socket, "connect", noted_connect)
    patch.setattr(socket, "getaddrinfo", noted_look_up)
