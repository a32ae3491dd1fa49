"""The open data as a data package (Frictionless), and its columns as a table to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from components.files.csvw import DESCRIPTIONS, KEYS, OBSERVATIONS, REFERENCES, column_title
from data_loaders.files.csvtext import Record
from data_loaders.monitor import MONITOR
from data_loaders.open_types import Type, types_of

_FIELDS: dict[Type | None, dict[str, Any]] = {
    None: {"type": "string"},
    "getal": {"type": "number"},
    "geheel getal": {"type": "integer"},
    "ja of nee": {"type": "boolean", "trueValues": ["ja"], "falseValues": ["nee"]},
    "dag": {"type": "date"},
    "lijst": {"type": "string"},
}
CODEBOOK_COLUMNS = ("bestand", "kolom", "soort", "betekenis")


def data_package(headers: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """Return the description of a group of CSV files: the columns of each, by file name."""
    return {
        "profile": "tabular-data-package",
        "name": "open-data",
        "title": f"Open data van de {MONITOR.name}",
        "description": MONITOR.description,
        "resources": [_resource(name, columns) for name, columns in headers.items()],
    }


def _resource(name: str, columns: Sequence[str]) -> dict[str, Any]:
    stem = name.removesuffix(".csv")
    schema: dict[str, Any] = {"fields": [_field(stem, c) for c in columns], "missingValues": [""]}
    if name in KEYS:
        schema["primaryKey"] = KEYS[name]
    if name == OBSERVATIONS:
        schema["foreignKeys"] = [
            {"fields": column, "reference": {"resource": file[:-4], "fields": column}}
            for column, file in REFERENCES.items()
        ]
    return {
        "profile": "tabular-data-resource",
        "name": stem,
        "path": name,
        "title": column_title(name),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    }


def _field(stem: str, column: str) -> dict[str, Any]:
    field = {"name": column, **_FIELDS[types_of(stem).get(column)]}
    return field | ({"description": DESCRIPTIONS[column]} if column in DESCRIPTIONS else {})


def codebook(headers: Mapping[str, Sequence[str]]) -> list[Record]:
    """Return a row per column of each file (columns: CODEBOOK_COLUMNS)."""
    return [
        {
            "bestand": name,
            "kolom": column,
            "soort": types_of(name.removesuffix(".csv")).get(column) or "tekst",
            "betekenis": DESCRIPTIONS.get(column, ""),
        }
        for name, columns in headers.items()
        for column in columns
    ]
