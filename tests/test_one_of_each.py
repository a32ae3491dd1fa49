"""One more indicator, row, page or area breaks no test: it is added to a copy, as the README says,
and the tests that could mind are run there."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from copied import UNFINISHED
from transcribed import KEYS

from data_loaders.agreements.registers import REGISTERS
from data_loaders.files.paths import ROOT

SKIPPED = shutil.ignore_patterns(".*_cache", ".git", ".venv", ".monitor*", UNFINISHED)

INDICATOR = """
titel = "Nieuw cijfer"
onderwerp = "banen"
volgorde = 99
eenheid = "%"
decimalen = 1
soort = "percentage"
frequentie = "jaar"
vorm = "kaart"
definitie = "Alleen voor een proef."

[bron]
soort = "document"
document = "mja-2026"
paragraaf = "9.9"
bron = "Proef"
"""
VALUES = "gebied,periode,waarde\nGM0202,2025,1.5\nGM0221,2025,2.5\nGM0226,2025,30.5\n"

PAGE = '''"""Nieuws: what is new."""

from __future__ import annotations

import streamlit as st

from components.screens.nieuws import show_news

st.title("Nieuws", anchor=False)
show_news()
'''
BODY = '''"""The page with what is new."""

from __future__ import annotations

import streamlit as st


def show_news() -> None:
    """Show what is new."""
    st.write("Er is geen nieuws.")
'''
LAST = '    PageEntry("over", "Over deze monitor", FOOT),\n'

AREA = """
[[gebied]]
code = "AM98"
naam = "Nieuwe Regio"
niveau = "arbeidsmarktregio"
"""

# What makes a copy of the last row of a register a row of its own; elsewhere its id does.
CHANGES = {
    "acties": {"id": "actie-99"},
    "begroting": {"volgorde": "999"},
    "hca_begroting": {"jaar": "2027"},
    "hca_bewoordingen": {"document": "regio-deal"},
    "hca_bijdragen": {"project": "Nieuw project"},
    "keuzes": {"sector_id": "nieuw-sectoren"},
    "organisaties": {"naam": "Nieuwe Organisatie", "kort": "", "aliassen": ""},
    "partners": {"organisatie_id": "tno", "naam_in_bron": "TNO"},
    "posities": {"sector": "Nieuwe sector"},
    "sbi": {"sector_id": "nieuw-sectoren", "rol": "definitie", "gebruik": ""},
    "sectoren": {"sector": "Nieuwe sector", "naam_kort": "Nieuw", "volgorde": "99"},
    "verbanden": {"verwijst_naar": "actie-12"},
}
UNCHANGED = {"antwoorden", "doelcijfers"}


def add_indicator(copy: Path) -> None:
    (copy / "data_loaders/indicators/nieuw-cijfer.toml").write_text(INDICATOR, "utf-8")
    (copy / "assets/data/mja-2026/nieuw-cijfer.csv").write_text(VALUES, "utf-8")


def add_rows(copy: Path) -> None:
    """A row more in every register."""
    for name in REGISTERS.keys() - UNCHANGED:
        (path,) = (copy / "assets/data").glob(f"*/{name}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            row = list(csv.DictReader(file, strict=True))[-1]
        if name not in KEYS:
            row["id"] = f"nieuw-{name.replace('_', '-')}"
        with path.open("a", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(row), lineterminator="\n")
            writer.writerow(row | CHANGES.get(name, {}))


def add_page(copy: Path) -> None:
    (copy / "pages" / "nieuws").mkdir()
    (copy / "pages/nieuws/page.py").write_text(PAGE, "utf-8")
    (copy / "components/screens/nieuws.py").write_text(BODY, "utf-8")
    table = copy / "pages" / "__init__.py"
    text = table.read_text("utf-8")
    assert text.count(LAST) == 1
    table.write_text(text.replace(LAST, f'{LAST}    PageEntry("nieuws", "Nieuws"),\n'), "utf-8")


def add_area(copy: Path) -> None:
    with (copy / "assets/data/gebieden.toml").open("a", encoding="utf-8") as file:
        file.write(AREA)


MINDING = {
    add_indicator: [
        "data_loaders/test_sector_registers.py",
        "data_loaders/test_deel1_sources.py",
        "components/test_overview.py",
        "data_loaders/test_registry.py",
        *("-k", "nieuw or not test_registry"),
    ],
    add_rows: [
        *(f"data_loaders/{path.name}" for path in (ROOT / "tests").glob("*/test_register_*.py")),
        "data_loaders/test_sector_registers.py",
        "data_loaders/test_action_states.py",
        "data_loaders/test_budget_views.py",
        "components/test_agenda_ambitions.py",
        "components/test_agenda_money.py",
        "components/test_deal_rows.py",
        "components/test_deal_places.py",
        "components/test_sector_matrix.py",
    ],
    add_page: ["test_layers.py", "app/test_pages.py", "-k", "nieuws or folder or layers_look"],
    add_area: [
        "data_loaders/test_areas_and_registers.py",
        "components/test_choice.py",
        "data_loaders/test_tidy.py",
    ],
}


@pytest.mark.parametrize("add", MINDING, ids=lambda add: add.__name__)
def test_one_more_breaks_no_test(add: Callable[[Path], None], tmp_path: Path) -> None:
    copy = tmp_path / "een kopie"
    shutil.copytree(ROOT, copy, ignore=SKIPPED)
    add(copy)
    run(copy, "-m", "data_loaders", "validate")
    chosen = [f"tests/{part}" if part.endswith(".py") else part for part in MINDING[add]]
    run(copy, "-m", "pytest", "-q", "--tb=short", "-p", "no:xdist", *chosen)


def run(copy: Path, *arguments: str) -> None:
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=copy,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST")},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout[-5000:] + done.stderr[-2000:]
