"""Pins of goals, projects, agenda and budget: the ledger can go back, the registers cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from measuring import FTE, YOUTH, measure

from data_loaders.decks.deck import DeckTile
from data_loaders.decks.pinned import NotKept, is_newest, version_of
from data_loaders.decks.pinned_registers import measurements_at
from data_loaders.files.errors import DataError

TILES = (
    DeckTile("doel", YOUTH),
    DeckTile("doel", FTE),
    DeckTile("project", "via-t"),
    DeckTile("agenda"),
    DeckTile("begroting"),
)


def change(folder: Path, register: str, old: str, new: str) -> None:
    path = folder / f"{register}.csv"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def pinned() -> list[DeckTile]:
    return [replace(tile, pin=version_of(tile)) for tile in TILES]


def test_every_tile_has_a_version_of_its_own(ledger: Path) -> None:
    assert len({tile.pin for tile in pinned()}) == len(TILES)
    assert all(map(is_newest, pinned()))


def test_tile_without_figures_has_no_version() -> None:
    assert version_of(DeckTile("titel")) == ""
    assert version_of(DeckTile("wijzigingen", since=date(2026, 6, 30))) == ""
    assert measurements_at(DeckTile("titel")) == ()


def test_measurement_makes_a_newer_version_of_its_goal_and_project_only(ledger: Path) -> None:
    before = pinned()
    measure(FTE, 2.5, date(2026, 6, 30), date(2026, 7, 1))
    assert [is_newest(tile) for tile in before] == [True, False, False, True, True]


def test_goal_can_be_shown_with_the_measurements_of_then(ledger: Path) -> None:
    versions = []
    first = measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    versions.append(measurements_at(TILES[0]))
    before = replace(TILES[0], pin=version_of(TILES[0]))
    measure(YOUTH, 150.0, date(2026, 6, 30), date(2026, 8, 1), replaces=first)
    measure(YOUTH, 200.0, date(2026, 9, 30), date(2026, 10, 1))
    assert [item.value for item in measurements_at(before)] == [100.0]
    assert measurements_at(before) == versions[0]
    assert len(measurements_at(TILES[0])) == 3


def test_goal_can_be_shown_as_it_was_without_any_measurement(ledger: Path) -> None:
    before = replace(TILES[0], pin=version_of(TILES[0]))
    measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    assert measurements_at(before) == ()


def test_project_has_the_measurements_of_all_its_goals(ledger: Path) -> None:
    measure(YOUTH, 100.0, date(2026, 6, 30), date(2026, 7, 1))
    measure(FTE, 2.5, date(2026, 6, 30), date(2026, 7, 1))
    assert [item.goal for item in measurements_at(TILES[2])] == [FTE]


@pytest.mark.parametrize(
    ("register", "old", "new", "changed"),
    [
        ("hca_doelen", ",40000,", ",50000,", [0]),
        ("projectdoelen", "via-t-fte,via-t,", "via-t-fte,via-t,anders: ", [1, 2]),
        ("projecten", ",VIA-T,", ",VIA-TT,", [1, 2]),
        ("acties", "actie-01,1,", "actie-01,99,", [3]),
        ("begroting", ",baten,", ",lasten,", [4]),
        ("werktafels", "Leven Lang", "Leven lang", []),
    ],
)
def test_change_in_a_register_is_said_where_it_shows_and_nowhere_else(
    ledger: Path, own_registers: Path, register: str, old: str, new: str, changed: list[int]
) -> None:
    before = pinned()
    change(own_registers, register, old, new)
    for number, tile in enumerate(before):
        assert is_newest(tile) is (number not in changed), tile
        if number in changed:
            with pytest.raises(NotKept, match="is gewijzigd nadat deze presentatie is gemaakt"):
                measurements_at(tile)
        else:
            measurements_at(tile)


def test_new_empty_column_is_no_other_version(ledger: Path, own_registers: Path) -> None:
    before = pinned()[3]
    path = own_registers / "acties.csv"
    head, *lines = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([f"{head},nieuw", *(f"{line}," for line in lines)]) + "\n", "utf-8")
    assert is_newest(before)


def test_touched_file_is_no_other_version(ledger: Path, own_registers: Path) -> None:
    before = pinned()
    for path in own_registers.glob("*.csv"):
        path.write_bytes(path.read_bytes())
    assert all(map(is_newest, before))


def test_damaged_register_is_a_sentence(ledger: Path, own_registers: Path) -> None:
    (own_registers / "acties.csv").write_text("kapot", "utf-8")
    with pytest.raises(DataError):
        version_of(DeckTile("agenda"))
