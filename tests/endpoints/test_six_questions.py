"""The example in docs/: six questions answered from the API alone, held against the files."""

from __future__ import annotations

import csv
import runpy
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from publishcases import Site

from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.paths import DATA

DOCS = Path(__file__).resolve().parents[2] / "docs"
Ask = Callable[[str], Any]


@pytest.fixture(scope="module")
def ask(site: Site) -> Ask:
    found = runpy.run_path(str(DOCS / "zes_vragen.py"))
    assert len(found["VRAGEN"]) == 6
    return lambda name: found[name](site.url)


def rows_of(register: str) -> list[dict[str, str]]:
    with (DATA / "afspraken" / f"{register}.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_bijstand_per_municipality_against_the_country(ask: Ask) -> None:
    found = ask("bijstand_per_gemeente")
    assert list(found.index) == [2020, 2021, 2022, 2023, 2024] and found.shape[1] == 18
    assert "Rozendaal" not in found  # not shown, so there is nothing to compare
    assert set(found.loc[2020]) == {100.0}
    regional, country = "uitkeringen-kerncijfers", "bijstand-totaal-nederland"
    arnhem = value(regional, "GM0202", "2024") / value(regional, "GM0202", "2020")
    everyone = value(country, "NL01", "2024-12") / value(country, "NL01", "2020-12")
    assert found.loc[2024, "Arnhem"] == round(100 * arnhem, 1)
    assert found.loc[2024, "Nederland"] == round(100 * everyone, 1)


def value(indicator: str, area: str, period: str, characteristic: str = "") -> float:
    """A value as it stands in the series of a figure; of several the one of bijstand."""
    frame = load_series(indicator).frame
    wanted = characteristic or ("Bijstand" if frame["characteristic"].any() else "")
    rows = frame[(frame["region_code"] == area) & (frame["period"] == period)]
    (found,) = rows[rows["characteristic"] == wanted]["value"]
    return float(found)


def test_the_trend_of_ww(ask: Ask) -> None:
    found = ask("ww_verloop")
    months = sorted(set(load_series("uitkeringen-nederland").frame["period"]))[-13:]
    assert list(found.index) == months and found.notna().all()
    for month in (months[0], months[-1]):
        assert found[month] == value("uitkeringen-nederland", "NL01", month, "WW")


def test_the_projects_of_one_partner(ask: Ask) -> None:
    names = {row["id"]: row["project"] for row in rows_of("projecten")}
    mine = {row["project_id"] for row in rows_of("partners") if row["organisatie_id"] == "han"}
    assert ask("projecten_met_han") == sorted(names[key] for key in mine if key)
    assert len(ask("projecten_met_han")) == 8


def test_actions_of_which_the_end_has_passed(ask: Ask) -> None:
    today = dutch_today()
    late = [row["id"] for row in rows_of("acties") if row["einde"] and end(row["einde"]) < today]
    assert list(ask("acties_voorbij").id) == late != []


def end(quarter: str) -> date:
    """The first day after which a quarter is over, less one: its last day."""
    year, number = int(quarter[:4]), int(quarter[-1])
    return date(year, 3 * number, 31 if number in {1, 4} else 30)


def test_two_regions_beside_each_other(ask: Ask) -> None:
    found = ask("twee_regios")
    assert list(found.columns) == ["Midden-Gelderland", "Rijk van Nijmegen"]
    assert found.loc[2026, "Midden-Gelderland"] == 411424
    assert found.loc[2026].notna().all()


def test_goals_have_their_last_day(ask: Ask) -> None:
    found = ask("doelen_met_laatste_dag")
    assert list(found.id) == [row["id"] for row in rows_of("hca_doelen")]
    assert set(found.laatste_dag) == {"2026-12-31"}
