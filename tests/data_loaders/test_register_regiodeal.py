"""The registers of the Regio Deal and of the werktafels hold what the documents say."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from functools import cache

import pytest
from regiodeal_document import LABELS, PARTNERS, PROJECTS, SPELLINGS, TABLES, TARGETS
from transcribed import given, key_of

from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.paths import DATA

FOLDER = DATA / "afspraken"
FILES = (
    "organisaties",
    "partners",
    "programmalijnen",
    "projectdoelen",
    "projecten",
    "projectresultaten",
    "werktafels",
)
BOUNDS = {">": "ten minste", "~": "ongeveer", "+": "meer", "": "precies"}


@cache
def table(name: str) -> list[Row]:
    """What the documents gave."""
    return given(name, every(name))


@cache
def every(name: str) -> list[Row]:
    path = FOLDER / f"{name}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        header = next(csv.reader(file))
    return read_rows(path, header)


@cache
def identity(name: str) -> str:
    """Return the organisation that goes by this name."""
    found = [row["id"] for row in every("organisaties") if name.casefold() in names_of(row)]
    assert len(found) == 1, f"{name}: {found}"
    return found[0]


def names_of(row: Row) -> set[str]:
    names = [row["naam"], row["kort"], *row["aliassen"].split(";")]
    return {name.casefold() for name in names if name}


def lines(text: str) -> list[tuple[str, list[str]]]:
    found = []
    for line in text.strip().splitlines():
        head, rest = line.split(": ", 1)
        found.append((head, re.split(r"[,;] ", rest)))
    return found


def project_id(title: str) -> str:
    return next(row["id"] for row in table("projecten") if row["project"] == title)


def target(row: Row) -> str:
    number = row["van"] + ("-" + row["tot"] if row["tot"] else "")
    sign = next(sign for sign, word in BOUNDS.items() if word == row["richting"])
    period = f" {row['start']}/{row['termijn']}" if row["start"] or row["termijn"] else ""
    year = " jaar" if row["per_jaar"] == "ja" else ""
    return f"{sign}{number} {row['eenheid']}{year}{period}"


def parties(role: str, **where: str) -> list[Row]:
    return [
        row
        for row in table("partners")
        if row["rol"] == role and all(row[column] == value for column, value in where.items())
    ]


@pytest.mark.parametrize("line", PROJECTS.strip().splitlines())
def test_a_project_has_the_line_leaders_and_places_of_the_document(line: str) -> None:
    title, programme_line, origin, leaders, places = line.split("|")
    row = next(row for row in table("projecten") if row["project"] == title)
    assert (row["programmalijn"], row["programmalijn_herkomst"]) == (programme_line, origin)
    assert row["programmalijn_reden"]
    assert row["trekkers"].split(";") == [identity(name) for name in leaders.split(";")]
    areas = tomllib.loads((DATA / "gebieden.toml").read_text(encoding="utf-8"))["gebied"]
    codes = {area["naam"]: area["code"] for area in areas}
    assert row["gemeenten"] == ";".join(codes[place] for place in places.split(";") if place)
    assert bool(row["gemeenten"]) == bool(row["gemeenten_herkomst"])
    assert row["plaats"]


@pytest.mark.parametrize(("title", "targets"), lines(TARGETS))
def test_every_countable_target_is_there_as_published(title: str, targets: list[str]) -> None:
    found = [row for row in table("projectdoelen") if row["project_id"] == project_id(title)]
    assert [target(row) for row in found] == targets
    assert [row["volgorde"] for row in found] == [str(n + 1) for n in range(len(targets))]


@pytest.mark.parametrize("line", LABELS.strip().splitlines())
def test_a_number_stands_at_what_it_counts(line: str) -> None:
    goal, word, number = line.split("|")
    row = next(row for row in table("projectdoelen") if row["id"] == goal)
    assert word in row["doel"] and row["van"] == number


@pytest.mark.parametrize(("title", "names"), lines(PARTNERS))
def test_a_project_has_the_parties_of_the_document(title: str, names: list[str]) -> None:
    found = parties("partner", project_id=project_id(title))
    assert [row["naam_in_bron"] for row in found] == names
    assert {row["paragraaf"] for row in found} == {f"{title}, Betrokken partijen"}


@pytest.mark.parametrize(("title", "names"), lines(TABLES))
def test_a_werktafel_has_its_aanjager_and_members(title: str, names: list[str]) -> None:
    row = next(row for row in table("werktafels") if row["werktafel"] == title)
    found = parties("aanjager", werktafel_id=row["id"]) + parties("lid", werktafel_id=row["id"])
    assert [party["naam_in_bron"] for party in found] == names
    assert row["aanjager"] == found[0]["organisatie_id"] == identity(names[0])


def test_the_werktafels_belong_to_their_speerpunt_and_sector() -> None:
    assert [(row["speerpunt"], row["sector"]) for row in table("werktafels")] == [
        ("Leven Lang Ontwikkelen voor iedereen", "Energy"),
        ("Leven Lang Ontwikkelen voor iedereen", "Health"),
        ("Leven Lang Ontwikkelen voor iedereen", "Hightech"),
        ("Aantrekken en behouden van talent", ""),
        ("Activeren onbenut arbeidspotentieel", ""),
        ("", ""),
    ]


def test_the_six_programme_lines_are_those_of_the_introduction() -> None:
    assert [(row["programmalijn"], row["soort"]) for row in table("programmalijnen")] == [
        ("Gezond leven", "inhoudelijk"),
        ("Toekomstbestendig wonen", "inhoudelijk"),
        ("Sterke bedrijvigheid", "inhoudelijk"),
        ("Werkende arbeidsmarkt", "faciliterend"),
        ("Grenzeloos samenwerken", "faciliterend"),
        ("Wijk- en dorpsgericht werken", "faciliterend"),
    ]


def test_the_projects_are_those_of_the_document_in_its_order() -> None:
    assert [row["project"] for row in table("projecten")] == [
        line.split("|")[0] for line in PROJECTS.strip().splitlines()
    ]


def test_the_targets_that_count_the_same_thing_say_so_and_add_up() -> None:
    goals = {row["id"]: row for row in table("projectdoelen")}
    sums: Counter[str] = Counter()
    for row in goals.values():
        if row["hoort_bij"]:
            assert goals[row["hoort_bij"]]["project_id"] == row["project_id"]
            sums[row["hoort_bij"]] += int(row["van"])
    for name in ("wonen-bedrijvigheid", "projecten", "publicaties"):
        goal = f"grenzeloos-samenwerken-{name}"
        assert sums[goal] == int(goals[goal]["van"])
    for name in ("bezoekers", "dagen"):
        assert sums[f"techniekdag-{name}-totaal"] * 3 == int(
            goals[f"techniekdag-{name}-totaal"]["van"]
        )
    soil = [row for row in table("projectdoelen") if row["start"] == "2024" and row["termijn"]]
    assert sum(int(row["van"]) for row in soil) == 20_469


@pytest.mark.parametrize("line", SPELLINGS.strip().splitlines())
def test_every_spelling_leads_to_one_organisation(line: str) -> None:
    organisation, kind, *spellings = line.split("|")
    assert {identity(name) for name in spellings} == {organisation}
    row = next(row for row in table("organisaties") if row["id"] == organisation)
    assert row["soort"] == kind


def test_no_organisation_is_there_twice() -> None:
    names = Counter(name for row in every("organisaties") for name in names_of(row))
    assert [name for name, count in names.items() if count > 1] == []
    together = [key_of("partners", row) for row in every("partners")]
    assert len(set(together)) == len(together)


def test_every_party_is_in_the_registry_under_its_published_name() -> None:
    for row in every("partners"):
        assert identity(row["naam_in_bron"]) == row["organisatie_id"]
        assert bool(row["project_id"]) != bool(row["werktafel_id"])


@pytest.mark.parametrize("name", ["UWV", "VNO-NCW Midden", "CNV", "FNV", "Rijn IJssel", "SBB"])
def test_the_partners_of_the_regionaal_beraad_are_in_the_registry(name: str) -> None:
    assert identity(name) and identity("De Onderwijsspecialisten")


@pytest.mark.parametrize("name", ["gemeenten", "ROC", "Werkbedrijf", "Zorginstelling (ntb)"])
def test_a_party_without_a_name_is_marked_as_general(name: str) -> None:
    row = next(row for row in table("organisaties") if row["id"] == identity(name))
    assert row["generiek"] == "ja"


WORDS = {
    "organisaties": {
        "soort": "overheid onderwijs ondernemers overig",
        "soort_herkomst": "bron afgeleid",
        "generiek": "ja nee",
    },
    "programmalijnen": {"soort": "inhoudelijk faciliterend"},
    "projecten": {"programmalijn_herkomst": "bron afgeleid"},
    "projectdoelen": {
        "soort": "aantal percentage",
        "per_jaar": "ja nee",
        "cumulatief": "ja nee onbekend",
        "aard": "resultaat doelstelling aanpak context",
    },
    "projectresultaten": {"aard": "resultaat doelstelling aanpak"},
    "partners": {"rol": "trekker partner aanjager lid", "herkomst": "bron afgeleid"},
    "werktafels": {},
}


@pytest.mark.parametrize("name", FILES)
def test_a_register_is_plain_complete_and_says_its_place(name: str) -> None:
    text = (FOLDER / f"{name}.csv").read_bytes().decode("utf-8")
    assert "\r" not in text and text.endswith("\n")
    documents = tomllib.loads((DATA / "documenten.toml").read_text(encoding="utf-8"))["document"]
    known = {document["id"] for document in documents}
    ids = [row["id"] for row in every(name) if row["id"]]
    assert len(set(ids)) == len(ids)
    for row in every(name):
        assert re.fullmatch(r"[a-z0-9-]+", row["id"] or row["organisatie_id"])
        assert row["document"] in known and row["paragraaf"]
        assert max(map(len, row.cells.values())) <= 200
        for column, words in WORDS[name].items():
            assert row[column] in words.split()
        if "afgeleid" in (row["soort_herkomst"], row["herkomst"]):
            assert row["toelichting"]


def test_percentages_are_percentages_and_ranges_go_up() -> None:
    for row in every("projectdoelen"):
        assert row["eenheid"].startswith("%") == (row["soort"] == "percentage")
        number = row.number("van")
        assert number is not None and number < (row.number("tot") or float("inf"))
