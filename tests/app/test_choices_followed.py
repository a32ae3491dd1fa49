"""What the register of contradictions chose is what every face of the monitor says."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace

import pytest
from facecases import SINCE, exhibit_of, file_faces, page_at, seen_faces, tile_at, words_of

from components.exhibit.asked import Asked, RefusalError, forms_of
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.kinds import KINDS
from components.words.disputes import NO_DISPUTES
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import load_series
from data_loaders.contradictions import CONTRADICTIONS_FILE
from data_loaders.decks.deck import DeckTile
from pages import PAGES

EVERYWHERE, NOWHERE = "alles", "nergens"


def rows() -> list[dict[str, str]]:
    """The register as it stands in its file."""
    with CONTRADICTIONS_FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def words_in(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def places_of(row: dict[str, str]) -> list[str]:
    return (row["waar"] or row["cijfers"]).split()


LIVE = [row for row in rows() if row["soort"] not in {"klein", "vervallen"}]
TILES = sorted({p for row in LIVE for p in places_of(row) if p[0] != "/"} - {EVERYWHERE, NOWHERE})
LINKS = sorted({p for row in LIVE for p in places_of(row) if p[0] == "/"})


def stands(words: str, text: str) -> bool:
    """Whether words stand in a text; where a line of paper ends makes no difference.

    They may begin it: with a capital.
    """
    squeezed, whole = "".join(text.split()), "".join(words.split())
    return whole in squeezed or f"{whole[:1].upper()}{whole[1:]}" in squeezed


def broken_in(text: str, row: dict[str, str]) -> list[str]:
    """The words that a choice forbids and that stand in a text all the same."""
    found = words_in(row["mag_niet"])
    return [rule for rule in found if all(words in text for words in rule.split(" + "))]


def missing_in(text: str, row: dict[str, str]) -> list[str]:
    wanted = [*words_in(row["moet"]), *filter(None, [row["melding"]])]
    return [words for words in wanted if not stands(words_of(words), text)]


def at(place: str) -> list[dict[str, str]]:
    return [row for row in LIVE if place in places_of(row)]


@pytest.mark.parametrize("place", TILES)
def test_every_face_of_a_tile_says_what_was_chosen(place: str) -> None:
    tile, chosen = tile_at(place), at(place)
    faults = [
        (face, row["id"], kind, words)
        for face, text in seen_faces(tile)
        for row in chosen
        for kind, found in (
            ("ontbreekt", missing_in(text, row)),
            ("staat er", broken_in(text, row)),
        )
        for words in found
    ]
    assert faults == []


@pytest.mark.parametrize("place", TILES)
def test_every_file_of_a_tile_carries_the_warning(place: str) -> None:
    tile, chosen = tile_at(place), at(place)
    is_figure = tile.kind == "cijfer"
    faults = [
        (ending, row["id"], words)
        for ending, text in file_faces(tile)
        for row in chosen
        for words in [
            *broken_in(text, row),
            *filter(None, [row["melding"] if is_figure or ending not in RAW else ""]),
        ]
        if words != row["melding"] or not stands(words_of(words), text)
    ]
    assert faults == []


RAW = {"csv", "excel.csv"}
"""Rows of a register and nothing else: their own notes say what is known of each."""


@pytest.mark.parametrize("place", TILES)
def test_every_form_of_a_figure_carries_the_warning(place: str) -> None:
    tile = tile_at(place)
    if tile.kind != "cijfer":
        assert carried(place, exhibit_of(tile).cautions) == warnings(place)
        return
    for form in forms_of(load_series(tile.id)):
        with suppress(RefusalError):  # more values than fit in large type
            made = indicator_exhibit(tile.id, Asked(form=form), SINCE)
            assert carried(place, made.cautions) == warnings(place), form


def carried(place: str, cautions: Iterable[str]) -> list[str]:
    """The warnings of a place that stand among what must be known there."""
    return [words for words in warnings(place) if any(words in text for text in cautions)]


def warnings(place: str) -> list[str]:
    return [row["melding"] for row in at(place) if row["melding"]]


@pytest.mark.parametrize("link", LINKS)
def test_every_page_says_what_was_chosen(link: str) -> None:
    text = page_at(link.removeprefix("/"))
    faults = [
        (row["id"], words)
        for row in at(link)
        for words in [*missing_in(text, row), *broken_in(text, row)]
    ]
    assert faults == []


def texts_of(value: object) -> Iterator[str]:
    """Every text in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from texts_of(getattr(value, item.name))
    elif isinstance(value, dict):
        for part in value.items():
            yield from texts_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts_of(part)


def every_text() -> Iterator[tuple[str, str]]:
    """All that any tile and any page says by itself."""
    for kind in KINDS.values():
        for tile_id, _ in kind.entries():
            since = SINCE if "since" in kind.deck.parts else None
            made = exhibit_of(DeckTile(kind.name, tile_id, since=since))
            own = replace(made, disputes=NO_DISPUTES)
            yield f"{kind.name}/{tile_id}", words_of(" ".join(texts_of(own)))
    links = [entry.slug for entry in PAGES]
    links += [f"regio-deal?project={item.id}" for item in load(Project)]
    links += [f"speerpuntsectoren?sector={item.id}" for item in load(Sector)]
    for link in links:
        yield link, page_at(link)


def test_nothing_anywhere_says_what_no_place_may_say() -> None:
    rules = at(EVERYWHERE)
    assert len(rules) >= 5
    faults = [
        (where, row["id"], words)
        for where, text in every_text()
        for row in rules
        for words in broken_in(text, row)
    ]
    assert faults == []


def choices_to_see(found: Iterable[dict[str, str]]) -> Iterator[str]:
    for row in found:
        if not (row["melding"] or row["moet"] or row["mag_niet"]):
            yield row["id"]


def test_every_choice_can_be_seen_or_says_that_nothing_shows_it() -> None:
    for row in LIVE:
        seen = not list(choices_to_see([row]))
        assert seen is not (places_of(row) == [NOWHERE]), row["id"]
    numbers = [row["id"] for row in rows()]
    assert numbers == [f"T{n:03}" for n in range(1, len(numbers) + 1)]
