"""The first way of writing a deck down. Once published it never changes.

Tiles stand between `~`, their fields between `.`, empty fields at the end are left out:

    t                                           title
    c.<indicator>.<areas>.<form>.<period>.<characteristic>.<pin>
    d.<goal>.<pin>      p.<project>.<pin>       a.<pin>     b.<pin>     (agenda, budget)
    w.<day>                                     what changed since

Areas stand between `_`, a municipality by its number alone; `/` in a period is `_`; a
characteristic is a short mark of its name. All of these may stand in an address as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from data_loaders.decks.deck import (
    MAX_AREAS,
    MAX_TILES,
    MAX_TITLE,
    PIN_LENGTH,
    Deck,
    DeckTile,
    Form,
    TileKind,
    clean_title,
)
from data_loaders.marks import mark_of
from data_loaders.periods import Frequency, period_span

# The letter of each kind of tile, and how many fields it has.
_KINDS: dict[TileKind, tuple[str, int]] = {
    "titel": ("t", 0),
    "cijfer": ("c", 6),
    "doel": ("d", 2),
    "project": ("p", 2),
    "agenda": ("a", 1),
    "begroting": ("b", 1),
    "wijzigingen": ("w", 1),
}
_FORMS: dict[Form, str] = {
    "eigen": "",
    "kaart": "k",
    "staaf": "s",
    "lijn": "l",
    "cijfer": "c",
    "tabel": "t",
}
_CHARACTERISTIC_LENGTH = 6
_MAX_TILE_TEXT = 300
_PIN = re.compile(rf"[a-z2-7]{{{PIN_LENGTH}}}")
_MUNICIPALITY = re.compile(r"GM([0-9]{4})")
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"[0-9Q_-]{4,10}")


@dataclass(frozen=True)
class Known:
    """What an address may name.

    `indicators` are the figures with their rhythm; `characteristics` gives the names of the
    characteristics of one, now or in the version that a pin stands for.
    """

    indicators: Mapping[str, Frequency]
    goals: Collection[str]
    projects: Collection[str]
    areas: Collection[str]
    characteristics: Callable[[str, str], Sequence[str]]


def write_tile(tile: DeckTile) -> str:
    """Return a tile as text."""
    fields = [_KINDS[tile.kind][0]]
    match tile.kind:
        case "cijfer":
            areas = "_".join(_MUNICIPALITY.sub(r"\1", code) for code in tile.areas)
            characteristic = _mark(tile.characteristic) if tile.characteristic else ""
            period = tile.period.replace("/", "_")
            fields += [tile.id, areas, _FORMS[tile.form], period, characteristic, tile.pin]
        case "doel" | "project":
            fields += [tile.id, tile.pin]
        case "agenda" | "begroting":
            fields.append(tile.pin)
        case "wijzigingen":
            fields.append(tile.since.isoformat() if tile.since else "")
    return ".".join(fields).rstrip(".")


def read_v1(title: str, day: str, tiles: str, known: Known) -> tuple[Deck, list[str]]:
    """Return the deck, and one sentence for each part that was left out."""
    skipped: list[str] = []
    shown = clean_title(title[: 10 * MAX_TITLE])
    if shown != " ".join(unicodedata.normalize("NFC", title).split()):
        skipped.append("De titel in de link is ingekort of opgeschoond.")
    meeting = _day(day)
    if day and meeting is None:
        skipped.append("De datum in de link is geen datum en is weggelaten.")
    room = MAX_TILES * (_MAX_TILE_TEXT + 1)
    parts = tiles[:room].split("~") if tiles else []
    if len(parts) > MAX_TILES or len(tiles) > room:
        skipped.append(f"Een presentatie heeft hoogstens {MAX_TILES} tegels; de rest vervalt.")
    found = []
    for number, text in enumerate(parts[:MAX_TILES], start=1):
        tile, said = _TileReader(known).read(text)
        skipped += [f"Tegel {number}: {sentence}" for sentence in said]
        found += [tile] if tile else []
    return Deck(shown, meeting, tuple(found)), skipped


class _TileReader:
    """Reads one tile; `said` are the sentences on what it left out."""

    def __init__(self, known: Known) -> None:
        self.known = known
        self.said: list[str] = []

    def read(self, text: str) -> tuple[DeckTile | None, list[str]]:
        letter, *fields = text[: _MAX_TILE_TEXT + 1].split(".")
        kind, size = _kind_of(letter)
        if kind is None or len(fields) > size or len(text) > _MAX_TILE_TEXT:
            return None, ["dit onderdeel kennen wij niet; het is weggelaten."]
        fields += [""] * (size - len(fields))
        match kind:
            case "titel":
                return DeckTile(kind), []
            case "cijfer":
                return self._figure(fields), self.said
            case "doel":
                return self._named(kind, fields, self.known.goals, "dit doel"), self.said
            case "project":
                return self._named(kind, fields, self.known.projects, "dit project"), self.said
            case "agenda" | "begroting":
                return DeckTile(kind, pin=self._pin(fields[0])), self.said
            case "wijzigingen":
                return self._changes(fields[0]), self.said

    def _named(
        self, kind: TileKind, fields: Sequence[str], known: Collection[str], what: str
    ) -> DeckTile | None:
        if fields[0] not in known:
            self.said.append(f"{what} is er niet; het onderdeel is weggelaten.")
            return None
        return DeckTile(kind, fields[0], pin=self._pin(fields[1]))

    def _figure(self, fields: Sequence[str]) -> DeckTile | None:
        name, areas, form, period, characteristic, pin = fields
        if name not in self.known.indicators:
            self.said.append("dit cijfer is er niet; het onderdeel is weggelaten.")
            return None
        tile = DeckTile("cijfer", name, self._areas(areas), self._form(form))
        tile = replace(tile, period=self._period(period, self.known.indicators[name]))
        tile = replace(tile, pin=self._pin(pin))
        return replace(tile, characteristic=self._characteristic(characteristic, tile))

    def _areas(self, text: str) -> tuple[str, ...]:
        asked = text.split("_") if text else []
        codes = [f"GM{code}" if code.isdecimal() else code for code in asked]
        found = tuple(dict.fromkeys(code for code in codes if code in self.known.areas))
        if len(found) < len(asked):
            self.said.append("een gebied in de link is er niet of staat er dubbel.")
        if len(found) > MAX_AREAS:
            self.said.append(f"hier passen hoogstens {MAX_AREAS} gebieden; de rest vervalt.")
        return found[:MAX_AREAS]

    def _form(self, text: str) -> Form:
        form = next((form for form, letter in _FORMS.items() if letter == text), None)
        if form is None:
            self.said.append("deze vorm kennen wij niet; u ziet de eigen vorm van het cijfer.")
        return form or "eigen"

    def _period(self, text: str, frequency: Frequency) -> str:
        code = text.replace("_", "/")
        try:
            if text and _PERIOD.fullmatch(text) and period_span(code, frequency):
                return code
        except ValueError:
            pass
        if text:
            self.said.append("deze periode past niet bij het cijfer; u ziet de nieuwste.")
        return ""

    def _characteristic(self, text: str, tile: DeckTile) -> str:
        if not text:
            return ""
        names = self.known.characteristics(tile.id, tile.pin)
        found = [name for name in dict.fromkeys(names) if name and _mark(name) == text]
        if len(found) != 1:
            self.said.append("dit kenmerk heeft het cijfer niet; u ziet het eerste.")
        return found[0] if len(found) == 1 else ""

    def _pin(self, text: str) -> str:
        if text and not _PIN.fullmatch(text):
            self.said.append("de versie in de link klopt niet; u ziet de nieuwste.")
            return ""
        return text

    def _changes(self, text: str) -> DeckTile | None:
        since = _day(text)
        if since is None:
            self.said.append("de dag ontbreekt of klopt niet; het onderdeel is weggelaten.")
            return None
        return DeckTile("wijzigingen", since=since)


def _kind_of(letter: str) -> tuple[TileKind | None, int]:
    for kind, (known, size) in _KINDS.items():
        if known == letter:
            return kind, size
    return None, 0


def _mark(name: str) -> str:
    return mark_of(name, _CHARACTERISTIC_LENGTH)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
