"""What the columns of the open data mean, for machines (W3C CSV on the Web)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.monitor import MONITOR

TITLES = {
    "waarnemingen.csv": "Alle waarnemingen",
    "indicatoren.csv": "Wat elk cijfer betekent",
    "bronnen.csv": "Documenten en tabellen",
    "gebieden.csv": "Gebieden",
    "tegenstrijdigheden.csv": "Waar bronnen elkaar tegenspreken",
}
DESCRIPTIONS = {
    "indicator_id": "Naam van het cijfer voor machines; blijft gelijk",
    "kort": "Onze korte titel, voor plekken waar de tekst van het document niet past",
    "kenmerk": "Deel van het cijfer, zoals een opleiding; leeg als het cijfer één geheel is",
    "gebied_code": "CBS-code van het gebied; GMR is de Groene Metropoolregio",
    "periode": "2024, 2024-12, 2026-Q1, 2024/2025 (schooljaar) of leeg (de bron zegt het niet)",
    "peildatum": "De dag waarvoor de waarde geldt",
    "waarde": "In hele eenheden zoals de bron die geeft; leeg als er geen waarde is",
    "status": "definitief, voorlopig, nader voorlopig, geschat, prognose, onbekend, niet getoond; "
    "geen cijfer: de bron noemt dit gekozen gebied niet",
    "paragraaf": "Waar het in het document staat",
    "melding": "Wat er overal bij het cijfer of de afspraak staat",
    "moet": "Woorden die er moeten staan, met | ertussen",
    "mag_niet": "Woorden die er niet mogen staan, met | ertussen; met + niet samen",
    "waar": "Tegels (doel/contact-jongeren), pagina's (/hca-doelen) of alles; leeg: de cijfers",
}
_TYPES = {"waarde": "decimal", "peildatum": "date"}
_KEYS = {
    "indicatoren.csv": "indicator_id",
    "gebieden.csv": "gebied_code",
    "bronnen.csv": "bron_id",
    "tegenstrijdigheden.csv": "id",
}
_REFERENCES = {"indicator_id": "indicatoren.csv", "gebied_code": "gebieden.csv"}
OBSERVATIONS = "waarnemingen.csv"
METADATA_TYPE = "application/csvm+json"
_START: dict[str, Any] = {
    "@context": ["http://www.w3.org/ns/csvw", {"@language": "nl"}],
}
_DIALECT = {"delimiter": ",", "quoteChar": '"', "encoding": "utf-8", "header": True}


def csv_metadata(headers: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the metadata of a group of files: the columns of each, by file name."""
    return {
        **_START,
        "dc:title": f"Open data van de {MONITOR.name}",
        "dialect": _DIALECT,
        "tables": [_table(name, columns) for name, columns in headers.items()],
    }


def file_metadata(url: str, title: str, columns: Sequence[str]) -> dict[str, Any]:
    """Return the metadata of one CSV file, found at `url` seen from the metadata."""
    about = OBSERVATIONS if tuple(columns) == OBSERVATION_COLUMNS else ""
    described = [_column(about, column) for column in columns]
    return {
        **_START,
        "url": url,
        "dc:title": title,
        "dialect": _DIALECT,
        "tableSchema": {"columns": described},
    }


def _table(name: str, columns: Sequence[str]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(name, column) for column in columns]}
    if name in _KEYS:
        schema["primaryKey"] = _KEYS[name]
    if name == OBSERVATIONS:
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": file, "columnReference": column}}
            for column, file in _REFERENCES.items()
        ]
    stem = name.removesuffix(".csv").replace("_", " ")
    return {"url": name, "dc:title": TITLES.get(name, f"Register {stem}"), "tableSchema": schema}


def _column(name: str, column: str) -> dict[str, Any]:
    observed = name == OBSERVATIONS
    kind = _TYPES.get(column, "string") if observed else "string"
    described = {"name": column, "titles": column, "datatype": kind}
    if column in DESCRIPTIONS:
        described["dc:description"] = DESCRIPTIONS[column]
    return described
