"""Slides show what was pinned, as it stood on the day of the meeting, or say why they cannot."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from deckcases import AREAS
from keptstore import FIGURE, KeptStore
from measuring import YOUTH, measure
from reported import add_measurements

from components.deck.slides import FAULT, NOT_FETCHED, UNTITLED, Slide, make_slides
from components.exhibit.changes import NO_DAY
from components.exhibit.model import Exhibit
from components.markup.templates import macro
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.cache import fetched_indicators
from data_loaders.decks.deck import FORMS, Deck, DeckTile
from data_loaders.decks.pinned import version_of
from data_loaders.decks.ready import load_ready_decks, make_ready_deck

TODAY = date(2026, 11, 21)
WW = ("GM0202", "2026MM01", "WW")


def foot_of(exhibit: Exhibit) -> str:
    return str(macro("vitrine", "foot", exhibit))


def slide_of(tile: DeckTile, day: date | None = TODAY, today: date = TODAY) -> Slide:
    (slide,) = make_slides(Deck("Beraad", day, (tile,)), today)
    return slide


@pytest.mark.parametrize("deck_id", list(load_ready_decks()))
def test_every_ready_made_deck_has_a_slide_per_tile_and_all_can_be_shown(
    deck_id: str, kept: KeptStore
) -> None:
    place = next(iter(load_ready_decks()[deck_id].places), "")
    deck = make_ready_deck(deck_id, TODAY, place)
    slides = make_slides(deck, TODAY)
    assert [slide.tile for slide in slides] == list(deck.tiles)
    assert [slide.problem for slide in slides] == [""] * len(slides)
    assert not any(slide.newer for slide in slides)
    for slide in slides[1:]:
        assert slide.content
        assert slide.content.remarks[-1].startswith("Bron: ")
        assert slide.content.drawn or slide.content.table or slide.content.lines


def test_pinned_slide_keeps_its_figures_and_tells_of_newer_ones(kept: KeptStore) -> None:
    kept.benefits(date(2026, 7, 1), months=2, changes={WW: 555.0})
    pin = version_of(DeckTile("cijfer", FIGURE))
    tile = DeckTile("cijfer", FIGURE, ("GM0202",), "tabel", "2026-01", "WW", pin=pin)
    before = slide_of(tile)
    kept.benefits(date(2026, 8, 1), months=3, changes={WW: 999.0})
    after = slide_of(tile)
    assert before.content and after.content
    assert after.content.table == before.content.table
    assert ("Arnhem", "jan 2026", "555", "voorlopig") in after.content.table.rows
    assert after.newer and not before.newer
    renewed = slide_of(replace(tile, pin=""))
    assert renewed.content and not renewed.newer
    assert ("Arnhem", "jan 2026", "999", "voorlopig") in renewed.content.table.rows


def test_pin_that_is_not_kept_says_so_and_offers_the_newer_figures(kept: KeptStore) -> None:
    kept.benefits(date(2026, 7, 1))
    slide = slide_of(DeckTile("cijfer", FIGURE, pin="a" * 8))
    assert slide.content is None
    assert slide.problem == (
        "De cijfers van 'Mensen met een uitkering, per maand' (CBS-tabel 80794ned) waarmee deze "
        "presentatie is gemaakt, worden niet meer bewaard."
    )
    assert slide.newer
    assert slide.title == "Mensen met een uitkering, per maand"


def test_figure_that_was_never_fetched_says_so(kept: KeptStore) -> None:
    slide = slide_of(DeckTile("cijfer", FIGURE))
    assert (slide.content, slide.problem) == (None, NOT_FETCHED)


@pytest.mark.parametrize("form", FORMS)
def test_form_that_a_figure_does_not_have_is_one_sentence(form: str, kept: KeptStore) -> None:
    for indicator in fetched_indicators().values():
        slide = slide_of(DeckTile("cijfer", indicator.id, form=form))  # type: ignore[arg-type]
        assert bool(slide.content) != bool(slide.problem)
        assert slide.problem == "" or slide.problem.endswith(".")


def test_four_areas_of_any_figure_are_shown_or_refused(kept: KeptStore) -> None:
    for indicator in fetched_indicators().values():
        slide = slide_of(DeckTile("cijfer", indicator.id, tuple(AREAS[:4])))
        assert slide.content or "dit cijfer" in slide.problem


def test_table_has_the_cells_of_the_table_in_the_foot(kept: KeptStore) -> None:
    for indicator in fetched_indicators().values():
        content = slide_of(DeckTile("cijfer", indicator.id)).content
        assert content and content.table
        rows = str(macro("basis", "cells", content.table))
        assert rows.partition("<thead>")[2] in foot_of(content)


def test_goal_is_that_of_its_pin_and_its_state_that_of_the_meeting(ledger: Path) -> None:
    measure(YOUTH, 31_000, date(2026, 6, 30), date(2026, 7, 5))
    pin = version_of(DeckTile("doel", YOUTH))
    measure(YOUTH, 40_000, date(2026, 10, 31), date(2026, 11, 1))
    then = slide_of(DeckTile("doel", YOUTH, pin=pin), date(2026, 9, 30))
    now = slide_of(DeckTile("doel", YOUTH))
    assert then.content and now.content
    assert "31.000 op 30 juni 2026" in then.content.headline
    assert "nog 92 dagen" in " ".join(then.content.lines)
    assert then.newer and not now.newer
    assert "40.000 op 31 oktober 2026" in now.content.headline
    assert now.content.lines[0] == "Stand: behaald"
    assert then.content.table and len(then.content.table.rows) == 1
    assert now.content.table and len(now.content.table.rows) == 2


def test_project_counts_the_measurements_of_its_pin(ledger: Path) -> None:
    pin = version_of(DeckTile("project", "via-t"))
    row = Measurement(
        id="",
        goal="via-t-fte",
        day=date(2026, 10, 1),
        value=2,
        unit="fte",
        source="Jaarverslag",
        by="projectleider",
        recorded=date(2026, 10, 2),
    )
    add_measurements([row], date(2026, 10, 2))
    then, now = (
        slide_of(DeckTile("project", "via-t", pin=pin)),
        slide_of(DeckTile("project", "via-t")),
    )
    assert then.content and now.content and then.content.table and now.content.table
    assert "op 1 oktober 2026" not in str(then.content.table.rows)
    assert "op 1 oktober 2026" in str(now.content.table.rows)


@pytest.mark.parametrize("kind", ["doel", "project", "agenda", "begroting"])
def test_agreement_that_changed_since_its_pin_says_so(
    kind: str, own_registers: Path, ledger: Path
) -> None:
    name = {"doel": YOUTH, "project": "via-t"}.get(kind, "")
    slide = slide_of(DeckTile(kind, name, pin="a" * 8))  # type: ignore[arg-type]
    assert slide.content is None and slide.newer
    assert slide.problem.endswith("wat er toen stond, is niet bewaard.")


def test_agenda_is_that_of_the_quarter_of_the_meeting() -> None:
    slide = slide_of(DeckTile("agenda"), date(2026, 2, 28))
    assert slide.content and slide.content.table
    assert slide.title == (
        "1e kwartaal 2026: volgens de planning eindigen 4 acties en beginnen er 13"
    )
    marks = [row[2] for row in slide.content.table.rows]
    assert sum("eindigt" in mark for mark in marks) == 4
    assert sum("begint" in mark for mark in marks) == 13
    assert {row["id"] for row in slide.content.sheet().rows} != set()


def test_agenda_of_a_quarter_without_actions_says_so() -> None:
    slide = slide_of(DeckTile("agenda"), date(2025, 2, 28))
    assert slide.content and slide.content.table is None
    assert slide.content.lines[0].startswith("Geen enkele actie begint")
    assert "Geen enkele actie begint" in macro("vitrine", "told", slide.content)


def test_budget_gives_the_result_per_year_and_never_an_unknown_as_zero() -> None:
    slide = slide_of(DeckTile("begroting"))
    assert slide.content and slide.content.table
    result = slide.content.table.rows[-1]
    assert [cell for cell in result if "onbekend" in cell] == ["onbekend"] * 2
    assert len(slide.content.drawn) == 2
    bars = [part.bars for screen in slide.screens for part in screen.parts]
    assert [{bar.name.split(" ", 1)[1] for bar in some} for some in bars] == [
        {"zonder de reserve"},
        {"met de reserve"},
    ]
    assert max(map(len, bars)) <= 5


def test_changes_are_those_up_to_the_day_of_the_meeting(kept: KeptStore) -> None:
    kept.benefits(date(2026, 6, 1), months=2)
    kept.benefits(date(2026, 8, 1), months=3, changes={WW: 990.0})
    kept.benefits(date(2026, 10, 1), months=4, changes={WW: 123.0})
    tile = DeckTile("wijzigingen", since=date(2026, 7, 1))
    early, late = slide_of(tile, date(2026, 9, 1)), slide_of(tile)
    assert early.content and late.content and early.content.table and late.content.table
    revised = [row for row in early.content.table.rows if row[0] == "Herzien cijfer"]
    assert [row[2:6] for row in revised] == [
        ("Arnhem", "jan 2026", "1.000 mensen (voorlopig)", "990 mensen (voorlopig)")
    ]
    assert "123" in str(late.content.table.rows)
    assert "123" not in str(early.content.table.rows)
    assert any("geen versie bewaard" in text for text in late.content.remarks)


@pytest.mark.parametrize(
    ("since", "day", "said"),
    [
        (None, TODAY, NO_DAY),
        (date(2026, 12, 1), TODAY, "begint op 1 december 2026, en dat is na 21 november 2026."),
        (date(2026, 11, 22), TODAY + timedelta(days=400), "en dat is na 21 november 2026."),
    ],
)
def test_changes_without_a_day_that_can_be_looked_back_to(
    since: date | None, day: date, said: str
) -> None:
    slide = slide_of(DeckTile("wijzigingen", since=since), day)
    assert slide.content is None
    assert slide.problem.endswith(said)


def test_title_slide_shows_title_and_day_of_the_deck() -> None:
    slide = slide_of(DeckTile("titel"), date(2026, 9, 30))
    assert slide.content
    assert (slide.title, slide.content.subtitle.partition(" · ")[0]) == (
        "Beraad",
        "30 september 2026",
    )
    (unnamed,) = make_slides(Deck("", None, (DeckTile("titel"),)), TODAY)
    assert unnamed.title == UNTITLED
    assert unnamed.content and unnamed.content.subtitle.startswith("21 november 2026")


def test_damaged_register_takes_its_own_slides_only(own_registers: Path, ledger: Path) -> None:
    (own_registers / "acties.csv").write_text("kapot\n", "utf-8")
    deck = Deck("", TODAY, (DeckTile("agenda"), DeckTile("doel", YOUTH)))
    agenda, goal = make_slides(deck, TODAY)
    assert (agenda.content, agenda.problem, agenda.title) == (None, FAULT, "Uitvoeringsagenda")
    assert goal.content


def test_slides_are_made_once_as_long_as_the_data_are_the_same(kept: KeptStore) -> None:
    deck = make_ready_deck("kwartaaloverzicht", TODAY)
    first, again = make_slides(deck, TODAY), make_slides(deck, TODAY)
    for one, other in zip(first[1:], again[1:], strict=True):
        assert one.content is other.content
