"""Which area a cell is about, by name or by code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal

import msgspec

from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.regions import Region, Regions, load_regions
from data_loaders.imports.words import Value, key, nearest, shown

NAMES_FILE = Path(__file__).parent / "gebiedsnamen.toml"

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")
_TOTAL = re.compile(r"^(?:(?:sub|eind)?totaal|som)\b[\s:]*|[\s:]*\b(?:sub|eind)?totaal$", re.I)
_SORT = re.compile(r"^(?:gemeente|arbeidsmarktregio|amr|provincie|regio)\s+(?=\S)", re.I)
_CODE = re.compile(r"(?:GM|AM|PV|LD|NL|CR)\d{1,4}")
_NUMBER = re.compile(r"\d{1,4}")
_COUNTRY = ("landelijk", "nl", "heelnederland")
_EVERYTHING = {"", "allegemeenten", "alleregios", "allearbeidsmarktregios"}


class _Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    municipalities: tuple[str, ...] = msgspec.field(name="gemeenten")
    former: tuple[str, ...] = msgspec.field(name="opgeheven")
    labour_regions: tuple[str, ...] = msgspec.field(name="arbeidsmarktregios")
    provinces: tuple[str, ...] = msgspec.field(name="provincies")
    no_area: tuple[str, ...] = msgspec.field(name="geen_gebied")

    @property
    def names(self) -> tuple[str, ...]:
        groups = (self.municipalities, self.former, self.labour_regions, self.provinces)
        return sum(groups, self.no_area)


@dataclass(frozen=True)
class AreaPlace:
    """What a cell says: one of our areas, an area `elsewhere`, or only that it is a total."""

    region: Region | None = None
    by: Literal["naam", "code", ""] = ""
    elsewhere: str = ""
    total: bool = False


class Areas:
    """Finds areas by name (whatever case, accents or brackets) and by code."""

    def __init__(self, regions: Regions, names: tuple[str, ...]) -> None:
        """Keep the areas of the monitor and the names of all areas there are."""
        self._regions = regions
        self._elsewhere = {key(_bare(name)): name for name in names}
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
            region = self._regions.find(code)
            return AreaPlace(region, "code") if region else AreaPlace(elsewhere=code)
        rest = _TOTAL.sub("", text)
        if key(rest) in _EVERYTHING:
            return AreaPlace(total=True)
        for name in (key(_BRACKETS.sub("", rest)), key(_bare(rest))):
            if name in self._ours:
                return AreaPlace(self._ours[name], "naam", total=rest != text)
            if name in self._elsewhere:
                return AreaPlace(elsewhere=rest, total=rest != text)
        return None

    def suggestion(self, value: Value) -> str | None:
        """Return the known name that looks most like a cell that nobody knows."""
        ours = (region.name for region in self._regions.regions)
        return nearest(_bare(shown(value)), [*self._elsewhere.values(), *ours])


def _bare(name: str) -> str:
    return _SORT.sub("", _BRACKETS.sub("", name))


@lru_cache(maxsize=1)
def load_areas() -> Areas:
    """Return the finder for the areas of the monitor. Raises DataError for a damaged file."""
    return Areas(load_regions(), read_toml(NAMES_FILE, _Names).names)
