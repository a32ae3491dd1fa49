"""What a tile is made of, whatever it is about. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from html import unescape

from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.words.legend import Swatch
from components.words.table import Table
from data_loaders.export import Record

SITE = "Arbeidsmarktmonitor Arnhem-Nijmegen"
BOTH: tuple[ThemeName, ThemeName] = ("licht", "donker")
_LINK = re.compile(r"( · )?<a [^>]*>.*?</a>")
_TAG = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Drawn:
    """A figure in one theme."""

    spec: Spec
    legend: tuple[Swatch, ...] = ()


@dataclass(frozen=True)
class BigValue:
    """A value in large type: what it is of, the value, its unit, and what stands below it."""

    label: str
    value: str
    unit: str
    below: str


@dataclass(frozen=True)
class TileContent:
    """All that a tile shows.

    `drawn` is the figure in both themes, or empty. `body` is HTML between figure and foot;
    `foot` is HTML that begins with the table, if there is one; `is_table` opens it. `lines`
    stand in an image in the place of `body`, `remarks` below it. `live` is the address of the
    same thing in the app, from its root. `records` makes what can be downloaded. `table` is the
    table of the foot as cells, for where there is no HTML.
    """

    name: str
    headline: str
    subtitle: str
    live: str
    foot: str
    remarks: tuple[str, ...]
    columns: tuple[str, ...]
    records: Callable[[], list[Record]]
    drawn: tuple[Drawn, ...] = ()
    values: tuple[BigValue, ...] = ()
    body: str = ""
    lines: tuple[str, ...] = ()
    is_table: bool = False
    table: Table | None = None


def plain_text(html: str) -> str:
    """Return the text of a piece of our own HTML, without its links."""
    return unescape(_TAG.sub("", _LINK.sub("", html))).strip()
