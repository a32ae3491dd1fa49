"""Versions of what tiles show of the agreements, and the measurements of a version.

Registers keep no history: what was changed in them is gone, and that is said. The ledger only
grows, so the measurements of a version are there for as long as what they measure is the same.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.measurement_history import book_of
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.measurements import ledger_file, read_ledger
from data_loaders.agreements.open_registers import register_rows
from data_loaders.agreements.registers import registers_mark
from data_loaders.decks.deck import PIN_LENGTH, DeckTile, TileKind
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.lookback import NotKept
from data_loaders.marks import mark_of

# The registers a tile shows, and the column that must be its id; all rows without one.
_SHOWN: dict[TileKind, tuple[tuple[str, str], ...]] = {
    "doel": (("hca_doelen", "id"), ("projectdoelen", "id")),
    "project": (
        ("projecten", "id"),
        ("projectdoelen", "project_id"),
        ("projectresultaten", "project_id"),
        ("partners", "project_id"),
    ),
    "agenda": (("acties", ""), ("ambities", ""), ("lijnen", ""), ("kerndata", "")),
    "begroting": (("begroting", ""), ("financiering", "")),
}
_NAMES: dict[TileKind, str] = {
    "doel": "dit doel",
    "project": "dit project",
    "agenda": "de agenda",
    "begroting": "de begroting",
}


def registers_version(tile: DeckTile) -> str:
    """Return the version of what a tile shows of the agreements now; empty for other tiles.

    It is that of its own records and measurements: another record may change. Raises
    DataError when a register or the ledger cannot be read.
    """
    if tile.kind not in _SHOWN:
        return ""
    return _newest(tile.kind, tile.id, (*registers_mark(), file_state(ledger_file())))


def measurements_at(tile: DeckTile) -> tuple[Measurement, ...]:
    """Return the measurements of a goal or a project as they were in the version of its pin.

    The newest without a pin; none for an agenda or a budget. Raises NotKept when what was
    agreed says something else since, and DataError when it cannot be read.
    """
    rows = _ledger_rows(tile.kind, tile.id)
    if tile.kind not in _SHOWN or not tile.pin:
        return book_of(rows).usable
    records = _records(tile.kind, tile.id)
    for count in range(len(rows), -1, -1):
        usable = book_of(rows[:count]).usable
        if _mark(records, usable) == tile.pin:
            return usable
    raise NotKept(
        f"{_NAMES[tile.kind]} is gewijzigd nadat deze presentatie is gemaakt; "
        "wat er toen stond, is niet bewaard"
    )


@lru_cache(maxsize=256)
def _newest(kind: TileKind, name: str, _files: Fingerprint) -> str:
    return _mark(_records(kind, name), book_of(_ledger_rows(kind, name)).usable)


def _records(kind: TileKind, name: str) -> str:
    """Return what the registers say, without empty cells: a new column changes nothing yet."""
    return json.dumps(
        [
            {column: cell for column, cell in sorted(row.items()) if cell}
            for register, key in _SHOWN[kind]
            for row in register_rows(register)
            if not key or row[key] == name
        ]
    )


def _mark(records: str, measurements: Sequence[Measurement]) -> str:
    measured = msgspec.json.encode(measurements).decode()
    return mark_of(f"{records}\n{measured}", PIN_LENGTH)


def _ledger_rows(kind: TileKind, name: str) -> list[Measurement]:
    goals = set(_goals(kind, name))
    return [row for row in read_ledger().rows.values() if row.goal in goals] if goals else []


def _goals(kind: TileKind, name: str) -> Iterator[str]:
    for goal in load_goals().values():
        if (kind == "doel" and goal.id == name) or (
            kind == "project" and (goal.of, goal.parent) == ("project", name)
        ):
            yield goal.id
