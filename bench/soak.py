"""`python -m bench.soak`: a busy day in ten minutes; no error, and memory and open files flat.

Each client has an address of its own and the limits of the product hold, as they would outside.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path
from statistics import median

from websockets.exceptions import WebSocketException

from bench.crowd import CHOICES
from bench.load import GOOD, Asker, ask_together, loopback_address
from bench.protocol import visit
from bench.report import number
from bench.servers import BenchError, Server, family, memory_mb, running
from bench.setup import OURS
from data_loaders.cache import fetched_indicators

TILE_CLIENTS, VISITORS, SECONDS = 200, 50, 600.0
# Between two questions of one client, in seconds.
TILE_PAUSE, CHOICE_PAUSE, LOOK_PAUSE = 1.0, 3.0, 1.0
FORMS = ("", ".svg", ".csv", "?vorm=tabel", ".json")
# What a process may have more at the end than after its first quarter.
MORE_MB, MORE_MEMORY, MORE_FILES = 20.0, 1.05, 4.0


@dataclass(frozen=True)
class Look:
    """Memory in MB and the number of open files of the server and all that it started."""

    memory: float
    files: float


@dataclass(frozen=True)
class Soak:
    """What came of it: answers by status, choices made, what went wrong, and looks in order."""

    statuses: Counter[str]
    runs: int
    errors: list[str]
    looks: list[Look]

    def after_start(self) -> Look:
        """Return the middle of the second quarter: by then what is kept has been made."""
        count = len(self.looks)
        return _middle(self.looks[count // 4 : count // 2])

    def at_the_end(self) -> Look:
        """Return the middle of the last quarter."""
        return _middle(self.looks[-(len(self.looks) // 4) :])

    def problems(self) -> list[str]:
        """Return what is not as it should be, as sentences; empty when all is well."""
        bad = {status: count for status, count in self.statuses.items() if status not in GOOD}
        found = [f"{count} tegels: {status}" for status, count in bad.items()] + self.errors
        start, end = self.after_start(), self.at_the_end()
        if end.memory > start.memory * MORE_MEMORY + MORE_MB:
            found.append(f"geheugen van {start.memory:.0f} naar {end.memory:.0f} MB")
        if end.files > start.files + MORE_FILES:
            found.append(f"open bestanden van {start.files:.0f} naar {end.files:.0f}")
        return found


def soak(server: Server, seconds: float, clients: int, visitors: int) -> Soak:
    """Let clients ask for tiles and visitors change pages for so long, and watch the server."""
    until, looks = time.monotonic() + seconds, list[Look]()
    names = list(fetched_indicators())
    paths = [f"/tegel/{name}{FORMS[n % len(FORMS)]}" for n, name in enumerate(names)]
    askers = [
        Asker(server.address, loopback_address(n), _from(paths, n * 7), TILE_PAUSE)
        for n in range(clients)
    ]
    with ThreadPoolExecutor(visitors + 1) as pool:
        tiles = pool.submit(ask_together, askers, seconds)
        pages = [pool.submit(_stay, server, clients + n, until) for n in range(visitors)]
        while time.monotonic() < until:
            time.sleep(min(LOOK_PAUSE, seconds / 40))
            looks.append(look_at(server))
        runs = [page.result() for page in pages]
        statuses = tiles.result()
    return Soak(statuses, sum(count for count, _ in runs), [e for _, e in runs if e], looks)


def look_at(server: Server) -> Look:
    """Return what a server uses now."""
    members = family(server.pid)
    return Look(sum(map(memory_mb, members)), sum(map(_open_files, members)))


def _open_files(pid: int) -> int:
    with suppress(OSError):
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    return 0


def _middle(looks: Sequence[Look]) -> Look:
    return Look(median(look.memory for look in looks), median(look.files for look in looks))


def _from(paths: list[str], place: int) -> list[str]:
    place %= len(paths)
    return paths[place:] + paths[:place]


def _stay(server: Server, place: int, until: float) -> tuple[int, str]:
    """Choose now and then; return how often, and what went wrong."""
    runs = 0
    page, queries = list(CHOICES.values())[place % len(CHOICES)]
    try:
        with visit(server, page, queries[0], loopback_address(place)) as visitor:
            for query in cycle(queries):
                visitor.query = query
                visitor.run()
                runs += 1
                if time.monotonic() + CHOICE_PAUSE > until:
                    break
                time.sleep(CHOICE_PAUSE)
    except (BenchError, OSError, WebSocketException) as problem:
        return runs, f"een bezoeker van /{page}: {problem}"
    return runs, ""


def main() -> int:
    """Soak our server, print what came of it, and return 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--seconden", type=float, default=SECONDS)
    seconds = parser.parse_args().seconden
    with running(OURS, lambda _: [sys.executable, "server.py"]) as server:
        found = soak(server, seconds, TILE_CLIENTS, VISITORS)
    start, end = found.after_start(), found.at_the_end()
    print(f"{found.statuses.total()} tegels, {found.runs} keuzes op pagina's in {seconds:.0f} s.")
    print(f"Geheugen van {number(start.memory)} naar {number(end.memory)} MB,")
    print(f"open bestanden van {start.files:.0f} naar {end.files:.0f}.")
    problems = found.problems()
    print("\n".join(problems) or "Geen fouten.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
