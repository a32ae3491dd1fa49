"""Versions of what tiles show of the agreements, and what was reported by a version.

Registers keep no history: what was changed in them is gone, and that is said. Reports only
grow, so those of a version are there for as long as what they are about is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate

import msgspec

from data_loaders.agreements.registers import registers_mark
from data_loaders.decks.deck import PIN_LENGTH, DeckTile
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.files.text import Fingerprint
from data_loaders.lookback import NotKept
from data_loaders.marks import mark_of
from data_loaders.open_registers import recorded_rows
from data_loaders.reports.measured import book_of, measurements_in
from data_loaders.reports.reading import as_reported, load_reports, reports_mark
from data_loaders.reports.record import Report

SHORT = "kort"
_NOTHING = "[]"


def registers_version(tile: DeckTile) -> str:
    """Return the version of what a tile shows of the agreements now; empty for other tiles.

    It is that of its own records and reports: another record may change. Raises DataError when
    a register or what was reported cannot be read.
    """
    return _versions(tile)[-1] if DECK_KINDS[tile.kind].registers else ""


@contextmanager
def as_known(tile: DeckTile) -> Iterator[None]:
    """Let all that happens inside the `with` see what was reported by the version of a pin.

    The newest without a pin, and for what does not exist. Raises NotKept, before it begins, when
    what was agreed says something else since, and DataError when it cannot be read.
    """
    kind = DECK_KINDS[tile.kind]
    if not (tile.pin and kind.registers) or _records(tile.kind, tile.id) == _NOTHING:
        yield
        return
    versions = _versions(tile)
    if tile.pin not in versions:
        raise NotKept(
            f"{kind.what} is gewijzigd nadat deze presentatie is gemaakt; "
            "wat er toen stond, is niet bewaard"
        )
    left = versions[::-1].index(tile.pin)  # the newest of versions that say the same
    later = {row.id for row in _own(tile.kind, tile.id)[len(versions) - 1 - left :]}
    now = load_reports()
    rows = tuple(row for row in now.rows if row.id not in later)
    with as_reported(replace(now, rows=rows, mark=f"{now.mark} {tile}")):
        yield


def _versions(tile: DeckTile) -> tuple[str, ...]:
    """Return the version after each report of a tile; the first is that without any."""
    return _marks(tile.kind, tile.id, (*registers_mark(), *reports_mark()))


@lru_cache(maxsize=256)
def _marks(kind: str, name: str, _files: Fingerprint) -> tuple[str, ...]:
    records, own = _records(kind, name), _own(kind, name)
    told = accumulate(own, _chained, initial="") if DECK_KINDS[kind].told else _measured(own)
    return tuple(mark_of(f"{records}\n{text or _NOTHING}", PIN_LENGTH) for text in told)


def _chained(before: str, row: Report) -> str:
    """Return what stands for a row and all before it; nothing at all stands for none."""
    return mark_of(before + msgspec.json.encode(row).decode(), 52)


def _measured(own: list[Report]) -> Iterator[str]:
    """Return the measurements that can be shown, after each of them; the first is none."""
    for count in range(len(own) + 1):
        usable = book_of(measurements_in(own[:count])).usable
        yield msgspec.json.encode(usable).decode()


def _own(kind: str, name: str) -> list[Report]:
    """Return the published reports that a tile shows, in their order."""
    shows = DECK_KINDS[kind]
    goals = set(shows.goals(name))
    return [
        row
        for row in load_reports().rows
        if row.kind == shows.told or (row.kind == "measurement" and row.subject in goals)
    ]


def _records(kind: str, name: str) -> str:
    """Return what the registers say, without empty cells: a new column changes nothing yet.

    Nor does the short title of an action, which came after the first pins.
    """
    return json.dumps(
        [
            {column: cell for column, cell in sorted(row.items()) if cell and column != SHORT}
            for register, key in DECK_KINDS[kind].registers
            for row in recorded_rows(register)
            if not key or row[key] == name
        ]
    )
