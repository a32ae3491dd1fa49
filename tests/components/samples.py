"""What the tests of the components share: real series by id, and small ones made for a test."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from typing import Any

import msgspec
import pandas as pd

from components.charts.map_model import AreaMap
from components.charts.theme import ThemeName
from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.model import Exhibit
from components.exhibit.on_page import Compared, compared
from components.markup.templates import macro
from components.words.choice import Choice
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.geo.regions import load_regions
from data_loaders.series import COLUMNS, Series

# Not a day of a real visitor: what is cached for a test never meets what the app shows.
TODAY = date(2020, 2, 29)
THEMES: tuple[ThemeName, ...] = ("licht", "donker")
IDS = tuple(fetched_indicators())
MAPS = tuple(i.id for i in fetched_indicators().values() if i.form == "kaart")
COUNTED_MAPS = tuple(i for i in MAPS if not fetched_indicators()[i].is_rate)


def small_series(base: str, rows: list[dict[str, Any]], **changes: Any) -> Series:
    """A series like `base` with other rows; a row says only what matters to the test."""
    series = load_series(base)
    frame = pd.DataFrame(
        [
            {
                "region_code": "GM0202",
                "region_level": load_regions().get(row.get("region_code", "GM0202")).level,
                "period": series.frame["period"].max(),
                "frequency": series.indicator.frequency,
                "characteristic": "",
                "breakdown": "",
                "value": float("nan"),
                "status": "definitief",
                "origin": "bron",
                "note": "",
            }
            | row
            for row in rows
        ],
        columns=list(COLUMNS),
    ).astype({"value": "float64"})
    indicator = msgspec.structs.replace(series.indicator, **changes)
    return replace(series, _frame=frame, indicator=indicator)


def areas_series(base: str, values: dict[str, float | None], **changes: Any) -> Series:
    """A series with one value per area; None is a value that the source does not show."""
    rows = [
        {"region_code": code, "status": "niet getoond"}
        if value is None
        else {"region_code": code, "value": value}
        for code, value in values.items()
    ]
    return small_series(base, rows, **changes)


def newest(series: Series, *areas: str) -> Choice:
    """The choice a visitor starts with: newest period, first characteristic."""
    frame = series.frame
    return Choice(areas, str(frame["period"].max()), str(frame["characteristic"].iloc[0]))


def comparison(indicator_id: str, choice: Choice, theme: ThemeName = "licht") -> Compared:
    return compared(indicator_id, choice, theme, TODAY)


def plain(indicator_id: str, form: str = "") -> Exhibit:
    """An indicator as it is without a choice, in its own form or in this one."""
    return indicator_exhibit(indicator_id, Asked(form=form), TODAY)


def html_of(part: str, exhibit: Exhibit) -> str:
    """A part of an exhibit as every face shows it: `head`, `told` or `foot`."""
    return str(macro("vitrine", part, exhibit))


def page_of(exhibit: Exhibit) -> str:
    """An exhibit as the page Regio in beeld shows it: head, large values, drawing and foot."""
    room = "regio-in-beeld"
    parts = [macro(room, "head", exhibit)]
    parts += [macro(room, "single", value) for value in exhibit.values]
    parts += [macro(room, "drawn", exhibit, exhibit.insights)] if exhibit.plot else []
    return "".join([*parts, macro(room, "foot", exhibit, ())])


def spec_of(exhibit: Exhibit | None) -> Any:
    """The chart of an exhibit, in the first theme it is drawn in; None without one."""
    return (exhibit.drawn[0].spec or None) if exhibit and exhibit.drawn else None


def map_of(exhibit: Exhibit) -> AreaMap:
    """The map of an exhibit that has one."""
    made = exhibit.drawn[0].map
    assert made
    return made


def parts_of(spec: Any) -> Iterator[dict[str, Any]]:
    """Every object in a specification, however deep."""
    if isinstance(spec, dict):
        yield spec
        for value in spec.values():
            yield from parts_of(value)
    elif isinstance(spec, list):
        for value in spec:
            yield from parts_of(value)


def drawn_rows(spec: Any, field: str) -> list[dict[str, Any]]:
    """The inline rows of a specification that have `field`, each once."""
    found = {
        json.dumps(row): row
        for part in parts_of(spec)
        for row in part.get("values") or []
        if field in row
    }
    return list(found.values())


class Html(HTMLParser):
    """What a browser would make of a piece of HTML: its tags, attributes, texts and faults."""

    VOID = ("br", "img", "meta", "input")

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(source)
        self.close()
        assert self.open == [], f"niet gesloten: {self.open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open and self.open.pop() == tag, f"verkeerd gesloten: {tag}"

    def handle_data(self, data: str) -> None:
        self.texts.append((self.open[-1] if self.open else "", data))

    def all(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every `tag`."""
        return [attributes for name, attributes in self.tags if name == tag]

    def within(self, tag: str) -> list[str]:
        """The texts that stand directly in a `tag`."""
        return [text for parent, text in self.texts if parent == tag]

    @property
    def text(self) -> str:
        return " ".join(text for _, text in self.texts)
