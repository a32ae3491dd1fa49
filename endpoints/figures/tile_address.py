"""The address of a tile: `/tegel/<indicator>`, `/tegel/doel/<goal>`, `/tegel/agenda`, ...

What is asked stands in the query, or as steps in the path (`<indicator>/GM0202/donker.html`), so
that the same address can be a file where there is no server.
"""

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
    COMPACT,
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
from components.exhibit.plain_path import PAGE, SCOPE, WHOLE, PlainPath, plain_path
from components.files.formats import DATA, FORMATS
from components.words.days import read_day
from components.words.formatting import join_words
from data_loaders.decks.deck import DeckTile, Form
from data_loaders.decks.kinds import FIGURE
from data_loaders.registry import load_registry
from endpoints.http.resource import Pairs, RequestError, unknown_value

PARAMETERS = (AREA, FORM, PERIOD, CHARACTERISTIC, MEASURE, EXTENT, SINCE, THEME)
DATA_ENDINGS = tuple(item.ending for item in DATA)
_SEVERAL = [kind.name for kind in KINDS.values() if not kind.has_forms and "id" in kind.deck.parts]
_PATH = re.compile(
    rf"(?:({'|'.join(_SEVERAL)})/)?([a-z0-9-]{{1,100}})((?:/[A-Za-z0-9-]+)*)"
    rf"(?:\.({'|'.join(map(re.escape, (PAGE, *FORMATS)))}))?"
)
_LONGEST = 100  # characters of one value
FIGURES = KINDS[FIGURE.name]


@dataclass(frozen=True)
class TileAddress:
    """What a tile is about, in which format, and what is asked of it.

    `tile` is the same as a presentation has it. `whole` asks for everything that is known of a
    figure, in the place of what the tile shows. `plain` is there when it has an address as a file.
    `is_compact` is whether it is shown as one number; what it is about stays the same.
    """

    kind: Kind
    tile: DeckTile
    ending: str
    theme: ThemeName | None
    whole: bool = False
    is_compact: bool = False
    plain: PlainPath | None = None

    @property
    def path(self) -> str:
        """Return the way to the tile below `/tegel/`, without ending."""
        return self.plain.path if self.plain else self.kind.path_of(self.tile.id)

    @property
    def page(self) -> str:
        """Return the way to the page of the tile below `/tegel/`, and below `/deel/`."""
        return self.plain.file(PAGE, themed=True) if self.plain else self.path

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
    start, name, steps, ending = found.groups(default="") if found else ("", "", "?", "")
    plain = plain_path(f"{start}/{name}" if start else name, steps)
    if plain is None:
        raise RequestError(404, "Deze tegel kennen wij niet.", indicator_options())
    kind, tile_id = _kind(start, name)
    query = (*plain.asked, *query)
    is_file = bool(steps) or ending == PAGE
    ending = "" if ending == PAGE else ending
    if kind is FIGURES and tile_id not in load_registry().indicators:
        raise RequestError(404, "Dit cijfer kennen wij niet.", indicator_options())
    theme = _single(THEME, query, THEMES)
    is_compact = _single(FORM, query) == COMPACT
    query = tuple(pair for pair in query if pair != (FORM, COMPACT))
    asked = {key for key, value in query if value} - {THEME, SCOPE}
    if wrong := asked - set(kind.parameters):
        raise RequestError(400, _not_asked(kind, wrong))
    whole = bool(_single(SCOPE, query, (WHOLE,)))
    if whole and (kind is not FIGURES or ending not in DATA_ENDINGS):
        raise RequestError(400, f"'{SCOPE}' is alleen te kiezen bij de gegevens van een cijfer.")
    tile = _asked_tile(kind, tile_id, query)
    known_theme = cast("ThemeName | None", theme or None)
    file = plain if is_file else None
    return TileAddress(kind, tile, ending, known_theme, whole, is_compact, file)


def without_steps(path: str) -> str:
    """Return the tile of which a path asks something in its steps; empty when it does not."""
    found = _PATH.fullmatch(path)
    return path.removesuffix(f".{found[4]}").removesuffix(found[3]) if found and found[3] else ""


def _kind(start: str, name: str) -> tuple[Kind, str]:
    """Return the kind of a path, and which one of it."""
    if start:
        return KINDS[start], name
    single = KINDS.get(name)
    return (single, "") if single and "id" not in single.deck.parts else (FIGURES, name)


def _not_asked(kind: Kind, wrong: set[str]) -> str:
    if kind is FIGURES:
        return f"'{SINCE}' is bij een cijfer niet te kiezen."
    known = join_words([f"'{name}'" for name in (*kind.parameters, f"{FORM}={COMPACT}", THEME)])
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
        cast("Form", _single(FORM, query, (*FORMS, COMPACT)) or OWN_FORM),
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
        raise unknown_value(name, known)
    return value


def indicator_options() -> list[Option]:
    """Return every indicator that has a tile; the value of an option is its name in a path."""
    return [Option(title, "", name) for name, title in FIGURES.entries()]


def with_option(query: Pairs, option: Option) -> str:
    """Return the query that asks for an option and leaves the rest as it was asked."""
    kept = [pair for pair in query if pair[0] != option.parameter]
    return f"?{urlencode([*kept, (option.parameter, option.value)])}"
