"""Versions of what tiles show of the agreements, and the measurements of a version.

Registers keep no history: what was changed in them is gone, and that is said. Reports only
grow, so the measurements of a version are there for as long as what they measure is the same.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.registers import registers_mark
from data_loaders.decks.deck import PIN_LENGTH, DeckTile
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.files.text import Fingerprint
from data_loaders.lookback import NotKept
from data_loaders.marks import mark_of
from data_loaders.open_registers import recorded_rows
from data_loaders.reports.measured import book_of, measurements_in
from data_loaders.reports.reading import load_reports, reports_mark

SHORT = "kort"


def registers_version(tile: DeckTile) -> str:
    """Return the version of what a tile shows of the agreements now; empty for other tiles.

    It is that of its own records and measurements: another record may change. Raises
    DataError when a register or what was reported cannot be read.
    """
    if not DECK_KINDS[tile.kind].registers:
        return ""
    return _newest(tile.kind, tile.id, (*registers_mark(), *reports_mark()))


def measurements_at(tile: DeckTile) -> tuple[Measurement, ...]:
    """Return the measurements of a goal or a project as they were in the version of its pin.

    The newest without a pin; none for an agenda or a budget. Raises NotKept when what was
    agreed says something else since, and DataError when it cannot be read.
    """
    rows = _measured(tile.kind, tile.id)
    if not DECK_KINDS[tile.kind].registers or not tile.pin:
        return book_of(rows).usable
    records = _records(tile.kind, tile.id)
    for count in range(len(rows), -1, -1):
        usable = book_of(rows[:count]).usable
        if _mark(records, usable) == tile.pin:
            return usable
    raise NotKept(
        f"{DECK_KINDS[tile.kind].what} is gewijzigd nadat deze presentatie is gemaakt; "
        "wat er toen stond, is niet bewaard"
    )


@lru_cache(maxsize=256)
def _newest(kind: str, name: str, _files: Fingerprint) -> str:
    return _mark(_records(kind, name), book_of(_measured(kind, name)).usable)


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


def _mark(records: str, measurements: Sequence[Measurement]) -> str:
    measured = msgspec.json.encode(measurements).decode()
    return mark_of(f"{records}\n{measured}", PIN_LENGTH)


def _measured(kind: str, name: str) -> list[Measurement]:
    goals = set(DECK_KINDS[kind].goals(name))
    return (
        [row for row in measurements_in(load_reports().rows) if row.goal in goals] if goals else []
    )
