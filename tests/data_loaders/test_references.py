"""Registers that name what no register has, or hold what cannot be: file and line are said."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest
from copied import copy_parts

from data_loaders.agreements import registers
from data_loaders.agreements.organisations import Organisation, plain_name
from data_loaders.agreements.references import register_checks
from data_loaders.agreements.registers import (
    REFERENCES,
    REGISTERS,
    load,
    register_file,
    register_files,
)
from data_loaders.documents import load_documents
from data_loaders.files import errors
from data_loaders.files.paths import ROOT
from data_loaders.validate import find_problems

AGREEMENTS = "assets/data/afspraken"

# register, column, what we put in its first row, the sentence
FAULTS = [
    ("partners", "organisatie_id", "niemand", "staat 'niemand', maar dat bestaat niet"),
    ("projecten", "gemeenten", "GM9999", "staat 'GM9999', maar dat bestaat niet"),
    ("acties", "ambitie_ids", "ambitie-1;ambitie-9", "'ambitie-9', maar dat bestaat niet"),
    ("acties", "einde", "2026-Q5", "'2026-Q5' is geen jaar, kwartaal, maand of dag"),
    ("begroting", "bedrag", "veel", "waarde van de verkeerde soort"),
    ("begroting", "tegenstrijdigheden", "T999", "'T999', maar dat bestaat niet"),
    ("hca_doelen", "document", "krant", "'krant', maar dat bestaat niet"),
    ("kerndata", "datum", "ooit", "'ooit' is geen jaar, kwartaal, maand of dag"),
    ("ladder", "niveau", "impact", "mag niet in het veld 'niveau'"),
    ("doelcijfers", "indicator_id", "nergens", "'nergens', maar dat bestaat niet"),
    ("projectdoelen", "hoort_bij", "niets", "'niets', maar dat bestaat niet"),
    ("organisaties", "naam", "UWV", "is zowel"),
    ("beraad", "positie", "baas", "mag niet in het veld 'positie'"),
    ("hca_dekking", "looptijd_jaren", "vier", "waarde van de verkeerde soort"),
    ("hca_effecten", "nummer", "eerste", "waarde van de verkeerde soort"),
    ("hca_governance", "aantal", "tachtig", "waarde van de verkeerde soort"),
]


def test_everything_we_ship_refers_to_something() -> None:
    for check in register_checks():
        check()


def spoil(path: Path, column: str, cell: str) -> None:
    """Put something else in the first row of a register."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    rows[0][column] = cell
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project of which this process has the registers; nobody has read them yet."""
    folders = [folder.relative_to(ROOT) for folder in registers.FOLDERS]
    copy_parts(tmp_path, *map(str, folders))
    monkeypatch.setattr(registers, "FOLDERS", tuple(tmp_path / folder for folder in folders))
    monkeypatch.setattr(errors, "ROOT", tmp_path)
    return tmp_path


def test_a_copy_has_no_fault(copied: Path) -> None:
    assert find_problems() == []


@pytest.mark.parametrize(("register", "column", "cell", "sentence"), FAULTS)
def test_a_fault_is_said_with_its_file(
    copied: Path, register: str, column: str, cell: str, sentence: str
) -> None:
    spoil(copied / AGREEMENTS / f"{register}.csv", column, cell)
    said = [str(problem) for problem in find_problems()]
    assert any(f"{AGREEMENTS}/{register}.csv" in line and sentence in line for line in said), said
    assert not any("liep vast" in line for line in said)


def test_the_command_says_every_fault_and_a_file_that_nobody_said_what_it_holds(
    project: Path, run: Callable
) -> None:
    register, column, cell, sentence = FAULTS[0]
    spoil(project / AGREEMENTS / f"{register}.csv", column, cell)
    (project / "assets/data/speerpunten/los.csv").write_text("id,aantal\nx,tachtig\n", "utf-8")
    found = run("-m", "data_loaders", "validate")
    assert found.returncode == 1 and "Traceback" not in found.stderr
    assert f"{AGREEMENTS}/{register}.csv" in found.stdout and sentence in found.stdout
    assert "assets/data/speerpunten/los.csv: voor dit register is niet vastgelegd" in found.stdout


def test_every_file_has_a_record_and_every_record_a_file() -> None:
    assert {path.stem for path in register_files()} == set(REGISTERS)


def test_every_column_that_names_a_register_is_of_a_record() -> None:
    columns = {
        field.encode_name
        for record in REGISTERS.values()
        for field in msgspec.structs.fields(record)
    }
    assert set(REFERENCES) <= columns
    assert set(REFERENCES.values()) <= set(REGISTERS)


def test_no_organisation_is_there_twice() -> None:
    names = [text.casefold() for item in load(Organisation) for text in {item.name}]
    assert len(set(names)) == len(names)


def organisations_called(spelling: str) -> set[str]:
    return {item.id for item in load(Organisation) if plain_name(spelling) in item.spellings}


@pytest.mark.parametrize(
    ("spellings", "organisation"),
    [
        (["RvN@", "rvn@"], "RvN@"),
        (["HAN", "HAN University of Applied Sciences"], "HAN"),
        (["ROC RijnIJssel", "Rijn IJssel"], "Rijn IJssel"),
        (["UWV"], "UWV"),
    ],
)
def test_spellings_are_one_organisation(spellings: list[str], organisation: str) -> None:
    (wanted,) = organisations_called(organisation)
    assert all(organisations_called(text) == {wanted} for text in spellings)


def test_every_spelling_in_a_document_is_its_organisation() -> None:
    with register_file("partners").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    wrong = []
    for row in rows:
        if organisations_called(row["naam_in_bron"]) != {row["organisatie_id"]}:
            wrong.append((row["naam_in_bron"], row["organisatie_id"]))
    assert wrong == []


def test_every_document_of_a_register_is_known() -> None:
    for path in register_files():
        with path.open(encoding="utf-8", newline="") as file:
            named = {row["document"] for row in csv.DictReader(file) if "document" in row}
        assert named <= {*load_documents(), "eigen"}, path.name
