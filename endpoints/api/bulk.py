"""All open data in one ZIP, with a description of every column. Equal data, equal bytes."""

from __future__ import annotations

import csv
import io
import json

from starlette.requests import Request

from components.files.bundles import timeless_zip
from components.files.csvw import csv_metadata
from data_loaders.export import source_records
from data_loaders.monitor import MONITOR
from data_loaders.open_data import open_data, open_data_csv
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import data_mark
from endpoints.http.resource import Plan

NAME = "arbeidsmarktmonitor-open-data.zip"
README = """Open data van de {name}
====================================================

{count} bestanden als CSV: komma, decimale punt, UTF-8, een kop, regels met CRLF (RFC 4180).
csv-metadata.json beschrijft elke kolom (W3C CSV on the Web).

Begin met waarnemingen.csv: een regel per waarde. Wat een cijfer betekent, staat in
indicatoren.csv; waar het vandaan komt in bronnen.csv; welke gebieden er zijn in gebieden.csv.
Waar bronnen elkaar tegenspreken, staat in tegenstrijdigheden.csv. De andere bestanden zijn de
registers van afspraken en sectoren.

Een lege waarde is geen nul. De kolom status zegt waarom er geen waarde is: onbekend, of niet
getoond om mensen te beschermen.

Nieuwste wijziging door een bron: {modified}.
Cijfers van het CBS: CC BY 4.0. Noem: "Bron: CBS StatLine, tabel (nummer), CC BY 4.0; bewerking
{short}". Bij cijfers uit documenten staat het document en de paragraaf.

Een cel die met =, +, - of @ begint en geen getal is, heeft een ' ervoor, zodat een
rekenblad er geen formule van maakt.
"""


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
    readme = README.format(
        name=MONITOR.name,
        short=MONITOR.short,
        count=len(files),
        modified=max(days, default="") or "onbekend",
    )
    return timeless_zip(
        {"LEESMIJ.txt": readme.encode(), "csv-metadata.json": metadata.encode(), **files}
    )
