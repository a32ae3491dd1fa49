"""One more format is one module and one line; Parquet reads back with types and its source."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from addedcases import Page, Run, Site, add, publishing
from pyarrow import parquet
from samples import IDS

from components.exhibit.sheet import Sheet, register_sheet, series_sheet
from components.files.formats import BUTTONS, DATA, FORMATS, IN_API, PICTURES, tile_files
from components.words.registers import kept_rows
from data_loaders.cache import load_series
from data_loaders.documents import load_documents
from data_loaders.export import observation_records
from data_loaders.files.csvtext import safe_cell
from data_loaders.open_registers import register_names
from data_loaders.open_types import list_parts

MODULE = '''
"""Regels met een streep ertussen."""

from components.exhibit.sheet import Sheet
from components.files.format import Format


def write(sheet: Sheet) -> bytes:
    """Return a sheet with a bar between its cells."""
    rows = [sheet.columns, *([row[name] for name in sheet.columns] for row in sheet.rows)]
    return "\\n".join("|".join(row) for row in rows).encode()


FORMAT = Format(
    "streep.txt", "text/x-streep", "Strepen voor een proef", "Download strepen", "Strepen", write,
    api="API",
)
'''
FOLDER = "components/files/formats"
BUTTON = "from components.files.formats import BUTTONS as b; print([i.label for i in b][-1])"


@pytest.fixture(scope="module", params=["rows", "sheet"])
def one_more(request: pytest.FixtureRequest, project: Path, run: Run) -> Iterator[Site]:
    """A site of a copy with one more format."""
    kept = (project / FOLDER / "__init__.py").read_text("utf-8")
    (project / FOLDER / "strepen.py").write_text(MODULE.replace("API", request.param), "utf-8")
    add(
        project / FOLDER / "__init__.py",
        ("    workbook,\n)", "    strepen,\n"),
        ("        pictures.PNG,", "        strepen.FORMAT,\n"),
    )
    done = run("-c", BUTTON)
    assert done.stdout == "Download strepen\n", done.stderr
    with publishing(project) as site:
        yield site
    (project / FOLDER / "__init__.py").write_text(kept, "utf-8")


def bars(body: bytes) -> list[list[str]]:
    return [line.split("|") for line in body.decode().splitlines()]


def commas(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline="")))


@pytest.mark.parametrize(
    "path", ["bevolking", "bevolking?vorm=tabel", "doel/contact-jongeren", "begroting"]
)
def test_every_tile_links_to_one_more_format_and_gives_it(one_more: Site, path: str) -> None:
    name, mark, query = path.partition("?")
    links = {had["href"]: had for had in Page(one_more.ask(f"/tegel/{path}").text).all("a")}
    own = f"./{name.rpartition('/')[2]}.streep.txt{mark}{query}"
    assert own in links and "download" in links[own]
    reply = one_more.ask(f"/tegel/{name}.streep.txt{mark}{query}")
    assert (reply.status, reply.headers["content-type"].split(";")[0]) == (200, "text/x-streep")
    rows = [[safe_cell(cell) for cell in row] for row in bars(reply.body)]
    assert rows == commas(one_more.ask(f"/tegel/{name}.csv{mark}{query}").text)


def test_the_page_to_share_offers_one_more_format(one_more: Site) -> None:
    html = one_more.ask("/deel/bevolking").text
    addresses = {had["href"] for had in Page(html).all("a")}
    assert "Strepen voor een proef" in html
    assert f"{one_more.url}/tegel/bevolking.streep.txt" in addresses
    assert f"{one_more.url}/tegel/bevolking.streep.txt?omvang=alles" in addresses


@pytest.mark.parametrize(
    "path", ["observations?indicator=bevolking&aantal=50&", "registers/acties?"]
)
def test_the_api_gives_one_more_format(one_more: Site, path: str) -> None:
    reply = one_more.ask(f"/api/v1/{path}format=streep.txt")
    assert (reply.status, reply.headers["content-type"].split(";")[0]) == (200, "text/x-streep")
    assert len(bars(reply.body)) > 2
    assert bars(reply.body)[0] == commas(one_more.ask(f"/api/v1/{path}format=csv").text)[0]
    assert "streep.txt" in one_more.ask("/api").text


def test_the_description_of_the_api_has_one_more_format(one_more: Site) -> None:
    paths = one_more.ask("/api/tegels/openapi.json").json["paths"]
    for path in ("/tegel/{naam}", "/tegel/doel/{naam}", "/tegel/agenda"):
        described = paths[f"{path}.streep.txt"]["get"]["responses"]["200"]["content"]
        assert list(described) == ["text/x-streep"]
    for path in ("observations", "registers/{naam}"):
        asked = one_more.ask("/api/v1/openapi.json").json["paths"][f"/{path}"]["get"]
        (form,) = [item for item in asked["parameters"] if item["name"] == "format"]
        assert "streep.txt" in form["schema"]["enum"]
        assert "text/x-streep" in asked["responses"]["200"]["content"]


def test_every_format_is_offered_where_it_says() -> None:
    assert [item.ending for item in FORMATS.values()] == list(FORMATS)
    assert {*DATA, *PICTURES} == set(FORMATS.values())
    assert [item.label for item in BUTTONS][:3] == [
        "Download voor Excel",
        "Download CSV",
        "Download XLSX",
    ]
    assert {item.ending for item in IN_API} == {"csv", "excel.csv", "xlsx", "parquet"}
    assert not {item.ending for item in tile_files(True)} & {"png", "svg"}
    assert {item.ending for item in tile_files(False)} >= {"png", "svg"}


SHEETS = [*(f"cijfer {name}" for name in IDS), *(f"register {name}" for name in register_names())]


def sheet_of(name: str) -> Sheet:
    kind, _, own = name.partition(" ")
    if kind == "register":
        return register_sheet(own, kept_rows(own, None))
    return series_sheet(load_series(own), observation_records(load_series(own)))


def read_back(sheet: Sheet) -> pa.Table:
    write = FORMATS["parquet"].write
    assert write is not None
    made = write(sheet)
    assert write(sheet) == made
    return parquet.read_table(io.BytesIO(made))


PARQUET = {
    None: pa.string(),
    "getal": pa.float64(),
    "geheel getal": pa.int64(),
    "ja of nee": pa.bool_(),
    "dag": pa.date32(),
    "lijst": pa.list_(pa.string()),
}


def as_read(column: str, text: str, kind: str | None) -> object:
    if kind == "lijst":
        return [] if not text else list_parts(column, text)
    if not text:
        return None
    if kind in {"getal", "geheel getal"}:
        return float(text)
    if kind == "ja of nee":
        return {"ja": True, "nee": False}[text]
    return date.fromisoformat(text) if kind == "dag" else text


@pytest.mark.parametrize("name", SHEETS)
def test_parquet_has_columns_with_types_and_null_for_empty(name: str) -> None:
    sheet = sheet_of(name)
    table = read_back(sheet)
    assert table.column_names == list(sheet.columns)
    for column in sheet.columns:
        kind = sheet.type_of(column)
        assert table.schema.field(column).type == PARQUET[kind], column
        cells = [as_read(column, row[column], kind) for row in sheet.rows]
        assert table.column(column).to_pylist() == cells, column


@pytest.mark.parametrize("name", SHEETS)
def test_parquet_says_in_itself_where_it_is_from(name: str) -> None:
    sheet = sheet_of(name)
    about: Any = json.loads((read_back(sheet).schema.metadata or {})[b"monitor"])
    assert [tuple(pair) for pair in about] == list(sheet.about)
    documents = {row.get("document", "") for row in sheet.rows} & set(load_documents())
    sources = {text for told, text in about if told == "Bron"}
    assert len(sources) == (1 if name.startswith("cijfer") else len(documents))


def test_parquet_without_rows_keeps_its_types() -> None:
    whole = sheet_of("cijfer bevolking")
    none: Sequence[dict[str, str]] = ()
    table = read_back(Sheet("leeg", whole.columns, none, whole.kinds))
    assert table.num_rows == 0
    assert table.schema.field("peildatum").type == pa.date32()
    assert table.schema.field("waarde").type == pa.float64()
    assert table.schema.field("gebied").type == pa.string()
