"""The copies about the whole country: what ships, read anew, is what an area elsewhere shows.

The files are read here with pyarrow and csv, not with the code that the product reads them with.
"""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from collections import Counter
from functools import lru_cache
from math import isnan
from pathlib import Path

import pyarrow.parquet
import pytest

from data_loaders.cache import load_series, load_series_with
from data_loaders.files.paths import ASSETS, DATA, ROOT
from data_loaders.geo.elsewhere import border_changes
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from data_loaders.sources.cbs_select import CbsSource

COPIES = sorted((DATA / "landelijk").glob("*.parquet"))
SECRET = {"bijstand", "ww", "ao", "aow"}
NATIONAL = sorted(
    indicator.id
    for indicator in load_registry().indicators.values()
    if isinstance(indicator.source, CbsSource)
    and {path.stem for path in COPIES} & set(indicator.source.tables)
)

# Read by hand from what the source published: indicator, characteristic, area, period, value.
PUBLISHED = [
    ("bevolking", "", "GM0222", "2012", 56250),
    ("bevolking", "", "GM0222", "2017", 57068),
    ("bevolking", "", "GM0222", "2026", 60466),
    ("bevolking", "", "GM0363", "2022", 882633),
    ("leeftijdsopbouw", "65 jaar of ouder", "GM0222", "2023", 22),
    ("huishoudens", "", "GM0222", "2024", 26822),
    ("uitkeringen-kerncijfers", "WW", "GM0222", "2024", 490),
    ("vestigingen-totaal", "", "GM0014", "2026", 32545),
    ("arbeidsparticipatie-gemeenten", "", "GM0034", "2022", 66),
    ("arbeidsparticipatie-2018-2019", "", "GM0003", "2019", 61),
    ("inkomen-per-inwoner", "", "GM0003", "2012", 19600),
    ("opleidingsniveau", "Hoog", "GM0014", "2022", 85580),
    ("bedrijfsvestigingen-tot-2019", "", "GM0003", "2017", 580),
]


@lru_cache(maxsize=1)
def shipped() -> dict[tuple[str, str, str, str], float | None]:
    """Every observation that ships, by table, measure, area and year; ours among them."""
    found: dict[tuple[str, str, str, str], float | None] = {}
    for path in COPIES:
        rows = pyarrow.parquet.read_table(path).to_pylist()
        ours = DATA / "cbs" / f"{path.stem}.csv"
        with ours.open(encoding="utf-8", newline="") as file:
            rows += list(csv.DictReader(file))
        for row in rows:
            raw = row["Value"]
            value = None if raw in ("", None) or isnan(float(raw)) else float(raw)
            key = (path.stem, row["Measure"], row["RegioS"], row["Perioden"][:4])
            assert key not in found
            found[key] = value
    return found


@pytest.mark.parametrize(("indicator_id", "characteristic", "area", "period", "value"), PUBLISHED)
def test_a_figure_elsewhere_is_what_the_source_published(
    indicator_id: str, characteristic: str, area: str, period: str, value: float
) -> None:
    frame = load_series_with(indicator_id, [area]).frame
    found = frame.query(
        "characteristic == @characteristic and region_code == @area and period == @period"
    )
    assert list(found["value"]) == [value]


@pytest.mark.parametrize("indicator_id", NATIONAL)
def test_every_area_has_all_its_years(indicator_id: str) -> None:
    """Each value of a municipality is one that ships, and none that ships is left out."""
    source = load_registry().get(indicator_id).source
    assert isinstance(source, CbsSource)
    keys = {part.strip() for name in source.measures for part in name.split("|")}
    keys |= {"M000352"} if "Bevolking op 1 januari" in keys else set()
    wanted: Counter[tuple[str, str, float | None]] = Counter()
    for (table, measure, area, year), value in shipped().items():
        if table in source.tables and measure in keys and area.startswith("GM"):
            hidden = area in source.hidden
            shown = None if value is None or hidden else round(value * source.factor, 6)
            wanted[area, year, shown] += 1
    codes = {area for area, _, _ in wanted}
    frame = load_series_with(indicator_id, codes).frame
    own = frame[frame["region_level"] == "gemeente"]
    given = Counter(
        (str(row.region_code), str(row.period)[:4], None if isnan(row.value) else row.value)
        for row in own.itertuples()
    )
    assert given == wanted
    assert len(codes) >= 342


def test_all_municipalities_of_2026_are_there_under_one_name_each() -> None:
    areas = [region for region in load_regions().every() if not region.last_year]
    assert len([region for region in areas if region.level == "gemeente"]) == 342
    assert sum(region.level == "arbeidsmarktregio" for region in areas) == 35
    assert max(Counter(region.name.casefold() for region in areas).values()) == 1
    for code in ("AM07", "AM08"):
        ours = {r.code for r in load_regions().municipalities() if code in r.within}
        national = {r.code for r in load_regions().elsewhere().municipalities() if code in r.within}
        assert ours == national


@pytest.mark.parametrize("year", range(2023, 2027))
def test_the_country_is_the_sum_of_its_municipalities(year: int) -> None:
    """A check of what ships against the national total that CBS publishes itself."""
    frame = load_series("bevolking").frame
    total = frame[(frame["region_code"] == "NL01") & (frame["period"] == str(year))]["value"].item()
    own = frame[(frame["region_level"] == "gemeente") & (frame["period"] == str(year))]["value"]
    table, measure = "03759ned", "M000352"
    others = [
        value
        for (t, m, area, y), value in shipped().items()
        if (t, m, y) == (table, measure, str(year)) and area.startswith("GM")
    ]
    assert sum(filter(None, others)) == total
    assert own.sum() < total


def test_a_total_is_made_of_all_its_municipalities_or_not_at_all() -> None:
    regions = load_regions()
    wide = [r for r in regions.elsewhere().regions if r.level == "arbeidsmarktregio"]
    codes = [r.code for r in wide]
    frame = load_series_with("huishoudens", [*codes, *(r.code for r in regions.every())]).frame
    by_place = {(r.region_code, r.period): r.value for r in frame.itertuples()}
    made = 0
    for region in wide:
        members = regions.members(region.code)
        for period in sorted(set(frame["period"])):
            values = [by_place.get((code, period)) for code in members]
            later = [y for c in members for y, _ in border_changes().get(c, ()) if y > int(period)]
            total = by_place.get((region.code, period))
            if later or None in values:
                assert total is None, (region.name, period)
            else:
                assert total == sum(v for v in values if v is not None), (region.name, period)
                made += 1
    assert made > 100
    assert ("AM07", "2017") not in by_place  # Zevenaar had no Rijnwaarden then
    assert ("AM07", "2018") in by_place


def test_who_kept_its_code_and_grew_by_others_is_in_the_list_of_borders() -> None:
    """No municipality jumps by a sixteenth in a year unless the list says why, or it is tiny."""
    grown = {"GM0384", "GM0096"}  # Diemen built homes; Vlieland is an island of a thousand
    people = {
        (area, int(year)): value
        for (_, measure, area, year), value in shipped().items()
        if measure in {"inwoners", "M000352"} and value
    }
    for (area, year), value in people.items():
        before = people.get((area, year - 1))
        if before and value / before > 1.0625 and area not in grown:
            assert year in {y for y, _ in border_changes().get(area, ())}, area


def test_benefits_of_rozendaal_do_not_ship_and_do_not_follow() -> None:
    """Of every other municipality they do, so no total of any area that holds it may."""
    named = {key: value for key, value in shipped().items() if key[1] in SECRET}
    assert {value for (_, _, area, _), value in named.items() if area == "GM0277"} == {None}
    assert all(area.startswith("GM") for _, _, area, _ in named)
    assert len(named) > 2000
    series = load_series_with("uitkeringen-kerncijfers", ["PV25", "NL01", "AM38", "GM0222"])
    assert set(series.frame["region_level"]) == {"gemeente"}
    hidden = series.frame[series.frame["region_code"] == "GM0277"]
    assert set(hidden["status"]) == {"niet getoond"}
    assert hidden["value"].isna().all()


def test_each_copy_says_where_it_is_from() -> None:
    for path in COPIES:
        text = (DATA / "cbs" / f"{path.stem}.toml").read_text("utf-8")
        assert "CC BY 4.0" in text
        assert "opgehaald" in text or "toelichting" in text


def test_all_that_ships_is_small() -> None:
    assert sum(path.stat().st_size for path in ASSETS.rglob("*") if path.is_file()) < 12e6


SCRIPT = """
import json, sys
from pathlib import Path
opened = []
sys.addaudithook(lambda name, args: opened.append(str(args[0])) if name == "open" else None)
from components.exhibit.warmup import warm_up
warm_up()
first = [name for name in opened if name.endswith(".parquet") or "nederland_" in name]
from data_loaders import cache
before = cache._elsewhere.cache_info().currsize
cache.load_series_with("bevolking", ["GM0222"])
print(json.dumps([before, cache._elsewhere.cache_info().currsize, "nederland_" in str(first)]))
"""


def test_nothing_about_elsewhere_is_made_at_the_start() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=ROOT,
        env=os.environ | {"MONITOR_WARMUP": "aan"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert json.loads(done.stdout.splitlines()[-1]) == [0, 1, False]


def test_the_recipe_names_every_copy() -> None:
    text = (DATA / "landelijk" / "recept.toml").read_text("utf-8")
    assert sorted(re.findall(r'^tabel = "([^"]+)"', text, re.MULTILINE)) == [
        Path(path).stem for path in COPIES
    ]
