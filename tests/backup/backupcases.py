"""Machines with a monitor: its store, its database and its notes, each in a folder of its own."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from unittest.mock import patch

from copied import copy_parts
from keptstore import FIGURE, KeptStore
from reported import add_measurements

from data_loaders.agreements.measurement_rows import COLUMNS, Measurement
from data_loaders.decks.deck import DeckTile
from data_loaders.sources.cbs import dataset_of
from data_loaders.storage.state import SourceState
from data_loaders.storage.store import Store

AREA = DeckTile("cijfer", FIGURE, ("GM0202",), "cijfer", characteristic="WW")
OLD, NEW = 5550.0, 7770.0
HEADER = ",".join(COLUMNS)
ROWS = (
    "M0001,contact-jongeren,2026-06-30,12,jongeren en jongvolwassenen,Verslag,projectleider,"
    "2026-07-01,,\n"
    "M0002,contact-jongeren,2026-09-30,30,jongeren en jongvolwassenen,Verslag,projectleider,"
    "2026-10-01,,\n"
)
"""The measurements as they stood in a file, in a backup from before the database."""
NOTES = (
    "id,indicator_id,doel_id,kenmerk,gebied,van,tot,tekst,door,datum,bron\n"
    "k1,bevolking,,,GM0202,,,Een grens is verlegd.,beleidsadviseur,2026-01-05,Gemeente\n"
)
COMMANDS = ("monitor.py", "pyproject.toml", "data_loaders", "assets")


@dataclass
class Machine:
    """A copy of the data part of the project in `root`, and its settings."""

    root: Path
    settings: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        copy_parts(self.root, *COMMANDS)

    @property
    def store(self) -> Store:
        return Store(self.root / ".monitor")

    @property
    def database(self) -> Path:
        return self.root / ".monitor/meldingen.db"

    def measure(self, day: date, value: float) -> None:
        """Publish a measurement here, the day after it was measured."""
        row = Measurement(
            id="",
            goal="contact-jongeren",
            day=day,
            value=value,
            unit="jongeren en jongvolwassenen",
            source="Verslag",
            by="projectleider",
            recorded=day,
        )
        settings = {"MONITOR_STORE": str(self.root / ".monitor"), "MONITOR_DATABASE": ""}
        with patch.dict(os.environ, settings):
            add_measurements([row], day + timedelta(days=1))

    def reported(self) -> list[tuple[object, ...]]:
        """All that stands in the database: what was reported, and the steps."""
        if not self.database.exists():
            return []
        with closing(sqlite3.connect(self.database)) as connection:
            made = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            tables = sorted({"meldingen", "stappen"} & {name for (name,) in made})
            return [row for name in tables for row in connection.execute(f"SELECT * FROM {name}")]

    @property
    def notes(self) -> Path:
        return self.root / "assets/data/kanttekeningen.csv"

    def filled(self) -> Machine:
        """Keep two editions of a table, two measurements and a note."""
        kept = KeptStore(self.root / ".monitor")
        for month, value in ((7, OLD), (8, NEW)):
            changes = {("GM0202", "2026MM01", "WW"): value}
            kept.benefits(date(2026, month, 1), changes=changes, months=1)
        kept.imported(date(2026, 7, 1), {("GM0202", "2026-06"): 100.0})
        then = datetime(2026, 8, 1, 6, tzinfo=UTC)
        kept.store.write_state(dataset_of("80794ned"), SourceState(last_attempt=then))
        self.measure(date(2026, 6, 30), 12.0)
        self.measure(date(2026, 9, 30), 30.0)
        self.notes.write_text(NOTES, "utf-8")
        return self

    def give(
        self, *arguments: object, before: tuple[str, ...] = (), **env: str
    ) -> subprocess.CompletedProcess[str]:
        """Give a command of the monitor here, by other settings only where they are named."""
        plain = {name: text for name, text in os.environ.items() if "MONITOR_" not in name}
        return subprocess.run(
            [*before, sys.executable, "monitor.py", *map(str, arguments)],
            cwd=self.root,
            env=plain | {"PYTHONUTF8": "1"} | self.settings | env,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )

    def done(self, *arguments: object, **env: str) -> str:
        """Give a command that must succeed, and return what it says."""
        found = self.give(*arguments, **env)
        assert (found.returncode, found.stderr) == (0, ""), found.stdout + found.stderr
        return found.stdout

    def refused(self, *arguments: object, **options: object) -> str:
        """Give a command that must be refused, and return its one sentence."""
        before = self.content()
        found = self.give(*arguments, **options)  # type: ignore[arg-type]
        assert (found.returncode, found.stdout) == (1, ""), found.stdout + found.stderr
        (line,) = found.stderr.splitlines()
        assert self.content() == before
        return line

    def content(self) -> Mapping[str, bytes]:
        """Return all that a backup is about, as it lies here; locks and pointers are not."""
        found = {self.notes.name: self.notes.read_bytes()}
        found["meldingen"] = repr(self.reported()).encode()
        root = self.root / ".monitor"
        for path in root.rglob("*"):
            passing = path.name in ("_lock", "_refresh.lock", "_current")
            if path.is_file() and not passing and not path.name.startswith("meldingen"):
                found[path.relative_to(root).as_posix()] = path.read_bytes()
        return found


def project(root: Path) -> Path:
    """Copy what a server needs beside the commands, where it is not there yet."""
    if not (root / "server.py").exists():
        copy_parts(
            root, "app.py", "server.py", ".streamlit", "pages", "endpoints", "components", "docs"
        )
    return root
