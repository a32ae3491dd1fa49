"""Answers that CBS really gave, word for word: the loader takes them with a registry file only.

`antwoorden/` holds shortened answers of both services (CBS StatLine, CC BY 4.0). The one list of
codes of the older service that was not recorded is made here.
"""

from __future__ import annotations

import json
from pathlib import Path

from recorded import FOLDER, answers, replay, said
from refreshcases import Monitor

from data_loaders.registry import load_registry

V3 = {
    "TableInfos": "TableInfos",
    "DataProperties": "DataProperties",
    "CategoryGroups": "CategoryGroups",
    "Persoonskenmerken": "Persoonskenmerken",
    "Perioden": "Perioden",
    "TypedDataSet": "TypedDataSet_ingekort",
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


def test_recorded_table_of_the_older_service_needs_one_file(
    monitor: Monitor, registry: Path
) -> None:
    (registry / "banen-proef.toml").write_text(WORK, encoding="utf-8")
    load_registry.cache_clear()
    whole = {"Key": "99", "Title": "Totaal", "Description": None, "CategoryGroupID": None}
    recorded = {
        name: json.loads((FOLDER / f"v3_80137ned_{V3[name]}.json").read_bytes()) for name in V3
    }
    monitor.server.handler = replay(recorded | {"BedrijfstakkenSBI93": {"value": [whole]}}, "v3")
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
    monitor.server.handler = replay(answers("03759ned"))
    result = monitor.refresh("--force", table="03759ned")
    assert result.code == 0, result.said
    frame = monitor.series("bevolking").frame
    recorded = said("03759ned", "Observations")["value"]
    wanted = {
        row["Perioden"][:4]: row["Value"]
        for row in recorded
        if row["RegioS"] == "GM0202" and row["Measure"] == "M000365" and row["Value"] is not None
    }
    assert dict(zip(frame["period"], frame["value"], strict=True)) == wanted
    assert wanted["2019"] == 160_306.5
