"""Branches of our definition are added up whole or not at all, wherever the figures come from."""

from __future__ import annotations

from dataclasses import replace
from math import isnan

import msgspec
import pandas as pd
import pytest

from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sector_series import (
    NO_REGION,
    NO_SUM,
    SectorLine,
    all_branches,
    lines_of,
    load_lines,
    meaning_of,
    sector_series,
)
from data_loaders.agreements.sectors import Branch, Sector
from data_loaders.files.paths import INDICATORS
from data_loaders.geo.regions import load_regions
from data_loaders.provenance import Provenance
from data_loaders.registry import read_indicator
from data_loaders.series import COLUMNS, Series

BASE = Branch(
    document="eigen",
    sector="proef",
    sbi="I",
    title="Horeca",
    part="geheel",
    role="definitie",
    reason="reden",
    codes=("83582NED:389100", "83599NED:389100"),
)
CULTURE = msgspec.structs.replace(
    BASE, sbi="R", title="Cultuur, sport en recreatie", codes=("83582NED:428100",)
)
HEALTH = msgspec.structs.replace(
    BASE, sbi="Q", title="Gezondheids- en welzijnszorg", part="deels", codes=("83582NED:422400",)
)
PROVENANCE = Provenance(producer="CBS", title="Banen", attribution="CBS", credit="CBS")
WHOLE = [SectorLine("Vrije tijd", (BASE, CULTURE), partly=False)]
EAST = load_regions().members("AM07")


def series(*rows: tuple[str, str, float | None], **changes: str) -> Series:
    """Jobs from (area, branch, value); a row without a value has status `onbekend`."""
    made = [
        {
            "region_code": area,
            "region_level": load_regions().get(area).level,
            "period": "2024",
            "frequency": "jaar",
            "characteristic": branch,
            "breakdown": "",
            "value": value,
            "status": "onbekend" if value is None else "definitief",
            "origin": "bron",
            "note": "",
        }
        | changes
        for area, branch, value in rows
    ]
    frame = pd.DataFrame(made, columns=list(COLUMNS)).astype({"value": "float64"})
    return Series(frame, read_indicator(INDICATORS / "banen-sector.toml"), PROVENANCE, "v1")


def of(found: Series, area: str = "GM0202") -> dict[str, object]:
    """The one observation of an area."""
    (row,) = found.frame[found.frame["region_code"] == area].to_dict("records")
    return row


def test_branches_that_belong_wholly_are_added_up() -> None:
    base = series(("GM0202", "Horeca", 300), ("GM0202", "Cultuur, sport en recreatie", 200))
    found = sector_series(base, WHOLE, load_regions())
    row = of(found)
    assert (row["value"], row["status"], row["origin"]) == (500, "definitief", "berekend")
    assert "Som van 2 bedrijfstakken" in row["note"]
    assert found.provenance == base.provenance
    assert found.version != base.version
    assert found.indicator.rounding == 2 * base.indicator.rounding == 200


@pytest.mark.parametrize("missing", ["unknown", "hidden", "absent"])
def test_a_missing_part_makes_the_sum_unknown_and_never_partial(missing: str) -> None:
    rows = [("GM0202", "Horeca", 300.0), ("GM0202", "Cultuur, sport en recreatie", None)]
    base = series(*rows[:1] if missing == "absent" else rows)
    if missing == "hidden":
        frame = base.frame.assign(status=["definitief", "niet getoond"])
        base = replace(base, _frame=frame)
    row = of(sector_series(base, WHOLE, load_regions()))
    assert isnan(row["value"])
    assert row["note"] == NO_SUM
    assert row["status"] == ("niet getoond" if missing == "hidden" else "onbekend")


def test_a_branch_that_the_table_does_not_have_makes_the_sum_unknown() -> None:
    other = msgspec.structs.replace(CULTURE, codes=("83599NED:428100",))
    base = series(("GM0202", "Horeca", 300), ("GM0202", "Cultuur, sport en recreatie", 200))
    row = of(sector_series(base, [SectorLine("x", (BASE, other), partly=False)], load_regions()))
    assert isnan(row["value"])


def test_one_branch_stays_as_published() -> None:
    base = series(("GM0202", "Horeca", 300))
    row = of(sector_series(base, [SectorLine("Horeca", (BASE,), partly=False)], load_regions()))
    assert (row["value"], row["origin"], row["note"]) == (300, "bron", "")


def test_a_branch_that_belongs_in_part_stands_apart_and_is_not_added_up() -> None:
    lines = lines_of("Proef", [BASE, CULTURE, HEALTH])
    assert [(line.name, line.partly) for line in lines] == [
        ("Proef (SBI I + R)", False),
        ("Gezondheids- en welzijnszorg (SBI Q)", True),
    ]
    base = series(
        ("GM0202", "Horeca", 300),
        ("GM0202", "Cultuur, sport en recreatie", 200),
        ("GM0202", "Gezondheids- en welzijnszorg", 9000),
    )
    frame = sector_series(base, lines, load_regions()).frame
    frame = frame[frame["region_code"] == "GM0202"]
    assert dict(zip(frame["characteristic"], frame["value"], strict=True)) == {
        "Proef (SBI I + R)": 500,
        "Gezondheids- en welzijnszorg (SBI Q)": 9000,
    }
    assert "telt daarom niet op" in meaning_of("Proef", lines)


def test_alternatives_are_in_no_figure() -> None:
    other = msgspec.structs.replace(CULTURE, role="alternatief")
    assert [line.branches for line in lines_of("Proef", [BASE, other])] == [(BASE,)]
    assert lines_of("Proef", [other]) == []


def test_different_states_make_a_sum_provisional() -> None:
    base = series(("GM0202", "Horeca", 300), ("GM0202", "Cultuur, sport en recreatie", 200))
    mixed = replace(base, _frame=base.frame.assign(status=["definitief", "nader voorlopig"]))
    assert of(sector_series(mixed, WHOLE, load_regions()))["status"] == "voorlopig"


@pytest.mark.parametrize("silent", ["", EAST[3]])
def test_a_region_is_the_sum_of_its_municipalities_or_unknown(silent: str) -> None:
    rows = [(code, "Horeca", None if code == silent else 100.0) for code in EAST]
    lines = [SectorLine("Horeca", (BASE,), partly=False)]
    row = of(sector_series(series(*rows), lines, load_regions()), "AM07")
    assert row["origin"] == "berekend"
    if silent:
        assert isnan(row["value"])
        assert (row["status"], row["note"]) == ("onbekend", NO_REGION)
    else:
        assert row["value"] == 900


def test_a_region_that_the_source_gives_stands() -> None:
    rows = [(code, "Horeca", 100.0) for code in EAST]
    base = series(*rows, ("AM07", "Horeca", 1000))
    lines = [SectorLine("Horeca", (BASE,), partly=False)]
    assert of(sector_series(base, lines, load_regions()), "AM07")["value"] == 1000


def test_all_branches_are_one_row_per_area() -> None:
    rows = [(code, "Alle bedrijfstakken", 1000.0) for code in EAST]
    frame = all_branches(series(*rows, ("GM0202", "Horeca", 5)), load_regions())
    assert frame[frame["region_code"] == "AM07"]["value"].tolist() == [9000]
    assert "Horeca" not in set(frame["characteristic"])


def test_without_a_definition_there_are_no_figures() -> None:
    assert sector_series(series(("GM0202", "Horeca", 5)), [], load_regions()).frame.empty


@pytest.mark.parametrize("sector", load_by_id(Sector))
def test_every_sector_has_a_line_for_each_branch_of_its_definition(sector: str) -> None:
    own = [
        branch for branch in load(Branch) if branch.sector == sector and branch.role == "definitie"
    ]
    lines = load_lines(sector)
    assert {branch for line in lines for branch in line.branches} == set(own)
    for line in lines:
        assert {branch.part for branch in line.branches} == {"deels" if line.partly else "geheel"}
        assert len(line.branches) == 1 or not line.partly
