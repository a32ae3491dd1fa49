"""Reading TOML files: every fault is one Dutch sentence with file and the right line."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec
import pytest

from data_loaders.files.errors import DataError
from data_loaders.files.tomlfile import read_toml


class Animal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str = msgspec.field(name="naam")
    legs: int = msgspec.field(name="poten")
    kind: Literal["wild", "tam"] = msgspec.field(name="soort")
    food: tuple[str, ...] = msgspec.field(name="voer", default=())


class Cage(msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort", tag="kooi"):
    metres: float = msgspec.field(name="meter")


class Pond(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="soort", tag="vijver"
):
    litres: float = msgspec.field(name="liter")


class Zoo(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str = msgspec.field(name="naam")
    kind: Literal["klein", "groot"] = msgspec.field(name="soort")
    home: Cage | Pond = msgspec.field(name="verblijf")
    animals: tuple[Animal, ...] = msgspec.field(name="dier")


GOOD = """\
# Een dierentuin
naam = "Burgers"
soort = "groot"

[verblijf]
soort = "kooi"
meter = 3.5

[[dier]]
naam = "Aap"
poten = 2
soort = "wild"

[[dier]]
naam = "Geit"
poten = 4
soort = "tam"
voer = ["gras", "hooi"]
"""

FAULTS = [
    # syntax
    ('naam = "Burgers"', "naam = Burgers", 2, "dit is geen geldige TOML"),
    ("[verblijf]", "[verblijf", 5, "dit is geen geldige TOML"),
    ("poten = 4", "poten = 4\npoten = 5", 17, "dit is geen geldige TOML"),
    ('"hooi"]', '"hooi"', 18, "dit is geen geldige TOML"),
    # unknown key
    ('naam = "Burgers"', 'naam = "Burgers"\nkleur = 1', 3, "het veld 'kleur' is hier niet bekend"),
    ('naam = "Geit"', 'naam = "Geit"\nkleur = 1', 16, "het veld 'kleur' is hier niet bekend"),
    # wrong type
    ('naam = "Burgers"', "naam = 1", 2, "het veld 'naam' heeft een waarde van de verkeerde soort"),
    ("meter = 3.5", 'meter = "x"', 7, "het veld 'meter' heeft een waarde van de verkeerde soort"),
    ('"hooi"', "5", 18, "het veld 'voer' heeft een waarde van de verkeerde soort"),
    # a sign that nobody sees, also when it is spelled out
    ('"Aap"', '"A\u202eap"', None, "in 'Aap' staat een onzichtbaar teken"),
    ('"hooi"', '"hooi\\u0000"', None, "in 'hooi ' staat een onzichtbaar teken"),
    ('"hooi"', f'"{"x" * 6000}"', None, "hier staat een tekst van 6000 tekens; er passen er 5000"),
    # a word that may not stand there
    ('soort = "groot"', 'soort = "reus"', 3, "de waarde 'reus' mag niet in het veld 'soort'"),
]

# The same key stands elsewhere in the file too. A missing key: the head of its own table.
FAULTS_IN_A_TABLE = [
    ("meter = 3.5", "meter = 3.5\nnaam = 1", 8, "het veld 'naam' is hier niet bekend"),
    ('naam = "Burgers"\n', "", None, "het veld 'naam' ontbreekt"),
    ('soort = "kooi"\n', "", 5, "het veld 'soort' ontbreekt"),
    ('naam = "Geit"\n', "", 14, "het veld 'naam' ontbreekt"),
    ("poten = 4", 'poten = "x"', 16, "het veld 'poten' heeft een waarde van de verkeerde soort"),
    ('soort = "kooi"', 'soort = "hok"', 6, "de waarde 'hok' mag niet in het veld 'soort'"),
    ('soort = "tam"', 'soort = "lief"', 17, "de waarde 'lief' mag niet in het veld 'soort'"),
]


def check_fault(path: Path, old: str, new: str, line: int | None, sentence: str) -> None:
    assert GOOD.count(old) == 1
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_toml(path, Zoo)
    assert sentence in caught.value.sentence
    assert caught.value.line == line
    assert str(caught.value).startswith(f"{path}, regel {line}: " if line else f"{path}: ")
    assert "\n" not in str(caught.value)


def test_good_file_becomes_a_record(tmp_path: Path) -> None:
    path = tmp_path / "goed.toml"
    path.write_text(GOOD, encoding="utf-8")
    zoo = read_toml(path, Zoo)
    assert (zoo.name, zoo.kind, zoo.home) == ("Burgers", "groot", Cage(3.5))
    assert [animal.name for animal in zoo.animals] == ["Aap", "Geit"]


@pytest.mark.parametrize(("old", "new", "line", "sentence"), FAULTS)
def test_fault_is_one_sentence_with_file_and_line(
    tmp_path: Path, old: str, new: str, line: int | None, sentence: str
) -> None:
    check_fault(tmp_path / "slecht.toml", old, new, line, sentence)


@pytest.mark.parametrize(("old", "new", "line", "sentence"), FAULTS_IN_A_TABLE)
def test_fault_in_a_table_names_the_line_of_that_table(
    tmp_path: Path, old: str, new: str, line: int | None, sentence: str
) -> None:
    check_fault(tmp_path / "slecht.toml", old, new, line, sentence)


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        read_toml(tmp_path / "weg.toml", Zoo)
    assert str(caught.value) == f"{tmp_path / 'weg.toml'}: dit bestand ontbreekt"


def test_folder_in_the_place_of_a_file_is_a_sentence_too(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="dit bestand is niet te lezen"):
        read_toml(tmp_path, Zoo)


def test_text_that_is_not_utf8_is_named(tmp_path: Path) -> None:
    path = tmp_path / "latin.toml"
    path.write_bytes('naam = "Caf\xe9"\n'.encode("latin-1"))
    with pytest.raises(DataError) as caught:
        read_toml(path, Zoo)
    assert str(caught.value) == f"{path}: dit bestand is geen UTF-8-tekst"


def test_empty_file_misses_its_first_field(tmp_path: Path) -> None:
    path = tmp_path / "leeg.toml"
    path.write_text("", encoding="utf-8")
    with pytest.raises(DataError) as caught:
        read_toml(path, Zoo)
    assert str(caught.value) == f"{path}: het veld 'naam' ontbreekt"
