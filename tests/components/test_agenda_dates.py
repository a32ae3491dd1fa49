"""What this quarter asks and the key dates: days left before, and no claims after."""

from __future__ import annotations

import re
from datetime import date

import pytest
from samples import Html

from components.agenda.dates import PROMINENT, distance, key_dates, this_quarter
from data_loaders.agreements.agenda import Action, KeyDate, Line
from data_loaders.agreements.registers import load, load_by_id

TODAY = date(2026, 11, 21)
DATES = load_by_id(KeyDate)


def quarter(day: date) -> str:
    return this_quarter(load(Action), load(Line), load(KeyDate), day)


def cards(html: str) -> dict[str, str]:
    """The text of each card by its heading."""
    found = re.findall(r'<div class="amm-cijfer"><h\d[^>]*>(.*?)</h\d>(.*?)</div>', html, re.DOTALL)
    return {Html(name).text: Html(f"<div>{body}</div>").text for name, body in found}


def test_this_quarter_tells_what_ends_starts_and_comes() -> None:
    html = quarter(TODAY)
    assert "4e kwartaal 2026: 1 oktober 2026 tot en met 31 december 2026" in html
    assert "9 acties hadden volgens de planning al klaar moeten zijn; of ze klaar zijn" in html
    found = cards(html)
    assert "Inrichten WIN-punt en ontsluiten via Werkcentrum" in found["Klaar volgens de planning"]
    assert "Ontsluiten werkgeversdienstverlening" in found["Klaar volgens de planning"]
    for text in ("vanaf 2027", "nieuwe wet SUWI", "Kennis die", "leeragenda", "methodieken"):
        assert text in found["Begint dit kwartaal"]
    assert "1 januari 2027: nog 41 dagen" in found["Eerstvolgende data"]


@pytest.mark.parametrize(
    ("day", "title"),
    [
        (date(2026, 12, 31), "4e kwartaal 2026"),
        (date(2027, 1, 1), "1e kwartaal 2027"),
        (date(2028, 2, 29), "1e kwartaal 2028"),
    ],
)
def test_the_quarter_changes_on_its_first_day(day: date, title: str) -> None:
    assert f">{title}: " in quarter(day)


def test_before_any_end_nothing_has_passed() -> None:
    assert "klaar moeten zijn" not in quarter(date(2026, 3, 31))
    assert "4 acties hadden" in quarter(date(2026, 4, 1))


def test_a_quarter_without_anything_says_so() -> None:
    found = cards(quarter(date(2040, 1, 1)))
    assert found["Klaar volgens de planning"].strip() == "Geen enkele actie."
    assert found["Eerstvolgende data"].strip() == "Geen enkele datum."


def test_the_three_that_matter_most_are_cards() -> None:
    found = cards(key_dates(load(KeyDate), TODAY))
    assert len(found) == len(PROMINENT) == 3
    suwi = found["Gewijzigde wet SUWI gaat in"]
    assert "41  dagen" in suwi and "1 januari 2027 · verwacht, dus niet zeker" in suwi
    end = found["Banenafspraak loopt af"]
    assert "41  dagen" in end and "1 januari 2027 · gepland" in end
    evaluation = found["Evaluatie van de samenwerking in het Regionaal Beraad begint"]
    assert "3e kwartaal 2026" in evaluation
    assert "of het gebeurd is, staat in geen document" in evaluation


@pytest.mark.parametrize(
    ("key", "day", "text"),
    [
        ("suwi-wet", date(2026, 12, 31), "nog 1 dag"),
        ("suwi-wet", date(2027, 1, 1), "vandaag"),
        ("suwi-wet", date(2027, 1, 2), "voorbij; of het gebeurd is, staat in geen document"),
        ("evaluatie-beraad", date(2026, 6, 30), "op zijn vroegst over 1 dag"),
        ("evaluatie-beraad", date(2026, 7, 1), "valt in de periode van nu"),
        ("evaluatie-beraad", date(2026, 9, 30), "valt in de periode van nu"),
        (
            "evaluatie-beraad",
            date(2026, 10, 1),
            "voorbij; of het gebeurd is, staat in geen document",
        ),
        ("convenant", TODAY, "voorbij"),
        ("evaluatie-middelen", TODAY, "op zijn vroegst over 41 dagen"),
        ("laatste-impulsbudget", TODAY, "op zijn vroegst over 2.233 dagen"),
    ],
)
def test_distance(key: str, day: date, text: str) -> None:
    assert distance(DATES[key], day) == text


@pytest.mark.parametrize("day", [TODAY, date(2012, 1, 1), date(2027, 1, 1), date(2040, 1, 1)])
def test_every_key_date_is_in_exactly_one_table(day: date) -> None:
    html = key_dates(load(KeyDate), day)
    named = re.findall(r'<th scope="row">(.*?)</th>', html)
    assert sorted(named) == sorted(item.text for item in load(KeyDate))
    Html(html)


def test_what_comes_stands_nearest_first() -> None:
    html = key_dates(load(KeyDate), TODAY)
    coming = html[html.index("Wat komt") : html.index("In de periode van nu")]
    named = re.findall(r'<th scope="row">(.*?)</th>', coming)
    assert named[:3] == [
        "Gewijzigde wet SUWI gaat in",
        "Banenafspraak loopt af",
        "Knelpunten in de privacyregels opgelost met de nieuwe SUWI-wet",
    ]
    assert named[-1] == "Laatste jaar met impulsbudget en impuls VWNW"


def test_a_planned_date_that_passed_is_not_said_to_have_happened() -> None:
    html = key_dates(load(KeyDate), date(2040, 1, 1))
    for row in re.findall(r"<tr>(.*?)</tr>", html, re.DOTALL):
        cells = [Html(cell).text for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)]
        if len(cells) == 6 and cells[0] != "Wat":
            assert (cells[3] == "voorbij") == (cells[2] == "gebeurd")


def test_vague_and_derived_dates_show_what_the_source_says() -> None:
    html = key_dates(load(KeyDate), TODAY)
    assert "2026 (bron: ‘begin 2026’)" in html
    assert "2029, afgeleid uit ‘Na 2028’" in html
    assert "2025 (bron: ‘najaar 2025’)" in html
