"""The registers of the Human Capital Akkoord hold what the documents say.

The literals were read from the documents, apart from the data files.
"""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from transcribed import given, key_of

from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents
from data_loaders.files.paths import DATA

FOLDER = DATA / "afspraken"
NAMES = (
    "hca_speerpunten",
    "hca_doelen",
    "hca_bewoordingen",
    "hca_context",
    "hca_begroting",
    "hca_dekking",
    "hca_principes",
    "hca_activiteiten",
    "hca_planning",
    "hca_governance",
    "hca_effecten",
    "hca_bijdragen",
    "ladder",
)
SKILLS, CONTACT, WORK, TABLES = (
    "vaardigheden-medewerkers",
    "contact-jongeren",
    "werk-focussectoren",
    "actieve-werktafels",
)
PROJECT = "Werken aan een arbeidsmarkt die werkt"

# The first line of each block names the columns.
TARGETS = """
id|doelwaarde|doelwaarde_soort|eenheid|richting|start|einde|baseline|baseline_jaar|cumulatief
vaardigheden-medewerkers|10000|aantal|medewerkers|cumulatief|2023|2026|||ja
contact-jongeren|40000|aantal|jongeren en jongvolwassenen|cumulatief|2023|2026|||ja
projecten-it-studenten|50|percentage|% van de IT-studenten|aandeel|2023|2026|||nee
werk-focussectoren|1000|aantal|werkzoekenden en werkenden|meer dan baseline|2023|2026||2021|nee
actieve-werktafels|5|aantal|actieve werktafels|ten minste||2026|||nee
"""

WORDINGS = """
doel_id|document|paragraaf|doelwaarde|referentiejaar|start|einde|onzekerheid
vaardigheden-medewerkers|hca-akkoord-2023|2.1|10000||2023|2026|
vaardigheden-medewerkers|hca-akkoord-2023|Infographic|10000||||
vaardigheden-medewerkers|hca-akkoord-2023|Bijlage 1|10000||||circa
vaardigheden-medewerkers|regio-deal|@|10000||||
vaardigheden-medewerkers|regio-oost|Regio Oost|10000||2023|2026|
contact-jongeren|hca-akkoord-2023|2.1|40000||2023|2026|
contact-jongeren|hca-akkoord-2023|Infographic|40000||||
contact-jongeren|hca-akkoord-2023|Bijlage 1|40000||||circa
contact-jongeren|regio-deal|@|40000||||
projecten-it-studenten|hca-akkoord-2023|2.1|50||2023|2026|
projecten-it-studenten|hca-akkoord-2023|Infographic|50||||
projecten-it-studenten|hca-akkoord-2023|Bijlage 1|50||||circa
projecten-it-studenten|regio-deal|@|50||||
werk-focussectoren|hca-akkoord-2023|2.1|1000|2021|2023|2026|
werk-focussectoren|hca-akkoord-2023|Infographic|1000||||
werk-focussectoren|hca-akkoord-2023|Bijlage 1|1000||||circa
werk-focussectoren|regio-deal|@|1000|2022||2026|
actieve-werktafels|hca-akkoord-2023|Bijlage 1|5||||tenminste
"""
FIGURES = """
id|waarde|eenheid|periode|gebied|onzekerheid|document
werkzame-beroepsbevolking-2021|368000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
werkenden-focussectoren-2021|110000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
werkenden-energy-2021|25000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
werkenden-health-2021|70000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
werkenden-hightech-2021|15000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
contact-jongeren-per-jaar|10000|mensen per jaar|2023-2026|Arnhem-Nijmegen|zo'n|hca-akkoord-2023
uitstroom-studenten|15000|studenten per jaar||Arnhem-Nijmegen|ca.|hca-akkoord-2023
onbenut-arbeidsaanbod-2021|36000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
onbenut-potentieel-infographic|36000|mensen|2021|Arnhem-Nijmegen||hca-akkoord-2023
extra-banen-focussectoren-2030||banen|2030||tienduizenden|hca-akkoord-2023
openstaande-vacatures-2022|14200|vacatures|2022-Q3|Arnhem-Nijmegen||hca-akkoord-2023
banen-energietransitie|15000|banen||Gelderland||hca-akkoord-2023
tekort-zorg-en-welzijn|130000|banen|de komende jaren||ruim|hca-akkoord-2023
tekorten-zonder-actie|10|jaar||||hca-akkoord-2023
topsectoren|4|sectoren||Arnhem-Nijmegen||hca-akkoord-2023
focussectoren-mja|3|sectoren|2023-04|Arnhem-Nijmegen||mja-2026
speerpunten|3|speerpunten||Arnhem-Nijmegen||hca-akkoord-2023
basisprincipes|5|principes||Arnhem-Nijmegen||hca-akkoord-2023
looptijd-akkoord|4|jaar|2023-2026|Arnhem-Nijmegen||hca-akkoord-2023
werktafels-akkoord|6|werktafels||Arnhem-Nijmegen||hca-akkoord-2023
werktafels-infographic|6|werktafels||Arnhem-Nijmegen||hca-akkoord-2023
werktafels-regio-deal|5|werktafels||Arnhem-Nijmegen||regio-deal
aandeel-zorg-regio-deal|20|%||Arnhem-Nijmegen|meer dan|regio-deal
oost-provincies|2|provincies||Gelderland en Overijssel||regio-oost
oost-arbeidsmarktregios|8|arbeidsmarktregio's||Gelderland en Overijssel||regio-oost
seece-transities|3|transities||||regio-oost
llo-katalysator-aanbieders|11|onderwijsaanbieders|na zomer 2024|Gelderland||regio-oost
groenvermogen-hogescholen|6|hogescholen||||regio-oost
groenvermogen-regios|6|regio's||||regio-oost
seece-arnhem-samenwerking|6|jaar|||een jaar of|regio-oost
seece-arnhem-overeenkomst|||najaar 2024|||regio-oost
be-an-engineer-jaren|4|jaar||||regio-oost
pps-opschaling||||||regio-oost
succesverhalen|4|succesverhalen||||regio-oost
looptijd-hca-zwolle|||2020-2023|Regio Zwolle||regio-oost
looptijd-regio-deal-zwolle|||2024-2028|Regio Zwolle||regio-oost
looptijd-regio-deal-twente|||2023-2028|Twente||regio-oost
technohub-bedrijven|150|bedrijven||||hca-presentatie
technohub-leerlingen-eerst|17|leerlingen per jaar||||hca-presentatie
technohub-leerlingen-daarna|120|leerlingen per jaar||||hca-presentatie
asml-basisscholen|250|basisscholen|komende 3 jaar|||hca-presentatie
ngf-advies|||2022-04|Nederland||hca-presentatie
topsectorenbeleid|||vanaf 2010|Nederland||hca-presentatie
hca-per-topsector|||vanaf 2012|Nederland||hca-presentatie
roadmap-2016|||2016-2020|Nederland||hca-presentatie
roadmap-2020|||2020-2023|Nederland||hca-presentatie
utrecht-projecten-zorg|5|projecten||Utrecht||hca-presentatie
utrecht-projecten-ict|7|projecten||Utrecht||hca-presentatie
utrecht-projecten-techniek|8|projecten||Utrecht||hca-presentatie
utrecht-projecten-onderwijs|1|projecten||Utrecht||hca-presentatie
utrecht-projecten-intersectoraal|3|projecten||Utrecht||hca-presentatie
utrecht-projecten|24|projecten||Utrecht||hca-presentatie
"""


def every(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def rows(name: str) -> list[dict[str, str]]:
    """What the documents gave."""
    return given(name, every(name))


def by(name: str, column: str = "id") -> dict[str, dict[str, str]]:
    return {row[column]: row for row in rows(name)}


def literals(block: str) -> list[list[str]]:
    place = f"{PROJECT}, Beoogde resultaten"
    return [line.replace("@", place).split("|") for line in block.split("\n") if line]


def check(name: str, block: str) -> None:
    header, *expected = literals(block)
    assert [[row[column] for column in header] for row in rows(name)] == expected


@pytest.mark.parametrize("name", NAMES)
def test_file_has_its_records_and_its_form(name: str) -> None:
    data = (FOLDER / f"{name}.csv").read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")
    found = every(name)
    keys = [key_of(name, row) for row in found]
    assert len(set(keys)) == len(keys)
    for row in found:
        assert None not in row and None not in row.values()
        assert row["document"] in load_documents()
        assert row["paragraaf"]
        assert re.fullmatch(r"[a-z0-9-]+", row.get("id", "x"))
        for column, cell in row.items():
            assert cell == cell.strip() and "\n" not in cell
            assert all(len(part) <= 200 for part in cell.split(";")), (row, column)


@pytest.mark.parametrize("name", [name for name in NAMES if name != "hca_doelen"])
def test_references_exist(name: str) -> None:
    contradictions = {found.id for found in load_contradictions()}
    goals = {row["id"] for row in every("hca_doelen")}
    for row in every(name):
        assert row.get("doel_id", "") in goals | {""}
        for reference in filter(None, row.get("tegenstrijdigheden", "").split(";")):
            assert reference in contradictions


def test_spearheads_and_their_goals() -> None:
    assert [(row["speerpunt"], row["route"]) for row in rows("hca_speerpunten")] == [
        ("Leven Lang Ontwikkelen voor iedereen", "Van werk naar werk"),
        ("Aantrekken en behouden van talent", "Van opleiding naar werk"),
        ("Activeren onbenut arbeidspotentieel", "Van niet werkend naar werk"),
    ]
    assert all(len(row["subpunten"].split(";")) == 2 for row in rows("hca_speerpunten"))
    spearheads = list(by("hca_speerpunten"))
    assert [row["speerpunt_id"] for row in rows("hca_doelen")] == [
        spearheads[0],
        spearheads[1],
        spearheads[1],
        spearheads[2],
        "",
    ]


def test_targets_are_those_of_the_documents() -> None:
    check("hca_doelen", TARGETS)
    assert [row["paragraaf"] for row in rows("hca_doelen")] == ["2.1"] * 4 + ["Bijlage 1"]
    assert {row["gebied"] for row in rows("hca_doelen")} == {"Arnhem-Nijmegen"}


def test_each_place_that_states_a_goal() -> None:
    check("hca_bewoordingen", WORDINGS)
    areas = {row["gebied"] for row in rows("hca_bewoordingen") if row["document"] != "regio-oost"}
    assert areas == {"Arnhem-Nijmegen"}
    assert by("hca_bewoordingen", "document")["regio-oost"]["gebied"] == "Gelderland"


def test_wording_keeps_its_numbers() -> None:
    for row in rows("hca_bewoordingen"):
        number = f"{int(row['doelwaarde']):,}".replace(",", ".")
        assert re.search(rf"(?<![\d.]){re.escape(number)}(?![\d.])", row["bewoording"])
        assert row["onzekerheid"] in row["bewoording"]
        assert row["referentiejaar"] in row["bewoording"]
        assert row["einde"] in row["bewoording"]
        assert not row["start"] or "2023-2026" in row["bewoording"] + row["toelichting"]
        assert ("Over 4 jaar" in row["bewoording"]) == (row["paragraaf"] == "Bijlage 1")


def test_figures_around_the_goals() -> None:
    check("hca_context", FIGURES)
    read_by_us = {row["id"] for row in rows("hca_context") if row["herkomst"] == "afgeleid"}
    assert len(read_by_us) == 11
    assert {"openstaande-vacatures-2022", "onbenut-potentieel-infographic"} < read_by_us
    assert {row["herkomst"] for row in rows("hca_context")} == {"bron", "afgeleid"}


def test_area_codes_and_the_goal_of_each_figure() -> None:
    codes = {"Arnhem-Nijmegen": "GMR", "Gelderland": "PV25", "Nederland": "NL01"}
    found = rows("hca_context")
    assert all(row["gebied_code"] == codes.get(row["gebied"], "") for row in found)
    goals = Counter(row["doel_id"] for row in found)
    assert (goals[SKILLS], goals[CONTACT], goals[WORK], goals[TABLES]) == (5, 2, 3, 3)


def test_parts_of_the_sectors_add_up() -> None:
    context = by("hca_context")
    parts = [context[f"werkenden-{part}-2021"] for part in ("energy", "health", "hightech")]
    assert sum(int(row["waarde"]) for row in parts) == 110_000
    utrecht = [row for row in rows("hca_context") if row["id"].startswith("utrecht-projecten-")]
    assert sum(int(row["waarde"]) for row in utrecht) == 24
