"""A pin shows the same figures for as long as they are kept, and after that it says so."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from keptstore import (
    BENEFITS,
    FIGURE,
    MUNICIPALITIES,
    PEOPLE,
    POPULATION,
    SEEKING,
    KeptStore,
    benefits,
)
from madetables import benefits as served_benefits
from refreshcases import INDICATOR, Monitor

from components.exhibit.on_page import compared, newest_choice
from components.exhibit.sheet import Sheet
from data_loaders.cache import load_series
from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.known import known_now
from data_loaders.decks.link import Opened, deck_query, open_query
from data_loaders.decks.pinned import NotKept, as_it_was, is_newest, load_series_at, version_of
from data_loaders.files import paths
from data_loaders.files.errors import DataError
from data_loaders.files.paths import ROOT
from data_loaders.geo.regions import load_regions
from data_loaders.lookback import states_of
from data_loaders.series import Series
from data_loaders.sources.cbs import dataset_of, read_table

FIRST = date(2026, 7, 1)
TILE = DeckTile("cijfer", FIGURE)
WW = ("GM0202", "2026MM01", "WW")


def editions(kept: KeptStore, count: int, start: int = 0) -> list[str]:
    """Keep editions that differ in one value; return the versions as they were pinned."""
    pins = []
    for number in range(start, start + count):
        kept.benefits(date(2026, 7, 1 + number), changes={WW: 500.0 + number})
        pins.append(version_of(TILE))
    return pins


def ww(series: Series) -> float:
    frame = series.frame
    (value,) = frame[
        frame["region_code"].eq("GM0202")
        & frame["period"].eq("2026-01")
        & frame["characteristic"].eq("WW")
    ]["value"]
    return float(value)


def test_link_shows_the_same_figures_after_a_newer_edition(kept: KeptStore) -> None:
    kept.benefits(FIRST, months=2)
    before, pin = load_series(FIGURE), version_of(TILE)
    kept.benefits(date(2026, 8, 1), months=3, changes={WW: 999.0})
    assert ww(load_series(FIGURE)) == 999.0
    found = load_series_at(FIGURE, pin)
    assert found.frame.to_csv() == before.frame.to_csv()
    assert found.provenance.modified == FIRST
    assert found.version != load_series(FIGURE).version


def test_every_kept_edition_can_be_shown_and_none_is_another(kept: KeptStore) -> None:
    pins = editions(kept, 5)
    assert len(set(pins)) == 5
    assert [ww(load_series_at(FIGURE, pin)) for pin in pins] == [500, 501, 502, 503, 504]


def test_it_says_so_when_the_edition_was_cleared_away(kept: KeptStore) -> None:
    pins = editions(kept, 7)
    assert ww(load_series_at(FIGURE, pins[2])) == 502
    for pin in pins[:2]:
        with pytest.raises(NotKept) as told:
            load_series_at(FIGURE, pin)
        assert told.value.sentence == (
            "de cijfers van 'Mensen met een uitkering, per maand' (CBS-tabel 80794ned) waarmee "
            "deze presentatie is gemaakt, worden niet meer bewaard"
        )


def test_it_says_so_from_the_moment_the_edition_is_cleared_away(kept: KeptStore) -> None:
    (pin,) = editions(kept, 1)
    editions(kept, 4, start=1)
    assert ww(load_series_at(FIGURE, pin)) == 500
    editions(kept, 1, start=5)
    with pytest.raises(NotKept):
        load_series_at(FIGURE, pin)


def test_edition_that_cannot_be_read_is_not_replaced_by_another(kept: KeptStore) -> None:
    pins = editions(kept, 3, start=20)  # of no other test: what was read before is still known
    middle = kept.store.versions(dataset_of(BENEFITS))[1]
    for path in middle.folder.iterdir():
        path.write_bytes(b"kapot")
    with pytest.raises(NotKept):
        load_series_at(FIGURE, pins[1])
    assert ww(load_series_at(FIGURE, pins[0])) == 520


@pytest.mark.parametrize("pin", ["aaaaaaaa", "x", "' or 1=1", "😀"])
def test_pin_nobody_gave_is_never_another_version(kept: KeptStore, pin: str) -> None:
    editions(kept, 2)
    with pytest.raises(NotKept):
        load_series_at(FIGURE, pin)


def test_without_a_pin_it_is_the_newest(kept: KeptStore) -> None:
    editions(kept, 2)
    assert load_series_at(FIGURE, "") is load_series(FIGURE)


def test_pin_of_the_newest_is_what_pages_show(kept: KeptStore) -> None:
    *_, pin = editions(kept, 2)
    assert load_series_at(FIGURE, pin) is load_series(FIGURE)
    assert is_newest(replace(TILE, pin=pin))


def test_newer_figures_are_noticed_and_the_same_figures_again_are_not(kept: KeptStore) -> None:
    (pin,) = editions(kept, 1)
    kept.benefits(date(2026, 9, 1), changes={WW: 500.0})
    assert is_newest(replace(TILE, pin=pin))
    kept.benefits(date(2026, 9, 2), changes={WW: 600.0})
    assert not is_newest(replace(TILE, pin=pin))
    assert is_newest(TILE)


def test_figures_that_came_back_are_the_newest_again(kept: KeptStore) -> None:
    (pin,) = editions(kept, 1)
    kept.benefits(date(2026, 9, 1), changes={WW: 600.0})
    kept.benefits(date(2026, 9, 2), changes={WW: 500.0})
    assert is_newest(replace(TILE, pin=pin))
    assert load_series_at(FIGURE, pin) is load_series(FIGURE)


def test_another_status_is_another_version(kept: KeptStore) -> None:
    kept.benefits(FIRST)
    pin = version_of(TILE)
    kept.benefits(date(2026, 8, 1), statuses={"2026MM01": "Definitief"})
    assert version_of(TILE) != pin
    assert set(load_series_at(FIGURE, pin).frame["status"]) == {"voorlopig", "niet getoond"}


def test_order_of_the_rows_is_no_other_version(kept: KeptStore) -> None:
    table = benefits(3, FIRST)
    kept.table(table, FIRST)
    pin = version_of(TILE)
    shuffled = table.observations.sample(frac=1, random_state=1)
    kept.table(replace(table, observations=shuffled), date(2026, 8, 1))
    assert version_of(TILE) == pin


def test_clock_that_went_back_hides_no_version(kept: KeptStore) -> None:
    pins = []
    for day, value in ((date(2026, 9, 1), 1.0), (date(2026, 5, 1), 2.0), (date(2026, 7, 1), 3.0)):
        kept.benefits(day, changes={WW: value})
        pins.append(version_of(TILE))
    assert [ww(load_series_at(FIGURE, pin)) for pin in pins] == [1.0, 2.0, 3.0]


def test_copy_that_ships_along_stays_there_after_the_first_fetch(kept: KeptStore) -> None:
    tile = DeckTile("cijfer", PEOPLE)
    shipped, pin = load_series(PEOPLE), version_of(tile)
    kept.population(date(2026, 12, 1), 1.0)
    assert not is_newest(replace(tile, pin=pin))
    assert load_series_at(PEOPLE, pin).frame.to_csv() == shipped.frame.to_csv()


def test_fetched_edition_stays_there_when_a_newer_copy_ships_along(
    kept: KeptStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = tmp_path / "data"
    shutil.copytree(paths.DATA, data)
    facts = data / "cbs" / f"{POPULATION}.toml"
    release = facts.read_text("utf-8")
    facts.write_text(release.replace("gewijzigd = 2026", "gewijzigd = 2024"), "utf-8")
    monkeypatch.setattr(paths, "DATA", data)
    kept.population(date(2025, 6, 1), 1.0)
    tile = DeckTile("cijfer", PEOPLE)
    fetched, pin = load_series(PEOPLE), version_of(tile)
    facts.write_text(release, "utf-8")  # a new release of the monitor
    assert load_series(PEOPLE).frame.to_csv() != fetched.frame.to_csv()
    found = load_series_at(PEOPLE, pin)
    assert found.frame.to_csv() == fetched.frame.to_csv()
    assert found.version not in {load_series(PEOPLE).version, fetched.version}


def test_states_go_back_one_version_at_a_time_over_all_tables(kept: KeptStore) -> None:
    put = partial(kept.put, files={"x": b""}, facts={})
    moments = [datetime(2026, 7, day, tzinfo=UTC) for day in range(1, 6)]
    a1 = put("a/a", stored=moments[0])
    b1 = put("a/b", stored=moments[1], files={"x": b"1"})
    a2 = put("a/a", stored=moments[2], files={"x": b"2"})
    b2 = put("a/b", stored=moments[3], files={"x": b"3"})
    kept_now = {name: kept.store.versions(name) for name in ("a/a", "a/b", "a/c")}
    assert [tuple(state.values()) for state in states_of(kept_now)] == [
        (a2, b2, None),
        (a2, b1, None),
        (a1, b1, None),
        (a1, None, None),
        (None, None, None),
    ]


def test_imported_figures_have_versions_too(kept: KeptStore) -> None:
    values = {(code, "2026-03"): 100.0 for code in MUNICIPALITIES}
    kept.imported(FIRST, values)
    tile = DeckTile("cijfer", SEEKING)
    before, pin = load_series(SEEKING).frame.to_csv(), version_of(tile)
    kept.imported(date(2026, 8, 1), values | {("GM0202", "2026-03"): 200.0})
    assert load_series(SEEKING).frame.to_csv() != before
    assert load_series_at(SEEKING, pin).frame.to_csv() == before


def test_value_that_is_no_longer_shown_does_not_come_back_by_a_link(kept: KeptStore) -> None:
    kept.benefits(FIRST)
    pin = version_of(TILE)
    kept.benefits(date(2026, 8, 1), months=4)
    assert ww(load_series_at(FIGURE, pin)) == 1000
    kept.benefits(date(2026, 8, 2), months=4, changes={WW: "verborgen"})
    with pytest.raises(NotKept):
        load_series_at(FIGURE, pin)


def test_imported_value_that_is_no_longer_shown_does_not_come_back(kept: KeptStore) -> None:
    values: dict[tuple[str, str], float | None] = {(c, "2026-03"): 100.0 for c in MUNICIPALITIES}
    kept.imported(FIRST, values)
    pin = version_of(DeckTile("cijfer", SEEKING))
    kept.imported(date(2026, 8, 1), values | {("GM0293", "2026-03"): None})
    with pytest.raises(NotKept):
        load_series_at(SEEKING, pin)


def test_figure_of_a_document_has_one_version() -> None:
    pin = version_of(DeckTile("cijfer", "ww-aantal"))
    assert load_series_at("ww-aantal", pin) is load_series("ww-aantal")
    with pytest.raises(NotKept, match="'WW-uitkeringen' waarmee"):
        load_series_at("ww-aantal", "aaaaaaaa")


def test_link_finds_a_characteristic_that_has_another_name_now(kept: KeptStore) -> None:
    values: dict[tuple[str, str], float | None] = {(c, "2026-03"): 100.0 for c in MUNICIPALITIES}
    kept.imported(FIRST, values, group="Alle groepen")
    tile = DeckTile("cijfer", SEEKING, characteristic="Alle groepen")
    deck = Deck("", None, (replace(tile, pin=version_of(tile)),))
    kept.imported(date(2026, 8, 1), values, group="Iedereen")
    assert open_query(deck_query(deck), known_now()) == Opened(deck)
    assert open_query(deck_query(Deck("", None, (tile,))), known_now()).skipped == (
        "Tegel 1: dit kenmerk heeft het cijfer niet; u ziet het eerste.",
    )


def test_unknown_figure_is_a_sentence() -> None:
    with pytest.raises(DataError, match="bestaat niet"):
        load_series_at("bestaat-niet", "aaaaaaaa")
    with pytest.raises(DataError, match="bestaat niet"):
        version_of(DeckTile("cijfer", "bestaat-niet"))


def test_figure_that_was_never_fetched_has_no_version(kept: KeptStore) -> None:
    with pytest.raises(DataError, match="nog niet opgehaald"):
        version_of(TILE)
    with pytest.raises(NotKept):
        load_series_at(FIGURE, "aaaaaaaa")


def test_version_is_the_same_on_another_machine(kept: KeptStore, tmp_path: Path) -> None:
    (pin,) = editions(kept, 1)
    elsewhere = tmp_path / "elders"
    shutil.copytree(kept.root, elsewhere)  # other times on every file
    code = (
        "from data_loaders.decks.deck import DeckTile; "
        "from data_loaders.decks.pinned import version_of; "
        f"print(version_of(DeckTile('cijfer', '{FIGURE}')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"MONITOR_STORE": str(elsewhere), "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo"},
        capture_output=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    assert done.stdout.strip() == pin


def card() -> str:
    """What a tile shows, made by components that load the figure themselves."""
    choice = newest_choice(FIGURE, (load_regions().default,))
    shown = compared(FIGURE, choice, "licht", date(2026, 9, 1))
    made = [item for item in (shown.on_map, shown.ranking, shown.trend) if item]
    return repr([(replace(item, sheet=Sheet), item.sheet()) for item in made])


def test_cards_and_charts_made_inside_are_those_of_then(kept: KeptStore) -> None:
    kept.benefits(FIRST, months=1)
    before, pin = card(), version_of(TILE)
    kept.benefits(date(2026, 8, 1), months=2)
    now = card()
    with as_it_was(FIGURE, pin) as series:
        assert load_series(FIGURE) is series
        then = card()
    assert then == before != now
    assert card() == now


def test_other_figures_and_other_threads_see_what_there_is_now(kept: KeptStore) -> None:
    pins = editions(kept, 2)
    seen: list[float] = []
    with as_it_was(FIGURE, pins[0]) as series:
        worker = threading.Thread(target=lambda: seen.append(ww(load_series(FIGURE))))
        worker.start()
        worker.join()
        assert ww(series) == 500
        assert read_table(POPULATION).info.modified == date(2026, 6, 23)
    assert seen == [501]
    assert ww(load_series(FIGURE)) == 501


def test_a_fault_inside_leaves_nothing_behind(kept: KeptStore) -> None:
    pins = editions(kept, 2)
    with pytest.raises(ZeroDivisionError), as_it_was(FIGURE, pins[0]):
        _ = 1 / 0
    assert ww(load_series(FIGURE)) == 501


def test_one_inside_another_goes_back_to_that_one(kept: KeptStore) -> None:
    pins = editions(kept, 3)
    with as_it_was(FIGURE, pins[0]):
        with as_it_was(FIGURE, pins[1]) as inner:
            assert ww(inner) == 501
        assert ww(load_series(FIGURE)) == 500


def test_link_holds_through_real_refreshes(monitor: Monitor) -> None:
    tile = DeckTile("cijfer", INDICATOR)
    days = [f"2026-0{month}-01" for month in range(1, 8)]
    pins, seen = [], []
    for months, day in enumerate(days, start=2):
        monitor.serve(served_benefits(months=months, modified=day))
        assert monitor.refresh().code == 0
        pins.append(version_of(tile))
        seen.append(monitor.series().frame.to_csv())
    assert len(set(pins)) == len(days)
    assert at_pins(pins[2:]) == seen[2:]
    for pin in pins[:2]:
        with pytest.raises(NotKept):
            load_series_at(INDICATOR, pin)
    assert monitor.refresh("--force").code == 0  # confirmed once more, the same figures
    assert is_newest(replace(tile, pin=pins[-1]))
    assert load_series(INDICATOR).provenance.checked is not None
    past = load_series_at(INDICATOR, pins[-2]).provenance
    assert past.checked is None  # nobody said lately that this is the newest


def at_pins(pins: Iterable[str]) -> list[str]:
    return [load_series_at(INDICATOR, pin).frame.to_csv() for pin in pins]
