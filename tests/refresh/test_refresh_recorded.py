"""Answers that CBS really gave, word for word: the loader takes them with a registry file only.

`antwoorden/` holds shortened answers of both services (CBS StatLine, CC BY 4.0). The lists of
codes that were not recorded are made here, from the codes that the observations use.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from faultserver import Handler, Reply, Request, ok, status
from refreshcases import Monitor

from data_loaders.registry import load_registry

FOLDER = Path(__file__).parent / "antwoorden"
V3 = {
    "TableInfos": "TableInfos",
    "DataProperties": "DataProperties",
    "CategoryGroups": "CategoryGroups",
    "Persoonskenmerken": "Persoonskenmerken",
    "Perioden": "Perioden",
    "TypedDataSet": "TypedDataSet_ingekort",
}
V4 = {
    "Properties": "properties",
    "Dimensions": "dimensions",
    "MeasureCodes": "measure-codes",
    "PeriodenCodes": "codes-Perioden_ingekort",
    "RegioSCodes": "codes-RegioS_ingekort",
    "Observations": "Observations_ingekort",
}
WORK = """titel = "Banen van werknemers"
onderwerp = "banen"
volgorde = 990
eenheid = "banen"
decimalen = 0
soort = "aantal"
frequentie = "jaar"
vorm = "lijn"
definitie = "Banen die bezet worden door een werknemer, gemiddeld over het jaar."

[bron]
soort = "cbs"
tabellen = ["80137ned"]
maten = { "Gemiddeld aantal banen > Werknemers" = "" }
gebied = "NL01"
factor = 1000
"""

PEOPLE = """titel = "Inwoners gemiddeld over het jaar"
onderwerp = "inwoners"
volgorde = 990
eenheid = "inwoners"
decimalen = 1
soort = "aantal"
frequentie = "jaar"
vorm = "lijn"
definitie = "Het gemiddelde van het aantal inwoners aan het begin en aan het eind van het jaar."

[bron]
soort = "cbs"
tabellen = ["03759ned"]
maten = { "Gemiddelde bevolking" = "" }
gebied = "GM0202"
"""


def replay(start: str, names: dict[str, str], made: dict[str, Any]) -> Handler:
    """Answer with what was recorded of a table, and with `made` where nothing was."""

    def answer(request: Request) -> Reply:
        name = request.path.rstrip("/").rpartition("/")[2]
        if name in made:
            return ok({"value": made[name]})
        if name not in names:
            return status(404)
        return ok(json.loads((FOLDER / f"{start}_{names[name]}.json").read_bytes()))

    return answer


def code_of(identifier: str, title: str) -> dict[str, Any]:
    return {"Identifier": identifier, "Index": 1, "Title": title, "DimensionGroupId": None}


def test_recorded_table_of_the_older_service_needs_one_file(
    monitor: Monitor, registry: Path
) -> None:
    (registry / "banen-proef.toml").write_text(WORK, encoding="utf-8")
    load_registry.cache_clear()
    whole = {"Key": "99", "Title": "Totaal", "Description": None, "CategoryGroupID": None}
    monitor.server.handler = replay("v3_80137ned", V3, {"BedrijfstakkenSBI93": [whole]})
    result = monitor.refresh(table="80137ned")
    assert result.code == 0, result.said
    series = monitor.series("banen-proef")
    assert dict(zip(series.frame["period"], series.frame["value"], strict=True)) == {
        "2001": 7_559_000,
        "2002": 7_607_000,
        "2003": 7_560_000,
        "2004": 7_472_000,
    }
    assert set(series.frame["status"]) == {"definitief"}
    assert series.provenance.identifier == "80137ned"


def test_recorded_table_of_the_newer_service_needs_one_file(
    monitor: Monitor, registry: Path
) -> None:
    (registry / "bevolking.toml").write_text(PEOPLE, encoding="utf-8")
    load_registry.cache_clear()
    made = {
        "BurgerlijkeStaatCodes": [code_of("T001019", "Totaal burgerlijke staat")],
        "GeslachtCodes": [code_of("T001038", "Totaal mannen en vrouwen")],
        "LeeftijdCodes": [code_of("10000", "Totaal")],
    }
    monitor.server.handler = replay("v4_03759ned", V4, made)
    result = monitor.refresh("--force", table="03759ned")
    assert result.code == 0, result.said
    frame = monitor.series("bevolking").frame
    recorded = json.loads((FOLDER / "v4_03759ned_Observations_ingekort.json").read_bytes())["value"]
    wanted = {
        row["Perioden"][:4]: row["Value"]
        for row in recorded
        if row["RegioS"] == "GM0202" and row["Measure"] == "M000365" and row["Value"] is not None
    }
    assert dict(zip(frame["period"], frame["value"], strict=True)) == wanted
    assert wanted["2019"] == 160_306.5
