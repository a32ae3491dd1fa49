"""The kinds of files: each whole, each with a template that works, each fault named."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

import pytest
from import_files import told
from openpyxl import load_workbook

from data_loaders.files.errors import DataError
from data_loaders.imports import kinds as kinds_module
from data_loaders.imports.canonical import from_csv, to_csv_bytes
from data_loaders.imports.columns import (
    AreaColumn,
    Column,
    MaskColumn,
    NumberColumn,
    PeriodColumn,
    StatusColumn,
)
from data_loaders.imports.fileperiods import EXAMPLES
from data_loaders.imports.kinds import ImportKind, load_kinds, read_kind
from data_loaders.imports.template import write_template
from data_loaders.imports.understand import Understood, understand
from data_loaders.periods import period_span

KINDS = sorted(load_kinds())
NEEDED = {
    "gwu",
    "atlas-sv",
    "spanningsindicator",
    "vacatures",
    "banenafspraak",
    "sbb-kans-op-werk",
    "roa-prognose",
    "duo-mbo",
}


def test_the_kinds_are_the_files_in_the_folder() -> None:
    assert set(KINDS) == {path.stem for path in kinds_module.KINDS.glob("*.toml")} >= NEEDED


@pytest.mark.parametrize("kind_id", KINDS)
def test_no_kind_takes_an_empty_cell_or_a_sign_for_zero(kind_id: str) -> None:
    kind = load_kinds()[kind_id]
    assert kind.gaps[""] == "onbekend"
    assert kind.gaps["-"] == "onbekend"
    assert kind.gaps["*"] == "niet getoond"
    assert not any(word.strip().isdecimal() for word in (*kind.hidden, *kind.unknown))


@pytest.mark.parametrize("kind_id", KINDS)
def test_every_figure_has_a_unit_and_one_quantity(kind_id: str) -> None:
    columns = [c for c in load_kinds()[kind_id].columns if isinstance(c, NumberColumn) and c.figure]
    assert all(column.unit for column in columns)
    for figure in {column.figure for column in columns}:
        assert len({c.quantity for c in columns if c.figure == figure}) == 1


def example(column: Column, kind: ImportKind) -> object:
    """Return a cell that somebody could fill in."""
    match column:
        case AreaColumn():
            return "Arnhem" if "gemeente" in kind.levels else "Midden-Gelderland"
        case PeriodColumn():
            return EXAMPLES[kind.frequencies[0]]
        case NumberColumn(classes=classes) if classes:
            return classes[1][0]
        case NumberColumn():
            return 12
        case StatusColumn():
            return "voorlopig"
        case MaskColumn():
            return "nee"
        case _:
            return f"iets over {column.name}"


def filled(kind: ImportKind, path: Path) -> Understood:
    """Fill in one row of an empty template and read it."""
    columns = [column for column in kind.columns if column.template]
    if path.suffix == ".csv":
        with path.open("a", encoding="utf-8", newline="") as file:
            csv.writer(file, delimiter=";").writerow(example(c, kind) for c in columns)
    else:
        workbook = load_workbook(path)
        for index, column in enumerate(columns, start=1):
            workbook["Gegevens"].cell(2, index, example(column, kind))
        workbook.save(path)
    return understand(path, kind)


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
@pytest.mark.parametrize("kind_id", KINDS)
def test_the_template_filled_in_is_understood(kind_id: str, ending: str, tmp_path: Path) -> None:
    kind = load_kinds()[kind_id]
    path = tmp_path / f"sjabloon.{ending}"
    write_template(kind, path)
    with pytest.raises(DataError, match="geen enkele rij met gegevens"):
        understand(path, kind)
    understood = filled(kind, path)
    numbers = [c for c in kind.columns if c.template and isinstance(c, NumberColumn)]
    assert [row["cijfer"] for row in understood.rows] == [c.figure for c in numbers]
    assert {row["status"] for row in understood.rows} == {"voorlopig"}
    assert all(row["waarde"] in {"2", "12"} for row in understood.rows)
    assert all(period_span(row["periode"], understood.frequency) for row in understood.rows)
    assert not any("Niet gebruikt" in line for line in understood.preview)
    assert [r.cells for r in from_csv(to_csv_bytes(understood.rows))] == [
        r.cells for r in understood.rows
    ]


def test_the_template_explains_itself_and_formats_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "sjabloon.xlsx"
    write_template(load_kinds()["spanningsindicator"], path)
    workbook = load_workbook(path)
    assert workbook.sheetnames == ["Gegevens", "Uitleg"]
    sheet = workbook["Gegevens"]
    formats = {cell.value: sheet.cell(2, cell.column).number_format for cell in sheet[1]}
    assert formats["periode"] == "@"
    assert formats["spanningsindicator"] == "#,##0.00"
    assert not any(cell.value for row in sheet.iter_rows(min_row=2) for cell in row)
    told_there = " ".join(str(row[0]) for row in workbook["Uitleg"].values)
    assert "zeer ruim, ruim, gemiddeld, krap of zeer krap" in told_there
    assert "Vul nooit 0 in" in told_there


def test_the_csv_template_opens_right_in_dutch_excel(tmp_path: Path) -> None:
    path = tmp_path / "sjabloon.csv"
    write_template(load_kinds()["gwu"], path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig")), delimiter=";"))
    assert rows[-1][:2] == ["gebied", "periode"]
    assert all(len(row) == 1 for row in rows[:-2])


def test_a_template_has_one_of_two_endings_and_a_place(tmp_path: Path) -> None:
    kind = load_kinds()["gwu"]
    with pytest.raises(DataError, match=r"\.xlsx of \.csv"):
        write_template(kind, tmp_path / "sjabloon.ods")
    with pytest.raises(DataError, match="weggeschreven"):
        write_template(kind, tmp_path / "bestaat niet" / "sjabloon.csv")


SMALL = """
titel = "Proef"
producent = "X"
frequenties = ["jaar"]
niveaus = ["gemeente"]
niet_getoond = ["*"]
onbekend = ["", "-"]
standaardcijfer = "proef"

[[kolom]]
naam = "plaats"
soort = "gebied"

[[kolom]]
naam = "jaar"
soort = "periode"

[[kolom]]
naam = "aantal"
soort = "getal"
cijfer = "proef"
synoniemen = ["hoeveel"]
"""


def test_one_more_kind_is_one_more_file(tmp_path: Path) -> None:
    path = tmp_path / "proef.toml"
    path.write_text(SMALL, encoding="utf-8")
    file = tmp_path / "a.csv"
    file.write_text("Hoeveel,Jaar,Plaats\n5,2024,arnhem\n", encoding="utf-8")
    understood = understand(file, read_kind(path))
    assert told(understood) == [("proef", "GM0202", "2024", "", "", "5", "definitief")]


FAULTS = [
    ('soort = "gebied"', 'soort = "gebiedd"', "gebiedd"),
    ('soort = "gebied"', 'soort = "gebied"\nkleur = "rood"', "kleur"),
    ('["hoeveel"]', '["Jaar"]', "hoort bij twee kolommen"),
    ('standaardcijfer = "proef"', 'standaardcijfer = "anders"', "'anders' heeft geen kolom"),
    ('\ncijfer = "proef"', '\ncijfer = "proef"\nbereik = [5, 1]', "bereik"),
    ('\ncijfer = "proef"', '\ncijfer = "proef"\nklassen = [["a"]]', "klasse"),
    ('["*"]', '["*", "-"]', "zowel"),
    ('["*"]', '["*"]\nstatus = "vast"', "de status 'vast' is onbekend"),
    ('["*"]', '["*"]\nsleutel = ["kleur"]', "sleutel"),
    ('soort = "getal"\ncijfer = "proef"', 'soort = "status"', "kolom voor het getal"),
    ('\ncijfer = "proef"', '\ncijfer = "proef"\naandeel_van = "niets"', "heeft geen kolom"),
    ('standaardcijfer = "proef"', "perioden_als_kolommen = true", "standaardcijfer"),
]


@pytest.mark.parametrize(("old", "new", "sentence"), FAULTS)
def test_a_fault_in_a_kind_is_named_with_its_file(
    tmp_path: Path, old: str, new: str, sentence: str
) -> None:
    path = tmp_path / "proef.toml"
    assert old in SMALL
    path.write_text(SMALL.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=re.escape(sentence)) as caught:
        read_kind(path)
    assert caught.value.path == path


def test_examples_of_periods_are_periods() -> None:
    for frequency, code in EXAMPLES.items():
        span = period_span(code, frequency)
        assert span is not None
        assert span[0] > date(1990, 1, 1)
