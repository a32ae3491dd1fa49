"""A wrong file is refused with one sentence and its place, and nothing is changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from import_files import Rows, book, csv_file

from data_loaders.files.errors import DataError
from data_loaders.imports.kinds import ImportKind
from data_loaders.imports.understand import understand

HEAD = ["Gemeente", "Periode", "Aantal"]
GOOD = ["Arnhem", "2026-05", 5]

# What is wrong, the rows, the row that the sentence must name (as Excel counts), the words.
WRONG: dict[str, tuple[str, Rows, int | None, list[str]]] = {
    "misspelt municipality": (
        "gwu",
        [["Titel"], [], HEAD, GOOD, ["Arnehm", "2026-05", 5]],
        5,
        ["kolom A 'Gemeente'", "'Arnehm' is onbekend", "'Arnhem'"],
    ),
    "no area at all": ("gwu", [HEAD, ["Xyzzy", "2026-05", 5]], 2, ["'Xyzzy' is onbekend"]),
    "misspelt municipality without a value": (
        "gwu",
        [HEAD, GOOD, ["Arnhemm"]],
        3,
        ["'Arnhemm' is onbekend"],
    ),
    "area left out below the first, as a pivot table does": (
        "gwu",
        [HEAD, GOOD, [None, "2026-06", 6]],
        3,
        ["het gebied is leeg"],
    ),
    "municipality left out beside its region": (
        "gwu",
        [
            ["Arbeidsmarktregio", *HEAD],
            ["Midden-Gelderland", *GOOD],
            ["Midden-Gelderland", None, "2026-06", 6],
        ],
        3,
        ["het gebied is leeg"],
    ),
    "the same twice": (
        "gwu",
        [HEAD, GOOD, ["Duiven", "2026-05", 1], ["ARNHEM", "mei 2026", 6]],
        4,
        ["Arnhem, 2026-05 staat al in rij 2"],
    ),
    "text where a number belongs": (
        "gwu",
        [HEAD, ["Arnhem", "2026-05", "veel"]],
        2,
        ["kolom C 'Aantal'", "'veel'", "er hoort een getal"],
    ),
    "an error of Excel": ("gwu", [HEAD, ["Arnhem", "2026-05", "#N/A"]], 2, ["'#N/A'"]),
    "half a person": ("gwu", [HEAD, ["Arnhem", "2026-05", 5.5]], 2, ["5,5 is geen heel getal"]),
    "a negative count": ("gwu", [HEAD, ["Arnhem", "2026-05", -5]], 2, ["-5 kan niet", "van 0 tot"]),
    "a thousand times too much": (
        "atlas-sv",
        [["Gemeente", "Jaar", "WW"], ["Arnhem", 2024, 1_934_000]],
        2,
        ["1.934.000 kan niet", "voor een gemeente is het van 0 tot en met 100.000"],
    ),
    "more than a hundred percent": (
        "atlas-sv",
        [["Gemeente", "Jaar", "WW %"], ["Arnhem", 2024, "170%"]],
        2,
        ["170 kan niet"],
    ),
    "a number that Excel made a date": (
        "gwu",
        [HEAD, ["Arnhem", "2026-05", datetime(2026, 2, 1)]],
        2,
        ["van een getal een datum"],
    ),
    "an age that Excel made a date": (
        "gwu",
        [
            ["Gemeente", "Periode", "Leeftijd", "Aantal"],
            ["Arnhem", "2026-05", datetime(2026, 5, 1), 3],
        ],
        2,
        ["kolom C 'Leeftijd'", "van tekst een datum"],
    ),
    "an age that is not repeated": (
        "gwu",
        [
            ["Gemeente", "Periode", "Leeftijd", "Aantal"],
            ["Arnhem", "2026-05", "15-27", 3],
            ["Duiven", "2026-05", None, 3],
        ],
        3,
        ["kolom C 'Leeftijd'", "deze cel is leeg"],
    ),
    "points and commas": (
        "spanningsindicator",
        [["Regio", "Periode", "Spanning"], ["Nederland", "2024", "1,5"], ["AM07", "2024", "1.5"]],
        None,
        ["kolom C 'Spanning'", "soms een punt en soms een komma"],
    ),
    "no period": (
        "gwu",
        [["Mei 2026, GWU"], ["Gemeente", "Aantal"], ["Arnhem", 5]],
        None,
        ["--periode", "'Mei 2026'"],
    ),
    "an unknown period": (
        "gwu",
        [HEAD, GOOD, ["Duiven", "begin 2026", 5]],
        3,
        ["kolom B 'Periode'", "'begin 2026' is geen periode", "2026-05"],
    ),
    "an empty period": ("gwu", [HEAD, ["Arnhem", None, 5]], 2, ["de periode is leeg"]),
    "years among quarters": (
        "vacatures",
        [["Regio", "Periode", "Ontstaan"], ["AM07", "2024-Q1", 5], ["AM07", "2024", 9]],
        None,
        ["verschillende soort", "'2024-Q1'", "'2024'"],
    ),
    "a renamed header": (
        "gwu",
        [["Gemeentenaaam", "Periode", "Aantal"], GOOD],
        1,
        ["ontbreekt kolom", "'gemeente'", "wel staat er 'Gemeentenaaam'"],
    ),
    "a required column that is missing": (
        "sbb-kans-op-werk",
        [["Regio", "Jaar", "Kans op werk"], ["AM07", 2026, "goed"]],
        1,
        ["ontbreekt kolom 'opleiding'"],
    ),
    "another file altogether": (
        "gwu",
        [["Naam", "Straat"], ["Jan", "Dorpsstraat"]],
        None,
        ["blad 'Blad1'", "geen kop van", "'gebied'"],
    ),
    "swapped columns": (
        "gwu",
        [["Arbeidsmarktregio", *HEAD], ["Arnhem", "Midden-Gelderland", "2026-05", 5]],
        2,
        ["kolom B 'Gemeente'", "Midden-Gelderland", "verwisseld"],
    ),
    "numbers and names swapped": (
        "gwu",
        [HEAD, [5, "2026-05", "Arnhem"]],
        2,
        ["gebied '5' is onbekend"],
    ),
    "name and code that disagree": (
        "gwu",
        [["Gemeentecode", *HEAD], ["GM0226", *GOOD]],
        2,
        ["twee gebieden: Duiven en Arnhem"],
    ),
    "code of ours with a name elsewhere": (
        "gwu",
        [["Gemeentecode", *HEAD], ["GM0226", "Ede", "2026-05", 5]],
        2,
        ["twee gebieden: Duiven en Ede"],
    ),
    "a merged header": (
        "atlas-sv",
        [
            ["Gemeente", "Jaar", "WW", None],
            [None, None, "aantal", "%"],
            ["Arnhem", 2024, 1900, 1.7],
        ],
        3,
        ["kolom D heeft getallen maar geen kop", "samengevoegde cellen"],
    ),
    "a column without a period beside columns with one": (
        "gwu",
        [["Gemeente", "Totaal", "2026-04", "2026-05"], ["Arnhem", 9, 4, 5]],
        1,
        ["kolom B 'Totaal'", "geen periode in de kop"],
    ),
    "two columns for one thing": (
        "gwu",
        [["Gemeente", "Woongemeente", "Periode", "Aantal"], ["Arnhem", *GOOD]],
        1,
        ["kolom B 'Woongemeente'", "kolom A 'Gemeente'", "allebei 'gemeente'"],
    ),
    "a second table below the first": (
        "gwu",
        [HEAD, GOOD, [], ["Periode", "Gemeente", "Totaal"], ["2026-05", "Arnhem", 9]],
        4,
        ["tweede tabel"],
    ),
    "thousands said above the table": (
        "gwu",
        [["Aantal (x 1.000)"], HEAD, GOOD],
        None,
        ["'Aantal (x 1.000)'", "gewone aantallen"],
    ),
    "thousands said below the table": (
        "gwu",
        [HEAD, GOOD, ["Alle cijfers in duizenden"]],
        None,
        ["duizenden"],
    ),
    "a header and no rows": ("gwu", [["Titel"], HEAD], None, ["geen enkele rij met gegevens"]),
    "only notes": ("gwu", [HEAD, ["Bron: UWV"]], None, ["geen enkele rij met gegevens"]),
    "nothing of the region": (
        "gwu",
        [HEAD, ["Ede", "2026-05", 5]],
        None,
        ["geen enkele rij gaat over"],
    ),
    "no number filled in": ("gwu", [HEAD, ["Arnhem", "2026-05", None]], None, ["geen enkel getal"]),
    "an unknown class": (
        "sbb-kans-op-werk",
        [["Regio", "Jaar", "Opleiding", "Kans op werk"], ["AM07", 2026, "Kok", "prima"]],
        2,
        ["'prima' is geen van: gering, matig, voldoende, ruim voldoende, goed"],
    ),
    "a class out of range": (
        "sbb-kans-op-werk",
        [["Regio", "Jaar", "Opleiding", "Kans op werk"], ["AM07", 2026, "Kok", 6]],
        2,
        ["'6' is geen van"],
    ),
    "an unknown figure": (
        "atlas-sv",
        [["Gemeente", "Jaar", "Regeling", "Aantal"], ["Arnhem", 2024, "Wajon", 5]],
        2,
        ["'Wajon' is geen bekend cijfer", "bedoelt u 'Wajong'?"],
    ),
    "a number that belongs to no figure": (
        "atlas-sv",
        [["Gemeente", "Jaar", "Aantal"], ["Arnhem", 2024, 5]],
        None,
        ["kolom C 'Aantal'", "welk cijfer"],
    ),
    "an unknown status": (
        "gwu",
        [[*HEAD, "Status"], [*GOOD, "bijna"]],
        2,
        ["'bijna' is geen status"],
    ),
    "a number with the status unknown": (
        "gwu",
        [[*HEAD, "Status"], [*GOOD, "onbekend"]],
        2,
        ["er staat een getal, maar de status is 'onbekend'"],
    ),
    "a mask that is not yes or no": (
        "duo-mbo",
        [["Woongemeente", "Jaar", "Aantal", "Indicatie AVG"], ["Arnhem", 2024, 4, "misschien"]],
        2,
        ["'misschien' is geen ja of nee"],
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_file_is_refused_with_its_place(
    case: str, refusal: Callable[..., DataError], tmp_path: Path
) -> None:
    kind, rows, line, words = WRONG[case]
    refused = refusal(kind, rows)
    assert refused.path == tmp_path / "bestand.xlsx"
    assert refused.line == line
    sentence = str(refused)
    assert "bestand.xlsx" in sentence and "Blad1" in sentence
    assert "\n" not in sentence and ". " not in sentence
    for word in words:
        assert word in sentence


def test_the_refused_file_is_left_as_it_was(
    refusal: Callable[..., DataError], tmp_path: Path
) -> None:
    refusal("gwu", [HEAD, ["Arnehm", "2026-05", 5]])
    before = (tmp_path / "bestand.xlsx").read_bytes()
    refusal("gwu", [HEAD, ["Arnehm", "2026-05", 5]])
    assert [path.name for path in tmp_path.iterdir()] == ["bestand.xlsx"]
    assert len((tmp_path / "bestand.xlsx").read_bytes()) == len(before)


def test_a_period_with_the_command_and_in_the_file_contradict(
    refusal: Callable[..., DataError],
) -> None:
    assert "laat --periode weg" in str(refusal("gwu", [HEAD, GOOD], period="2026-05"))
    across = [["Gemeente", "2026-05"], ["Arnhem", 5]]
    assert "laat --periode weg" in str(refusal("gwu", across, period="2026-05"))


def test_a_period_with_the_command_must_fit_the_kind(refusal: Callable[..., DataError]) -> None:
    rows = [["Gemeente", "Aantal"], ["Arnhem", 5]]
    assert "--periode '2026' is geen periode" in str(refusal("gwu", rows, period="2026"))


def test_a_sheet_that_is_not_there_and_two_that_fit(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    path = book(tmp_path / "a.xlsx", {"April": [HEAD, GOOD], "Mei": [HEAD, GOOD]})
    with pytest.raises(DataError, match=r"--blad \('April', 'Mei'\)"):
        understand(path, kinds["gwu"])
    with pytest.raises(DataError, match="geen blad 'Juni'; wel: 'April', 'Mei'"):
        understand(path, kinds["gwu"], sheet="Juni")
    other = book(tmp_path / "b.xlsx", {"Uitleg": [["Tekst"]], "Data": [HEAD, GOOD]})
    with pytest.raises(DataError, match="op blad 'Uitleg' staat geen kop"):
        understand(other, kinds["gwu"], sheet="Uitleg")


def test_a_csv_is_refused_with_the_row_as_excel_shows_it(
    tmp_path: Path, kinds: dict[str, ImportKind]
) -> None:
    rows = [["Titel over\ntwee regels"], HEAD, GOOD, ["Arnehm", "2026-05", "5"]]
    path = csv_file(tmp_path / "a.csv", rows)
    with pytest.raises(DataError, match=r"a\.csv, regel 4: kolom A 'Gemeente': .*'Arnehm'"):
        understand(path, kinds["gwu"])
