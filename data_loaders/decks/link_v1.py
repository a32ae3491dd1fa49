"""The first way of writing a deck down. Once published it never changes.

Tiles stand between `~`, their fields between `.`, empty fields at the end are left out:

    t                                           title
    c.<indicator>.<areas>.<form>.<period>.<characteristic>.<pin>
    d.<goal>.<pin>      p.<project>.<pin>       a.<pin>     b.<pin>     (agenda, budget)
    w.<day>                                     what changed since
    <letter>.<text>.<text>…                     what the maker writes; `t` may have a line

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
    clean_title,
)
from data_loaders.decks.kinds import DECK_KINDS, DeckKind
from data_loaders.decks.texts import clean_text, text_in_link, without_empty, write_text
from data_loaders.geo.names import unknown_area
from data_loaders.marks import mark_of
from data_loaders.periods import Frequency, period_span

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
_MOST_FIELDS = 20
_LONGEST_SIGN = 7  # characters that one sign of a text can take
_PIN = re.compile(rf"[a-z2-7]{{{PIN_LENGTH}}}")
_MUNICIPALITY = re.compile(r"GM([0-9]{4})")
_DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_PERIOD = re.compile(r"[0-9Q_-]{4,10}")


@dataclass(frozen=True)
class Known:
    """What an address may name.

    `indicators` are the figures with their rhythm; `ids` gives the names of another kind; `areas`
    the codes that a code or a name of an area stands for;
    `characteristics` the names of the characteristics of a figure, now or in the version that a
    pin stands for.
    """

    indicators: Mapping[str, Frequency]
    ids: Callable[[DeckKind], Collection[str]]
    areas: Callable[[str], Sequence[str]]
    characteristics: Callable[[str, str], Sequence[str]]


def write_tile(tile: DeckTile) -> str:
    """Return a tile as text."""
    kind = DECK_KINDS[tile.kind]
    fields = [kind.letter]
    for part in kind.parts:
        match part:
            case "id":
                fields.append(tile.id)
            case "figure":
                areas = "_".join(_MUNICIPALITY.sub(r"\1", code) for code in tile.areas)
                characteristic = _mark(tile.characteristic) if tile.characteristic else ""
                fields += [areas, _FORMS[tile.form], tile.period.replace("/", "_"), characteristic]
            case "since":
                fields.append(tile.since.isoformat() if tile.since else "")
            case "texts":
                fields += map(write_text, tile.texts)
            case "pin":
                fields.append(tile.pin)
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
    room = MAX_TILES * (max(map(_longest, DECK_KINDS.values())) + 1)
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
        letter, *fields = text.split(".", maxsplit=_MOST_FIELDS)
        kind = next((kind for kind in DECK_KINDS.values() if kind.letter == letter), None)
        if kind is None or len(fields) > kind.size or len(text) > _longest(kind):
            return None, ["dit onderdeel kennen wij niet; het is weggelaten."]
        fields += [""] * (kind.size - len(fields))
        if "texts" in kind.parts:
            return self._written(kind, fields), self.said
        found = self._figure(fields) if "figure" in kind.parts else self._other(kind, fields)
        return found, self.said

    def _written(self, kind: DeckKind, fields: Sequence[str]) -> DeckTile | None:
        """Return a tile with the texts of its maker; what they cannot hold is left out."""
        texts = list(map(text_in_link, fields))
        clean = [clean_text(text, field) for text, field in zip(texts, kind.texts, strict=True)]
        if any(field.is_needed and not text for text, field in zip(clean, kind.texts, strict=True)):
            self.said.append("er ontbreekt tekst; het onderdeel is weggelaten.")
            return None
        if clean != [" ".join(unicodedata.normalize("NFC", text).split()) for text in texts]:
            self.said.append("de tekst is ingekort of opgeschoond.")
        return DeckTile(kind.name, texts=without_empty(clean))

    def _other(self, kind: DeckKind, fields: Sequence[str]) -> DeckTile | None:
        """Return a tile of which each part is one field."""
        told = dict(zip(kind.parts, fields, strict=True))
        if "id" in told and told["id"] not in self.known.ids(kind):
            self.said.append(f"{kind.what} is er niet; het onderdeel is weggelaten.")
            return None
        since = _day(told["since"]) if "since" in told else None
        if "since" in told and since is None:
            self.said.append("de dag ontbreekt of klopt niet; het onderdeel is weggelaten.")
            return None
        pin = self._pin(told.get("pin", ""))
        return DeckTile(kind.name, told.get("id", ""), since=since, pin=pin)

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
        named = {code: self.known.areas(code) for code in codes}
        found = tuple(dict.fromkeys(area for areas in named.values() for area in areas))
        if unknown := [code for code, areas in named.items() if not areas]:
            sentence = unknown_area(unknown[0])
            self.said.append(sentence[:1].lower() + sentence[1:])
        elif len(found) < len(asked):
            self.said.append("een gebied staat dubbel in de link.")
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


def _longest(kind: DeckKind) -> int:
    """Return how long the text of a tile of a kind may be."""
    return _MAX_TILE_TEXT + _LONGEST_SIGN * sum(field.longest for field in kind.texts)


def _mark(name: str) -> str:
    return mark_of(name, _CHARACTERISTIC_LENGTH)


def _day(text: str) -> date | None:
    if not _DAY.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
