"""The three CBS tables by branch (SBI 2008) with made-up values that a test can work out itself.

`jobs(area, key, year)` and the like are the values of the source, in thousands of jobs, or
None where it is silent; `fetched_store()` is a store into which the real command fetched them.
"""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cbsserver import Row, Table, Topic, cbs
from faultserver import FaultServer
from madetables import MUNICIPALITIES, other, periods, regions

from data_loaders.files.paths import ROOT

Value = Callable[[str, str, str], float | None]
SBI = "BedrijfstakkenBranchesSBI2008"
BRANCHES = (
    *("T001081", "301000", "305700", "307500", "346600", "348000", "350000", "354200"),
    *("383100", "389100", "391600", "396300", "402000", "403300", "410200", "417400"),
    *("419000", "422400", "428100", "435500"),
)
YEARS = ("2021", "2022", "2023", "2024")
SITE_YEARS = ("2024", "2025", "2026")
QUARTERS = ("2025KW02", "2025KW03", "2025KW04", "2026KW01", "2026KW02")
SILENT = {("GM0277", "346600"), ("GM0226", "428100")}
"""Where the table of jobs has no value: Rozendaal in D, Duiven in R."""
_SIZES = {"NL01": 400.0, "PV25": 50.0} | {
    code: 1.0 + 0.5 * number for number, code in enumerate(MUNICIPALITIES)
}


def jobs(area: str, key: str, year: str) -> float | None:
    """Jobs in thousands with one decimal; None where the source is silent."""
    if (area, key) in SILENT:
        return None
    weight = 40.0 if key == "T001081" else 1.0 + 0.5 * (BRANCHES.index(key) % 4)
    growth = 1 + 0.1 * YEARS.index(year)
    more = 2.0 if (area, key) == ("GM0202", "419000") else 1.0
    return round(_SIZES[area] * weight * growth * more, 1)


def sites(area: str, key: str, year: str) -> float:
    """Sites, in fives."""
    return 5.0 * (10 + MUNICIPALITIES.index(area) + BRANCHES.index(key) + SITE_YEARS.index(year))


def vacancies(area: str, key: str, quarter: str) -> float:
    """Open vacancies in thousands, with one decimal."""
    scale = 10.0 if area == "NL01" else 1.0
    return round(scale * (1 + 0.1 * BRANCHES.index(key) + 0.2 * QUARTERS.index(quarter)), 1)


def _table(
    table: str, title: str, topic: Topic, areas: list[str], names: list[str], value: Value
) -> Table:
    rows: list[Row] = [
        {SBI: key, "RegioS": area, "Perioden": name, topic.title: value(area, key, name)}
        for area in areas
        for name in names
        for key in BRANCHES
    ]
    status = {f"p{name}": "Definitief" for name in names[:-1]} | {f"p{names[-1]}": "Voorlopig"}
    branches = other(SBI, "Bedrijfstakken/branches (SBI 2008)", **{f"c{k}": k for k in BRANCHES})
    return Table(table, title, [topic], [branches, regions(areas), periods(**status)], rows)


def sector_tables() -> dict[str, Table]:
    """The tables by their number, for `cbsserver.cbs`."""
    whole = ["NL01", "PV25"]
    made = [
        _table(
            "83582NED",
            "Banen van werknemers in december; economische activiteit (SBI2008), regio",
            Topic("Banen_1", "M1", "Banen van werknemers in december", unit="x 1 000"),
            [*MUNICIPALITIES, *whole],
            [f"{year}JJ00" for year in YEARS],
            lambda area, key, name: jobs(area, key, name[:4]),
        ),
        _table(
            "81575NED",
            "Vestigingen van bedrijven; bedrijfstak, gemeente",
            Topic("Vestigingen_1", "M000200", "Vestigingen"),
            list(MUNICIPALITIES),
            [f"{year}JJ00" for year in SITE_YEARS],
            lambda area, key, name: sites(area, key, name[:4]),
        ),
        _table(
            "83599NED",
            "Openstaande vacatures; SBI 2008, regio",
            Topic("OpenstaandeVacatures_1", "M1", "Openstaande vacatures", unit="x 1 000"),
            whole,
            list(QUARTERS),
            vacancies,
        ),
    ]
    return {table.id: table for table in made}


@lru_cache(maxsize=1)
def fetched_store() -> Path:
    """A store with the tables, made once per process. Nobody may write in it."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    fetch_into(folder / "opslag")
    return folder / "opslag"


def fetch_into(root: Path) -> None:
    """Let `python -m data_loaders refresh` fetch the tables into the store at `root`."""
    tables = sector_tables()
    with FaultServer(cbs(tables)) as source:
        urls = {f"MONITOR_CBS_{name}_URL": source.url for name in ("V3", "V4")}
        own = {name: text for name, text in os.environ.items() if "proxy" not in name.lower()}
        env = own | urls | {"MONITOR_STORE": str(root)}
        only = [part for table in tables for part in ("--only", table)]
        subprocess.run(
            [sys.executable, "-m", "data_loaders", "refresh", *only],
            cwd=ROOT,
            env=env,
            check=True,
            capture_output=True,
            timeout=120,
        )
