"""Which projects fit a choice: cases from the document, and what holds for every choice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import pytest
import transcribed
from hypothesis import given, settings
from hypothesis import strategies as st

from data_loaders.agreements.hca import HcaGoal
from data_loaders.agreements.organisations import KINDS, Organisation, Partner
from data_loaders.agreements.project_search import (
    ProjectChoice,
    find_projects,
    found_without,
    parties_of,
    reach_of,
)
from data_loaders.agreements.projects import ProgrammeLine, Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.geo.names import plain_words
from data_loaders.geo.regions import load_regions

ALL = tuple(load_by_id(Project))
DOCUMENT = tuple(p.id for p in transcribed.given("projecten", load(Project)))
SLOW = settings(deadline=None)

OPTIONS: dict[str, tuple[str, ...]] = {
    "lines": tuple(line.id for line in load(ProgrammeLine)),
    "leaders": tuple(sorted({p.organisation for p in load(Partner) if p.role == "trekker"})),
    "parties": tuple(sorted({p.organisation for p in load(Partner) if p.project})),
    "kinds": KINDS,
    "municipalities": tuple(region.code for region in load_regions().municipalities()),
    "goals": tuple(goal.id for goal in load(HcaGoal)),
}
WORDS = ("han", "groen", "energie", "wijk", "radboud", "nijmegen", "circulair", "x", "zzzz")
texts = st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join)
filters = {
    name: st.lists(st.sampled_from(ids), max_size=3, unique=True).map(tuple)
    for name, ids in OPTIONS.items()
}
choices = st.builds(ProjectChoice, **filters, text=texts)


def shown(**choice: Any) -> list[str]:
    return list(find_projects(ProjectChoice(**choice)).projects)


NO_SCHOOL = {"toekomstbestendig-bouwen", "zonnepark-nxp", "toekomstbestendige-bedrijventerreinen"}
CASES: list[tuple[dict[str, Any], list[str]]] = [
    ({}, list(DOCUMENT)),
    ({"lines": ("werkende-arbeidsmarkt",)}, ["arbeidsmarkt-die-werkt", "techniekdag"]),
    ({"lines": ("gezond-leven",)}, ["digital-health-challenge-lab", "build4health"]),
    (
        {"leaders": ("groene-metropoolregio",)},
        ["toekomstbestendig-bouwen", "grenzeloos-samenwerken", "wijk-en-dorpsgericht-werken"],
    ),
    ({"leaders": ("gemeente-nijmegen",)}, ["lifeport-cool-lab", "zonnepark-nxp"]),
    ({"leaders": ("uwv",)}, []),
    ({"parties": ("kiemt",)}, ["lifeport-cool-lab", "soil-valley", "grenzeloos-samenwerken"]),
    ({"parties": ("royal-eijkelkamp",)}, ["lifeport-cool-lab", "soil-valley"]),
    ({"parties": ("uwv", "tno")}, ["via-t", "circulaire-regio"]),
    ({"kinds": ("onderwijs",)}, [name for name in DOCUMENT if name not in NO_SCHOOL]),
    ({"municipalities": ("GM1945",)}, ["soil-valley"]),
    ({"municipalities": ("GM0202",)}, ["lifeport-cool-lab", "techniekdag"]),
    ({"municipalities": ("GM0277",)}, []),
    (
        {"goals": ("contact-jongeren",)},
        ["soil-valley", "circulaire-regio", "arbeidsmarkt-die-werkt", "techniekdag"],
    ),
    ({"goals": ("actieve-werktafels",)}, ["arbeidsmarkt-die-werkt"]),
    ({"text": "AGRARIËRS"}, ["soil-valley"]),
    ({"text": "agrariers"}, ["soil-valley"]),
    ({"text": "cooperatie"}, ["via-t", "toekomstbestendige-bedrijventerreinen"]),
    ({"text": "RijnIJssel"}, ["arbeidsmarkt-die-werkt", "techniekdag"]),
    ({"text": "kerkplein"}, ["lifeport-cool-lab"]),
    ({"text": "basisschoolleerlingen"}, ["soil-valley"]),
    ({"text": "white paper"}, ["zonnepark-nxp"]),
    ({"text": "paper  WHITE "}, ["zonnepark-nxp"]),
    ({"text": "paper kerkplein"}, []),
    ({"text": "it-studenten"}, ["arbeidsmarkt-die-werkt"]),
    ({"text": "  "}, list(DOCUMENT)),
    ({"parties": ("han",), "leaders": ("royal-eijkelkamp",)}, ["soil-valley"]),
    ({"parties": ("han",), "text": "kiemt", "municipalities": ("GM0268",)}, ["lifeport-cool-lab"]),
]


@pytest.mark.parametrize(("choice", "expected"), CASES)
def test_a_choice_finds_the_projects_of_the_document(choice, expected: list[str]) -> None:
    assert of_document(shown(**choice)) == expected


def of_document(projects: Iterable[str]) -> list[str]:
    return [name for name in projects if name in DOCUMENT]


def test_region_wide_projects_and_those_without_a_place_stand_apart() -> None:
    found = find_projects(ProjectChoice(municipalities=("GM0268",)))
    parts = (found.projects, found.regionwide, found.placeless)
    assert [of_document(part) for part in parts] == [
        ["lifeport-cool-lab", "zonnepark-nxp", "techniekdag"],
        [
            "toekomstbestendig-bouwen",
            "circulaire-regio",
            "arbeidsmarkt-die-werkt",
            "grenzeloos-samenwerken",
        ],
        [
            "digital-health-challenge-lab",
            "build4health",
            "via-t",
            "toekomstbestendige-bedrijventerreinen",
            "wijk-en-dorpsgericht-werken",
        ],
    ]
    assert found.shown == found.projects + found.regionwide


def test_a_place_is_a_municipality_the_region_or_not_said() -> None:
    for project in load(Project):
        reach = reach_of(project)
        assert (reach == "gemeente") == bool(project.municipalities)
        assert (reach == "regio") <= ("regio" in project.place)


@SLOW
@given(choices)
def test_what_is_found_is_a_part_of_all_in_the_order_of_the_document(choice) -> None:
    found = find_projects(choice)
    for part in (found.projects, found.regionwide, found.placeless):
        assert list(part) == [name for name in ALL if name in part]
    assert not set(found.projects) & set(found.regionwide)
    assert not set(found.shown) & set(found.placeless)
    anywhere = find_projects(replace(choice, municipalities=())).projects
    assert {*found.shown, *found.placeless} <= set(anywhere)


@SLOW
@given(choices, st.sets(st.sampled_from([field.name for field in fields(ProjectChoice)])))
def test_filters_together_find_what_each_of_them_finds(choice, some: set[str]) -> None:
    nothing = ProjectChoice()
    first = replace(nothing, **{name: getattr(choice, name) for name in some})
    rest = replace(choice, **{name: getattr(nothing, name) for name in some})
    both = set(find_projects(first).projects) & set(find_projects(rest).projects)
    assert set(find_projects(choice).projects) == both


@SLOW
@given(st.sampled_from(sorted(OPTIONS)), st.data())
def test_of_one_filter_any_of_the_ids_will_do(name: str, data) -> None:
    ids = data.draw(filters[name])
    apart = [set(shown(**{name: (one,)})) for one in ids]
    assert set(shown(**{name: ids})) == (set.union(*apart) if apart else set(ALL))


@SLOW
@given(choices)
def test_taking_a_filter_away_never_hides_a_project(choice) -> None:
    here = len(find_projects(choice).shown)
    without = found_without(choice)
    assert set(without) == set(choice.active())
    assert all(count >= here for count in without.values())


def test_what_is_found_without_a_filter_is_counted_per_filter() -> None:
    choice = ProjectChoice(leaders=("vno-ncw-midden",), goals=("actieve-werktafels",))
    assert found_without(choice) == {
        "leaders": len(shown(goals=("actieve-werktafels",))),
        "goals": len(shown(leaders=("vno-ncw-midden",))),
    }
    nowhere = ProjectChoice(text="zonnepark", municipalities=("GM0277",))
    assert found_without(nowhere) == {
        "municipalities": len(shown(text="zonnepark")),
        "text": len(find_projects(ProjectChoice(municipalities=("GM0277",))).shown),
    }


@given(texts, st.randoms())
def test_words_may_stand_in_any_order_and_in_any_case(text: str, random) -> None:
    words = text.split()
    random.shuffle(words)
    assert shown(text=text) == shown(text="  ".join(words).upper())


@pytest.mark.parametrize("party", load(Partner), ids=lambda party: party.spelled)
def test_every_party_finds_its_project_by_name_and_as_the_document_spells_it(party) -> None:
    if not party.project:
        return
    name = load_by_id(Organisation)[party.organisation].name
    for spelling in (name, party.spelled):
        assert party.project in shown(text=spelling)
    assert party.project in shown(parties=(party.organisation,))


def test_every_project_finds_itself_by_its_own_words() -> None:
    for project in load(Project):
        for text in (project.name, project.aim, project.approach, project.place):
            assert project.id in shown(text=text)


def test_leaders_come_before_partners_and_are_those_of_the_project() -> None:
    for project in load(Project):
        roles = [party.role for party in parties_of(project.id)]
        assert roles == sorted(roles, reverse=True)
        if project.id not in DOCUMENT:
            continue
        leaders = [p.organisation for p in parties_of(project.id) if p.role == "trekker"]
        assert leaders == list(project.leaders)


def test_plain_text_has_no_accents_and_no_capitals() -> None:
    assert plain_words("Coöperatie ÉÉN ﬁjn") == "cooperatie een fijn"


@pytest.mark.parametrize("text", ["*", "[", "\\", "\x00", "'; --", "\U0001f4a9", "a" * 5000])
def test_strange_words_find_nothing_and_break_nothing(text: str) -> None:
    assert shown(text=text) == []
