"""What is shown of one thing, whatever it is about and whatever shows it: data, never HTML.

A page, a tile, an image, a slide, a sheet of paper and a page to share it are made from one
`Exhibit`, so they cannot differ. Pure.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from components.charts.bar_plot import Bars
from components.charts.base import Spec
from components.charts.line_plot import Lines
from components.charts.map_model import AreaMap
from components.charts.theme import ThemeName
from components.exhibit.sheet import Sheet
from components.strips.card import Graphic, KeyFigure, Standing
from components.words.disputes import NO_DISPUTES, Disputes
from components.words.legend import Swatch
from components.words.source import Source
from components.words.table import Table
from components.words.titles import CUT, LONG, short_title, without_place

BOTH: tuple[ThemeName, ThemeName] = ("licht", "donker")
Shape = Literal["figuur", "waarden", "tabel", "feiten", "tekst"]
"""What one screen of an exhibit is made of."""


@dataclass(frozen=True)
class Drawn:
    """A figure in one theme: a specification of a chart, or a map."""

    spec: Spec
    legend: tuple[Swatch, ...] = ()
    map: AreaMap | None = None


@dataclass(frozen=True)
class BigValue:
    """A value in large type: what tells it from the others, where it is, and when."""

    about: str
    area: str
    value: str
    unit: str
    below: str

    @property
    def label(self) -> str:
        """What it is of, in one line."""
        return ", ".join(filter(None, [self.about, self.area]))


@dataclass(frozen=True)
class NamedTable:
    """A table under its own name; `instead` is what is said without one."""

    name: str
    table: Table | None
    instead: str = ""


@dataclass(frozen=True)
class Exhibit:
    """All that is shown of one thing. What it does not have is empty.

    `kind` and `id` name it, `title` says what it is, `headline` what is found (the alternative
    text of its figure), `subtitle` unit, area and kind. `areas` are codes
    and `period` the newest one shown. `live` is its address in the app, from the root.
    `figures` is the figure by theme, `plot` the same as a page draws it, `values` the same in
    large type, `facts`
    names and texts, `sentences` what is told before any table. `is_table` opens the table.
    `lists` are named lists, `meaning` paragraphs on what is counted, `insights` what stands
    out. `cautions` are to be read before it is quoted, `notes` are those of officials.
    `sheet` makes what can be taken along; `stem` is the name of its file without an ending.
    `short` is the title for tight places, and `small` makes the same as a number with its
    direction. `graphic` stands where there is no figure; `beside` are the region and the country
    (`regio`, `nl`) that a map is compared with, each with its name and value.
    """

    kind: str
    id: str
    title: str
    headline: str
    subtitle: str
    live: str
    sheet: Callable[[], Sheet]
    areas: tuple[str, ...] = ()
    period: str = ""
    status: str = ""
    figures: Mapping[ThemeName, Drawn] = field(default_factory=dict)
    plot: Bars | Lines | None = None
    values: tuple[BigValue, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()
    sentences: tuple[str, ...] = ()
    tables: tuple[NamedTable, ...] = ()
    lists: tuple[tuple[str, tuple[str, ...]], ...] = ()
    is_table: bool = False
    empty: str = ""
    meaning: tuple[str, ...] = ()
    insights: tuple[str, ...] = ()
    disputes: Disputes = NO_DISPUTES
    cautions: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    source: Source | None = None
    stem: str = ""
    short: str = ""
    small: Callable[[], KeyFigure] | None = None
    graphic: Graphic | None = None
    beside: tuple[tuple[str, str, str], ...] = ()

    @property
    def finding(self) -> tuple[str, str]:
        """What is found as a short title, and the rest of it in sentences."""
        found = short_title(self.headline)
        if found[0].endswith(CUT):
            where = self.subtitle.rpartition(" · ")[2]
            found = short_title(without_place(self.headline, where))
        if len(found[0]) > LONG and self.title in self.headline and self.short:
            return short_title(self.headline.replace(self.title, self.short, 1))
        return found

    @property
    def number(self) -> KeyFigure:
        """The same in small: as a number, or in words where there is none."""
        if self.small:
            return self.small()
        told = Standing("", "", self.finding[0])
        below = self.source.short if self.source else ""
        return KeyFigure(self.id, self.title, "", "", told, below, self.graphic)

    @property
    def drawn(self) -> tuple[Drawn, ...]:
        """The figure in both themes, or nothing."""
        return tuple(self.figures[theme] for theme in BOTH if theme in self.figures)

    @property
    def table(self) -> Table | None:
        """The table that says most: the last of those that have rows."""
        return next((item.table for item in reversed(self.tables) if item.table), None)

    @property
    def told_facts(self) -> tuple[tuple[str, str], ...]:
        """The facts that are known, the state of a goal first among them."""
        state = [("Stand", self.status)] if self.status else []
        return tuple((name, text) for name, text in (*state, *self.facts) if text)

    @property
    def lines(self) -> tuple[str, ...]:
        """Sentences and facts as lines of text."""
        return (*self.sentences, *(f"{name}: {text}" for name, text in self.told_facts))

    @property
    def remarks(self) -> tuple[str, ...]:
        """What must stand where it travels alone: cautions, notes, and its source as the last."""
        source = [self.source.line] if self.source else []
        return (*self.cautions, *self.notes, *source)

    def shape(self, *, is_drawable: bool = True) -> Shape:
        """Return what to fill one screen with; its figure only when that can be drawn there."""
        if self.figures and is_drawable:
            return "figuur"
        if self.values:
            return "waarden"
        told = self.told_facts or self.sentences
        if self.table and (self.is_table or self.figures or not told):
            return "tabel"
        return "feiten" if self.told_facts else "tekst"
