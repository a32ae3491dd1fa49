"""The map of where projects land: numbers in municipalities, and what is on no map."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
from collections import Counter

import msgspec
import pytest
from components.charts.maps import SELECT
from components.charts.places import make_places
from samples import THEMES, Html, drawn_rows, parts_of
from transcribed import documented

from components.charts.theme import PALETTES
from components.deal.places import Places, map_rows, places, places_finding
from components.words.registers import agreements_mark
from data_loaders.agreements.project_search import ProjectChoice, reach_of
from data_loaders.agreements.projects import Project
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA, ROOT
from data_loaders.geo.regions import load_regions

PROJECTS = documented(Project)
SHAPES = {"values": []}
LINK = (("weergave", "tabel"),)

SERVED = """
import json
from components.words.hosting import announce_own_routes
announce_own_routes()
from components.deal.places import places
from data_loaders.agreements.project_search import ProjectChoice
print(json.dumps(places(ProjectChoice(), (), "licht", ()).map))
"""

pytestmark = pytest.mark.usefixtures("documents")


def made(theme: str = "licht", **choice: object) -> Places:
    found = places(ProjectChoice(**choice), LINK, theme, agreements_mark())
    assert found is not None
    return found


def named_in_register() -> Counter[str]:
    """Return per municipality how many projects of the file name it."""
    with (DATA / "afspraken" / "projecten.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return Counter(code for row in rows for code in row["gemeenten"].split(";") if code)


def rows_of(found: Places) -> dict[str, dict[str, object]]:
    return {row["code"]: row for row in drawn_rows(found.map, "count")}


def test_the_map_counts_the_projects_that_name_a_municipality() -> None:
    rows = rows_of(made())
    assert set(rows) == {region.code for region in load_regions().municipalities()}
    counted = {code: row["count"] for code, row in rows.items() if row["count"] is not None}
    assert counted == named_in_register() and sum(counted.values()) == 10


def test_every_shape_says_what_it_shows_and_a_derived_place_is_marked() -> None:
    rows = rows_of(made())
    assert rows["GM0268"]["label"] == (
        "Nijmegen: 3 projecten: Lifeport Cool Lab; "
        "Zonnepark woningcorporaties en wijken rond NXP (afgeleid); Techniekdag"
    )
    assert rows["GM0277"]["label"] == "Rozendaal: geen project noemt deze gemeente"
    assert rows["GM0226"]["text"] == "1 project: Soil Valley; Techniekdag (de Liemers)"
    assert rows["GM0299"]["text"] == (
        "geen project noemt deze gemeente; Soil Valley (de Liemers); Techniekdag (de Liemers)"
    )


def test_every_project_is_on_the_map_or_beside_it() -> None:
    beside = Html(made().beside)
    links = [link["href"] for link in beside.all("a")]
    off = [project for project in PROJECTS if not project.municipalities]
    assert sorted(links) == sorted(f"?weergave=tabel&project={p.id}" for p in off)
    assert beside.within("h3") == ["Voor de hele regio (4)", "Plaats niet genoemd (5)"]
    assert {reach_of(project) for project in off} == {"regio", "niet genoemd"}


def test_the_table_says_what_the_map_says() -> None:
    page = Html(made().below)
    cells = [text for tag, text in page.texts if tag in {"th", "td", "a"}]
    for region in load_regions().municipalities():
        place = cells.index(region.name)
        assert cells[place + 1] == str(named_in_register()[region.code])
    assert "Grenzen: " in page.text and "CBS" in page.text


def test_a_chosen_municipality_gets_an_edge_and_the_others_stay() -> None:
    rows = rows_of(made(municipalities=("GM0226",)))
    assert [code for code, row in rows.items() if row["chosen"]] == ["GM0226"]
    assert {code for code, row in rows.items() if row["count"]} == set(named_in_register())
    assert "Gekozen gemeente" in made(municipalities=("GM0226",)).legend
    assert "Gekozen gemeente" not in made().legend


def test_the_other_filters_do_change_the_map() -> None:
    rows = rows_of(made(lines=("werkende-arbeidsmarkt",)))
    assert {code for code, row in rows.items() if row["count"]} == {"GM0202", "GM0268"}


def test_without_projects_there_is_no_map() -> None:
    assert places(ProjectChoice(text="zzzz"), LINK, "licht", agreements_mark()) is None


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_are_circles_by_area_in_the_colours_of_the_theme(theme) -> None:
    spec = make_places(map_rows(PROJECTS, ["GM0202"]), SHAPES, theme)
    (circle,) = [p for p in parts_of(spec) if p.get("type") == "circle"]
    assert circle["color"] == PALETTES[theme].accent
    (size,) = [
        part["size"] for part in parts_of(spec) if "size" in part and "scale" in part["size"]
    ]
    assert size["field"] == "count" and size["scale"]["domain"][0] == 0
    assert size["scale"]["range"][0] == 0
    assert PALETTES[theme].signal in json.dumps(spec)
    assert SELECT in [parameter["name"] for parameter in spec["params"]]


def test_a_single_project_is_not_the_largest_circle_there_can_be() -> None:
    one = [project for project in PROJECTS if project.municipalities][:1]
    spec = make_places(map_rows(one, []), SHAPES, "licht")
    (size,) = [
        part["size"] for part in parts_of(spec) if "size" in part and "scale" in part["size"]
    ]
    assert size["scale"]["domain"] == [0, 3]


def test_under_the_server_shapes_come_by_a_relative_address_and_never_inline() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SERVED],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    assert "coordinates" not in done.stdout
    addresses = {part["url"] for part in parts_of(json.loads(done.stdout)) if "url" in part}
    assert len(addresses) == 1 and addresses.pop().startswith("geo/")


def test_without_boundaries_the_table_still_tells_everything(monkeypatch) -> None:
    def broken() -> None:
        raise DataError("er zijn geen grenzen")

    monkeypatch.setattr("components.deal.places.map_geometry", broken)
    found = places(ProjectChoice(text="lifeport"), (), "licht", agreements_mark())
    assert found is not None and found.map is None
    assert "Heumen" in found.below


def placed(*municipalities: str):
    return msgspec.structs.replace(PROJECTS[0], municipalities=municipalities)


@pytest.mark.parametrize(
    ("projects", "finding"),
    [
        (
            PROJECTS,
            "Nijmegen komt het vaakst voor: bij 3 projecten; 9 van de 13 noemen geen gemeente",
        ),
        ([placed()], "Geen van deze projecten noemt een gemeente als plaats"),
        ([placed("GM0202")], "Arnhem komt het vaakst voor: bij 1 project"),
        (
            [placed("GM0202", "GM0226"), placed()],
            "Arnhem en Duiven komen elk het vaakst voor: bij 1 project; "
            "1 van de 2 noemen geen gemeente",
        ),
        (
            [placed("GM0202", "GM0226", "GM0221", "GM0268")],
            "4 gemeenten komen elk 1 keer voor als plaats van een project",
        ),
    ],
)
def test_the_finding_is_made_from_the_projects(projects, finding: str) -> None:
    assert places_finding(projects) == finding
