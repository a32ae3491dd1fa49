"""The map of where projects land: numbers in municipalities, and what is on no map."""

from __future__ import annotations

import csv
from collections import Counter

import msgspec
import pytest
from samples import THEMES, Html
from transcribed import documented

from components.charts.map_drawing import draw_map
from components.charts.map_model import MapArea
from components.deal.places import Places, places, places_finding, places_map
from components.words.registers import agreements_mark
from data_loaders.agreements.project_search import ProjectChoice, reach_of
from data_loaders.agreements.projects import Project
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.geo.regions import load_regions

PROJECTS = documented(Project)
LINK = (("weergave", "tabel"),)

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


def areas_of(found: Places) -> dict[str, MapArea]:
    assert found.map
    return {area.code: area for area in found.map.areas}


def test_the_map_counts_the_projects_that_name_a_municipality() -> None:
    areas = areas_of(made())
    assert set(areas) == {region.code for region in load_regions().municipalities()}
    counted = {code: int(area.text) for code, area in areas.items() if area.text}
    assert counted == named_in_register() and sum(counted.values()) == 10


def test_every_shape_says_what_it_shows_and_a_derived_place_is_marked() -> None:
    areas = areas_of(made())
    assert areas["GM0268"].told == (
        "Nijmegen: 3 projecten: Lifeport Cool Lab; "
        "Zonnepark woningcorporaties en wijken rond NXP (afgeleid); Techniekdag"
    )
    assert areas["GM0277"].told == "Rozendaal: geen project noemt deze gemeente"
    assert areas["GM0226"].told == "Duiven: 1 project: Soil Valley; Techniekdag (de Liemers)"
    assert areas["GM0299"].told == (
        "Zevenaar: geen project noemt deze gemeente; Soil Valley (de Liemers); "
        "Techniekdag (de Liemers)"
    )


def test_every_project_is_on_the_map_or_beside_it() -> None:
    beside = Html(made().beside)
    links = [link["href"] for link in beside.all("a")]
    off = [project for project in PROJECTS if not project.municipalities]
    assert sorted(links) == sorted(f"?weergave=tabel&project={p.id}" for p in off)
    assert beside.within("h4") == ["Voor de hele regio (4)", "Plaats niet genoemd (5)"]
    assert beside.within("summary") == ["Niet op de kaart: 9 projecten"]
    assert {reach_of(project) for project in off} == {"regio", "niet genoemd"}


def test_the_table_says_what_the_map_says() -> None:
    page = Html(made().below)
    cells = [text for tag, text in page.texts if tag in {"th", "td", "a"}]
    for region in load_regions().municipalities():
        place = cells.index(region.name)
        assert cells[place + 1] == str(named_in_register()[region.code])
    assert "Grenzen: " in page.text and "CBS" in page.text


def test_a_chosen_municipality_gets_an_edge_and_the_others_stay() -> None:
    areas = areas_of(made(municipalities=("GM0226",)))
    assert [code for code, area in areas.items() if area.is_chosen] == ["GM0226"]
    assert {code for code, area in areas.items() if area.text} == set(named_in_register())
    assert "Gekozen gemeente" in made(municipalities=("GM0226",)).legend
    assert "Gekozen gemeente" not in made().legend


def test_the_other_filters_do_change_the_map() -> None:
    areas = areas_of(made(lines=("werkende-arbeidsmarkt",)))
    assert {code for code, area in areas.items() if area.text} == {"GM0202", "GM0268"}


def test_without_projects_there_is_no_map() -> None:
    assert places(ProjectChoice(text="zzzz"), LINK, "licht", agreements_mark()) is None


@pytest.mark.parametrize("theme", THEMES)
def test_numbers_are_circles_by_area_with_their_number(theme) -> None:
    drawn = draw_map(places_map(PROJECTS, ["GM0202"], theme), "midden")
    counted = sorted(named_in_register().values(), reverse=True)
    radii = [circle.radius for circle in drawn.circles]
    assert len(radii) == len(counted)
    for radius, count in zip(radii, counted, strict=True):
        assert radius / radii[0] == pytest.approx((count / counted[0]) ** 0.5, abs=0.02)
    words = [word.text for word in drawn.words if word.text.isdigit()]
    assert sorted(words) == sorted(map(str, counted))
    assert {shape.code for shape in drawn.shapes if shape.is_chosen} == {"GM0202"}


def test_a_single_project_is_not_the_largest_circle_there_can_be() -> None:
    one = [project for project in PROJECTS if project.municipalities][:1]
    assert max(area.share for area in places_map(one, [], "licht").areas) == pytest.approx(1 / 3)


def test_a_streek_that_projects_name_has_a_dashed_edge_and_a_line_in_the_legend() -> None:
    (liemers,) = [part for part in load_regions().subregions if part.name == "de Liemers"]
    found = made()
    assert found.map and liemers.municipalities in found.map.around
    assert "de Liemers: een streek die een project noemt" in found.legend
    none = places_map([placed("GM0202")], [], "licht")
    assert none.around == () and not draw_map(none, "midden").dashed


def test_without_boundaries_the_table_still_tells_everything(monkeypatch) -> None:
    def broken() -> None:
        raise DataError("er zijn geen grenzen")

    monkeypatch.setattr("components.charts.map_drawing.load_boundaries", broken)
    found = places(ProjectChoice(text="lifeport"), (), "licht", (*agreements_mark(), "proef"))
    assert found is not None and found.map is None
    assert "Heumen" in found.below


def placed(*municipalities: str):
    return msgspec.structs.replace(PROJECTS[0], municipalities=municipalities)


@pytest.mark.parametrize(
    ("projects", "finding"),
    [
        (PROJECTS, "Nijmegen komt het vaakst voor: bij 3 projecten"),
        ([placed()], "Geen van deze projecten noemt een gemeente als plaats"),
        ([placed("GM0202")], "Arnhem komt het vaakst voor: bij 1 project"),
        (
            [placed("GM0202", "GM0226"), placed()],
            "Arnhem en Duiven komen elk het vaakst voor: bij 1 project",
        ),
        (
            [placed("GM0202", "GM0226", "GM0221", "GM0268")],
            "4 gemeenten komen elk 1 keer voor als plaats van een project",
        ),
    ],
)
def test_the_finding_is_made_from_the_projects(projects, finding: str) -> None:
    assert places_finding(projects) == finding


def test_how_many_name_no_municipality_is_said() -> None:
    assert made().unplaced == "9 van de 13 noemen geen gemeente."
    assert made(text="Mosterdhof").unplaced == ""
