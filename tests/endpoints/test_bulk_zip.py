"""The ZIP with everything: whole, described, and the same bytes for the same data."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from publishcases import Site

from data_loaders.open_data import open_data, open_data_csv
from endpoints.api.bulk import everything

READERS: dict[str, Any] = {"string": str, "decimal": Decimal, "date": date.fromisoformat}


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
    assert bundle.namelist() == ["LEESMIJ.txt", "csv-metadata.json", *open_data()]
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
    assert "{" not in text and max(map(len, text.splitlines())) <= 100


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
                    READERS[column["datatype"]](cell)


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
