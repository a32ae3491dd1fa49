"""The matrix of who takes part in which project, and the list that says the same."""

from __future__ import annotations

import csv
import re
from html import unescape

import pytest
from samples import Html
from transcribed import documented

from components.deal.partners import (
    KIND_TITLES,
    Partners,
    parties_in,
    partners,
    partners_finding,
)
from components.words.registers import agreements_mark
from data_loaders.agreements.organisations import KINDS, Organisation
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.paths import DATA

pytestmark = pytest.mark.usefixtures("documents")

ALL = tuple(item.id for item in documented(Project))
LINK = (("zoek", "han"),)


def made(projects: tuple[str, ...] = ALL) -> Partners:
    return partners(projects, LINK, agreements_mark())


def plain(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def matrix_rows(html: str) -> list[tuple[str, str, list[str]]]:
    """Return kind, name and the roles (accessible text, '' for none) of every row."""
    rows = []
    for body in re.findall(r"<tbody>(.*?)</tbody>", html):
        title, *lines = re.findall(r"<tr>(.*?)</tr>", body)
        kind = plain(title).split(":")[0]
        for line in lines:
            name = plain(re.findall(r'<th scope="row">(.*?)</th>', line)[0])
            cells = re.findall(r"<td[^>]*>(.*?)</td>", line)
            roles = [re.findall(r'verborgen">(\w+)<', cell) for cell in cells[:-1]]
            assert cells[-1] == str(sum(map(len, roles)))
            rows.append((kind, name, ["".join(found) for found in roles]))
    return rows


def register() -> list[tuple[str, str, str]]:
    """Return organisation, project and role of the file itself."""
    with (DATA / "afspraken" / "partners.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return sorted(
        (row["organisatie_id"], row["project_id"], row["rol"]) for row in rows if row["project_id"]
    )


def test_the_matrix_says_what_the_register_says_and_nothing_else() -> None:
    known = {item.name: item.id for item in load(Organisation)}
    found = [
        (known[name.removesuffix(" · groep")], ALL[place], role)
        for _, name, roles in matrix_rows(made().matrix)
        for place, role in enumerate(roles)
        if role
    ]
    assert sorted(found) == register()


def test_no_organisation_is_there_twice() -> None:
    names = [name for _, name, _ in matrix_rows(made().matrix)]
    assert len(set(names)) == len(names) == len({item[0] for item in register()})


def test_rows_stand_by_kind_with_groups_last_and_most_projects_first() -> None:
    rows = matrix_rows(made().matrix)
    kinds = list(dict.fromkeys(kind for kind, _, _ in rows))
    assert kinds == [KIND_TITLES[kind] for kind in KINDS]
    for kind in kinds:
        keys = [
            (name.endswith(" · groep"), -sum(map(bool, roles)))
            for own, name, roles in rows
            if own == kind
        ]
        assert keys == sorted(keys)


def test_groups_are_marked_and_not_counted_as_organisations() -> None:
    html = made().matrix
    generic = {o.name for o in load(Organisation) if o.generic == "ja"}
    rows = matrix_rows(html)
    for _, name, _ in rows:
        assert name.endswith(" · groep") == (name.removesuffix(" · groep") in generic)
    named = sum(not name.endswith(" · groep") for _, name, _ in rows)
    titles = [plain(t) for t in re.findall(r'<th scope="rowgroup".*?</th>', html)]
    counts = [int(re.findall(r"(\d+) organisatie", title)[0]) for title in titles]
    assert sum(counts) == named == 75
    assert made().told == (
        "101 partijen: 75 organisaties en 26 groepen zonder naam. "
        "21 van de 75 organisaties doen mee aan meer dan één project."
    )


def test_columns_are_the_projects_with_links_that_keep_the_choice() -> None:
    page = Html(made().matrix)
    links = [link["href"] for link in page.all("a")]
    assert links == [f"?zoek=han&project={project}" for project in ALL]
    scopes = {cell["scope"] for cell in page.all("th")}
    assert scopes == {"col", "row", "rowgroup"}


def test_the_list_names_every_project_of_every_organisation() -> None:
    projects = load_by_id(Project)
    entries = [plain(entry) for entry in re.findall(r"<li>(.*?)</li>", made().below)]
    known = load_by_id(Organisation)
    assert len(entries) == len({item[0] for item in register()})
    for organisation, project, role in register():
        (entry,) = [
            e for e in entries if re.match(rf"{re.escape(known[organisation].name)}( ·|:| :)", e)
        ]
        words = "trekker van" if role == "trekker" else "partner in"
        part = next(part for part in entry.split(";") if words in part)
        assert projects[project].name in part


def test_only_the_projects_that_are_shown_are_in_it() -> None:
    some = ("zonnepark-nxp", "techniekdag")
    page = made(some)
    rows = matrix_rows(page.matrix)
    assert all(len(roles) == 2 and any(roles) for _, _, roles in rows)
    assert page.title == "7 organisaties doen elk mee aan één project"
    assert "HAN" not in [name for _, name, _ in rows]


@pytest.mark.parametrize(
    ("projects", "finding"),
    [
        (ALL, "HAN doet mee aan 8 van de 13 projecten"),
        (
            ("soil-valley", "lifeport-cool-lab"),
            "4 organisaties doen elk mee aan 2 van de 2 projecten",
        ),
        (
            ("zonnepark-nxp", "arbeidsmarkt-die-werkt"),
            "NXP doet mee aan 2 van de 2 projecten",
        ),
        (("wijk-en-dorpsgericht-werken",), "2 organisaties doen elk mee aan één project"),
    ],
)
def test_the_finding_counts_named_organisations(projects, finding: str) -> None:
    assert partners_finding(parties_in(projects), len(projects)) == finding


def test_without_parties_the_finding_says_so() -> None:
    assert partners_finding([], 1) == "Geen organisatie is bij naam genoemd"
