"""Words that stand for areas, by code or by name, and the subregions that documents name."""

from __future__ import annotations

import msgspec
import pytest

from data_loaders.agreements.project_search import (
    ProjectChoice,
    find_projects,
    reach_of,
    subregions_of,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Agenda
from data_loaders.documents import load_documents
from data_loaders.geo import regions as regions_module
from data_loaders.geo.names import areas_named, subregions_in, unknown_area
from data_loaders.geo.regions import Region, Regions, load_regions

REGIONS = load_regions()
LIEMERS = {"GM0221", "GM0226", "GM0293", "GM0299", "GM1955"}


@pytest.mark.parametrize("region", REGIONS.regions, ids=lambda region: region.code)
def test_every_area_goes_by_code_and_name_whatever_the_case(region: Region) -> None:
    words = [region.code, region.name, region.label, f"{region.level} {region.name}"]
    for word in words:
        for spelled in (word, word.upper(), word.lower(), f"  {word} ", word.replace("-", " ")):
            assert areas_named(spelled, REGIONS) == (region.code,), spelled


@pytest.mark.parametrize(
    ("word", "codes"),
    [
        ("de Liemers", LIEMERS),
        ("LIEMERS", LIEMERS),
        ("regio Nijmegen", set(REGIONS.members("AM08"))),
        ("Arnhem-Oost", {"GM0202"}),
        ("Malden", {"GM0252"}),
        ("regio Midden-Gelderland", {"AM07"}),
        ("", set()),
        (" - ", set()),
        ("GM02020", set()),
        ("Arnhem-Nijmegen-Utrecht", set()),
    ],
)
def test_a_word_stands_for_an_area_for_a_subregion_or_for_nothing(
    word: str, codes: set[str]
) -> None:
    assert set(areas_named(word, REGIONS)) == codes


def test_any_table_of_areas_will_do_and_a_shared_name_is_the_municipality() -> None:
    wide = (
        Region("GM0344", "Utrecht", "gemeente", within=("PV26",)),
        Region("PV26", "Utrecht", "provincie"),
        Region("GM1900", "Súdwest-Fryslân", "gemeente"),
    )
    table = msgspec.structs.replace(REGIONS, regions=(*REGIONS.regions, *wide))
    assert areas_named("utrecht", table) == ("GM0344",)
    assert areas_named("provincie Utrecht", table) == ("PV26",)
    assert areas_named("sudwest fryslan", table) == ("GM1900",)
    assert areas_named("utrecht", REGIONS) == ("GM0344",)  # the whole country is at hand
    assert areas_named("atlantis", table) == ()


@pytest.mark.parametrize(
    ("word", "sentence"),
    [
        ("Atlantis", "Het gebied 'Atlantis' kennen wij niet."),
        ("  's-Hertogenbosch ", "Het gebied ''s-Hertogenbosch' kennen wij niet."),
        ("<script>", "Dit gebied kennen wij niet."),
        ("x" * 41, "Dit gebied kennen wij niet."),
        ("\u202enrdnE", "Dit gebied kennen wij niet."),
        ("bel 0900: nu", "Dit gebied kennen wij niet."),
        ("", "Dit gebied kennen wij niet."),
    ],
)
def test_an_unknown_word_is_repeated_only_when_it_can_be_a_name(word: str, sentence: str) -> None:
    assert unknown_area(word) == sentence


def test_every_subregion_has_its_evidence() -> None:
    assert len(REGIONS.subregions) >= 7
    for item in REGIONS.subregions:
        assert item.document in load_documents() and item.section
        assert item.origin == "bron" or item.note
        assert not {region.code for region in REGIONS.regions} & {item.name, *item.also}


def test_the_liemers_is_the_same_for_everyone() -> None:
    (agenda,) = [item for item in load(Agenda) if item.area == "de Liemers"]
    assert set(agenda.areas) == set(areas_named(agenda.area, REGIONS))


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"municipalities": ()}, "er staat er geen"), ({"municipalities": ("AM07",)}, "'AM07'")],
)
def test_a_subregion_without_municipalities_of_ours_is_refused(
    change: dict[str, object], sentence: str
) -> None:
    broken = msgspec.structs.replace(REGIONS.subregions[0], **change)
    table: Regions = msgspec.structs.replace(REGIONS, subregions=(broken,))
    with pytest.raises(regions_module.DataError, match=sentence):
        regions_module.check_subregions(table)


def test_a_text_names_the_subregions_in_it_as_words() -> None:
    def named(text: str) -> list[str]:
        return [item.name for item in subregions_in(text, REGIONS)]

    assert named("Arnhem; Liemers; Nijmegen") == ["de Liemers"]
    assert named("Groene Hart Liemers, met een casus in Duiven") == ["de Liemers"]
    assert named("Bovenliemers") == named("Maldense heide") == []
    assert named("regio Arnhem-Nijmegen") == [] == named("de Liemerse Ambassade")
    assert named("gemeenten: regio Nijmegen") == ["regio Nijmegen"]


def test_a_project_in_the_liemers_is_found_under_each_of_its_municipalities() -> None:
    for code in LIEMERS:
        found = find_projects(ProjectChoice(municipalities=(code,)))
        assert {"soil-valley", "techniekdag"} <= {*found.projects, *found.subregional}
        assert not set(found.projects) & set(found.subregional)
    assert find_projects(ProjectChoice(municipalities=("GM0275",))).subregional == ()
    assert "techniekdag" in find_projects(ProjectChoice(text="zevenaar techniek")).projects


def placed(place: str, *municipalities: str) -> Project:
    project: Project = msgspec.structs.replace(
        load(Project)[0], place=place, municipalities=municipalities
    )
    return project


@pytest.mark.parametrize(
    ("place", "reach"),
    [
        ("regio Nijmegen", "streek"),
        ("de Liemers en nog iets", "streek"),
        ("regio Arnhem-Nijmegen", "regio"),
        ("regiobreed (gemeenten: regio Nijmegen)", "regio"),
        ("drie wijken", "niet genoemd"),
        ("", "niet genoemd"),
    ],
)
def test_a_place_is_a_subregion_the_region_or_not_said(place: str, reach: str) -> None:
    assert reach_of(placed(place)) == reach
    assert reach_of(placed(place, "GM0202")) == "gemeente"
    assert bool(subregions_of(placed(place))) is ("Liemers" in place or "regio Nijm" in place)
