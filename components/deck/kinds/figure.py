"""Slides of a figure: number and development, map, ranking, bars or table. Pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from components.deck.area_map import WIDTH, map_of
from components.deck.bars import bar_parts, legend_of, numbers_of, own_bars, ranking_bars
from components.deck.kind import Moment, slide_of
from components.deck.lines import slide_lines
from components.deck.parts import Number, Numbers, Part, Role, SlideBar, SlideBars, SlideLines
from components.deck.plot import ticks_of
from components.deck.screen import ROWS, Screen, fitting_title
from components.deck.simple import facts_of, screens_of, slide_source, table_screens, titles_in
from components.deck.titles import (
    slide_subject,
    titles_of_areas,
    titles_of_bars,
    titles_of_number,
    titles_of_several,
)
from components.deck.told import number_of
from components.exhibit import figure
from components.exhibit.areas import ranking_frame, series_in_view, trend_frame
from components.exhibit.asked import chosen_rows, select_tile
from components.exhibit.indicator import MAP
from components.exhibit.kind import asked_of
from components.exhibit.model import Exhibit
from components.words.choice import Choice
from components.words.formatting import join_words, period_of
from data_loaders.cache import load_series
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.pinned import as_it_was
from data_loaders.series import Series, newest_period

AXIS = "as begint niet bij nul"
_AREA = "region_code"
_NUMBER, _MAP = 600, round(WIDTH)  # pixels: how wide these are beside a second part


@dataclass(frozen=True)
class _Figure:
    """A figure with what was chosen of it."""

    series: Series
    form: str
    choice: Choice
    exhibit: Exhibit
    moment: Moment

    def screens(self) -> tuple[Screen, ...]:
        makers: dict[str, Callable[[], Sequence[Screen]]] = {
            "kaart": self._map,
            "lijn": self._lines,
            "cijfer": self._values,
            "tabel": self._table,
        }
        if self.is_compared:
            makers["staaf"] = self._ranking
        return tuple(makers.get(self.form, self._bars)())

    @property
    def is_compared(self) -> bool:
        return self.series.indicator.form == "kaart"

    @cached_property
    def ranked(self) -> pd.DataFrame:
        return ranking_frame(self.series, self.choice)

    def _screen(self, titles: Sequence[str], *parts: Part, left: int = 0) -> Screen:
        title = fitting_title(*titles, self.series.indicator.title)
        return Screen(
            title,
            self._sub(title),
            parts,
            left,
            self.exhibit.cautions,
            slide_source(self.exhibit),
        )

    def _sub(self, title: str) -> str:
        """Return what is counted, unless the title says it, in which unit and when."""
        indicator = self.series.indicator
        unit = indicator.unit_long or indicator.unit
        subject = "" if indicator.title in title else indicator.title
        when = period_of(indicator, self.exhibit.period) if self.exhibit.period else ""
        characteristic = self.choice.characteristic
        about = "" if not characteristic or characteristic in title else characteristic
        return " · ".join(filter(None, [subject, about, unit, when]))

    def _areas_titles(self) -> list[str]:
        own = self.ranked[self.ranked["region_level"] == "gemeente"]
        return titles_of_areas(self.series, self.choice, own, self.moment.today)

    def _map(self) -> list[Screen]:
        drawn = map_of(self.exhibit)
        if drawn is None:  # of an area without a map of its own
            return self._ranking()
        if self.series.indicator.is_count:
            return [self._screen(self._areas_titles(), drawn, self._number(), left=_MAP)]
        bars = _telling(ranking_bars(self.series, self.choice, self.ranked))
        (beside,) = self._bar_parts(bars)
        return [self._screen(self._areas_titles(), drawn, beside, left=_MAP)]

    def _bar_parts(
        self, bars: Sequence[SlideBar], legend: Sequence[tuple[Role, str]] = ()
    ) -> list[SlideBars]:
        return bar_parts(bars, self.exhibit.headline, legend, numbers_of(self.series.indicator))

    def _ranking(self) -> list[Screen]:
        ranked = self.ranked
        if not self.series.indicator.is_rate:  # a region would dwarf its municipalities
            ranked = ranked[ranked["region_level"] == "gemeente"]
        bars = ranking_bars(self.series, self.choice, ranked)
        parts = self._bar_parts(bars)
        return screens_of(self._screen(self._areas_titles()), parts)

    def _bars(self) -> list[Screen]:
        bars = own_bars(self.series)
        if not bars:
            return self._table()
        parts = self._bar_parts(bars, legend_of(self.series))
        indicator = self.series.indicator
        titles = [*titles_in(self.exhibit.headline)]
        if indicator.form != "opbouw":  # its bars are parts of each other
            titles += titles_of_bars(indicator.title, bars, is_count=indicator.is_count)
        return screens_of(self._screen(titles), parts)

    def _number(self, area: str = "", characteristic: str = "", period: str = "") -> Number:
        return number_of(
            self.series,
            area or self.choice.areas[0],
            characteristic or self.choice.characteristic,
            period or self.choice.period,
            self.moment.today,
        )

    def _lines(self) -> list[Screen]:
        """Return a development: of one line with its newest value in large type."""
        frame, by = self._developed()
        lines = slide_lines(self.series, frame, by, self.exhibit.headline)
        key = str(frame[by].iloc[0])
        own = frame[frame[by] == key]
        newest, area = newest_period(own), str(own["region_code"].iloc[0])
        number = self._number(area, str(own["characteristic"].iloc[0]), newest)
        subject = slide_subject(self.series, key if by == "characteristic" else "")
        titles = titles_of_number(subject, number)
        if lines is None:
            return [self._screen(titles, number)]
        chosen = len(self.choice.areas) if self.is_compared else frame[by].nunique()
        if chosen > 1:
            one = self._screen([*titles_in(self.exhibit.headline), *titles], lines)
        else:
            one = self._screen(titles, number, lines, left=_NUMBER)
        return [_with_axis(one, lines)]

    def _developed(self) -> tuple[pd.DataFrame, str]:
        """Return the observations of a development, and which column tells its lines apart."""
        frame = self.series.frame
        if self.is_compared:
            order = {code: place for place, code in enumerate(self.choice.areas)}
            found = trend_frame(self.series, self.choice)
            rank = found["region_code"].map(lambda code: order.get(code, len(order)))
            return found.assign(rank=rank).sort_values(["rank", "period"], kind="stable"), _AREA
        several = frame["characteristic"].nunique() == 1 and frame[_AREA].nunique() > 1
        return frame, _AREA if several else "characteristic"

    def _values(self) -> list[Screen]:
        rows = chosen_rows(self.series, self.choice)
        if len(rows) == 1:
            return self._value(rows)
        items = tuple(
            (value.label, value.value, value.unit, value.below) for value in self.exhibit.values
        )
        subject = slide_subject(self.series, self.choice.characteristic)
        titles = [*titles_in(self.exhibit.headline), *titles_of_several(self.series, subject, rows)]
        return [self._screen(titles, Numbers(items))]

    def _value(self, rows: pd.DataFrame) -> list[Screen]:
        """Return one value with its development, where it has one."""
        row = rows.iloc[0]
        area, characteristic = str(row["region_code"]), str(row["characteristic"])
        number = self._number(area, characteristic, str(row["period"]))
        frame = self.series.frame
        own = frame[
            (frame[_AREA] == area)
            & (frame["characteristic"] == characteristic)
            & (frame["breakdown"] == row["breakdown"])
        ]
        subject = slide_subject(self.series, characteristic)
        titles = [*titles_in(self.exhibit.headline), *titles_of_number(subject, number)]
        lines = slide_lines(self.series, own, _AREA, self.exhibit.headline)
        if lines is None:
            return [self._screen(titles, number)]
        return [_with_axis(self._screen(titles, number, lines, left=_NUMBER), lines)]

    def _table(self) -> list[Screen]:
        table = self.exhibit.table
        if table is None:
            return [self._screen([*titles_in(self.exhibit.headline)], facts_of(self.exhibit))]
        title = self._screen([*titles_in(self.exhibit.headline)])
        made = table_screens(self.exhibit, table)
        return [replace(screen, title=title.title, sub=title.sub) for screen in made]


def _with_axis(screen: Screen, lines: SlideLines) -> Screen:
    """Return a screen that says it where the axis of its lines does not begin at zero."""
    return (
        screen if ticks_of(lines.known)[0] == 0 else replace(screen, sub=f"{screen.sub} · {AXIS}")
    )


def _telling(bars: Sequence[SlideBar]) -> list[SlideBar]:
    """Return the bars that stand beside a map: what is chosen next to wider areas, or the ends."""
    wide = [bar for bar in bars if bar.role in {"regio", "land"}]
    own = [bar for bar in bars if bar.pieces and bar not in wide]
    chosen = [bar for bar in own if bar.role == "wij"]
    ends = [_shared(own, at) for at in (0, -1)] if len(own) > 1 else own
    is_picked = len(chosen) < len(own)
    picked = [*chosen, *([] if wide else ends)] if is_picked else ends
    shown = [*wide, *picked[: ROWS - len(wide)]]
    order = {id(bar): place for place, bar in enumerate(bars)}
    shown.sort(key=lambda bar: (-bar.pieces[-1].end if bar.pieces else 1, order.get(id(bar), 0)))
    return list(dict.fromkeys(shown))


def _shared(own: Sequence[SlideBar], at: int) -> SlideBar:
    """Return the bar at one end of a ranking, with the names of those that are as long."""
    names = [bar.name for bar in own if bar.text == own[at].text]
    named = join_words(names) if len(names) < 3 else f"{len(names)} gemeenten"
    return replace(own[at], name=named)


def _screens(tile: DeckTile, exhibit: Exhibit, moment: Moment) -> tuple[Screen, ...]:
    with as_it_was(tile.id, tile.pin):
        series = load_series(tile.id)
        selection = select_tile(series, asked_of(tile))
        if series.indicator.form == MAP:
            series = series_in_view(tile.id, selection.choice)
        shown = _Figure(series, selection.form, selection.choice, exhibit, moment)
        return shown.screens()


KIND = slide_of(figure.KIND, _screens)
