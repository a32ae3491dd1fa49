"""The address of a tile: `/tegel/<indicator>`, `/tegel/doel/<goal>`, `/tegel/agenda`, ..."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast
from urllib.parse import urlencode

from components.charts.theme import ThemeName
from components.exhibit.areas import EXTENTS
from components.exhibit.asked import (
    AREA,
    CHARACTERISTIC,
    EXTENT,
    FORM,
    FORMS,
    MAX_AREAS,
    MEASURE,
    PERIOD,
    SINCE,
    THEME,
    THEMES,
    Option,
)
from components.exhibit.kind import OWN_FORM, Kind
from components.exhibit.kinds import KINDS
from components.exhibit.measure import MEASURES
from components.exhibit.model import Exhibit
from components.files.formats import DATA, FORMATS
from components.words.days import read_day
from components.words.formatting import join_words
from data_loaders.decks.deck import DeckTile, Form
from data_loaders.decks.kinds import FIGURE
from data_loaders.registry import load_registry
from endpoints.http.resource import Pairs, RequestError

SCOPE, WHOLE = "omvang", "alles"
PARAMETERS = (AREA, FORM, PERIOD, CHARACTERISTIC, MEASURE, EXTENT, SINCE, THEME)
DATA_ENDINGS = tuple(item.ending for item in DATA)
_PATH = re.compile(
    rf"(?:([a-z]+)/)?([a-z0-9-]{{1,100}})(?:\.({'|'.join(map(re.escape, FORMATS))}))?"
)
_LONGEST = 100  # characters of one value
FIGURES = KINDS[FIGURE.name]


@dataclass(frozen=True)
class TileAddress:
    """What a tile is about, in which format, and what is asked of it.

    `tile` is the same as a presentation has it. `whole` asks for everything that is known of a
    figure, in the place of what the tile shows.
    """

    kind: Kind
    tile: DeckTile
    ending: str
    theme: ThemeName | None
    whole: bool = False

    @property
    def path(self) -> str:
        """Return the way to the tile below `/tegel/`, without ending."""
        return self.kind.path_of(self.tile.id)

    @property
    def name(self) -> str:
        """Return the last part of its path."""
        return self.path.rpartition("/")[2]

    @property
    def root(self) -> str:
        """Return the relative way from the tile to the root of the site."""
        return "../" * (self.path.count("/") + 1)

    def exhibit(self, today: date) -> Exhibit:
        """Return what the tile shows. Raises RefusalError and DataError."""
        return self.kind.make(self.tile, today, today)


def read_address(path: str, query: Pairs) -> TileAddress:
    """Return the tile that a path below `/tegel/` and its parameters stand for.

    Raises RequestError: 400 for what no tile could ever mean, 404 for what does not exist.
    """
    found = _PATH.fullmatch(path)
    if found is None:
        raise RequestError(404, "Deze tegel kennen wij niet.", indicator_options())
    start, name, ending = found.groups(default="")
    kind, tile_id = _kind(start, name)
    if kind is FIGURES and tile_id not in load_registry().indicators:
        raise RequestError(404, "Dit cijfer kennen wij niet.", indicator_options())
    theme = _single(THEME, query, THEMES)
    asked = {key for key, value in query if value} - {THEME, SCOPE}
    if wrong := asked - set(kind.parameters):
        raise RequestError(400, _not_asked(kind, wrong))
    whole = bool(_single(SCOPE, query, (WHOLE,)))
    if whole and (kind is not FIGURES or ending not in DATA_ENDINGS):
        raise RequestError(400, f"'{SCOPE}' is alleen te kiezen bij de gegevens van een cijfer.")
    tile = _asked_tile(kind, tile_id, query)
    return TileAddress(kind, tile, ending, cast("ThemeName | None", theme or None), whole)


def _kind(start: str, name: str) -> tuple[Kind, str]:
    """Return the kind of a path, and which one of it. Raises RequestError."""
    if start:
        kind = KINDS.get(start)
        if kind is None or "id" not in kind.deck.parts or kind is FIGURES:
            raise RequestError(404, "Deze tegel kennen wij niet.", indicator_options())
        return kind, name
    single = KINDS.get(name)
    return (single, "") if single and "id" not in single.deck.parts else (FIGURES, name)


def _not_asked(kind: Kind, wrong: set[str]) -> str:
    if kind is FIGURES:
        return f"'{SINCE}' is bij een cijfer niet te kiezen."
    known = join_words([f"'{name}'" for name in (*kind.parameters, THEME)])
    return f"Hier is alleen {known} te kiezen, niet '{min(wrong)}'."


def _asked_tile(kind: Kind, tile_id: str, query: Pairs) -> DeckTile:
    """Return what is asked of a tile."""
    areas = tuple(value for key, value in query if key == AREA and value)
    if len(areas) > MAX_AREAS:
        raise RequestError(400, f"Kies hoogstens {MAX_AREAS} gebieden.")
    since = _single(SINCE, query)
    day = read_day(since, date.max) if since else None
    if since and day is None:
        raise RequestError(400, f"'{SINCE}' is een dag, zoals 2026-09-30.")
    return DeckTile(
        kind.name,
        tile_id,
        areas,
        cast("Form", _single(FORM, query, FORMS) or OWN_FORM),
        _single(PERIOD, query),
        _single(CHARACTERISTIC, query),
        since=day,
        measure=_single(MEASURE, query, tuple(MEASURES)),
        extent=_single(EXTENT, query, tuple(EXTENTS)),
    )


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
    return [Option(title, "", name) for name, title in FIGURES.entries()]


def with_option(query: Pairs, option: Option) -> str:
    """Return the query that asks for an option and leaves the rest as it was asked."""
    kept = [pair for pair in query if pair[0] != option.parameter]
    return f"?{urlencode([*kept, (option.parameter, option.value)])}"
