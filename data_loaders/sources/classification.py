"""Which municipality lies in which arbeidsmarktregio, as CBS classifies them each year.

Every year has a table of its own, `Gebieden in Nederland <year>`; the catalogue says which. Other
tables are replaced each year as well: the catalogue has their successor.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import cbsodata
import requests

from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Regions
from data_loaders.net.budget import current_budget
from data_loaders.net.errors import SourceError
from data_loaders.net.session import get_json
from data_loaders.sources import cbs_v3, cbs_v4
from data_loaders.sources.cbs_fetch import ask_structure, in_turn, join_errors
from data_loaders.sources.cbs_service import Service
from data_loaders.sources.cbs_table import find_measure, plain_title

AREAS = "Gebieden in Nederland"
_YEAR = re.compile(r"(?<=\(indeling )\d{4}(?=\))|(?<= )\d{4}$")
_REGION = "Arbeidsmarktregio's > Code | Arbeidsmarktregio's > Codes | Arbeidsmarktregio > Code"


def yearly_name(title: str) -> tuple[str, int] | None:
    """Return what stays of the title of a table of one year, and that year; None for another."""
    found = _YEAR.search(title.strip())
    return (plain_title(_YEAR.sub("", title.strip())), int(found[0])) if found else None


def read_catalogue(titles: Iterable[str]) -> dict[str, str]:
    """Return title by number of the tables that are called like these, but for their year.

    Raises SourceError when neither service gives its catalogue.
    """
    starts = sorted({_YEAR.split(title.strip())[0] for title in titles})
    errors: list[DataError] = []
    for service, part in in_turn("v3"):
        try:
            with current_budget().share(part):
                found = _from_v3(starts) if service is cbs_v3 else _from_v4()
        except SourceError as error:
            errors.append(error)
        else:
            return {n: title for n, title in found if title.startswith(tuple(starts))}
    raise SourceError(join_errors(errors).sentence, "answer", cbs_v3.HOST)


def _from_v3(starts: Iterable[str]) -> list[tuple[str, str]]:
    quoted = (start.replace("'", "''") for start in starts)
    wanted = " or ".join(f"substringof('{start}',Title)" for start in quoted)
    try:
        found = cbsodata.get_table_list(
            select=["Identifier", "Title"], filters=wanted, catalog_url=cbs_v3.HOST
        )
        return [(str(item["Identifier"]), str(item["Title"]).strip()) for item in found]
    except SourceError:
        raise
    except (requests.RequestException, LookupError, TypeError, ValueError) as error:
        raise _no_catalogue(cbs_v3.HOST) from error


def _from_v4() -> list[tuple[str, str]]:
    found = get_json(cbs_v4.CATALOGUE, {"$select": "Identifier,Title"})
    try:
        return [(str(item["Identifier"]), str(item["Title"]).strip()) for item in found["value"]]
    except (LookupError, TypeError) as error:
        raise _no_catalogue(cbs_v4.HOST) from error


def _no_catalogue(host: str) -> SourceError:
    return SourceError(f"{host} geeft geen lijst van tabellen.", "answer", host)


def find_classification(catalogue: Mapping[str, str], known: str, year: int) -> tuple[str, int]:
    """Return the newest table in a catalogue and its year; `known` of `year` when it is older."""
    years = {name[1]: n for n, title in catalogue.items() if (name := _areas_of(title))}
    newest = max([*years, year])
    return years.get(newest, known), newest


def _areas_of(title: str) -> tuple[str, int] | None:
    found = yearly_name(title)
    return found if found and found[0] == plain_title(AREAS) else None


def find_successors(
    catalogue: Mapping[str, str], used: Mapping[str, str]
) -> dict[str, tuple[str, str]]:
    """Return number and title of the newer table that stands in for each table (both by title).

    Only for the newest of the tables that are called the same but for their year.
    """
    ours: dict[str, tuple[int, str]] = {}
    for table, title in used.items():
        if name := yearly_name(title):
            ours[name[0]] = max(ours.get(name[0], (0, "")), (name[1], table))
    newest = dict(ours)
    for table, title in catalogue.items():
        if (name := yearly_name(title)) and name[0] in ours and name[1] > newest[name[0]][0]:
            newest[name[0]] = name[1], table
    return {
        ours[name][1]: (table, catalogue[table])
        for name, (_, table) in newest.items()
        if table != ours[name][1]
    }


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
