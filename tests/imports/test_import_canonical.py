"""The kept form: the same rows back, and a series of the project made from it."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from import_files import csv_file

from data_loaders.checks import check_tidy
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.imports.canonical import from_csv, to_csv_bytes
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.understand import Understood, understand
from data_loaders.registry import load_registry
from data_loaders.sources.document import OPTIONAL, REQUIRED
from data_loaders.tidy import tidy_document

Read = Callable[..., Understood]
ROWS = [
    ["Gemeente", "Jaar", "WW", "Wajong"],
    ["Arnhem", 2024, 1934, 4098],
    ["Rozendaal", 2024, "*", None],
]


def test_an_imported_figure_becomes_a_series_of_the_project(read: Read) -> None:
    kept = from_csv(to_csv_bytes(read("atlas-sv", ROWS).rows))
    indicator = load_registry().get("ww-aantal")
    rows = [row for row in kept if row["cijfer"] == indicator.id]
    frame = tidy_document(rows, indicator, load_regions())
    check_tidy(frame, indicator, Path("ww-aantal.csv"))
    assert frame["value"].fillna(-1).tolist() == [1934, -1]
    assert frame["status"].tolist() == ["definitief", "niet getoond"]
    assert frame["period"].tolist() == ["2024-12-31"] * 2
    assert frame["origin"].tolist() == ["bron"] * 2


def test_the_columns_are_those_of_a_document_and_the_figure(read: Read) -> None:
    content = to_csv_bytes(read("atlas-sv", ROWS).rows).decode()
    header = next(csv.reader(io.StringIO(content)))
    assert set(header) == {*REQUIRED, *OPTIONAL, "cijfer"}
    assert content.count("\r\n") == 5
    assert ",0," not in content


def test_the_same_file_gives_the_same_bytes(read: Read) -> None:
    assert to_csv_bytes(read("atlas-sv", ROWS).rows) == to_csv_bytes(read("atlas-sv", ROWS).rows)


@settings(
    max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    words=st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
        min_size=1,
        max_size=5,
        unique=True,
    ),
    value=st.integers(0, 150_000),
)
def test_whatever_the_words_are_the_same_rows_come_back(
    tmp_path: Path, kinds: dict[str, ImportKind], words: list[str], value: int
) -> None:
    rows = [["Gebied", "Periode", "Kenmerk", "Aantal"]]
    rows += [
        ["Arnhem", f"2026-{number:02d}", word, str(value)] for number, word in enumerate(words, 1)
    ]
    path = csv_file(tmp_path / "a.csv", rows)
    understood = understand(path, kinds["gwu"])
    back = from_csv(to_csv_bytes(understood.rows))
    assert [row.cells for row in back] == [row.cells for row in understood.rows]
    assert {row["waarde"] for row in back} == {str(value)}
    assert not any(row["kenmerk"].startswith(tuple("=@\t\r")) for row in back)


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (b"cijfer,gebied", b"cijfer,plaats", "regel 1: de kop"),
        (b"ww-aantal,GM0202,", b"ww-aantal,", "regel 2: deze regel heeft niet"),
        (b"ww-aantal", b'ww"-aantal"x,"', "beschadigd"),
        (b"bron", b"br\xffn", "beschadigd"),
    ],
)
def test_a_damaged_copy_is_refused(read: Read, old: bytes, new: bytes, sentence: str) -> None:
    content = to_csv_bytes(read("atlas-sv", ROWS).rows)
    assert old in content
    with pytest.raises(DataError) as caught:
        from_csv(content.replace(old, new, 1))
    assert sentence in str(caught.value)
