"""The areas of the monitor, read from one file: assets/data/gebieden.toml.

All other municipalities and arbeidsmarktregio's of the country come from `geo/elsewhere.py`, and
are read when one of them is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

import msgspec

from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.files.tomlfile import read_toml
from data_loaders.geo.elsewhere import LAST_YEAR, area_rows

Level = Literal["gemeente", "arbeidsmarktregio", "regio", "provincie", "land"]
REGIONS_FILE = DATA / "gebieden.toml"
_COUNTRY = "NL01"


class Region(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One area: its code, its names, its level and the areas it belongs to.

    `last_year` is the last one with a figure of a municipality that is no more.
    """

    code: str
    name: str = msgspec.field(name="naam")
    level: Level = msgspec.field(name="niveau")
    short: str = msgspec.field(name="kort", default="")
    within: tuple[str, ...] = msgspec.field(name="in", default=())
    last_year: str = ""

    @property
    def label(self) -> str:
        """Return the name for tight places."""
        return self.short or self.name


class Subregion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A part of the region that documents name: other names it has, and its municipalities.

    `origin` is `bron` when the document names them, `afgeleid` when they are our reading.
    """

    name: str = msgspec.field(name="naam")
    municipalities: tuple[str, ...] = msgspec.field(name="gemeenten")
    origin: Literal["bron", "afgeleid"] = msgspec.field(name="herkomst")
    document: str
    section: str = msgspec.field(name="paragraaf")
    also: tuple[str, ...] = msgspec.field(name="ook", default=())
    note: str = msgspec.field(name="toelichting", default="")


class Regions(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All areas, the year and CBS table of their classification, and where a visitor starts.

    `neighbours` are the arbeidsmarktregio's that border on ours.
    """

    year: int = msgspec.field(name="indeling")
    table: str = msgspec.field(name="indelingstabel")
    default: str = msgspec.field(name="standaard")
    regions: tuple[Region, ...] = msgspec.field(name="gebied")
    neighbours: tuple[str, ...] = msgspec.field(name="buren", default=())
    subregions: tuple[Subregion, ...] = msgspec.field(name="streek", default=())

    def find(self, code: str) -> Region | None:
        """Return our area with this code, or None."""
        return next((region for region in self.regions if region.code == code), None)

    def get(self, code: str) -> Region:
        """Return the area with this code, ours or not; raises DataError when there is none."""
        region = self.find(code) or load_elsewhere().get(code)
        if region is None:
            raise DataError(f"het gebied '{code}' is onbekend", REGIONS_FILE)
        return region

    def members(self, code: str) -> tuple[str, ...]:
        """Return the codes of the municipalities that lie in the area, in file order."""
        if self.find(code):
            return tuple(r.code for r in self.municipalities() if code in r.within)
        return tuple(r.code for r in load_elsewhere().values() if code in r.within)

    def every(self) -> tuple[Region, ...]:
        """Return our areas, and then all others of the country."""
        own = {region.code for region in self.regions}
        return (*self.regions, *(r for r in load_elsewhere().values() if r.code not in own))

    def elsewhere(self) -> Regions:
        """Return all areas of the country as CBS divides it, ours among them."""
        wide = [region for region in self.regions if region.level in {"provincie", "land"}]
        return msgspec.structs.replace(self, regions=(*wide, *load_elsewhere().values()))

    def municipalities(self) -> tuple[Region, ...]:
        """Return the municipalities in file order."""
        return tuple(region for region in self.regions if region.level == "gemeente")

    def country(self) -> Region:
        """Return the country, the widest area of comparison."""
        return next(region for region in self.regions if region.level == "land")


@lru_cache(maxsize=1)
def load_elsewhere() -> Mapping[str, Region]:
    """Return every municipality and arbeidsmarktregio of the country by code. Raises DataError.

    Ours are among them: they too lie in an arbeidsmarktregio.
    """
    return MappingProxyType(
        {
            row["code"]: Region(
                code=row["code"],
                name=_name_of(row["naam"], row["niveau"], row[LAST_YEAR]),
                level=msgspec.convert(row["niveau"], Level),
                within=(*row["in"].split(), _COUNTRY) if row["in"] else (),
                last_year=row[LAST_YEAR],
            )
            for row in area_rows()
        }
    )


def _name_of(name: str, level: str, last_year: str) -> str:
    """Return a name that no other area has: Groningen is a municipality and a region."""
    if level != "gemeente":
        return f"{level} {name}"
    return f"{name} (opgeheven)" if last_year else name


@lru_cache(maxsize=1)
def load_regions() -> Regions:
    """Read and check the areas. Raises DataError for a damaged or inconsistent file."""
    regions = read_toml(REGIONS_FILE, Regions)
    codes = [region.code for region in regions.regions]
    for code in codes:
        if codes.count(code) > 1:
            raise DataError(f"het gebied '{code}' staat er twee keer in", REGIONS_FILE)
    for region in regions.regions:
        for parent in region.within:
            if parent not in codes:
                raise DataError(
                    f"'{region.name}' ligt in '{parent}', maar dat gebied is onbekend", REGIONS_FILE
                )
    check_subregions(regions)
    if regions.default not in codes:
        raise DataError(f"het standaardgebied '{regions.default}' is onbekend", REGIONS_FILE)
    return regions


def check_subregions(regions: Regions) -> None:
    """Refuse a subregion of which a part is not one of our municipalities."""
    known = {region.code for region in regions.municipalities()}
    for item in regions.subregions:
        strange = [code for code in item.municipalities if code not in known]
        if strange or not item.municipalities:
            what = f"'{strange[0]}' is er geen" if strange else "er staat er geen"
            raise DataError(f"de streek '{item.name}' heeft gemeenten; {what}", REGIONS_FILE)
