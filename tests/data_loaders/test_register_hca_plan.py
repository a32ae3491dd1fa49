"""Money, people, plan and effects of the Human Capital Akkoord, as the documents give them.

The literals were read from the documents, apart from the data files.
"""

from __future__ import annotations

import csv
import re
from collections import Counter

from transcribed import given

from data_loaders.files.paths import DATA

FOLDER = DATA / "afspraken"
PROJECT = "Werken aan een arbeidsmarkt die werkt"
BOARD, METRO, PROVINCE = (
    "The Economic Board",
    "Groene Metropoolregio Arnhem-Nijmegen",
    "Provincie Gelderland",
)

# 4.1, x 1.000 euro
BUDGET = {
    "Opschaling projecten": (1500, 1500, 1500, 1500),
    "Dashboard": (20, 10, 10, 10),
    "Kennisdeling": (50, 50, 50, 50),
    "Projectorganisatie": (250, 250, 250, 250),
    "Ontwikkelgeld projecten": (150, 150, 150, 150),
    "Totaal per jaar": (1970, 1960, 1960, 1960),
}

# 3.1: approach and the number of its activities
APPROACHES = {
    "Kennisdeling en verduurzaming regionale samenwerking": 3,
    "Afstemming vraag en aanbod werkgevers en onderwijs. Vraagarticulatie vanuit bedrijven": 3,
    "Netwerkontwikkeling en regionale samenwerking": 2,
    "Zichtbaarheid vergroten": 2,
    "Opschalen, versnellen en versterken": 1,
    "Innovatie en ontwikkeling stimuleren": 1,
    "Genereren (co)financiering": 2,
    "Samenwerking met het Rijk": 1,
}

# the sections of the akkoord, in the order of each register
SECTIONS = {
    "hca_speerpunten": ["2"] * 3,
    "hca_context": ["2.1"] * 8
    + ["Infographic", "2.1", "Infographic"]
    + ["1.1"] * 4
    + ["1.2", "3", "1.2", "3.2", "Infographic"],
    "hca_dekking": ["4.2"] * 2 + ["Bijlage 1"] * 2 + ["4.2"] * 11,
    "hca_principes": ["3"] * 5,
    "hca_planning": ["3.3"] * 5 + ["3.1", "5.1", "3.2", "1.2"],
    "hca_governance": ["3.2"] * 7 + ["3.4"] + ["5"] * 4 + ["5.1"] + ["Infographic"] * 2,
    "hca_effecten": ["1.2"] + ["Infographic"] * 4 + ["2"] * 3 + ["Bijlage 1"] * 26,
    "hca_bijdragen": ["5.2"],
}

# every number on the ladder
LADDER_NUMBERS = {
    "alle-input-1": ["1.970.000", "2023", "1.960.000", "2024-2026"],
    "alle-input-2": ["200.000", "2023"],
    "alle-input-3": ["48"],
    "vaardigheden-medewerkers-output-1": ["10.000"],
    "contact-jongeren-output-2": ["40.000"],
    "projecten-it-studenten-output-1": ["50%"],
    "werk-focussectoren-outcome-1": ["1.000"],
    "actieve-werktafels-output-1": ["5"],
    "actieve-werktafels-output-2": ["2023-2026"],
}

# goal, project: the numbers that its reason must carry
CONTRIBUTIONS = {
    ("vaardigheden-medewerkers", PROJECT): ["10.000"],
    ("contact-jongeren", PROJECT): ["40.000"],
    ("projecten-it-studenten", PROJECT): ["50%"],
    ("werk-focussectoren", PROJECT): ["1.000", "2022"],
    ("actieve-werktafels", PROJECT): ["5 werktafels"],
    ("vaardigheden-medewerkers", "VIA-T"): ["2.000", "per jaar"],
    ("werk-focussectoren", "VIA-T"): ["200 FTE", "2023-2027", "25%"],
    ("contact-jongeren", "Soil Valley"): ["5.200", "320", "2024-2026"],
    ("werk-focussectoren", "Soil Valley"): ["30 mensen", "2024-2026"],
    ("contact-jongeren", "Techniekdag"): ["8.000", "24.000", "3 jaar", "9 techniekdagen"],
    ("contact-jongeren", "Circulaire Regio"): ["mbo, hbo en wo"],
    ("", "Grenzeloos samenwerken"): [],
}


def rows(name: str) -> list[dict[str, str]]:
    """What the documents gave."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return given(name, csv.DictReader(file, strict=True))


def by(name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(name)}


def test_sections_of_the_akkoord() -> None:
    for name, sections in SECTIONS.items():
        found = [row["paragraaf"] for row in rows(name) if row["document"] == "hca-akkoord-2023"]
        assert found == sections, name


def test_budget_as_published_adds_up() -> None:
    found = {(row["post"], int(row["jaar"])): row for row in rows("hca_begroting")}
    for post, amounts in BUDGET.items():
        for year, amount in zip(range(2023, 2027), amounts, strict=True):
            row = found[post, year]
            assert (row["bedrag_bron_x1000"], row["bedrag"]) == (str(amount), str(amount * 1000))
            assert row["soort"] == ("totaal" if post == "Totaal per jaar" else "post")
            assert (row["document"], row["paragraaf"]) == ("hca-akkoord-2023", "4.1")
    for year in range(2023, 2027):
        lines = [int(row["bedrag"]) for (_, y), row in found.items() if y == year]
        assert sum(lines) == 2 * int(found["Totaal per jaar", year]["bedrag"])
    totals = [int(row["bedrag"]) for row in found.values() if row["soort"] == "totaal"]
    assert sum(totals) == 7_850_000


def test_cover_in_hours_and_euros() -> None:
    cover = by("hca_dekking")
    amounts = {name: row["waarde"] for name, row in cover.items() if row["waarde"]}
    assert amounts == {
        "partner-in-kind": "48",
        "steunverklaring-in-kind": "48",
        "uitvoering-2023": "200000",
    }
    for name in ("partner-in-kind", "steunverklaring-in-kind"):
        row = cover[name]
        assert (row["eenheid"], row["onzekerheid"]) == ("uur per jaar per partner", "tenminste")
        assert (row["looptijd_jaren"], row["vorm"]) == ("4", "in kind")
    first_year = cover["uitvoering-2023"]
    assert (first_year["eenheid"], first_year["periode"]) == ("euro", "2023")
    assert (first_year["vorm"], first_year["wie"]) == ("geld", f"{PROVINCE};{METRO}")
    assert cover["capaciteit"]["wie"] == f"{PROVINCE};{METRO};{BOARD}"
    assert cover["capaciteit"]["vorm"] == "in kind"


def test_schemes_are_listed() -> None:
    assert all(row["wie"] and row["wat"] for row in rows("hca_dekking"))
    forms = Counter(row["vorm"] for row in rows("hca_dekking"))
    assert forms == {"geld": 15, "in kind": 3}
    kinds = Counter(row["soort"] for row in rows("hca_dekking"))
    assert kinds == {"bijdrage": 6, "europese regeling": 3, "rijksregeling": 6, "achtergrond": 3}
    names = {row["wie"] for row in rows("hca_dekking") if row["soort"] == "rijksregeling"}
    assert names == {
        "Regio Deal",
        "Nationaal Groeifonds",
        "Regionaal Investeringsfonds mbo",
        "MKB-subsidies, zoals SLIM",
        "Expeditie-regeling",
        "Kaderregeling subsidies OCW, SZW en VWS",
    }
    assert by("hca_dekking")["rif-mbo"]["periode"] == "2023"


def test_five_principles() -> None:
    assert [row["principe"] for row in rows("hca_principes")] == [
        "Triple helix",
        "Focussectoren Energy, Health, Hightech",
        "Regionaal",
        "Duurzame samenwerking",
        "Kennisdeling",
    ]
    assert [row["nummer"] for row in rows("hca_principes")] == ["1", "2", "3", "4", "5"]
    assert [row["nummer"] for row in rows("hca_speerpunten")] == ["1", "2", "3"]


def test_activities_per_approach() -> None:
    found = rows("hca_activiteiten")
    groups = Counter(row["groep"] for row in found)
    assert groups == {
        "akkoord": 15,
        "werktafels": 5,
        "communicatie": 2,
        "grens": 1,
        "regio-deal": 7,
    }
    assert Counter(row["aanpak"] for row in found if row["groep"] == "akkoord") == APPROACHES
    sections = {"akkoord": "3.1", "werktafels": "3.2", "communicatie": "3.4", "grens": "5.2"}
    for row in found:
        expected = sections.get(row["groep"], f"{PROJECT}, Plan van aanpak")
        assert row["paragraaf"] == expected


def test_planning_and_dates() -> None:
    found = rows("hca_planning")
    first_half = [row for row in found if row["paragraaf"] == "3.3"]
    assert len(first_half) == 5
    for row in first_half:
        assert (row["start"], row["einde"]) == ("2023-01", "2023-06")
        assert (row["periode"], row["soort"]) == ("eerste 6 maanden van 2023", "planning")
    dates = {
        row["id"]: (row["start"], row["einde"], row["periode"])
        for row in found
        if row["soort"] == "mijlpaal"
    }
    assert dates == {
        "agenda-vastgesteld": ("2022-04", "2022-04", "april 2022"),
        "akkoord-getekend": ("2023-04", "2023-04", "april 2023"),
        "akkoord-vastgesteld": ("2023-04", "2023-04", "april 2023"),
    }
    plan = by("hca_planning")["actieplan-werktafels"]
    assert (plan["start"], plan["einde"]) == ("2023", "2026")


def test_governance_numbers() -> None:
    found = by("hca_governance")
    numbers = {
        name: (row["aantal"], row["aantal_max"]) for name, row in found.items() if row["aantal"]
    }
    assert numbers == {
        "ambassadeurs": ("8", ""),
        "programmamanager": ("1", ""),
        "werktafels": ("6", ""),
        "werktafel-aanjager": ("1", ""),
        "werktafel-leden": ("6", "8"),
        "werktafels-infographic": ("6", ""),
        "trekker-regio-deal": ("1", ""),
        "werktafels-regio-deal": ("5", ""),
        "trekkers-regio-oost": ("3", ""),
    }
    for name in ("besluitvorming", "kernteam", "communicatieteams", "trekkers-regio-oost"):
        assert found[name]["organisaties"] == f"{BOARD};{METRO};{PROVINCE}"
    assert found["lobby-samen"]["organisaties"] == f"{BOARD};{METRO};{PROVINCE}"
    assert found["gmr"]["organisaties"] == METRO
    assert found["trekker-regio-deal"]["orgaan"] == BOARD
    assert len(found["partners"]["organisaties"].split(";")) == 9


def test_effects_and_what_a_partner_promises() -> None:
    found = by("hca_effecten")
    assert Counter(row["soort"] for row in found.values()) == {
        "ambitie": 1,
        "uitdaging": 4,
        "impact": 3,
        "effect": 9,
        "toezegging": 8,
        "meedoen": 6,
        "verklaring": 3,
        "resultaat": 1,
    }
    for name, row in found.items():
        assert name == f"{row['soort']}-{row['nummer']}"
    hours = found["toezegging-1"]
    assert (hours["waarde"], hours["eenheid"], hours["looptijd_jaren"]) == (
        "48",
        "uur per jaar",
        "4",
    )
    assert [row["id"] for row in found.values() if row["waarde"]] == ["toezegging-1"]
    assert found["impact-1"]["paragraaf"] == "2"
    assert found["effect-9"]["paragraaf"] == "Bijlage 1"


def test_contributing_projects_are_counted_once() -> None:
    found = {(row["doel_id"], row["project"]): row for row in rows("hca_bijdragen")}
    assert set(found) == set(CONTRIBUTIONS)
    for key, row in found.items():
        assert row["telt_mee"] == "nee"
        from_source = row["project"] in (PROJECT, "Grenzeloos samenwerken")
        assert row["herkomst"] == ("bron" if from_source else "afgeleid")
        assert row["toelichting"]
        assert all(number in row["reden"] for number in CONTRIBUTIONS[key])


def test_ladder_has_each_step_for_each_goal() -> None:
    found = rows("ladder")
    goals = {goal for goal, _ in CONTRIBUTIONS}
    steps = {(row["doel_id"], row["niveau"]) for row in found}
    assert steps == {(goal, step) for goal in goals for step in ("input", "output", "outcome")}
    assert Counter(row["herkomst"] for row in found) == {"bron": 1, "afgeleid": 27}
    assert by("ladder")["alle-outcome-2"]["herkomst"] == "bron"
    sections = [row["paragraaf"] for row in found if row["document"] == "hca-akkoord-2023"]
    assert Counter(sections) == {
        "Bijlage 1": 9,
        "3.2": 7,
        "2.1": 4,
        "2": 3,
        "4.2": 2,
        "4.1": 1,
        "3.1": 1,
    }
    for row in found:
        assert row["id"].startswith(f"{row['doel_id'] or 'alle'}-{row['niveau']}-")
    for name, numbers in LADDER_NUMBERS.items():
        what = by("ladder")[name]["wat"]
        assert re.findall(r"\d[\d.%-]*", what) == numbers
