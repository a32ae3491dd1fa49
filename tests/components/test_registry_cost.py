"""The cost of one more: a new indicator or area is one file or one entry, and nothing else."""

from __future__ import annotations

import csv
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]

INDICATOR = """
titel = "Proefcijfer"
onderwerp = "uitkeringen"
volgorde = 99
eenheid = "%"
decimalen = 1
soort = "percentage"
frequentie = "maand"
vorm = "VORM"
kop = "In {gebied} is het {waarde}"
definitie = "Alleen voor een proef."

[bron]
soort = "document"
document = "mja-2026"
paragraaf = "9.9"
bron = "Proef"
"""
VALUES = "gebied,periode,waarde\n" + "".join(
    f"{code},2024-12,{number}.5\n"
    for number, code in enumerate(
        ["GM0202", "GM0221", "GM0226", "GM1705", "GM1734", "GM0275", "GM0277", "GM0293", "GM0299"]
    )
)
SHOWN = """
from datetime import date
from components.exhibit.asked import Asked
from components.exhibit.indicator import indicator_exhibit
from components.exhibit.on_page import compared, page_exhibit
from components.files.formats import FORMATS
from components.markup.templates import macro
from components.exhibit.topics import figures_of_topic
from components.words.choice import Choice
for item in figures_of_topic("uitkeringen"):
    print(item.form, item.id)
day = date(2026, 1, 1)
print(page_exhibit("proef-staaf", "licht", day).headline)
value = indicator_exhibit("proef-cijfer", Asked(), day)
print("0,5" in macro("regio-in-beeld", "head", value))
shown = compared("proef-kaart", Choice(("AM07",), "2024-12"), "donker", day)
print(shown.ranking.headline)
print(FORMATS["csv"].file_name(shown.ranking.stem))
"""

MUNICIPALITY = """
[[gebied]]
code = "GM9999"
naam = "Nieuwdorp"
niveau = "gemeente"
in = ["AM07", "GMR", "PV25"]
"""
REGION = """
[[gebied]]
code = "AM99"
naam = "Nieuwe Regio"
niveau = "arbeidsmarktregio"
"""
AREAS = """
from datetime import date
from components.exhibit.on_page import compared
from components.words.choice import Choice, context_area
from data_loaders.geo.regions import load_regions
regions = load_regions()
print(regions.get("GM9999").name, "GM9999" in regions.members("AM07"))
print(context_area(["GM9999"], regions), context_area(["AM99"], regions))
for area in ("GM9999", "AM99", "AM07"):
    choice = Choice((area,), "2024-12")
    print(compared("bijstand-aandeel", choice, "licht", date(2026, 1, 1)).notice)
"""


def exported(project: Path, run: Run, name: str) -> list[dict[str, str]]:
    done = run("-m", "data_loaders", "export", "--out", "uit")
    assert done.returncode == 0, done.stderr
    with (project / "uit" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def count_of(run: Run) -> int:
    done = run("-m", "data_loaders", "validate")
    assert done.returncode == 0, done.stdout
    return int(done.stdout.split(":")[1].split()[0])


@pytest.fixture(scope="module")
def before_and_after(project: Path, run: Run) -> tuple[int, int]:
    """The number of indicators before and after three files were laid down."""
    before = count_of(run)
    for form in ("kaart", "cijfer", "staaf"):
        toml = INDICATOR.replace("VORM", form)
        (project / f"data_loaders/indicators/proef-{form}.toml").write_text(toml, "utf-8")
        values = VALUES if form != "cijfer" else "".join(VALUES.splitlines(keepends=True)[:2])
        (project / f"assets/data/mja-2026/proef-{form}.csv").write_text(values, "utf-8")
    return before, count_of(run)


def test_new_indicator_is_checked_without_any_other_change(before_and_after) -> None:
    before, after = before_and_after
    assert after == before + 3


@pytest.mark.usefixtures("before_and_after")
def test_new_indicator_is_in_the_open_data(project: Path, run: Run) -> None:
    rows = [r for r in exported(project, run, "waarnemingen.csv") if "proef" in r["indicator_id"]]
    assert len(rows) == 9 + 9 + 1
    assert {row["onderwerp"] for row in rows} == {"Uitkeringen"}
    assert [row["waarde"] for row in rows if row["gebied"] == "Arnhem"] == ["0.5"] * 3


@pytest.mark.usefixtures("before_and_after")
def test_new_indicator_is_on_the_page_in_its_own_form(run: Run) -> None:
    done = run("-c", SHOWN)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert "kaart proef-kaart" in lines
    assert "cijfer proef-cijfer" in lines
    assert "staaf proef-staaf" in lines
    assert lines[-4:] == [
        "In Arnhem is het 0,5\u00a0%",
        "True",
        "Proefcijfer: geen cijfer voor Midden-Gelderland; het hoogst in Zevenaar (8,5\u00a0%), "
        "het laagst in Arnhem (0,5\u00a0%); dec 2024",
        "proef-kaart_midden-gelderland_2024-12.csv",
    ]


@pytest.mark.usefixtures("before_and_after")
def test_new_area_is_one_entry(project: Path, run: Run) -> None:
    file = project / "assets/data/gebieden.toml"
    old = file.read_text("utf-8")
    try:
        file.write_text(old + REGION, "utf-8")
        assert count_of(run) > 0
        file.write_text(old + REGION + MUNICIPALITY, "utf-8")
        done = run("-m", "data_loaders", "validate")
        assert done.stdout.splitlines() == [
            "assets/geo/gemeenten_2024.geojson: de grens van Nieuwdorp ontbreekt",
            "1 fout gevonden.",
        ]
        rows = {row["gebied_code"]: row for row in exported(project, run, "gebieden.csv")}
        assert rows["GM9999"]["gebied"] == "Nieuwdorp"
        assert rows["AM99"]["gebied_niveau"] == "arbeidsmarktregio"
        done = run("-c", AREAS)
        assert done.stdout.splitlines() == [
            "Nieuwdorp True",
            "AM07 AM99",
            "Voor Nieuwdorp is dit cijfer er niet. U ziet Midden-Gelderland.",
            "Voor Nieuwe Regio is dit cijfer er niet. U ziet Midden-Gelderland.",
            "",
        ], done.stderr
    finally:
        file.write_text(old, "utf-8")
