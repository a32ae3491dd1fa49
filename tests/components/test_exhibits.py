"""Every exhibit there is: data without HTML, and what its values are is said below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import fields, is_dataclass, replace
from datetime import date
from typing import Any

import pytest
from samples import IDS, MAPS, THEMES, TODAY, comparison, newest, page_of

from components.deck.slide import part_blocks
from components.deck.slides import make_slides
from components.exhibit.asked import Asked, RefusalError, chosen_rows, forms_of, select_tile
from components.exhibit.indicator import VALUES, indicator_exhibit
from components.exhibit.kinds import KINDS
from components.exhibit.model import Exhibit
from components.exhibit.on_page import page_exhibit
from components.render.colours import Colours
from components.render.image import image
from components.render.svg import Drawing
from components.render.tile_page import TilePlace, tile_page
from data_loaders.cache import load_series
from data_loaders.decks.deck import Deck, DeckTile

DAY = date(2026, 11, 21)
SINCE = date(2026, 9, 30)
TAG = re.compile(r"<[a-z/]")
ENTRIES = [(kind.name, tile_id) for kind in KINDS.values() for tile_id, _ in kind.entries()]
MADE = ("afgeleid", "berekend")


def texts_of(value: Any, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text in a value, however deep, with where it stands."""
    if isinstance(value, str):
        yield where, value
    elif is_dataclass(value) and not isinstance(value, type):
        for item in fields(value):
            yield from texts_of(getattr(value, item.name), f"{where}.{item.name}")
    elif isinstance(value, Mapping):
        for name, part in value.items():
            yield from texts_of(name, where)
            yield from texts_of(part, f"{where}[{name}]")
    elif isinstance(value, list | tuple | set | frozenset):
        for place, part in enumerate(value):
            yield from texts_of(part, f"{where}[{place}]")


def tags_in(exhibit: Exhibit) -> list[tuple[str, str]]:
    found = [*texts_of(exhibit), *texts_of(exhibit.sheet(), ".sheet()")]
    assert len(found) > 5
    return [(where, text) for where, text in found if TAG.search(text)]


@pytest.mark.parametrize(("kind", "tile_id"), ENTRIES)
def test_no_field_of_an_exhibit_holds_html(kind: str, tile_id: str) -> None:
    since = SINCE if "since" in KINDS[kind].deck.parts else None
    made = KINDS[kind].make(DeckTile(kind, tile_id, since=since), DAY, DAY)
    assert (made.kind, type(made)) == (kind, Exhibit)
    assert tags_in(made) == []


@pytest.mark.parametrize("indicator_id", IDS)
def test_no_form_of_an_indicator_holds_html(indicator_id: str) -> None:
    for form in forms_of(load_series(indicator_id)):
        with suppress(RefusalError):  # more values than fit in large type
            assert tags_in(indicator_exhibit(indicator_id, Asked(form=form), TODAY)) == []
    assert tags_in(page_exhibit(indicator_id, THEMES[0], TODAY)) == []
    if indicator_id in MAPS:
        shown = comparison(indicator_id, newest(load_series(indicator_id), "GM0202"))
        for made in filter(None, [shown.on_map, shown.ranking, shown.trend]):
            assert tags_in(made) == []


def test_a_tag_in_any_field_is_seen() -> None:
    made = page_exhibit("bijstand-aandeel", "licht", TODAY)
    for item in fields(Exhibit):
        if item.name == "sheet":
            continue
        hurt = {**{one.name: getattr(made, one.name) for one in fields(Exhibit)}}
        hurt[item.name] = (("diep", {"<p>": 1}),)
        assert tags_in(Exhibit(**hurt)), item.name


def made_values() -> list[tuple[str, Asked, list[str]]]:
    """Indicators with values in large type that no source gives, and what each of those is."""
    found = []
    for indicator_id in IDS:
        series = load_series(indicator_id)
        rows = series.frame[series.frame["origin"].isin(MADE)]
        names = dict.fromkeys(str(name) for name in rows["characteristic"])
        for name in ["", *list(names)[:1]]:
            asked = Asked(form=VALUES, characteristic=name)
            try:
                indicator_exhibit(indicator_id, asked, TODAY)
            except RefusalError:
                continue
            shown = chosen_rows(series, select_tile(series, asked).choice)
            origins = [str(origin) for origin in shown["origin"]]
            if set(origins) & set(MADE):
                found.append((indicator_id, asked, origins))
    return found


def test_a_large_value_that_no_source_gives_says_so_below_it_wherever_it_is_shown() -> None:
    cases = made_values()
    assert {origin for *_, origins in cases for origin in origins} >= set(MADE)
    for indicator_id, asked, origins in cases:
        made = indicator_exhibit(indicator_id, asked, TODAY)
        tile = DeckTile("cijfer", indicator_id, asked.areas, "cijfer", asked.period)
        tile = replace(tile, characteristic=asked.characteristic)
        assert len(made.values) == len(origins)
        for value, origin in zip(made.values, origins, strict=True):
            told = [word for word in MADE if word in value.below.split(" · ")]
            assert told == ([origin] if origin in MADE else []), (indicator_id, value)
        *faces, slide = faces_of(made, tile)
        for value in made.values:
            for shown in faces:
                assert value.below in shown, (indicator_id, value)
            for word in value.below.lower().split(" · "):
                assert word in slide, (indicator_id, value, word)


def faces_of(made: Exhibit, tile: DeckTile) -> list[str]:
    """A tile, an image, the page, and in small letters a slide, which gives the day above it."""
    colours = Colours()
    no_drawings: list[Drawing] = []
    svg = image(made, None, "licht").replace("\u00a0· ", " · ")
    faces = [tile_page(made, no_drawings, colours, TilePlace("../")), svg]
    (slide,) = make_slides(Deck("", None, (tile,)), TODAY)
    words = [f"{one.title} {one.sub} {part_blocks(one)}" for one in slide.screens]
    return [*faces, page_of(made), " ".join(words).replace("\\xa0", " ").lower()]
