"""Which municipality lies in which arbeidsmarktregio, as CBS classifies them each year.

Every year has a table of its own, `Gebieden in Nederland <year>`; the catalogue says which.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import cbsodata
import requests

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Regions
from data_loaders.net.errors import SourceError
from data_loaders.sources.cbs_fetch import ask_structure
from data_loaders.sources.cbs_service import Service
from data_loaders.sources.cbs_table import find_measure
from data_loaders.sources.cbs_v3 import HOST

_TITLE = re.compile(r"Gebieden in Nederland (\d{4})")
_REGION = "Arbeidsmarktregio's > Code | Arbeidsmarktregio's > Codes | Arbeidsmarktregio > Code"


def find_classification(known: str, year: int) -> tuple[str, int]:
    """Return the newest table in the catalogue and its year; `known` of `year` when it is older.

    Raises SourceError when the catalogue cannot be read.
    """
    try:
        found = cbsodata.get_table_list(
            select=["Identifier", "Title"],
            filters="substringof('Gebieden in Nederland',Title)",
            catalog_url=HOST,
        )
        tables = {int(m[1]): str(t["Identifier"]) for t in found if (m := _TITLE.match(t["Title"]))}
    except SourceError:
        raise
    except (requests.RequestException, LookupError, TypeError, ValueError) as error:
        raise SourceError(f"{HOST} geeft geen lijst van tabellen.", "answer", HOST) from error
    newest = max([*tables, year])
    return tables.get(newest, known), newest


def fetch_classification(service: Service, table: str) -> dict[str, str]:
    """Return the code of the arbeidsmarktregio of every municipality.

    Raises SourceError when the service fails, and DataError when the table is another one.
    """
    structure = ask_structure(service, table)
    measure = find_measure(structure, _REGION)
    dimensions = structure.dimensions
    if len(dimensions) != 1:
        raise DataError(f"tabel {table} heeft niet precies één dimensie")
    found = service.fetch_texts(table, dimensions[0].key, measure.key)
    if not found:
        raise DataError(f"tabel {table} noemt geen enkele gemeente")
    return found


def compare_classification(found: Mapping[str, str], regions: Regions, year: int) -> list[str]:
    """Return where the areas of the monitor differ from a classification, as Dutch sentences."""
    sentences = []
    for region in regions.regions:
        if region.level != "arbeidsmarktregio":
            continue
        ours = set(regions.members(region.code))
        theirs = {code for code, am in found.items() if am == region.code}
        for code in sorted(theirs - ours):
            name = known.name if (known := regions.find(code)) else code
            sentences.append(
                f"{name} hoort in {year} bij {region.name}, maar in de monitor nog niet."
            )
        for code in sorted(ours - theirs):
            name = regions.get(code).name
            where = f"bij {found[code]}" if found.get(code) else "nergens bij"
            sentences.append(
                f"{name} hoort in {year} volgens het CBS {where}, niet bij {region.name}."
            )
    return sentences
