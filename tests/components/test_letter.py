"""The letter of a quarter: every project, the fields of the akkoord, and nothing of later."""

from __future__ import annotations

import re
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
from toldcases import choose_database, measure

from components.deal.letter import letter_mail, letter_of, letter_quarters
from components.words.registers import agreements_mark
from data_loaders.agreements.calendar import quarter_of, quarter_span
from data_loaders.agreements.contacts import (
    CONTACTS_FILE,
    ProjectContact,
    check_contacts,
    load_contacts,
)
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.clock import dutch_today
from data_loaders.files.errors import DataError

TODAY = dutch_today()
NOW = quarter_of(TODAY)


@pytest.fixture(autouse=True)
def database(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    choose_database(monkeypatch, tmp_path)


def letter(quarter: str = NOW):
    return letter_of(quarter, TODAY, agreements_mark())


def test_every_project_is_in_it_with_the_fields_of_the_akkoord() -> None:
    made = letter()
    assert [item.id for item in made.projects] == [project.id for project in load(Project)]
    for item in made.projects:
        assert item.aim and item.audience and item.contact
        assert item.measured == () and (
            "nog geen meting" in item.lacking or "Geen doel" in item.lacking
        )
    assert made.title.endswith("nog niets nieuws gemeten")
    assert made.source and "Regio Deal" in made.source.line


def test_a_measurement_stands_in_the_letter_of_its_quarter_as_new() -> None:
    day = TODAY - timedelta(days=1)
    measure("via-t-fte", 40, day)
    made = letter()
    (item,) = [row for project in made.projects for row in project.measured]
    assert item.is_new and item.stands.startswith("40 op ") and "Jaarverslag" in item.stands
    assert made.title.endswith("1 nieuwe meting")
    (project,) = [project for project in made.projects if project.measured]
    assert project.id == "via-t" and project.lacking.startswith("Van 6 van de 7 doelen:")


def test_a_letter_of_before_does_not_know_what_was_measured_later() -> None:
    measure("via-t-fte", 40, TODAY - timedelta(days=1))
    before = letter(letter_quarters(TODAY)[1])
    assert not any(project.measured for project in before.projects)
    assert before.day == quarter_span(before.quarter)[1]


@pytest.mark.parametrize(
    ("day", "quarters"),
    [
        (date(2026, 11, 30), ["2026-Q4", "2026-Q3", "2026-Q2", "2026-Q1"]),
        (date(2027, 1, 1), ["2027-Q1", "2026-Q4", "2026-Q3", "2026-Q2"]),
    ],
)
def test_there_is_a_letter_of_this_quarter_and_those_before_it(
    day: date, quarters: list[str]
) -> None:
    assert letter_quarters(day) == quarters


class Tags(HTMLParser):
    """The tags of a page, with what they carry."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_mail_carries_its_own_style_and_nothing_from_elsewhere() -> None:
    html = letter_mail(letter(), "https://monitor.voorbeeld.nl/")
    tags = Tags(html).found
    names = {tag for tag, _ in tags}
    assert not names & {"script", "style", "link", "img", "iframe", "form", "input", "svg"}
    assert not [attrs for _, attrs in tags if "class" in attrs or "id" in attrs]
    for tag, attrs in tags:
        if tag in {"p", "h1", "h2", "a", "td"}:
            assert attrs.get("style"), (tag, attrs)
    links = {attrs["href"] for tag, attrs in tags if tag == "a"}
    assert links == {
        f"https://monitor.voorbeeld.nl/regio-deal?project={p.id}" for p in load(Project)
    }
    assert "var(--" not in html and len(html.encode()) < 102_000  # Gmail cuts off what is longer


def test_without_an_address_of_the_site_the_mail_leads_nowhere() -> None:
    assert "<a " not in letter_mail(letter(), "")


def contacts(monkeypatch: pytest.MonkeyPatch, folder: Path, *rows: str) -> None:
    file = folder / "contacten.csv"
    file.write_text("\n".join(["project_id,functie,postvak", *rows]) + "\n", "utf-8")
    monkeypatch.setattr("data_loaders.agreements.contacts.CONTACTS_FILE", file)


def test_no_document_names_a_contact_so_none_ships() -> None:
    assert load_contacts() == {} and CONTACTS_FILE.is_file()
    check_contacts()
    assert {item.contact for item in letter().projects} == {"postvak: niet genoemd in de bron"}


def test_a_contact_is_a_function_and_a_mailbox(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    contacts(monkeypatch, tmp_path, "via-t,projectleider,via-t@voorbeeld.nl")
    check_contacts()
    assert load_contacts()["via-t"] == ProjectContact(
        project="via-t", function="projectleider", mailbox="via-t@voorbeeld.nl"
    )
    found = letter_of(NOW, TODAY, (("eigen", "proef"),))
    (item,) = [item for item in found.projects if item.id == "via-t"]
    assert (item.contact, item.mailbox) == ("projectleider", "via-t@voorbeeld.nl")
    assert "via-t@voorbeeld.nl" in letter_mail(found, "")


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("via-q,projectleider,via@voorbeeld.nl", "het project 'via-q' bestaat niet"),
        ("via-t,Jan Jansen,via@voorbeeld.nl", "noem een functie, geen persoon"),
        ("via-t,projectleider,jan.jansen@voorbeeld.nl", "lijkt van een persoon"),
        ("via-t,projectleider,j.jansen@voorbeeld.nl", "lijkt van een persoon"),
        ("via-t,projectleider,geen adres", "is geen e-mailadres"),
        ("via-t,projectleider,javascript:alert(1)", "is geen e-mailadres"),
        ("via-t,projectleider,a@b", "is geen e-mailadres"),
    ],
)
def test_a_contact_that_names_a_person_is_refused(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, row: str, sentence: str
) -> None:
    contacts(monkeypatch, tmp_path, row)
    with pytest.raises(DataError, match=re.escape(sentence)) as problem:
        check_contacts()
    assert problem.value.line == 2


def test_a_project_has_one_contact(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    row = "via-t,projectleider,via-t@voorbeeld.nl"
    contacts(monkeypatch, tmp_path, row, row)
    with pytest.raises(DataError, match="heeft al een contact"):
        check_contacts()
