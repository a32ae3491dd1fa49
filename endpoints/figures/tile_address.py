"""The address of a tile: `/tegel/<indicator>`, `/tegel/doel/<goal>`, `/tegel/project/<project>`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast
from urllib.parse import urlencode

from components.charts.theme import ThemeName
from components.exhibit.agreement import goal_tile, project_tile
from components.exhibit.asked import (
    AREA,
    CHARACTERISTIC,
    FORM,
    FORMS,
    MAX_AREAS,
    PERIOD,
    THEME,
    THEMES,
    Asked,
    Option,
)
from components.exhibit.content import TileContent
from components.exhibit.indicator import indicator_tile
from data_loaders.cache import fetched_indicators
from data_loaders.registry import load_registry
from endpoints.http.resource import Pairs, RequestError

SCOPE, WHOLE = "omvang", "alles"
PARAMETERS = (AREA, FORM, PERIOD, CHARACTERISTIC, THEME)
METADATA = "csv-metadata.json"
DATA_ENDINGS = ("csv", "excel.csv", "xlsx", "json", METADATA)
ENDINGS = ("svg", "png", *DATA_ENDINGS)
_PATH = re.compile(
    rf"(?:(doel|project)/)?([a-z0-9-]{{1,100}})(?:\.({'|'.join(map(re.escape, ENDINGS))}))?"
)
_LONGEST = 100  # characters of one value


@dataclass(frozen=True)
class TileAddress:
    """What a tile is about, in which format, and what is asked of it.

    `whole` asks for everything that is known of a figure, in the place of what the tile shows.
    """

    kind: Literal["", "doel", "project"]
    name: str
    ending: str
    asked: Asked
    theme: ThemeName | None
    whole: bool = False

    @property
    def path(self) -> str:
        """Return the way to the tile below `/tegel/`, without ending."""
        return f"{self.kind}/{self.name}" if self.kind else self.name

    @property
    def root(self) -> str:
        """Return the relative way from the tile to the root of the site."""
        return "../" * (self.path.count("/") + 1)

    def content(self, today: date) -> TileContent:
        """Return what the tile shows. Raises RefusalError and DataError."""
        if self.kind == "doel":
            return goal_tile(self.name, today)
        if self.kind == "project":
            return project_tile(self.name, today)
        return indicator_tile(self.name, self.asked, today)


def read_address(path: str, query: Pairs) -> TileAddress:
    """Return the tile that a path below `/tegel/` and its parameters stand for.

    Raises RequestError: 400 for what no tile could ever mean, 404 for what does not exist.
    """
    found = _PATH.fullmatch(path)
    if found is None:
        raise RequestError(404, "Deze tegel kennen wij niet.", indicator_options())
    kind, name, ending = found.groups(default="")
    if not kind and name not in load_registry().indicators:
        raise RequestError(404, "Dit cijfer kennen wij niet.", indicator_options())
    asked, theme = _read_query(query)
    if kind and asked != Asked():
        raise RequestError(400, "Bij een doel of project is alleen het thema te kiezen.")
    whole = bool(_single(SCOPE, query, (WHOLE,)))
    if whole and (kind or ending not in DATA_ENDINGS):
        raise RequestError(400, f"'{SCOPE}' is alleen te kiezen bij de gegevens van een cijfer.")
    kind = cast("Literal['', 'doel', 'project']", kind)
    return TileAddress(kind, name, ending, asked, cast("ThemeName | None", theme or None), whole)


def _read_query(query: Pairs) -> tuple[Asked, str]:
    """Return what is asked of a tile, and the theme."""
    areas = tuple(value for key, value in query if key == AREA and value)
    if len(areas) > MAX_AREAS:
        raise RequestError(400, f"Kies hoogstens {MAX_AREAS} gebieden.")
    asked = Asked(
        areas,
        _single(FORM, query, FORMS),
        _single(PERIOD, query),
        _single(CHARACTERISTIC, query),
    )
    return asked, _single(THEME, query, THEMES)


def _single(name: str, query: Pairs, known: Sequence[str] = ()) -> str:
    """Return the one value of a parameter, empty when it is not there."""
    values = [value for key, value in query if key == name]
    if len(values) > 1:
        raise RequestError(400, f"Geef '{name}' hoogstens één keer.")
    value = values[0] if values else ""
    if len(value) > _LONGEST:
        raise RequestError(400, f"'{name}' is langer dan {_LONGEST} tekens.")
    if value and known and value not in known:
        options = [Option(choice, name, choice) for choice in known]
        raise RequestError(404, f"Deze waarde voor '{name}' kennen wij niet.", options)
    return value


def indicator_options() -> list[Option]:
    """Return every indicator that has a tile; the value of an option is its name in a path."""
    return [Option(item.title, "", item.id) for item in fetched_indicators().values()]


def with_option(query: Pairs, option: Option) -> str:
    """Return the query that asks for an option and leaves the rest as it was asked."""
    kept = [pair for pair in query if pair[0] != option.parameter]
    return f"?{urlencode([*kept, (option.parameter, option.value)])}"
