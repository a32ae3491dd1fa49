"""Who delivers is a function. Names of people do not get into a public file."""

from __future__ import annotations

import pytest

from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.persons import looks_like_name
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load


@pytest.mark.parametrize(
    "text",
    [
        "projectleider",
        "Projectleider VIA-T",
        "Programmamanager Regio Deal",
        "Beleidsadviseur Gemeente Arnhem",
        "Projectleider Digital Health Challenge Lab",
        "Secretaris Regionaal Beraad",
        "Controller The Economic Board",
        "Adviseur Onderwijs en Arbeidsmarkt",
        "Directeur ROC RijnIJssel",
        "PMO Groene Metropoolregio",
        "Teamleider Werk en Inkomen",
        "Beleidsmedewerker Rijk van Nijmegen",
        "Coördinator Techniekdag",
        "Monitor & Evaluatie",
        "Hoofd van de Afdeling Onderzoek",
        "Projectleider A",
        "beleidsadviseur sociaal domein",
        "",
    ],
)
def test_a_function_is_no_name(text: str) -> None:
    assert looks_like_name(text) == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Jan Jansen", "Jan Jansen"),
        ("Projectleider Jan Jansen", "Jan Jansen"),
        ("projectleider (Piet Klaassen)", "Piet Klaassen"),
        ("J. de Vries", "J. de Vries"),
        ("J.P. de Vries", "J.P. de Vries"),
        ("Marieke van den Berg", "Marieke van den Berg"),
        ("Jan van 't Hof", "Jan van 't Hof"),
        ("Kees van Nijmegen, projectleider", "Kees van Nijmegen"),
        ("mevr. Jansen", "mevr. Jansen"),
        ("dr. Schaepman", "dr. Schaepman"),
        ("Jan-Willem Bos", "Jan-Willem Bos"),
        ("Fatima El Amrani", "Fatima El Amrani"),
        ("Jansen, Jan", "Jansen, Jan"),
        ("Ç. Öztürk", "Ç. Öztürk"),
    ],
)
def test_a_name_is_found(text: str, name: str) -> None:
    assert looks_like_name(text) == name


def test_every_project_and_organisation_may_be_named_beside_a_function() -> None:
    names = [project.name for project in load(Project)]
    names += [item.label for item in load(Organisation)]
    assert [name for name in names if looks_like_name(f"Projectleider {name}")] == []
