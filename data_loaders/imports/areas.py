"""Which area a cell is about, by name or by code."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Level, Region, Regions, load_regions
from data_loaders.imports.words import Value, key, nearest, shown

NAMES_FILE = Path(__file__).parent / "gebiedsnamen.toml"

_BRACKETS = re.compile(r"\s*\(([^()]*)\)\s*$")
_TOTAL = re.compile(r"^(?:(?:sub|eind)?totaal|som)\b[\s:]*|[\s:]*\b(?:sub|eind)?totaal$", re.I)
_SORT = re.compile(r"^(gemeente|gem\.|arbeidsmarktregio|amr|provincie|regio)\s+(?=\S)", re.I)
_FOOTNOTE = re.compile(r"[¹²³⁴⁵⁶⁷⁸⁹]+$|\s\d\)$")
# What is said to be, before or behind a name: `Gemeente Arnhem`, `Arnhem (GM)`.
_SAID: Mapping[str, tuple[Level, ...]] = {
    **dict.fromkeys(("gemeente", "gem", "gm"), ("gemeente",)),
    **dict.fromkeys(("arbeidsmarktregio", "amr", "am"), ("arbeidsmarktregio",)),
    **dict.fromkeys(("provincie", "prov", "pv"), ("provincie",)),
    "regio": ("arbeidsmarktregio", "regio"),
}
_OTHER_SORT = re.compile(r"[A-Z]{2}")  # as in `Arnhem/Nijmegen (CR)`, a COROP region
_CODE = re.compile(r"(?:GM|AM|PV|LD|NL|CR)\d{1,4}")
_CODE_INSIDE = re.compile(r"[\s(-]*\b((?:GM|AM|PV|LD|NL|CR)\d{2,4})\b[\s):-]*", re.I)
_NUMBER = re.compile(r"\d{1,4}")
_COUNTRY = ("landelijk", "nl", "heelnederland")
_EVERYTHING = {"", "allegemeenten", "alleregios", "allearbeidsmarktregios"}


class Former(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A municipality that became part of one of ours, since when (1 January)."""

    name: str = msgspec.field(name="naam")
    into: str = msgspec.field(name="in")
    since: int = msgspec.field(name="sinds")
    code: str = ""


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    municipalities: tuple[str, ...] = msgspec.field(name="gemeenten")
    former: tuple[str, ...] = msgspec.field(name="opgeheven")
    labour_regions: tuple[str, ...] = msgspec.field(name="arbeidsmarktregios")
    provinces: tuple[str, ...] = msgspec.field(name="provincies")
    no_area: tuple[str, ...] = msgspec.field(name="geen_gebied")
    merged: tuple[Former, ...] = msgspec.field(name="opgegaan")

    @property
    def names(self) -> tuple[str, ...]:
        groups = (self.municipalities, self.former, self.labour_regions, self.provinces)
        return sum(groups, (*self.no_area, *(former.name for former in self.merged)))


@dataclass(frozen=True)
class AreaPlace:
    """What a cell says: one of our areas, an area `elsewhere`, or only that it is a total.

    `former` is the municipality `elsewhere` when it is part of one of ours by now.
    """

    region: Region | None = None
    by: Literal["naam", "code", ""] = ""
    elsewhere: str = ""
    total: bool = False
    former: Former | None = None


class Areas:
    """Finds areas by name (whatever case, accents or brackets) and by code."""

    def __init__(self, regions: Regions, names: _Names) -> None:
        """Keep the areas of the monitor and the names of all areas there are."""
        self._regions = regions
        self._elsewhere = {key(_bare(name)): name for name in names.names}
        known = ((word, item) for item in names.merged for word in (key(item.name), item.code))
        self._former = {word: item for word, item in known if word}
        self._known: dict[tuple[Value, bool], AreaPlace | None] = {}

    @cached_property
    def _ours(self) -> dict[str, Region]:
        found = {key(r.name): r for r in self._regions.regions}
        found |= {key(r.short): r for r in self._regions.regions if r.short}
        return found | dict.fromkeys(_COUNTRY, self._regions.country())

    def find(self, value: Value, *, codes: bool) -> AreaPlace | None:
        """Return what a cell that is not empty is about, or None when nobody knows.

        `codes` says that a bare number is the code of a municipality.
        """
        if (value, codes) not in self._known:
            self._known[value, codes] = self._find(shown(value), codes)
        return self._known[value, codes]

    def _find(self, text: str, codes: bool) -> AreaPlace | None:
        code = text.upper().replace(" ", "")
        if codes and _NUMBER.fullmatch(code):
            code = f"GM{int(code):04d}"
        if _CODE.fullmatch(code):
            code = f"{code[:2]}{int(code[2:]):0{4 if code.startswith('GM') else 2}d}"
            region = self._regions.find(code)
            return AreaPlace(region, "code") if region else self._away(code, code)
        if (inside := _CODE_INSIDE.search(text)) and (name := _CODE_INSIDE.sub(" ", text).strip()):
            by_code, by_name = self._find(inside[1], codes=False), self._find(name, codes=False)
            agree = by_code and by_name and by_code.region == by_name.region
            return by_code if agree else None
        text = _FOOTNOTE.sub("", text)
        rest = _TOTAL.sub("", text)
        if key(rest) in _EVERYTHING:
            return AreaPlace(total=True)
        return self._named(rest, total=rest != text)

    def _named(self, text: str, *, total: bool) -> AreaPlace | None:
        behind, before = _BRACKETS.search(text), _SORT.search(text)
        levels = _SAID.get(key(behind[1])) if behind else None
        if behind and not levels and _OTHER_SORT.fullmatch(behind[1]):
            return self._away(text, "", total=total)
        whole = key(_BRACKETS.sub("", text))
        for name in (whole, key(_bare(text))):
            said = levels or (_SAID[key(before[1])] if before and name != whole else None)
            region = self._ours.get(name)
            if region and said and region.level not in said:
                return None
            if region:
                return AreaPlace(region, "naam", total=total)
            if name in self._elsewhere:
                return self._away(text, name, total=total)
        return None

    def _away(self, text: str, known: str, *, total: bool = False) -> AreaPlace:
        former = self._former.get(known)
        return AreaPlace(elsewhere=former.name if former else text, total=total, former=former)

    def suggestion(self, value: Value) -> str | None:
        """Return the known name that looks most like a cell that nobody knows."""
        ours = (region.name for region in self._regions.regions)
        return nearest(_bare(shown(value)), [*self._elsewhere.values(), *ours])


def _bare(name: str) -> str:
    return _SORT.sub("", _BRACKETS.sub("", name))


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """Return the finder for the areas of the monitor. Raises DataError for a damaged file."""
    return Areas(load_regions(), read_toml(NAMES_FILE, _Names))
