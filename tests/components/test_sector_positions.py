"""The bubble chart in words: every number of the text, and nothing at a guessed place."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pytest

from components.sectors.positions import GROWTHS, SHARES, Field, fields_of, headline, positions
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Position, SectorFigure

# What the text of 1.2.1 says of each group: where it stands, and its numbers.
FIELDS = {
    "Overige zakelijke diensten": ("groter deel dan in Nederland", "groeit het sterkst", ()),
    "Groothandel": ("kleiner deel dan in Nederland", "krimpt", ()),
    "Zorg & Welzijn": ("niet bekend", "groeit sterk", ("groei 7 %", "aandeel 17 %")),
    "Specialistische zakelijke diensten": ("niet bekend", "groeit sterk", ()),
    "Industrie": ("groter deel dan in Nederland", "groeit licht", ("aandeel ruim 9 %",)),
    "Energiesector": ("groter deel dan in Nederland", "groei niet bekend", ("2 keer Nederland",)),
}


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown() -> str:
    return positions((), agreements_mark())


def placed(items: list[Position]) -> dict[str, tuple[str, str, tuple[str, ...]]]:
    """Row, column and numbers of every group in the plot."""
    columns, rows = fields_of(items)
    return {
        spot.name: (row, column, tuple(text.replace("\u00a0", " ") for text in spot.numbers))
        for row, fields in rows
        for column, field in zip(columns, fields, strict=True)
        for spot in field.members
    }


@pytest.mark.usefixtures("documents")
def test_every_group_stands_in_the_field_of_its_words() -> None:
    assert placed(list(load(Position))) == FIELDS
    columns, rows = fields_of(load(Position))
    assert columns == list(GROWTHS.values())
    assert [name for name, _ in rows] == list(SHARES.values())


@pytest.mark.usefixtures("documents")
def test_a_field_without_a_place_on_an_axis_is_dashed() -> None:
    columns, rows = fields_of(load(Position))
    unknown = {
        (row, column)
        for row, fields in rows
        for column, field in zip(columns, fields, strict=True)
        if field.is_unknown
    }
    assert all("niet bekend" in f"{row} {column}" for row, column in unknown)
    assert len(unknown) == len(columns) + len(rows) - 1
    assert shown().count('class="amm-sector-vaag"') == len(unknown)


def test_a_word_that_we_do_not_know_has_its_own_place() -> None:
    (first, *_) = load(Position)
    strange = msgspec.structs.replace(
        first, name="Nieuw", growth_words="daalt iets", share_words=""
    )
    assert placed([strange]) == {"Nieuw": ("niet bekend", "daalt iets", ())}


def test_ours_and_others_differ_by_more_than_colour() -> None:
    _, rows = fields_of(load(Position))
    fields: list[Field] = [field for _, found in rows for field in found]
    ours = {spot.name for field in fields for spot in field.members if spot.is_sector}
    assert ours == {item.name for item in load(Position) if item.sector}
    plot = shown().partition("<table")[2].partition("</table>")[0]
    assert plot.count("amm-sector-ja") == len(ours)
    assert plot.count("amm-sector-genoemd") == len(load(Position)) - len(ours)


@pytest.mark.usefixtures("documents")
def test_what_the_text_does_not_say_is_said_and_not_drawn() -> None:
    html, text = shown(), text_of(shown())
    assert (
        headline(load(Position))
        == "Overige zakelijke diensten groeit het sterkst, Groothandel krimpt"
    )
    assert headline([]) == "Waar sectoren staan: aandeel en groei"
    assert "Van 6 groepen noemt de tekst bij 2 het aandeel, bij 1 de groei" in text
    assert "bij geen enkele het aantal banen in een getal" in text
    assert "Midden-Gelderland naar verwachting 2,9 %, Nederland naar verwachting 2,8 %" in text
    assert "iets groter dan Nederland: hier ruim 9 %; Nederland bijna 9 %" in text
    assert "groter dan Nederland: 2 keer Nederland" in text
    assert "sterke groei: 7 %" in text
    for item in load(Position):
        assert item.name in text
        assert item.quoted in text
        assert item.note in text
    rows = re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL)
    wholesale = next(text_of(row) for row in rows if "scope" in row and "minder sterk" in row)
    assert "krimp" in wholesale
    assert not re.search(r"\d", wholesale)


def test_figures_of_other_sectors_are_not_lost() -> None:
    others = [item for item in load(SectorFigure) if not item.sectors]
    text = text_of(shown())
    assert len(others) > 5
    for item in others:
        assert item.called in text
        assert item.note in text
    assert "T195 (" not in text and "T200 (" in text
