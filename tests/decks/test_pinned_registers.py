"""Pins of goals, projects, agenda and budget: reports can go back, the registers cannot."""

from __future__ import annotations

import json
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from measuring import FTE, YOUTH, measure
from reported import at
from toldcases import report

from components.deck.slides import make_slides
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.budget import all_posts
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.decks.deck import PIN_LENGTH, Deck, DeckTile
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.decks.pinned import NotKept, is_newest, version_of
from data_loaders.decks.pinned_registers import as_known
from data_loaders.files.errors import DataError
from data_loaders.marks import mark_of
from data_loaders.open_registers import recorded_rows
from data_loaders.reports.actions import reported_actions
from data_loaders.reports.measurements import load_measurements
from data_loaders.reports.record import ReportKind

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


def measurements_at(tile: DeckTile) -> list[Measurement]:
    """What is seen of the goals of a tile by its pin."""
    goals = set(DECK_KINDS[tile.kind].goals(tile.id))
    with as_known(tile):
        return [item for item in load_measurements() if item.goal in goals]


def pinned() -> list[DeckTile]:
    return [replace(tile, pin=version_of(tile)) for tile in TILES]


def test_every_tile_has_a_version_of_its_own(ledger: Path) -> None:
    assert len({tile.pin for tile in pinned()}) == len(TILES)
    assert all(map(is_newest, pinned()))


def test_tile_without_figures_has_no_version() -> None:
    assert version_of(DeckTile("titel")) == ""
    assert version_of(DeckTile("wijzigingen", since=date(2026, 6, 30))) == ""
    assert measurements_at(DeckTile("titel")) == []


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
    assert measurements_at(before) == []


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


ACTION, POST = load(Action)[0], next(item for item in all_posts(load(Amount)) if item.amount)
KNOWN = date(2026, 10, 13)  # by then the first state and amount were reported, later another
LATER = date(2026, 11, 20)


def tell(day: date, kind: ReportKind, subject: str, **more: object) -> str:
    with at(day):
        return report(kind, subject, day, **more).id


def tell_both(day: date, state: str, euros: float, replaces: tuple[str, str] = ("", "")) -> None:
    sentence = f"Dit is op {day} gezegd."
    first, second = replaces
    tell(day, "action_state", ACTION.id, state=state, sentence=sentence, replaces=first)
    tell(day, "spending", POST.id, value=euros, unit="euro", sentence=sentence, replaces=second)


def words_of(tiles: Iterable[DeckTile], day: date | None = None) -> list[str]:
    """All that the slides of agenda and budget say, each."""
    slides = make_slides(Deck("", day, tuple(tiles)), LATER)
    return [f"{slide.content} {slide.screens} {slide.problem}" for slide in slides]


def test_agenda_and_budget_show_what_was_known_then(ledger: Path) -> None:
    empty = pinned()[3:]
    tell_both(KNOWN, "loopt", 1250.0)
    before = pinned()[3:]
    tell_both(LATER, "klaar", 4000.0)
    after = pinned()[3:]
    assert len({tile.pin for tile in (*empty, *before, *after)}) == 6
    assert list(map(is_newest, empty + before + after)) == [False] * 4 + [True] * 2
    nothing, first, last = (words_of(tiles, LATER) for tiles in (empty, before, after))
    for made, state, euros in ((first, "loopt", "1.250"), (last, "klaar", "4.000")):
        assert f"is de stand gemeld: 1 {state}." in made[0]
        assert f"uitgegeven: €\xa0{euros}" in made[1].replace("\\xa0", "\xa0")
    assert "stand gemeld" not in nothing[0] and "van geen enkele post gemeld" in nothing[1]
    assert [slide.newer for slide in make_slides(Deck("", LATER, tuple(before)), LATER)] == [
        True
    ] * 2


def test_a_correction_and_a_withdrawal_come_after_a_pin(ledger: Path) -> None:
    number = tell(KNOWN, "action_state", ACTION.id, state="loopt", sentence="Het loopt.")
    before = pinned()[3]
    wrong = {"sentence": "Toch niet.", "replaces": number}
    tell(LATER, "action_state", ACTION.id, state="ingetrokken", **wrong)
    gone = pinned()[3]
    assert "is de stand gemeld: 1 loopt." in words_of([before], LATER)[0]
    assert "stand gemeld" not in words_of([gone], LATER)[0]


def test_reports_of_something_else_make_no_newer_version(ledger: Path) -> None:
    before = pinned()
    tell(KNOWN, "action_state", ACTION.id, state="loopt", sentence="Het loopt.")
    assert [is_newest(tile) for tile in before] == [True, True, True, False, True]
    tell(KNOWN, "spending", POST.id, value=1.0, unit="euro")
    assert [is_newest(tile) for tile in before] == [True, True, True, False, False]


def test_without_reports_a_version_is_that_of_its_records_alone(ledger: Path) -> None:
    """As it was for the first pins, which knew nothing of reports of actions and money."""
    for tile in pinned()[3:]:
        rows = [
            {column: cell for column, cell in sorted(row.items()) if cell and column != "kort"}
            for register, _ in DECK_KINDS[tile.kind].registers
            for row in recorded_rows(register)
        ]
        assert tile.pin == mark_of(f"{json.dumps(rows)}\n[]", PIN_LENGTH)


def test_what_was_known_then_is_seen_by_that_thread_alone(ledger: Path) -> None:
    before = pinned()[3]
    tell(KNOWN, "action_state", ACTION.id, state="loopt", sentence="Het loopt.")
    with as_known(before), ThreadPoolExecutor(1) as pool:
        assert reported_actions(LATER) == {}
        assert list(pool.submit(reported_actions, LATER).result()) == [ACTION.id]
    assert list(reported_actions(LATER)) == [ACTION.id]


def test_damaged_register_is_a_sentence(ledger: Path, own_registers: Path) -> None:
    (own_registers / "acties.csv").write_text("kapot", "utf-8")
    with pytest.raises(DataError):
        version_of(DeckTile("agenda"))
