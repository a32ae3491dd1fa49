"""All open data in one ZIP, with a description of every column. Equal data, equal bytes."""

from __future__ import annotations

import csv
import io
import json

from starlette.requests import Request

from components.files.bundles import timeless_zip
from components.files.csvw import column_title, csv_metadata
from components.files.datapackage import CODEBOOK_COLUMNS, codebook, data_package
from data_loaders.export import source_records
from data_loaders.files.csvtext import to_csv
from data_loaders.files.paths import ASSETS
from data_loaders.files.text import read_text
from data_loaders.monitor import MONITOR
from data_loaders.open_data import open_data, open_data_csv
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import data_mark
from endpoints.http.resource import Plan

NAME = "arbeidsmarktmonitor-open-data.zip"
README_FILE = ASSETS / "teksten" / "leesmij.txt"


def plan_bulk(_request: Request) -> Plan:
    """Return how the ZIP is made."""
    return Plan(("alles",), data_mark, _make)


def _make() -> Answer:
    named = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return answer_of(everything(), "application/zip", headers=named)


def everything() -> bytes:
    """Return the ZIP. Raises DataError when any figure cannot be read: it is whole or not there."""
    files = {name: open_data_csv(name) for name in open_data()}
    headers = {name: next(csv.reader(io.StringIO(c.decode()))) for name, c in files.items()}
    metadata = json.dumps(csv_metadata(headers), ensure_ascii=False, indent=1)
    days = [record["gewijzigd"] for record in source_records()]
    package = json.dumps(data_package(headers), ensure_ascii=False, indent=1)
    readme = read_text(README_FILE).format(
        name=MONITOR.name,
        short=MONITOR.short,
        count=len(files),
        modified=max(days, default="") or "onbekend",
        files="\n".join(f"{name:<26} {column_title(name)}" for name in files),
    )
    about = {
        "LEESMIJ.txt": readme.encode(),
        "codeboek.csv": to_csv(codebook(headers), CODEBOOK_COLUMNS),
        "csv-metadata.json": metadata.encode(),
        "datapackage.json": package.encode(),
    }
    return timeless_zip(about | files)
