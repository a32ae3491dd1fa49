"""`python -m data_loaders meting`: what a person types, and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from deliveries import book_of, fill, row
from ledgercases import FIRMS, FTE, SHARE, TODAY, YOUTH, line, measured, write_ledger
from openpyxl import load_workbook
from reported import add_measurements

from data_loaders.__main__ import main
from data_loaders.agreements.goals import load_goals
from data_loaders.clock import dutch_today
from data_loaders.reports.measurements import load_measurements

Do = Callable[..., Result]
GOOD = {
    "doel": YOUTH,
    "peildatum": "2026-06-30",
    "waarde": "1.234",
    "bron": "Jaarverslag",
    "door": "projectleider",
}


@pytest.fixture
def do(database: Path) -> Do:
    """Run `meting` in this process: fast, and with the same database as the test."""

    def run(*args: object, answer: str = "") -> Result:
        return CliRunner().invoke(main, ["meting", *map(str, args)], input=answer)

    return run


def options(**changed: str | None) -> list[str]:
    given = {name: text for name, text in (GOOD | changed).items() if text is not None}
    return [part for name, text in given.items() for part in (f"--{name}", text)]


def test_one_measurement_in_a_process_of_its_own(meting) -> None:
    done = meting("add", *options())
    assert done.returncode == 0, done.stderr
    assert done.stdout == (
        "Vastgelegd: M0001  contact-jongeren: 1.234 jongeren en jongvolwassenen op 30-06-2026\n"
        "Stand van contact-jongeren: risico\n"
    )
    refused = meting("add", *options(waarde="5,5"))
    assert (refused.returncode, "Traceback" in refused.stderr) == (1, False)
    assert "Er is niets vastgelegd." in refused.stderr


@pytest.mark.parametrize(
    ("goal", "value", "state"),
    [
        (YOUTH, "40.000", "behaald"),
        (YOUTH, "35000", "op koers"),
        (SHARE, "41,5", "geen tempo"),
        (SHARE, "50%", "behaald"),
        (FTE, "120", "loopt achter"),
    ],
)
def test_the_new_state_of_the_goal_is_told(do: Do, goal: str, value: str, state: str) -> None:
    done = do("add", *options(doel=goal, waarde=value))
    assert done.output.splitlines()[1:] == [f"Stand van {goal}: {state}"]


def test_correct_withdraw_and_list(do: Do) -> None:
    do("add", *options(doel=FIRMS, waarde="10"))
    assert "er al een meting: M0001" in do("add", *options(doel=FIRMS, waarde="11")).output
    do("add", *options(doel=FIRMS, waarde="11", vervangt="M0001", eenheid="bedrijven"))
    gone = options(doel=FIRMS, waarde="", vervangt="M0002", peildatum=None)
    assert "zeg waarom M0002 wordt ingetrokken" in do("add", *gone).output
    done = do("add", *gone, "--toelichting", "Andere telling.")
    assert done.output == (
        "Vastgelegd: M0003  via-t-bedrijven: trekt M0002 in\n"
        "Stand van via-t-bedrijven: nog geen meting\n"
    )
    do("add", *options())
    lines = do("lijst").output.splitlines()
    assert [text.partition("[")[2] for text in lines[::2]] == [
        "vervangen door M0002]",
        "ingetrokken door M0003]",
        "intrekking]",
        "geldt]",
    ]
    assert lines[5].endswith(". Andere telling.")
    assert do("lijst", "--doel", YOUTH).output == (
        "M0004 contact-jongeren: 1.234 jongeren en jongvolwassenen op 30-06-2026 [geldt]\n"
        f"  Jaarverslag; projectleider, {dutch_today():%d-%m-%Y}.\n"
    )


def test_the_empty_list_says_so(do: Do) -> None:
    assert do("lijst").output == "Er is nog geen meting vastgelegd.\n"


def test_every_fault_of_one_measurement_is_told(do: Do, database: Path) -> None:
    done = do("add", *options(doel="contact-jongere", waarde="veel", door="Jan Jansen", bron=""))
    assert done.exit_code == 1
    assert [text.split(":")[0] for text in done.output.splitlines()] == [
        "doel_id",
        "waarde",
        "bron",
        "door",
        "Error",
    ]
    assert done.output.endswith("Error: Deze meting heeft 4 fouten. Er is niets vastgelegd.\n")
    assert load_measurements() == ()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"waarde": ""}, "waarde: vul een getal in"),
        ({"waarde": "-5"}, "waarde: -5 kan niet"),
        ({"waarde": "1,234"}, "waarde: '1,234' kan twee dingen betekenen; schrijf 1,2340 of 1234"),
        ({"waarde": "9" * 400}, "waarde: dit getal is te groot"),
        ({"waarde": "nan"}, "waarde: 'nan' is geen getal"),
        ({"peildatum": "juni"}, "peildatum: 'juni' is geen dag"),
        ({"peildatum": None}, "peildatum: vul de dag in"),
        ({"eenheid": "mensen"}, "eenheid: de eenheid van contact-jongeren is"),
        ({"toelichting": "=1"}, "toelichting: begin niet met = want"),
        ({"vervangt": "M0001"}, "vervangt: de meting 'M0001' bestaat niet"),
    ],
)
def test_one_fault_is_one_sentence(do: Do, changed: dict[str, str | None], words: str) -> None:
    done = do("add", *options(**changed))
    assert done.exit_code == 1
    assert done.output.splitlines()[0].startswith(words)
    assert len(done.output.splitlines()) == 2


def test_text_with_line_ends_and_signs_of_a_terminal_is_one_clean_line(do: Do) -> None:
    do("add", *options(bron="een\r\ntwee\x1b[31m\u00a0drie"))
    assert load_measurements()[0].source == "een twee [31m drie"


def test_a_damaged_old_ledger_is_named_with_its_line(do: Do, old_ledger: Path) -> None:
    data = write_ledger(old_ledger, line(1), "M0002,half")
    for args in (["add", *options()], ["lijst"]):
        done = do(*args)
        assert done.exit_code == 1
        assert "metingen.csv, regel 3: deze regel heeft 2 cellen" in done.output
    assert old_ledger.read_bytes() == data


def test_a_row_that_breaks_a_rule_is_listed_as_such(do: Do, old_ledger: Path) -> None:
    write_ledger(old_ledger, line(1, FIRMS, "inf"), line(2, FIRMS, "5", toelichting="\x1b[31mrood"))
    lines = do("lijst").output.splitlines()
    assert lines[0].endswith("[klopt niet: waarde: dit getal is te groot, of geen getal]")
    assert "\x1b" not in "".join(lines)


def test_a_template_filled_in_is_shown_first_and_added_after_a_yes(do: Do, tmp_path: Path) -> None:
    path = tmp_path / "VIA-T.xlsx"
    done = do("sjabloon", path, "--project", "via-t")
    goals = [goal for goal in load_goals().values() if goal.parent == "via-t"]
    assert done.output == f"Geschreven: {path} ({len(goals)} doelen)\n"
    assert do("sjabloon", path).exit_code == 1
    fill(path, row(FIRMS, value=12), row(FTE, value="50,5", toelichting="Tot en met juni."))
    refused = do("import", path, answer="nee\n")
    assert (refused.exit_code, load_measurements()) == (0, ())
    assert "fte op 30-06-2026" in refused.output
    assert refused.output.endswith("Er is niets vastgelegd.\n")
    done = do("import", path, answer="ja\n")
    assert done.exit_code == 0, done.output
    assert done.output.endswith(
        "Vastgelegd: M0001  via-t-bedrijven: 12 bedrijven op 30-06-2026\n"
        "Vastgelegd: M0002  via-t-fte: 50,5 fte op 30-06-2026\n"
        "Stand van via-t-bedrijven: geen tempo\n"
        "Stand van via-t-fte: risico\n"
    )
    again = do("import", path, "--ja")
    assert again.exit_code == 1
    assert "er al een meting: M0001" in again.output
    assert len(load_measurements()) == 2


def test_a_file_with_faults_adds_nothing(do: Do, tmp_path: Path) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(FIRMS), row(SHARE, value=500), row(FTE, "x")])
    done = do("import", path, "--ja")
    assert done.exit_code == 1
    assert done.output.splitlines() == [
        "rij 3, kolom Waarde (D3): 500 kan niet: een percentage is ten hoogste 100",
        "rij 4, kolom Peildatum (C4): 'x' is geen dag zoals 30-06-2026",
        "Error: a.xlsx heeft 2 fouten. Er is niets vastgelegd.",
    ]
    assert load_measurements() == ()


def test_what_was_added_while_the_question_stood_open_is_seen(
    do: Do, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = book_of(tmp_path / "a.xlsx", [row(SHARE, value=40), row(FIRMS)])

    def answer() -> bool:
        add_measurements([measured(FIRMS)], TODAY)
        return True

    monkeypatch.setattr("data_loaders.commands.measuring.confirmed", answer)
    done = do("import", path)
    assert done.exit_code == 1
    assert "op 30-06-2026 is er al een meting: M0001" in done.output
    assert len(load_measurements()) == 1


@pytest.mark.parametrize(
    ("args", "count"),
    [((), 77), (("--hca",), 5), (("--project", "soil-valley"), 12)],
)
def test_the_template_holds_the_goals_asked_for(
    do: Do, tmp_path: Path, args: tuple[str, ...], count: int
) -> None:
    path = tmp_path / "a.xlsx"
    assert do("sjabloon", path, *args).exit_code == 0
    column = load_workbook(path)["Doelen"]["A"]
    assert len(column) - 1 == count


def test_a_project_that_is_not_there_is_one_sentence(do: Do, tmp_path: Path) -> None:
    done = do("sjabloon", tmp_path / "a.xlsx", "--project", "soil-vally")
    assert done.output == "Error: Er is geen doel dat hierbij hoort. Bedoelt u soil-valley?\n"
