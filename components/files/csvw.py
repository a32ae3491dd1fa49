"""What the columns of the open data mean, for machines (W3C CSV on the Web)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data_loaders.export import OBSERVATION_COLUMNS
from data_loaders.monitor import MONITOR
from data_loaders.open_types import Type, separator_of, types_of

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
    "document": "Het document, zoals in bronnen.csv",
    "toelichting": "Wat u moet weten om de regel goed te lezen",
    "tegenstrijdigheden": "Nummers in tegenstrijdigheden.csv",
    "stand": "Waar een actie volgens haar eigen planning staat op de dag van ophalen; "
    "'einddatum voorbij' zegt niet of zij klaar is",
    "laatste_dag": "De laatste dag van het einde of de termijn",
    "herkomst": "bron: zo staat het er; afgeleid: zo lezen wij het",
    "eenheid": "Waarin de waarde is geteld",
    "bron": "Hoe u de bron noemt",
    "gebied": "Naam van het gebied",
    "gebied_niveau": "gemeente, arbeidsmarktregio, regio, provincie of land",
    "indicator": "Naam van het cijfer voor mensen",
    "onderwerp": "Waar het over gaat",
    "melding": "Wat er overal bij het cijfer of de afspraak staat",
    "moet": "Woorden die er moeten staan, met | ertussen",
    "mag_niet": "Woorden die er niet mogen staan, met | ertussen; met + niet samen",
    "waar": "Tegels (doel/contact-jongeren), pagina's (/hca-doelen) of alles; leeg: de cijfers",
}
_TYPES: dict[Type | None, Any] = {
    None: "string",
    "getal": "decimal",
    "geheel getal": "integer",
    "ja of nee": {"base": "boolean", "format": "ja|nee"},
    "dag": "date",
    "lijst": "string",
}
_SDMX = "http://purl.org/linked-data/sdmx/2009/"
_PROPERTIES = {
    "gebied_code": f"{_SDMX}dimension#refArea",
    "periode": f"{_SDMX}dimension#refPeriod",
    "waarde": f"{_SDMX}measure#obsValue",
    "eenheid": f"{_SDMX}attribute#unitMeasure",
    "status": f"{_SDMX}attribute#obsStatus",
    "toelichting": "http://www.w3.org/2000/01/rdf-schema#comment",
    "bron": "http://purl.org/dc/terms/source",
    "document": "http://purl.org/dc/terms/source",
    "id": "http://purl.org/dc/terms/identifier",
}
"""What a column means to others; any other is a property of ours, named after the column."""
KEYS = {
    "indicatoren.csv": "indicator_id",
    "gebieden.csv": "gebied_code",
    "bronnen.csv": "bron_id",
    "tegenstrijdigheden.csv": "id",
}
REFERENCES = {"indicator_id": "indicatoren.csv", "gebied_code": "gebieden.csv"}
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
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if name == OBSERVATIONS:
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": file, "columnReference": column}}
            for column, file in REFERENCES.items()
        ]
    return {"url": name, "dc:title": column_title(name), "tableSchema": schema}


def column_title(name: str) -> str:
    """Return what a file of the open data holds."""
    return TITLES.get(name, f"Register {name.removesuffix('.csv').replace('_', ' ')}")


def _column(name: str, column: str) -> dict[str, Any]:
    kind = types_of(name.removesuffix(".csv")).get(column)
    described = {"name": column, "titles": column, "datatype": _TYPES[kind]}
    described["propertyUrl"] = _PROPERTIES.get(column, f"#{column}")
    if kind == "lijst":
        described["separator"] = separator_of(column)
    if column in DESCRIPTIONS:
        described["dc:description"] = DESCRIPTIONS[column]
    return described
