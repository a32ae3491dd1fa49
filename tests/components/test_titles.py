"""Every title says what it says in 90 letters, and nothing of the rest is lost."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import IDS, MAPS, THEMES

from components.exhibit.areas import is_municipality, options_of, ranking_frame, series_in_view
from components.exhibit.asked import Asked, RefusalError, forms_of
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.kinds import KINDS
from components.exhibit.model import Exhibit
from components.exhibit.small import finding_of
from components.insights.sentences import area_sentence
from components.render.compact import compact_of
from components.render.height import TITLES, title_size
from components.words.choice import Choice
from components.words.textwidth import line_count
from components.words.titles import CUT, MOST, short_title
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.geo.regions import load_regions

DAY = date(2026, 11, 29)
WITHIN = 374  # pixels: the letters of a tile of 400
SOME_AREAS = ("AM07", "AM08", "GM0202", "GM0277", "GM0299")


def checked(exhibit: Exhibit) -> str:
    title = exhibit.finding[0]
    assert 0 < len(title) <= MOST, title
    assert line_count(title, title_size(title), WITHIN, True) <= 2, title
    return title


def words_of(text: str) -> list[str]:
    return re.findall(r"[^\s;,.()…]+", text.lower())


@given(st.text(st.sampled_from("abc ;,.()AB1"), min_size=1, max_size=400))
@example(f"{'woord ' * 30}; en nog wat")
@example("x" * 300)
def test_a_title_is_short_and_loses_no_word(text: str) -> None:
    title, rest = short_title(text)
    assert len(title) <= MOST
    told, asked = "".join(words_of(f"{title} {rest}")), "".join(words_of(text))
    assert told == asked


@pytest.mark.parametrize("indicator_id", IDS)
def test_every_figure_has_a_short_title_in_every_form(indicator_id: str) -> None:
    made = 0
    for form in forms_of(load_series(indicator_id)):
        for area in ("", *SOME_AREAS):
            try:
                found = indicator_exhibit(indicator_id, Asked((area,) if area else (), form), DAY)
            except RefusalError:
                continue
            made += 1
            checked(found)
    assert made


def cases(indicator_id: str) -> list[Choice]:
    """The newest period with every area and with several, and every period with two of them."""
    characteristics, periods = options_of(indicator_id, load_series(indicator_id).version)
    regions = load_regions()
    areas = [(region.code,) for region in regions.regions]
    areas += [("GM0202", "GM0268"), ("GM0202", "GM0299", "GM0277", "GM1955")]
    found = [Choice(some, periods[0], characteristics[0]) for some in areas]
    found += [Choice((code,), p, characteristics[0]) for p in periods for code in SOME_AREAS[::2]]
    return [*found, *(Choice(("AM07",), periods[0], name) for name in characteristics)]


@pytest.mark.parametrize("indicator_id", MAPS)
def test_every_choice_of_a_figure_has_a_short_title(indicator_id: str) -> None:
    base = indicator_exhibit(indicator_id, Asked(), DAY)
    for choice in cases(indicator_id):
        series = series_in_view(indicator_id, choice)
        rows = ranking_frame(series, choice)
        rows = rows[[is_municipality(str(code)) for code in rows["region_code"]]]
        told = area_sentence(series, choice, rows)
        checked(replace(base, headline=told, title=series.indicator.title))


@pytest.mark.parametrize("indicator_id", IDS)
@pytest.mark.parametrize("area", SOME_AREAS)
def test_the_page_of_figures_has_a_short_title(indicator_id: str, area: str) -> None:
    assert 0 < len(finding_of(indicator_id, (area,), DAY)) <= MOST


def test_everything_that_can_be_shown_has_a_short_title() -> None:
    cut = []
    for kind in KINDS.values():
        for name, _ in kind.entries():
            tile = DeckTile(kind.name, name, since=date(2026, 9, 30))
            exhibit = kind.make(tile, DAY, DAY)
            cut += [title for title in [checked(exhibit)] if title.endswith(CUT)]
            small = compact_of(exhibit)
            assert 0 < len(small.name) <= MOST, small.name
    assert len(cut) <= 2  # a title that stops halfway is for what nobody foresaw


def test_a_title_that_does_not_fit_uses_the_short_name() -> None:
    exhibit = indicator_exhibit("bijstand-aandeel", Asked(), DAY, THEMES)
    long = replace(exhibit, title="x" * 95, headline=f"{'x' * 95}: Arnhem 7,1; de rest")
    assert long.finding == ("Bijstand (%): Arnhem 7,1", "De rest.")
    assert title_size("kort") == TITLES[0] > title_size("w " * 45)
