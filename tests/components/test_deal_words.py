"""Words for the goals of a project: amounts, terms and what of them is our reading."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

import msgspec
import pytest
from samples import Html

from components.deal.links import line_html, list_address, project_address, project_link
from components.deal.phrases import (
    amount_text,
    place_text,
    reading_text,
    term_text,
    unit_text,
)
from data_loaders.agreements.projects import Project, ProjectGoal
from data_loaders.agreements.registers import load

BASE = load(ProjectGoal)[0]
HOSTILE = (("zoek", '"><script>alert(1)</script>&x=1'), ("gemeente", "GM0202"))


def goal(**changes: Any) -> ProjectGoal:
    plain = {
        "low": 3.0,
        "high": None,
        "direction": "precies",
        "yearly": "nee",
        "kind": "aantal",
        "start": "",
        "end": "",
        "derived": (),
    }
    return msgspec.structs.replace(BASE, **(plain | changes))


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"low": 3.0}, "3"),
        ({"low": 10_000.0}, "10.000"),
        ({"low": 2.5}, "2,5"),
        ({"low": 10.0, "high": 15.0}, "10 tot 15"),
        ({"low": 2.0, "high": 4.0, "yearly": "ja"}, "2 tot 4 per jaar"),
        ({"low": 50.0, "direction": "ten minste"}, "ten minste 50"),
        ({"low": 5.0, "direction": "ongeveer"}, "ongeveer 5"),
        ({"low": 1000.0, "direction": "meer"}, "1.000 meer"),
        ({"low": 2000.0, "direction": "ten minste", "yearly": "ja"}, "ten minste 2.000 per jaar"),
        ({"low": 25.0, "kind": "percentage", "direction": "ten minste"}, "ten minste 25\u00a0%"),
    ],
)
def test_an_amount_has_its_bound_and_says_whether_it_is_yearly(changes, text: str) -> None:
    assert amount_text(goal(**changes)) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [
        ("", "", "geen termijn genoemd"),
        ("2024", "2026", "2024 tot en met 2026"),
        ("", "2026", "2026"),
        ("2024", "", "vanaf 2024; geen einde genoemd"),
        ("", "2026-Q4", "4e kwartaal 2026"),
    ],
)
def test_a_term_is_as_the_document_gives_it(start: str, end: str, text: str) -> None:
    assert term_text(goal(start=start, end=end)) == text


@pytest.mark.parametrize(
    ("derived", "text"),
    [
        ((), ""),
        (("cumulatief",), ""),
        (("van", "cumulatief"), "Afgeleid: het aantal."),
        (("van", "tot", "richting"), "Afgeleid: het aantal en de grens."),
    ],
)
def test_what_is_our_reading_of_an_amount_is_said(derived, text: str) -> None:
    assert reading_text(goal(derived=derived)) == text


def test_a_percentage_has_its_sign_once() -> None:
    for item in load(ProjectGoal):
        whole = f"{amount_text(item)} {unit_text(item)}"
        assert whole.count("%") == (item.kind == "percentage"), item.id


def test_a_derived_line_has_a_mark_and_a_line_of_the_document_has_none() -> None:
    for project in load(Project):
        marked = "afgeleid" in Html(line_html(project)).within("span")
        assert marked == (project.line_origin == "afgeleid")


def test_a_derived_place_has_a_mark() -> None:
    for project in load(Project):
        marked = "(gemeente afgeleid)" in place_text(project)
        assert marked == (project.municipalities_origin == "afgeleid")


def test_a_link_keeps_what_was_chosen_and_stays_on_this_page() -> None:
    address = project_address("via-t", HOSTILE)
    assert address.startswith("?") and "<" not in address and '"' not in address
    assert parse_qsl(address[1:]) == [*HOSTILE, ("project", "via-t")]
    assert parse_qsl(list_address(HOSTILE)[1:]) == list(HOSTILE)


def test_a_link_cannot_break_out_of_its_place() -> None:
    project = next(iter(load(Project)))
    evil = msgspec.structs.replace(project, name="<b onclick=x>raak</b>")
    (link,) = Html(project_link(evil, HOSTILE)).all("a")
    assert link["href"] == project_address(project.id, HOSTILE)
    assert link["target"] == "_self"
