"""Answers that CBS really gave, to be given again: `antwoorden/` (CBS StatLine, CC BY 4.0).

They are shortened: rows and long descriptions were left out, nothing was changed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from faultserver import Handler, Reply, Request, ok, status
from refreshcases import of_service

from data_loaders.sources.cbs_embedded import read_embedded
from data_loaders.sources.cbs_table import ATTRIBUTE, VALUE

FOLDER = Path(__file__).parent / "antwoorden"
LISTS = {"Dimensions": "dimensions", "MeasureCodes": "measure-codes"}
NAMES = LISTS | {"Properties": "properties"}
GROUPS = {"MeasureGroups": "measure-groups"}
V4 = {
    "03759ned": NAMES
    | {
        "BurgerlijkeStaatCodes": "codes-BurgerlijkeStaat",
        "GeslachtCodes": "codes-Geslacht",
        "LeeftijdCodes": "codes-Leeftijd_ingekort",
        "PeriodenCodes": "codes-Perioden_ingekort",
        "RegioSCodes": "codes-RegioS_ingekort",
        "Observations": "Observations_ingekort",
    },
    "37789ksz": LISTS,
    "80590ned": NAMES
    | GROUPS
    | {
        "GeslachtCodes": "codes-Geslacht",
        "LeeftijdCodes": "codes-Leeftijd",
        "PeriodenCodes": "codes-Perioden_ingekort",
        "Observations": "Observations_ingekort",
    },
    "85224NED": LISTS | {"SeizoenEnWerkdagcorrectieCodes": "codes-SeizoenEnWerkdagcorrectie"},
    "85554NED": NAMES
    | {
        "GeslachtCodes": "codes-Geslacht",
        "LeeftijdCodes": "codes-Leeftijd",
        "MargesCodes": "codes-Marges",
        "RegioSCodes": "codes-RegioS",
        "PeriodenCodes": "codes-Perioden_ingekort",
    },
}
"""What was recorded of each table at the newer service: the name of a list, and its file."""


def said(table: str, name: str) -> Any:
    """The recorded answer of the newer service, decoded."""
    return json.loads((FOLDER / f"v4_{table}_{V4[table][name]}.json").read_bytes())


def answers(table: str) -> dict[str, Any]:
    """Everything that was recorded of a table at the newer service, by the name of a list."""
    return {name: said(table, name) for name in V4[table]}


def replay(found: Mapping[str, Any], service: str = "v4") -> Handler:
    """Give these answers of one service by their name, whatever filter is asked."""
    is_asked = of_service(service)

    def answer(request: Request) -> Reply:
        name = request.path.rstrip("/").rpartition("/")[2]
        return ok(found[name]) if is_asked(request) and name in found else status(404)

    return answer


def with_our_copy(table: str, found: Mapping[str, Any], **fixed: str) -> dict[str, Any]:
    """Answers of which the periods and observations are completed from the copy that ships.

    `fixed` are the codes of dimensions that the copy leaves out.
    """
    copy = read_embedded(table)
    (time,) = copy.structure.of_kind("tijd")
    rows = {_place(row): row for row in found.get("Observations", {"value": []})["value"]}
    for item in copy.observations.to_dict("records"):
        row = {str(name): cell for name, cell in item.items()} | fixed
        row |= {VALUE: None if row[VALUE] != row[VALUE] else row[VALUE], "StringValue": None}
        rows.setdefault(_place(row), row)
    periods = [{"Identifier": c.key, "Title": c.key, "Status": c.status} for c in time.codes]
    return {
        **found,
        "PeriodenCodes": {"value": periods},
        "Observations": {"value": list(rows.values())},
    }


def _place(row: Mapping[str, Any]) -> tuple[Any, ...]:
    said = (VALUE, ATTRIBUTE, "Id", "StringValue")
    return tuple(sorted((name, cell) for name, cell in row.items() if name not in said))
