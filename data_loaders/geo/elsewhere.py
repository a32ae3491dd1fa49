"""The areas outside our own region, read only when somebody asks for one.

`assets/data/landelijk/gebieden.csv` lists every municipality of the Netherlands and every
arbeidsmarktregio; `grenswijzigingen.csv` which municipality kept its code but not its borders.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.paths import DATA

FOLDER = DATA / "landelijk"
AREAS_FILE = FOLDER / "gebieden.csv"
CHANGES_FILE = FOLDER / "grenswijzigingen.csv"
LAST_YEAR = "tot_en_met"
COLUMNS = ("code", "naam", "niveau", "in", LAST_YEAR)


def area_rows() -> list[Row]:
    """Return the rows of the areas (columns: COLUMNS). Raises DataError."""
    return read_rows(AREAS_FILE, COLUMNS)


@lru_cache(maxsize=1)
def border_changes() -> Mapping[str, tuple[tuple[int, str], ...]]:
    """Return the years from which a municipality has other borders, and why, oldest first.

    Only of municipalities that kept their code; small corrections are not in it. Raises
    DataError.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for row in read_rows(CHANGES_FILE, ("code", "vanaf", "wat")):
        found.setdefault(row["code"], []).append((int(row["vanaf"]), row["wat"]))
    return MappingProxyType({code: tuple(sorted(items)) for code, items in found.items()})


def has_changed(code: str, after: str, until: str = "9999") -> bool:
    """Tell whether borders changed after one period and up to another (codes that begin so)."""
    changes = border_changes().get(code, ())
    return any(int(after[:4]) < year <= int(until[:4]) for year, _ in changes if after)
