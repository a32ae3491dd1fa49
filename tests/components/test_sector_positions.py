"""The bubble chart in words: every number of the text, and nothing at a guessed place."""

from __future__ import annotations

import re
from html import unescape

import pytest
from samples import THEMES, parts_of

from components.charts.theme import ThemeName
from components.sectors.positions import known_numbers, positions
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Position, SectorFigure

# What the text of 1.2.1 gives as a number; the rest of the chart is in no text.
SHARES = [
    ("Zorg & Welzijn: 17\u00a0% van alle banen", 17),
    ("Industrie: ruim 9\u00a0% van de banen van werknemers", 9),
    ("Industrie, Nederland: bijna 9\u00a0% van de banen van werknemers", 9),
]
GROWTH = [
    ("Zorg & Welzijn: 7\u00a0%", 7),
    ("Alle sectoren, Midden-Gelderland: 2,9\u00a0%", 2.9),
    ("Alle sectoren, Nederland: 2,8\u00a0%", 2.8),
]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


@pytest.mark.parametrize("theme", THEMES)
def test_only_numbers_of_the_text_are_drawn(theme: ThemeName) -> None:
    groups = known_numbers(load(Position))
    assert [[(row["label"], row["value"]) for row in rows] for _, rows in groups] == [
        SHARES,
        GROWTH,
    ]
    made = positions(theme, (), agreements_mark())
    drawn = {
        (row["label"], row["value"])
        for part in parts_of(made.spec)
        for row in part.get("values", [])
        if isinstance(row, dict) and "value" in row
    }
    assert drawn == {*SHARES, *GROWTH}


@pytest.mark.usefixtures("documents")
def test_what_the_text_does_not_say_is_said_and_not_drawn() -> None:
    made = positions("licht", (), agreements_mark())
    text = text_of(made.table)
    assert "Van 6 groepen noemt de tekst bij 2 het aandeel, bij 1 de groei" in made.headline
    assert "bij geen enkele het aantal banen" in made.headline
    assert "iets groter dan Nederland: hier ruim 9 %; Nederland bijna 9 %" in text
    assert "groter dan Nederland: 2 keer Nederland" in text
    assert "sterke groei: 7 %" in text
    for item in load(Position):
        assert item.name in text
        assert item.quoted in text
        assert item.note in text
    rows = re.findall(r"<tr>(.*?)</tr>", made.table, re.DOTALL)[1:]
    wholesale = next(text_of(row) for row in rows if "Groothandel" in row)
    assert "krimp" in wholesale
    assert not re.search(r"\d", wholesale)
    assert "Groothandel" not in str(made.spec)


def test_bars_begin_at_zero_and_each_axis_has_its_own_scale() -> None:
    spec = positions("licht", (), agreements_mark()).spec
    rows = [
        row
        for part in parts_of(spec)
        for row in part.get("values", [])
        if isinstance(row, dict) and "length" in row
    ]
    assert {row["zero"] for row in rows} == {0}
    longest = {group: max(r["length"] for r in rows if r["value"] == group) for group in (17, 7)}
    assert longest == {17: 1, 7: 1}
    assert next(r["length"] for r in rows if r["value"] == 9) == pytest.approx(9 / 17)


def test_alt_text_has_every_number() -> None:
    alt = positions("licht", (), agreements_mark()).alt
    assert [label for label, _ in (*SHARES, *GROWTH) if label not in alt] == []


def test_figures_of_other_sectors_are_not_lost() -> None:
    others = [item for item in load(SectorFigure) if not item.sectors]
    text = text_of(positions("licht", (), agreements_mark()).foot)
    assert len(others) > 5
    for item in others:
        assert item.called in text
        assert item.note in text
    assert "T195 (" not in text and "T200 (" in text


def test_a_position_without_numbers_gives_no_bar() -> None:
    bare = Position(document="mja-2026", name="Proef", share_words="groter")
    groups = known_numbers([bare])
    assert groups[0][1] == []
