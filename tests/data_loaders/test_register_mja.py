"""The agreements of the Meerjarenagenda stand in their registers as the document has them.

The literals below were read from the document, apart from the data files.
"""

from __future__ import annotations

import re
from collections import Counter

import pytest
from mja_registers import FOLDER, every, read

from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents

NAMES = (
    "lijnen",
    "ambities",
    "acties",
    "mja_doelen",
    "begroting",
    "financiering",
    "kerndata",
    "beraad",
)

# "Activiteiten in overzicht", page by page: ambitie | paragraaf | start | einde | words of the
# action. "*": no date in the row; the page has as many loose "Doorlopend" as such rows.
ACTIONS = """
[Werkend netwerk]
4|3.1.1|Q2 2026|Q1 2027|pilot Overbetuwe
2|3.1.1|*|*|aandacht brengen van het doelgroepregister
4 5|3.1.1|Q2 2026|Q1 2027|eenduidige werkwijze
2|3.1.1|Q2 2026|Doorlopend|ambassadeur voor de banenafspraak
2|3.1.1|Q3 2026|Q1 2027|instrumentenkoffer
4 6|2.3.4;3.1.2|*|*|praktijkverklaringen
2|3.1.2|*|*|werkbezoeken bij inclusieve werkgevers
2|3.1.2|*|*|events voor werkgevers
2|3.1.2|*|*|HARRIE-training
2 4|2.3.5|*|*|Harmoniseren en uniformeren
6|2.3.4|Q1 2026|Doorlopend|sectorale ontwikkelpaden
6|2.5.2|Q2 2026|Q4 2027|CompetentNL
6|2.3.3;3.1.2|Q1 2026|Doorlopend|sectortafels
[Toegankelijk netwerk]
1|2.2.1;3.2.2|Q1 2026|Q1 2026|Inzet van gidsen in het Werkcentrum
1|2.2.1;3.2.2|Q1 2026|Q1 2026|Loopbaanadviesteam
1/SI 5|2.2.1;2.5.1|Q2 2026|Q4 2027|(digitaal) platform
1 2|2.2.2;3.2.2;3.3.1|Q1 2026|Q4 2026|Ontsluiten werkgeversdienstverlening
1|2.2.3|Q2 2026|Q4 2026|WIN-punt
1 2 4 5|3.2.1|Q1 2026|Q1 2026|Website Werkcentrum actief
1|3.2.1|Q1 2026|Doorlopend|fysieke inlooppunten
1 3|3.2.1|*|*|Deskundigheidsbevordering gidsen
1 5|3.2.2|Q1 2026|Q2 2026|huidige situatie
1 5|3.2.2|Q4 2026|Q1 2027|vanaf 2027
1|3.2.2|*|*|Praktijkoverleg herinrichten
1/SI SNDW|3.2.2|Q1 2026|Q3 2026|Doorstroompunt en sociale infrastructuur
[Transparant netwerk]
5|3.3.1|Q1 2026|Q3 2026|visie op transparantie
1 5|3.3.1|Q2 2026|Q2 2027|VUM verkennen
1 5|3.3.1|Q2 2026|Q3 2026|platform of community
1 5|3.3.1|Q1 2026|Q1 2026|Systeem voor registratie van meldingen
1 5|3.3.1|Q4 2026|Q3 2027|nieuwe wet SUWI
1 5|3.3.1|*|*|AI en IT
[Lerend netwerk]
3|3.4.1|Q2 2026|Q3 2026|Visie op regionaal leren
3|3.4.1|Q2 2026|Q4 2027|minor met de HAN
3|3.4.1|Q4 2025|Doorlopend|Integratief Gedragsmodel
3|3.4.1|Q4 2026|Doorlopend|regionaal ontsluiten
3|2.3.5|Q4 2026|Doorlopend|leeragenda voor professionals
3|2.3.5|Q1 2026|Doorlopend|casuïstiekbespreking
3|2.3.5|Q4 2026|Doorlopend|dezelfde methodieken
3|2.3.5|Q1 2027|Doorlopend|trainingen en workshops
3|3.4.1|Q1 2027|Doorlopend|Leeraanbod overzichtelijk ontsluiten
6|2.3.1|Q1 2026|Q4 2027|LLO-Collectief
6|2.3.2|Q3 2026|Q4 2027|zij-instroom
1 2 3 4 5 6|2.2.4|Q3 2026|Doorlopend|Evaluatie samenwerking
"""


def printed_actions() -> list[tuple[str, list[str]]]:
    line, rows = "", []
    for text in ACTIONS.strip().splitlines():
        if text.startswith("["):
            line = text.strip("[]")
        else:
            rows.append((line, text.split("|")))
    return rows


def iso_quarter(text: str) -> str:
    match = re.fullmatch(r"(Q[1-4]) (\d{4})", text)
    return f"{match[2]}-{match[1]}" if match else ""


@pytest.mark.parametrize("name", NAMES)
def test_every_record_is_there_once_with_its_place_and_short_text(name: str) -> None:
    raw = (FOLDER / f"{name}.csv").read_bytes()
    rows = every(name)
    assert len(rows) == len({row["id"] for row in rows})
    assert {row["document"] for row in read(name)} == {"mja-2026"}
    assert b"\r" not in raw and raw.endswith(b"\n")
    for row in rows:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"]), row["id"]
        assert row["document"] in load_documents() and row["paragraaf"]
        assert all(len(text) <= 200 and text == text.strip() for text in row.values()), row["id"]


def test_no_register_names_a_person() -> None:
    text = "".join((FOLDER / f"{name}.csv").read_text("utf-8") for name in NAMES)
    assert "Munster" not in text and "Marjan" not in text


def ids(name: str) -> set[str]:
    return {row["id"] for row in every(name)}


def test_references_between_registers_hold() -> None:
    known = {
        "lijn_id": ids("lijnen"),
        "lijn_ids": ids("lijnen"),
        "ambitie_ids": ids("ambities"),
        "actie_id": ids("acties"),
        "tegenstrijdigheden": {item.id for item in load_contradictions()},
    }
    for name in NAMES:
        for row in every(name):
            for column in known.keys() & row.keys():
                parts = set(filter(None, row[column].split(";")))
                assert parts <= known[column], (name, row["id"], column)


def test_each_action_has_its_line_ambitions_section_and_dates() -> None:
    lines = {row["id"]: row["lijn"] for row in read("lijnen")}
    pairs = zip(read("acties"), printed_actions(), strict=True)
    for number, (row, (line, (ambition, sections, start, end, words))) in enumerate(pairs, 1):
        loose = start == "*"
        assert row["id"] == f"actie-{number:02}"
        assert lines[row["lijn_id"]] == line
        assert row["ambitie_bron"] == ambition
        ambitions = [f"ambitie-{digit}" for digit in re.findall(r"\d", ambition)]
        assert row["ambitie_ids"].split(";") == ambitions
        assert row["paragraaf"] == sections
        assert words in row["actie"]
        assert row["start_bron"] == ("" if loose else start)
        assert row["einde_bron"] == ("Doorlopend" if loose else end)
        assert (row["start"], row["einde"]) == (iso_quarter(start), iso_quarter(end))
        assert row["einde_herkomst"] == ("afgeleid" if loose else "bron")
        assert row["doorlopend"] == ("ja" if row["einde_bron"] == "Doorlopend" else "nee")


def test_counts_of_the_overview_of_actions() -> None:
    rows = read("acties")
    assert [Counter(row["lijn_id"] for row in rows)[f"lijn-{n}"] for n in (1, 2, 3, 4)] == [
        *(13, 12, 6, 12)
    ]
    assert Counter(row["einde_herkomst"] for row in rows) == {"bron": 34, "afgeleid": 9}
    assert Counter(row["start_herkomst"] for row in rows) == {"bron": 34, "": 9}
    assert Counter(row["doorlopend"] for row in rows) == {"ja": 21, "nee": 22}
    assert [row["id"] for row in rows if row["programmas"]] == ["actie-16", "actie-25"]
    assert {row["id"]: row["trekker"] for row in rows if row["trekker"]} == {
        "actie-14": "gemeenten;UWV"
    }
    assert {row["id"] for row in rows if row["paragraaf"] != row["paragraaf_uitleg"]} == {
        f"actie-{n:02}" for n in (6, 10, 11, 13, 36, 37, 38, 39, 41, 42)
    }


def test_lines_and_ambitions_are_linked_as_the_text_does() -> None:
    lines = [(row["lijn"], row["ambitie_ids"]) for row in read("lijnen")]
    assert lines == [
        ("Werkend netwerk", "ambitie-2;ambitie-4"),
        ("Toegankelijk netwerk", "ambitie-1"),
        ("Transparant netwerk", "ambitie-5"),
        ("Lerend netwerk", "ambitie-3"),
    ]
    rows = read("ambities")
    assert [row["lijn_ids"] for row in rows] == [
        *("lijn-2", "lijn-1", "lijn-4", "lijn-1", "lijn-3", "")
    ]
    assert Counter(row["doel"].startswith("Betere") for row in rows) == {False: 3, True: 3}
    assert not any(row["doelwaarde"] for row in rows)
    assert rows[3]["doelwaarde_bron"] == "meer dan wettelijk vereist"
