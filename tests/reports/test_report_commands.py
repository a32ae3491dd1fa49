"""`actie`, `telling` and the other kinds, and `melding`: what a person types, what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from openpyxl import Workbook
from reportcases import LINES, measurement

from data_loaders.__main__ import main
from data_loaders.notes import load_notes
from data_loaders.open_registers import register_rows
from data_loaders.reports.reading import load_everything, load_reports
from data_loaders.reports.writing import propose

Do = Callable[..., Result]
BY = ("--bron", "Kwartaalbericht", "--door", "programmamanager")
CELL = ("--vrager", "jongere", "--onderwerp", "scholing", "--kanaal", "inloop")
ADDED: list[tuple[tuple[str, ...], str]] = [
    (
        ("actie", "add", "--actie", "actie-01", "--stand", "loopt", "--peildatum", "12-10-2026")
        + ("--toelichting", "Eerste gidsen begonnen."),
        "A0001 actie-01, 2026-10-12: loopt, Eerste gidsen begonnen.",
    ),
    (
        ("telling", "add", "--maand", "oktober 2026", *CELL, "--aantal", "1.203"),
        "T0001 werkcentrum, 2026-10: 1.203, jongere, scholing, inloop",
    ),
    (
        ("besteding", "add", "--post", LINES[0], "--peildatum", "2026-09-30")
        + ("--bedrag", "1.234,50"),
        f"B0001 {LINES[0]}, 2026-09-30: 1.234,5",
    ),
    (
        ("kanttekening", "add", "--bij", "bijstand-aandeel", "--tekst", "Anders geteld.")
        + ("--van", "2024-12", "--gebied", "GM0202"),
        "GM0202, 2024-12, Anders geteld.",
    ),
]


@pytest.fixture
def do(database: str) -> Do:
    """Give a command in this process, with the database of the test."""
    return lambda *args, answer="": CliRunner().invoke(main, [*map(str, args)], input=answer)


@pytest.mark.parametrize(("arguments", "said"), ADDED, ids=[args[0] for args, _ in ADDED])
def test_one_is_added_listed_corrected_and_withdrawn(
    do: Do, arguments: tuple[str, ...], said: str
) -> None:
    done = do(*arguments, *BY)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("Vastgelegd: ") and done.output.rstrip().endswith(said)
    kind, number = arguments[0], load_reports().rows[0].id
    assert do(kind, "lijst").output.rstrip().endswith(f"{said} [geldt]")
    corrected = do(*arguments, *BY, "--vervangt", number)
    assert f"(vervangt {number})" in corrected.output
    newest = load_reports().rows[1].id
    gone = ("melding", "intrekken", newest, "--reden", "Klopte niet.", "--door", "controller")
    assert f"trekt {newest} in: Klopte niet." in do(*gone).output
    states = [line.rpartition("[")[2] for line in do(kind, "lijst").output.splitlines()]
    assert states == ["vervangen]", "vervangen]", "intrekking]"]
    again = do(*gone)
    assert again.exit_code == 1 and "al vervangen of ingetrokken" in again.output


WRONG = [
    (("actie", "add", "--actie", "actie-1", "--stand", "bezig", "--peildatum", "eens")
     + ("--toelichting", ""), ["peildatum", "actie", "stand"]),
    (("telling", "add", "--maand", "2026", "--vrager", "student", "--onderwerp", "scholing")
     + ("--kanaal", "inloop", "--aantal", "drie"), ["maand", "aantal", "vrager"]),
    (("besteding", "add", "--post", "geen", "--peildatum", "2026-09-30", "--bedrag", "-1"),
     ["post", "bedrag"]),
    (("kanttekening", "add", "--bij", "geen", "--tekst", "Vraag a@b.nl"), ["tekst", "tekst"]),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "columns"), WRONG, ids=[args[0] for args, _ in WRONG])
def test_every_fault_is_told_at_once_and_nothing_is_kept(
    do: Do, arguments: tuple[str, ...], columns: list[str]
) -> None:
    done = do(*arguments, *BY)
    assert done.exit_code == 1
    *told, last = done.output.splitlines()
    assert [line.split(":")[0] for line in told] == columns
    assert last.startswith("Error: Deze melding heeft") and last.endswith("niets vastgelegd.")
    assert load_everything().reports == ()


HEAD = ("Maand", "Vrager", "Onderwerp", "Kanaal", "Aantal", "Bron", "Door")


def sheet(path: Path, *rows: tuple[object, ...]) -> Path:
    book = Workbook()
    page = book.worksheets[0]
    page.append(["Tellingen van het Werkcentrum"])
    for row in (HEAD, *rows):
        page.append(list(row))
    book.save(path)
    return path


def test_a_file_with_counts_is_kept_whole_or_not_at_all(do: Do, tmp_path: Path) -> None:
    good = ("2026-10", "jongere", "scholing", "inloop", 3, "Telling", "gids")
    bad = [
        ("2026-10", "werkende", "scholing", "inloop", 2.5, "Telling", "gids"),
        ("2026-10", "jongere", "scholing", "inloop", 4, "Telling", "gids"),
        ("ooit", "jongere", "geld", "inloop", None, "", "Jan Jansen"),
    ]
    done = do("telling", "import", sheet(tmp_path / "fout.xlsx", good, *bad), "--ja")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "rij 4, kolom aantal (E4): 2,5 is geen heel getal",
        "rij 5, kolom maand (A5): hierover is er al een melding: rij 3; noem die bij 'vervangt' "
        "als deze haar verbetert",
        "rij 6, kolom maand (A6): 'ooit' is geen maand zoals 2026-10",
        "rij 6, kolom onderwerp (C6): kies er een: werk zoeken, loopbaan, scholing, personeel, "
        "regelingen, anders, onbekend, totaal",
        "rij 6, kolom aantal (E6): vul een getal in; nul alleen als er nul is",
        "rij 6, kolom bron (F6): noem de bron, zoals een rapport of een telling",
        "rij 6, kolom door (G6): noem een functie, geen persoon; is 'Jan Jansen' geen naam, "
        "gebruik kleine letters",
        "Error: fout.xlsx heeft 7 fouten. Er is niets vastgelegd.",
    ]
    path = sheet(tmp_path / "goed.xlsx", good, ("okt 2026", *good[1:3], "telefoon", 0, *good[5:]))
    assert do("telling", "import", path, answer="nee\n").output.endswith("niets vastgelegd.\n")
    assert load_reports().rows == ()
    done = do("telling", "import", path, answer="ja\n")
    assert done.exit_code == 0 and [row.value for row in load_reports().rows] == [3, 0]
    assert do("telling", "import", path, "--ja").exit_code == 1
    (tmp_path / "leeg.csv").write_text("maand;wie\n2026-10;x\n", "utf-8")
    done = do("telling", "import", tmp_path / "leeg.csv", "--ja")
    assert "er is geen rij met de kop 'maand" in done.output or "met de kop maand" in done.output


def test_what_waits_is_listed_published_and_given_back(do: Do) -> None:
    assert do("melding", "lijst").output == "Er wacht niets.\n"
    propose(measurement(), "inzender@voorbeeld.nl")
    propose(measurement(31_000.0), "inzender@voorbeeld.nl")
    listed = do("melding", "lijst").output
    assert "M0001 contact-jongeren, 2026-06-30: 31.500 jongeren" in listed
    assert "[inzender@voorbeeld.nl, " in listed
    assert "Vastgelegd: M0001" in do("melding", "publiceer", "M0001").output
    refused = do("melding", "publiceer", "M0002")
    assert refused.exit_code == 1 and "er al een meting: M0001" in refused.output
    assert (
        do("melding", "terug", "M0002", "--reden", "Al geteld.").output == "Teruggegeven: M0002\n"
    )
    assert do("melding", "lijst").output == "Er wacht niets.\n"


def test_a_note_that_was_reported_stands_with_the_others(do: Do) -> None:
    before = len(load_notes())
    arguments, _ = ADDED[3]
    assert do(*arguments, *BY).exit_code == 0
    note = load_notes()[-1]
    assert len(load_notes()) == before + 1
    assert (note.indicator, note.area, note.start) == ("bijstand-aandeel", "GM0202", "2024-12")
    assert (note.text, note.by) == ("Anders geteld.", "programmamanager")
    row = register_rows("kanttekeningen")[-1]
    assert (row["id"], row["tekst"], row["bron"]) == ("K0001", "Anders geteld.", "Kwartaalbericht")


def test_a_backup_goes_from_one_database_to_the_other(
    do: Do, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for arguments, _ in ADDED:
        do(*arguments, *BY)
    propose(measurement(), "inzender@voorbeeld.nl")
    before = load_everything()
    assert do("backup", tmp_path / "een.zip").exit_code == 0
    monkeypatch.setenv("MONITOR_DATABASE", f"sqlite:///{tmp_path}/elders.db")
    done = do("restore", tmp_path / "een.zip", "--alleen", "meldingen")
    assert "5 meldingen" in done.output, done.output
    assert load_everything() == before
    do(*ADDED[2][0][:-1], "5", *BY, "--vervangt", "B0001")
    do("backup", tmp_path / "twee.zip")
    after = load_everything()
    monkeypatch.setenv("MONITOR_DATABASE", database)
    assert do("restore", tmp_path / "een.zip").exit_code == 0  # nothing would be lost
    assert do("restore", tmp_path / "twee.zip", "--alleen", "meldingen").exit_code == 0
    assert load_everything() == after
    refused = do("restore", tmp_path / "een.zip", "--alleen", "meldingen")
    assert "De back-up mist 1 melding van de database" in refused.output
    assert load_everything() == after
