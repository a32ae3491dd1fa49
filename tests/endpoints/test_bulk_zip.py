"""The ZIP with everything: whole, described, and the same bytes for the same data."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import pytest
from frictionless import Package
from publishcases import Site

from data_loaders.open_data import open_data, open_data_csv
from endpoints.api.bulk import everything

READERS: dict[str, Any] = {
    "string": str,
    "decimal": Decimal,
    "integer": int,
    "boolean": {"ja": True, "nee": False}.__getitem__,
    "date": date.fromisoformat,
}


@pytest.fixture(scope="module")
def bundle(site: Site) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(site.ask("/api/v1/alles.zip").body))


@pytest.fixture(scope="module")
def metadata(bundle: zipfile.ZipFile) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(bundle.read("csv-metadata.json"))
    return found


def rows_of(bundle: zipfile.ZipFile, name: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(bundle.read(name).decode("utf-8"), newline="")))


def test_it_holds_all_open_data_and_nothing_else(bundle: zipfile.ZipFile) -> None:
    assert bundle.testzip() is None
    about = ["LEESMIJ.txt", "codeboek.csv", "csv-metadata.json", "datapackage.json"]
    assert bundle.namelist() == [*about, *open_data()]
    for name in open_data():
        assert bundle.read(name) == open_data_csv(name), name


def test_equal_data_give_equal_bytes() -> None:
    assert everything() == everything()


def test_its_name_says_what_it_is(site: Site) -> None:
    reply = site.ask("/api/v1/alles.zip")
    assert reply.headers["content-type"] == "application/zip"
    assert reply.headers["content-disposition"].endswith('open-data.zip"')


def test_the_readme_says_how_to_use_it(bundle: zipfile.ZipFile) -> None:
    text = bundle.read("LEESMIJ.txt").decode("utf-8")
    assert f"{len(open_data())} bestanden" in text and "CC BY 4.0" in text
    assert "{" not in text and max(map(len, text.splitlines())) <= 105
    for name in open_data():
        assert name in text, name


def lines_for(bundle: zipfile.ZipFile, tool: str) -> str:
    """The lines of the readme for a tool: three of them."""
    text = bundle.read("LEESMIJ.txt").decode("utf-8")
    lines = text.partition(f"\n{tool}\n")[2].partition("\n\n")[0].splitlines()
    assert len(lines) == 3
    return "\n".join(line.strip() for line in lines)


def test_the_lines_of_the_readme_work(
    bundle: zipfile.ZipFile, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle.extractall(tmp_path)
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    *lines, last = lines_for(bundle, "pandas (Python)").splitlines()
    exec("\n".join(lines), known)
    assert str(known["cijfers"].dtypes["peildatum"]).startswith("datetime")
    assert eval(last, known).loc["2026", "Arnhem"] == 171822
    *asked, last = lines_for(bundle, "DuckDB").splitlines()
    for line in asked:
        found = duckdb.sql(line)
    assert found is not None and ("Arnhem", 171822) in found.fetchall()
    assert len(duckdb.sql(last).fetchall()) == 5
    assert lines_for(bundle, "Excel") and lines_for(bundle, "R")


def test_frictionless_finds_no_fault(bundle: zipfile.ZipFile, tmp_path: Path) -> None:
    bundle.extractall(tmp_path)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "rowNumber", "fieldName", "message"])[:10]
    (tmp_path / "begroting.csv").write_text(
        (tmp_path / "begroting.csv").read_text("utf-8").replace(",1163658,", ",veel,"), "utf-8"
    )
    assert not Package(str(tmp_path / "datapackage.json")).validate().valid


def test_the_codebook_has_every_column(bundle: zipfile.ZipFile) -> None:
    header, *rows = rows_of(bundle, "codeboek.csv")
    assert header == ["bestand", "kolom", "soort", "betekenis"]
    columns = [(name, column) for name in open_data() for column in rows_of(bundle, name)[0]]
    assert [(row[0], row[1]) for row in rows] == columns
    kinds = {(row[0], row[1]): row[2] for row in rows}
    assert kinds["begroting.csv", "bedrag"] == "getal" and kinds["acties.csv", "stand"] == "tekst"


def test_every_column_of_every_file_is_described(
    bundle: zipfile.ZipFile, metadata: dict[str, Any]
) -> None:
    assert metadata["@context"][0] == "http://www.w3.org/ns/csvw"
    assert [table["url"] for table in metadata["tables"]] == list(open_data())
    for table in metadata["tables"]:
        named = [column["name"] for column in table["tableSchema"]["columns"]]
        assert rows_of(bundle, table["url"])[0] == named, table["url"]
        assert len(set(named)) == len(named) and table["dc:title"]


def test_every_cell_is_of_the_type_of_its_column(
    bundle: zipfile.ZipFile, metadata: dict[str, Any]
) -> None:
    for table in metadata["tables"]:
        columns = table["tableSchema"]["columns"]
        for row in rows_of(bundle, table["url"])[1:]:
            for column, cell in zip(columns, row, strict=True):
                if cell:
                    kind = column["datatype"]
                    READERS[kind if isinstance(kind, str) else kind["base"]](cell)
        assert all(column["propertyUrl"] for column in columns)


def test_keys_are_unique_and_references_exist(
    bundle: zipfile.ZipFile, metadata: dict[str, Any]
) -> None:
    keys = {}
    for table in metadata["tables"]:
        if key := table["tableSchema"].get("primaryKey"):
            header, *rows = rows_of(bundle, table["url"])
            found = [row[header.index(key)] for row in rows]
            assert len(set(found)) == len(found), table["url"]
            keys[table["url"], key] = set(found)
    header, *rows = rows_of(bundle, "waarnemingen.csv")
    references = metadata["tables"][0]["tableSchema"]["foreignKeys"]
    assert len(references) == 2
    for reference in references:
        column = header.index(reference["columnReference"])
        target = reference["reference"]
        known = keys[target["resource"], target["columnReference"]]
        assert {row[column] for row in rows} <= known
