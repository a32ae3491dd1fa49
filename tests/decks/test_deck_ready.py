"""Ready-made decks: every one of them can be shown, and a new one is one entry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from keptstore import KeptStore

from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.registers import load
from data_loaders.decks import ready as deck_ready
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.known import known_now
from data_loaders.decks.link import Opened, deck_query, open_query
from data_loaders.decks.pinned import is_newest, version_of
from data_loaders.decks.ready import (
    check_ready_decks,
    decks_by_place,
    load_ready_decks,
    make_ready_deck,
)
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.validate import find_problems

DAY = date(2026, 11, 21)
MUNICIPALITIES = [region.code for region in load_regions().municipalities()]
# The largest, the smallest, and one outside both regions.
FEW = ("AM07", "GMR", "GM0202", "GM0277", "GM1955")
ENTRY = """
[[deck]]
id = "nieuw"
titel = "Nieuw"
omschrijving = "Een nieuwe."
tegel = [{ soort = "titel" }, { soort = "doel", id = "contact-jongeren" }]
"""


def every_deck(codes: Sequence[str] = MUNICIPALITIES) -> Iterator[Deck]:
    for ready in load_ready_decks().values():
        for code in (set(ready.places) & set(codes) or ready.places) or [""]:
            yield make_ready_deck(ready.id, DAY, code)


def test_decks_of_the_beraad_are_there() -> None:
    assert list(load_ready_decks()) == [
        "kwartaaloverzicht",
        "hca-voortgang",
        "uitvoeringsagenda-en-geld",
        "per-gemeente",
        "per-regio",
    ]


def test_every_deck_has_a_short_address_that_gives_it_back() -> None:
    known = known_now()
    for deck in every_deck():
        pinned = replace(deck, tiles=tuple(replace(t, pin=version_of(t)) for t in deck.tiles))
        assert len(deck_query(pinned)) < 1500
        assert open_query(deck_query(pinned), known) == Opened(pinned)
        assert all(map(is_newest, pinned.tiles))


def test_every_figure_of_every_deck_can_be_shown() -> None:
    shown = 0
    for deck in every_deck(FEW):
        for tile in deck.tiles:
            if tile.kind == "cijfer":
                form = "" if tile.form == "eigen" else tile.form
                asked = Asked(tile.areas, form, tile.period, tile.characteristic)
                assert indicator_exhibit(tile.id, asked, DAY).headline
                shown += 1
    assert shown > 25


@pytest.mark.usefixtures("documents")
def test_deck_of_the_hca_has_every_goal_of_the_agreement() -> None:
    deck = make_ready_deck("hca-voortgang", DAY)
    goals = [tile.id for tile in deck.tiles if tile.kind == "doel"]
    assert goals == [goal.id for goal in load(HcaGoal)]


def test_deck_of_the_agenda_has_agenda_changes_and_money() -> None:
    deck = make_ready_deck("uitvoeringsagenda-en-geld", DAY)
    assert [tile.kind for tile in deck.tiles] == ["titel", "agenda", "wijzigingen", "begroting"]


@pytest.mark.parametrize(
    ("day", "since"),
    [
        (date(2026, 11, 21), date(2026, 9, 30)),
        (date(2026, 10, 1), date(2026, 9, 30)),
        (date(2026, 9, 30), date(2026, 6, 30)),
        (date(2027, 1, 1), date(2026, 12, 31)),
        (date(2028, 2, 29), date(2027, 12, 31)),
    ],
)
def test_last_quarter_ends_on_its_last_day(day: date, since: date) -> None:
    deck = make_ready_deck("kwartaaloverzicht", day)
    assert [tile.since for tile in deck.tiles if tile.kind == "wijzigingen"] == [since]
    assert deck.day == day


def test_deck_per_municipality_is_about_that_one() -> None:
    deck = make_ready_deck("per-gemeente", DAY, "GM0268")
    assert deck.title == "Nijmegen: de arbeidsmarkt in cijfers"
    assert {tile.areas for tile in deck.tiles if tile.kind == "cijfer"} == {("GM0268",)}


@pytest.mark.parametrize("code", ["AM07", "AM08", "GMR"])
def test_a_region_has_the_deck_that_a_municipality_has(code: str) -> None:
    deck = make_ready_deck("per-regio", DAY, code)
    assert deck.title == f"{load_regions().get(code).name}: de arbeidsmarkt in cijfers"
    assert {tile.areas for tile in deck.tiles if tile.kind == "cijfer"} == {(code,)}
    of_one = make_ready_deck("per-gemeente", DAY, "GM0268")
    assert [tile.id for tile in deck.tiles] == [tile.id for tile in of_one.tiles]
    assert decks_by_place()[code] == "per-regio" and decks_by_place()["GM0268"] == "per-gemeente"
    with pytest.raises(DataError, match="kies voor de presentatie 'per-regio' een regio"):
        make_ready_deck("per-regio", DAY, "GM0268")


@pytest.mark.parametrize("code", ["", "AM07", "GM9999", "{gemeente}"])
def test_deck_per_municipality_asks_for_one(code: str) -> None:
    with pytest.raises(DataError, match="kies voor de presentatie 'per-gemeente' een gemeente"):
        make_ready_deck("per-gemeente", DAY, code)


def test_unknown_deck_is_a_sentence_with_what_there_is() -> None:
    with pytest.raises(DataError, match="'x' bestaat niet"):
        make_ready_deck("x", DAY)


def test_figure_that_was_not_fetched_comes_in_when_it_is(kept: KeptStore) -> None:
    before = make_ready_deck("kwartaaloverzicht", DAY)
    assert "uitkeringsontvangers" not in {tile.id for tile in before.tiles}
    kept.benefits(date(2026, 11, 1))
    after = make_ready_deck("kwartaaloverzicht", DAY)
    assert {tile.id for tile in after.tiles} - {t.id for t in before.tiles} == {
        "uitkeringsontvangers"
    }
    check_ready_decks()


@pytest.fixture
def decks_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "decks.toml"
    path.write_text(deck_ready.DECKS_FILE.read_text("utf-8") + ENTRY, "utf-8")
    monkeypatch.setattr(deck_ready, "DECKS_FILE", path)
    return path


def test_new_deck_is_one_entry(decks_file: Path) -> None:
    check_ready_decks()
    assert make_ready_deck("nieuw", DAY) == Deck(
        "Nieuw", DAY, (DeckTile("titel"), DeckTile("doel", "contact-jongeren"))
    )


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ('id = "contact-jongeren" }]', 'id = "weg" }]', "Tegel 2: dit doel is er niet"),
        ('soort = "doel"', 'soort = "plaatje"', "'plaatje'"),
        ('soort = "doel"', 'soort = "doel", kleur = "rood"', "'kleur'"),
        ('id = "nieuw"', 'id = "per-gemeente"', "staat er twee keer in"),
        ('{ soort = "titel" }', '{ soort = "wijzigingen" }', "Tegel 1: de dag ontbreekt"),
        ('{ soort = "titel" }', '{ soort = "cijfer", id = "bevolkin" }', "Tegel 1: dit cijfer"),
        (
            '{ soort = "titel" }',
            '{ soort = "cijfer", id = "bevolking", gebieden = ["{gemeente}"] }',
            "Tegel 1: dit gebied kennen wij niet",
        ),
        (
            '{ soort = "titel" }',
            '{ soort = "cijfer", id = "opleidingsniveau", kenmerk = "Hoger" }',
            "Tegel 1: dit kenmerk",
        ),
        (
            '{ soort = "titel" }',
            '{ soort = "cijfer", id = "bevolking", periode = "2024-01" }',
            "Tegel 1: deze periode",
        ),
        ('titel = "Nieuw"', f'titel = "{"x" * 121}"', "te groot"),
        ('titel = "Nieuw"', 'titel = "a\\u202Eb"', "een onzichtbaar teken"),
        ('titel = "Nieuw"', "", "'titel' ontbreekt"),
    ],
)
def test_fault_in_an_entry_is_found_by_validate(
    decks_file: Path, old: str, new: str, sentence: str
) -> None:
    head, entry = decks_file.read_text("utf-8").split(ENTRY.strip(), 1)[0], ENTRY
    assert old in entry
    decks_file.write_text(head + entry.replace(old, new, 1), "utf-8")
    said = [str(problem) for problem in find_problems()]
    assert [text for text in said if sentence in text and "decks.toml" in text], said


def test_what_ships_is_right() -> None:
    check_ready_decks()
