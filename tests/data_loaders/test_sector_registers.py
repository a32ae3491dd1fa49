"""The registers of the speerpuntsectoren hold what the documents say.

The literals were read from the documents, apart from the data files.
"""

from __future__ import annotations

import csv
import re
import tomllib
from pathlib import Path

import pytest
from transcribed import given, key_of

from data_loaders.contradictions import load_contradictions
from data_loaders.documents import load_documents
from data_loaders.files.paths import DATA, ROOT
from data_loaders.geo.regions import load_regions

FOLDER = DATA / "speerpunten"
INDICATORS = ROOT / "data_loaders" / "indicators"
OWN = {"sbi", "antwoorden"}  # our choice and our judgement: no document says it
NAMES = (
    "agendas",
    "sectoren",
    "keuzes",
    "sbi",
    "sectorcijfers",
    "posities",
    "vragen",
    "antwoorden",
    "verbanden",
)
# Columns: HCA, Liemerse Economische Visie, Arnhem, Doesburg, Rheden. `?` is the dot of
# Vrijetijdseconomie that the text does not explain and that has no readable column.
MATRIX = """
energie                j n j n n
zorg                   j n j n j
hoogwaardige-techniek  j n j n n
ict                    n n j n n
onderwijs-kinderopvang n n j n n
logistiek              n j n n n
maakindustrie          n j n n n
vrijetijdseconomie     n j ? ? ?
groen                  n n n j n
"""
THREE = "energie;zorg;hoogwaardige-techniek"
TECH = "hoogwaardige-techniek"
# id | sector | value | unit | period | area | uncertainty | shown
FIGURES = f"""
hca-werkenden-2021|alle|368000|mensen|2021|GMR||ja
hca-werkenden-focus-2021|{THREE}|110000|mensen|2021|GMR||ja
hca-werkenden-energy-2021|energie|25000|mensen|2021|GMR||ja
hca-werkenden-health-2021|zorg|70000|mensen|2021|GMR||ja
hca-werkenden-hightech-2021|{TECH}|15000|mensen|2021|GMR||ja
hca-energietransitie-banen|energie|15000|banen||PV25||ja
hca-tekort-zorg|zorg|130000|banen|de komende jaren||ruim|ja
hca-tekort-tien-jaar|alle|10|jaar||GMR||ja
hca-topsectoren|{THREE}|4|sectoren||GMR||ja
hca-uitstroom-studenten|alle|15000|studenten per jaar||GMR|ca.|ja
hca-doel-vaardigheden|alle|10000|medewerkers|2026|GMR||ja
hca-doel-it-studenten|ict|50|% van de IT-studenten|2023-2026|GMR||ja
hca-doel-it-bijlage|ict|50|% van de IT-studenten|over 4 jaar|GMR|circa|nee
hca-doel-werk|{THREE}|1000|werkzoekenden en werkenden|2026|GMR||ja
hca-doel-werk-bijlage|{THREE}|1000|werkzoekenden|over 4 jaar|GMR|circa|nee
hca-vacatures-2022|alle|14200|vacatures|2022-Q3|GMR||ja
rd-aandeel-zorg|zorg|20|%||GMR|meer dan|nee
rd-doel-werk|{THREE}|1000|werkzoekenden en werkenden|eind 2026|GMR||nee
rd-doel-it-studenten|ict|50|% van de IT-studenten||GMR||nee
rd-via-t-bedrijven|{TECH}|50|bedrijven|||minimaal|ja
rd-via-t-cursisten|{TECH}|2000|cursisten per jaar||||ja
rd-via-t-fte|{TECH}|200|fte|2023-2027|||ja
rd-via-t-zij-instroom|{TECH}|25|% van de nieuwe werknemers|2023-2027||minimaal|ja
rd-techniekdag-dagen|{TECH}|3|techniekdagen per jaar||||ja
rd-techniekdag-dagen-totaal|{TECH}|9|techniekdagen|3 jaar|||ja
rd-techniekdag-bezoekers|{TECH}|8000|bezoekers per jaar||||ja
rd-techniekdag-bezoekers-totaal|{TECH}|24000|mensen|na 3 jaar|||ja
mja-mbo-studenten-2020|alle|12519|studenten|2020/2021|AM07||ja
mja-mbo-studenten-2024|alle|10821|studenten|2024/2025|AM07||ja
mja-mbo-studenten-groei|alle|-14|%|2020/2021-2024/2025|AM07||ja
mja-mbo-zorg|zorg|30|% van de mbo-studenten|2024/2025|AM07|bijna|ja
mja-mbo-vacatures|alle|8|%|het afgelopen jaar|AM07||ja
mja-60plus-alle|alle|12|% van de werknemers||AM07||ja
mja-60plus-zorg|zorg|14|% van de werknemers||AM07||ja
mja-pensioen-zorg|zorg|7800|mensen|komende zeven jaar|AM07||nee
mja-pensioen-industrie|maakindustrie|5800|mensen|komende zeven jaar|AM07||ja
mja-pensioen-openbaar-bestuur||4200|mensen|komende zeven jaar|AM07||ja
mja-banen-2027|alle|207400|banen|2027|AM07|naar verwachting|ja
mja-banen-groei|alle|2.9|%|2024-2027|AM07|naar verwachting|ja
mja-banen-groei-nl|alle|2.8|%|2024-2027|NL01|naar verwachting|ja
mja-zelfstandigen-2027|alle|52900|banen|2027|AM07|naar verwachting|ja
mja-zelfstandigen-groei|alle|-4.4|%|2022-2027|AM07|naar verwachting|ja
mja-zorg-aandeel|zorg|17|% van alle banen||AM07||ja
mja-zorg-groei|zorg|7|%|2024-2027|AM07||ja
mja-specialistisch-omvang||0.5|keer Zorg & Welzijn||AM07|ongeveer|ja
mja-industrie-aandeel|maakindustrie|9|% van de banen van werknemers||AM07|ruim|ja
mja-industrie-aandeel-nl|maakindustrie|9|% van de banen van werknemers||NL01|bijna|ja
mja-energie-verhouding|energie|2|keer Nederland||AM07||ja
mja-roa-mbo-rond-3|alle|3|% van de werkenden|2023-2028|AM07|rond|ja
mja-vacatures-2024|alle|34000|vacatures|2024|AM07||ja
mja-pendel-eigen-aandeel|alle|70|%|2023|AM07||ja
mja-pendel-eigen-aantal|alle|149000|banen|2023|AM07||ja
mja-pendel-uit-aandeel|alle|30|%|2023|AM07||ja
mja-pendel-uit-aantal|alle|64000|banen|2023|AM07||ja
mja-pendel-uit-rijk-van-nijmegen|alle|13000|banen|2023|AM07||ja
mja-pendel-uit-foodvalley|alle|9000|banen|2023|AM07||ja
mja-pendel-uit-veluwe-stedendriehoek|alle|6000|banen|2023|AM07||ja
mja-pendel-uit-achterhoek|alle|5000|banen|2023|AM07||ja
mja-pendel-in-aandeel|alle|26|%|2023|AM07||ja
mja-pendel-in-aantal|alle|53000|banen|2023|AM07||ja
mja-pendel-in-rijk-van-nijmegen|alle|11000|banen|2023|AM07||ja
mja-speerpuntsectoren|alle|9|sectoren||AM07||ja
mja-focussectoren|{THREE}|3|sectoren|2023-04|GMR||ja
mja-sectortafels|alle|6|sectortafels|2026-2027|AM07||ja
oost-doel-llo-energy|energie|10000|medewerkers|2023-2026|PV25|onder meer|nee
oost-llo-katalysator|energie|11|onderwijsaanbieders|na zomer 2024|PV25||ja
oost-groenvermogen-hogescholen|energie|6|hogescholen||||ja
oost-groenvermogen-regios|energie|6|regio's||||ja
pres-technohub-bedrijven|{TECH}|150|bedrijven||||nee
pres-technohub-eerst|{TECH}|17|leerlingen per jaar||||nee
pres-technohub-daarna|{TECH}|120|leerlingen per jaar||||nee
pres-asml-basisscholen|{TECH}|250|basisscholen|komende 3 jaar|||nee
pres-utrecht-zorg|zorg|5|projecten||||nee
pres-utrecht-ict|ict|7|projecten||||nee
pres-utrecht-techniek|{TECH}|8|projecten||||nee
pres-utrecht-onderwijs|onderwijs-kinderopvang|1|projecten||||nee
pres-utrecht-intersectoraal|alle|3|projecten||||nee
"""
ROA = {
    "uitbreiding": "0.2 0.2 0.3 0.2 0.4 0.5 0.3 0.1 0.2 0.2",
    "vervanging": "10.3 3.5 7.2 2.2 3.5 3.0 2.8 2.5 2.7 3.4",
    "instroom": "13.2 6.0 1.4 0.7 3.9 4.5 3.0 3.4 2.7 3.5",
}
# What the documents say in words only: id | sector | paragraph
WORDS = """
mja-overige-diensten-groei||1.2.1
mja-groothandel-groei||1.2.1
mja-industrie-groei|maakindustrie|1.2.1
mja-industrie-groei-nl|maakindustrie|1.2.1
mja-60plus-transport|logistiek|1.1.7
mja-vacatures-administratief||1.2.3
mja-vacatures-technisch|hoogwaardige-techniek|1.2.3
mja-vacatures-logistiek|logistiek|1.2.3
mja-krapte-zorg|zorg|1.2.4
mja-krapte-techniek|hoogwaardige-techniek|1.2.4
mja-arnhem-tekort-onderwijs|onderwijs-kinderopvang|2.6.2
mja-arnhem-tekort-ict|ict|2.6.2
mja-doesburg-groen|groen|2.6.2
mja-rheden-zorg|zorg|2.6.2
hca-extra-banen-2030|energie;zorg;hoogwaardige-techniek|2.1
oost-chipopleiding|hoogwaardige-techniek|Knelpunten
oost-waterstofopleiding|energie|Knelpunten
oost-krapte-techniek|hoogwaardige-techniek|Regio Oost
pres-vraag-ict|ict|Een toenemende vraag naar techniek en ICT
"""
# sector | share | share NL | times NL | growth 2024-2027 | jobs
POSITIONS = """
Overige zakelijke diensten|||||
Groothandel|||||
Zorg & Welzijn|17|||7|
Specialistische zakelijke diensten|||||
Industrie|9|9|||
Energiesector|||2||
"""


def rows(name: str) -> list[dict[str, str]]:
    """What the documents gave."""
    return given(name, every(name))


def every(name: str, folder: Path = FOLDER) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def by_id(name: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in rows(name)}


def lines(block: str) -> list[list[str]]:
    return [line.split("|") for line in block.strip().split("\n")]


def ids_of(*names: str) -> set[str]:
    return {row["id"] for name in names for row in every(name, DATA / "afspraken")}


@pytest.mark.parametrize("name", NAMES)
def test_file_has_its_records_and_its_form(name: str) -> None:
    data = (FOLDER / f"{name}.csv").read_bytes()
    assert b"\r" not in data and data.endswith(b"\n") and not data.startswith(b"\xef\xbb\xbf")
    found = every(name)
    assert len({key_of(name, row) for row in found}) == len(found)
    assert list(found[0])[-3:] == ["document", "paragraaf", "toelichting"]
    for row in found:
        assert None not in row and None not in row.values()
        if name in OWN:
            assert (row["document"], row["paragraaf"]) == ("eigen", "")
        else:
            assert row["document"] in load_documents() and row["paragraaf"]
        assert re.fullmatch(r"[a-z0-9-]+", row.get("id", "x"))
        for column, cell in row.items():
            assert cell == cell.strip() and "\n" not in cell
            assert len(cell) <= 200 or column == "url", (row, column)


@pytest.mark.parametrize("name", NAMES)
def test_references_exist(name: str) -> None:
    sectors, agendas, questions = (
        {row["id"] for row in every(register)} for register in ("sectoren", "agendas", "vragen")
    )
    contradictions = {found.id for found in load_contradictions()}
    areas = load_regions()
    for row in every(name):
        assert set(filter(None, row.get("sector_id", "").split(";"))) <= sectors | {"alle"}
        assert row.get("agenda_id", "gemeente-arnhem") in agendas
        assert row.get("vraag_id", "skills") in questions
        assert set(filter(None, row.get("tegenstrijdigheden", "").split(";"))) <= contradictions
        codes = f"{row.get('gebied_code', '')};{row.get('gebied_codes', '')}"
        assert all(areas.find(code) for code in codes.split(";") if code)
        for column in ("herkomst", "gebied_herkomst", "sector_herkomst", "focussector_herkomst"):
            assert row.get(column, "") in {"bron", "afgeleid", ""}


def test_nine_sectors_of_the_table_in_their_order() -> None:
    assert [row["sector"] for row in rows("sectoren")] == [
        "Energie",
        "Zorg",
        "(Hoogwaardige) techniek",
        "ICT",
        "Onderwijs & kinderopvang",
        "Logistiek",
        "Maakindustrie",
        "Vrijetijdseconomie (incl. Horeca)",
        "Groen",
    ]
    focus = {row["id"]: row["focussector"] for row in rows("sectoren") if row["focussector"]}
    assert focus == {"energie": "Energy", "zorg": "Health", TECH: "Hightech"}


def test_five_agendas_and_their_municipalities() -> None:
    areas = {row["id"]: row["gebied_codes"] for row in rows("agendas")}
    assert areas == {
        "hca-arnhem-nijmegen": "GMR",
        "liemerse-economische-visie": "GM0221;GM0226;GM0293;GM0299;GM1955",
        "gemeente-arnhem": "GM0202",
        "gemeente-doesburg": "GM0221",
        "gemeente-rheden": "GM0275",
    }
    stated = [(row["vastgesteld"], row["status"]) for row in rows("agendas")]
    assert stated[0] == ("2023-04", "vastgesteld") and stated[2] == ("2022-12", "vastgesteld")
    assert [status for _, status in stated[3:]] == ["genoemd", "genoemd"]


def test_matrix_of_sectors_and_agendas() -> None:
    words = {"j": "ja", "n": "nee", "?": "onduidelijk"}
    agendas = [row["id"] for row in rows("agendas")]
    expected = [
        (sector, agenda, words[cell])
        for sector, *cells in (line.split() for line in MATRIX.strip().split("\n"))
        for agenda, cell in zip(agendas, cells, strict=True)
    ]
    found = [(row["sector_id"], row["agenda_id"], row["gekozen"]) for row in rows("keuzes")]
    assert found == expected
    for row in rows("keuzes"):
        chosen = row["gekozen"] == "ja"
        assert bool(row["reden"]) == chosen and bool(row["naam_in_agenda"]) == chosen
        assert row["gekozen"] != "nee" or row["herkomst"] == "afgeleid"


@pytest.mark.parametrize("expected", lines(FIGURES), ids=lambda cells: cells[0])
def test_figure_is_that_of_the_document(expected: list[str]) -> None:
    columns = [
        "id",
        "sector_id",
        "waarde",
        "eenheid",
        "periode",
        "gebied_code",
        "onzekerheid",
        "tonen",
    ]
    row = by_id("sectorcijfers")[expected[0]]
    assert [row[column] for column in columns] == expected


def test_every_number_is_checked_here() -> None:
    checked = {cells[0] for cells in lines(FIGURES)}
    numbers = {row["id"] for row in rows("sectorcijfers") if row["waarde"]}
    assert {found for found in numbers - checked if not found.startswith("mja-roa-")} == set()
    assert sum(found.startswith("mja-roa-") for found in numbers) == 31


@pytest.mark.parametrize("kind", ROA)
def test_demand_and_supply_per_level(kind: str) -> None:
    found = [row for row in rows("sectorcijfers") if row["id"].startswith(f"mja-roa-{kind}-")]
    assert [row["waarde"] for row in found] == ROA[kind].split()
    assert [row["naam_in_bron"] for row in found[4:7]] == ["Mbo2", "Mbo3", "Mbo4"]
    assert {row["periode"] for row in found} == {"2023-2028"}


@pytest.mark.parametrize("expected", lines(WORDS), ids=lambda cells: cells[0])
def test_words_stay_words(expected: list[str]) -> None:
    row = by_id("sectorcijfers")[expected[0]]
    assert [row["sector_id"], row["paragraaf"]] == expected[1:]
    assert row["woorden"] and not row["waarde"]


def test_figure_that_is_not_shown_says_why() -> None:
    themes = "omvang aandeel groei vergrijzing vacatures krapte onderwijs banen pendel overig"
    for row in every("sectorcijfers"):
        assert row["tonen"] in {"ja", "nee"} and row["thema"] in themes.split()
        assert row["toelichting"].startswith("Niet tonen: ") == (row["tonen"] == "nee")
        assert row["waarde"] or row["woorden"]
        assert bool(row["waarde"]) <= bool(row["eenheid"])
    assert by_id("sectorcijfers")["mja-pensioen-zorg"]["tegenstrijdigheden"] == "T035;T200"
    assert by_id("sectorcijfers")["hca-tekort-zorg"]["gebied"] == ""


def test_figure_equals_the_indicator_it_names() -> None:
    named = [row for row in rows("sectorcijfers") if row["indicator_id"]]
    assert len(named) == 67
    for row in named:
        assert (INDICATORS / f"{row['indicator_id']}.toml").is_file()
        values = every(row["indicator_id"], DATA / "mja-2026")
        here = [v["waarde"] for v in values if v["gebied"] == row["gebied_code"]]
        if row["waarde"]:
            assert float(row["waarde"]) in {float(value) for value in here if value}, row


def test_positions_have_only_the_numbers_that_are_printed() -> None:
    columns = [
        "sector",
        "aandeel_procent",
        "aandeel_procent_nederland",
        "verhouding_tot_nederland",
        "groei_procent_2024_2027",
        "banen",
    ]
    assert [[row[column] for column in columns] for row in rows("posities")] == lines(POSITIONS)
    assert all(len(row["bron_woorden"].split()) <= 13 for row in rows("posities"))


def test_definition_uses_codes_that_the_tables_have() -> None:
    tables = {
        "83582NED": "banen-sector",
        "83599NED": "vacatures-gelderland",
        "81575NED": "vestigingen-sector",
    }
    known = {
        table: tomllib.loads((INDICATORS / f"{name}.toml").read_text(encoding="utf-8"))
        for table, name in tables.items()
    }
    for row in every("sbi"):
        assert row["tabellen"].split(";") == list(tables)
        assert row["deel"] in {"geheel", "deels"} and row["reden"] and row["te_veel_of_gemist"]
        assert bool(row["gebruik"]) == (row["rol"] == "alternatief")
        for code in row["cbs_codes"].split(";"):
            table, key = code.split(":")
            parts = known[table]["bron"]["verdeling"]["delen"]
            named = {name.partition(" | ")[0]: title for name, title in parts.items()}
            assert named[key] == row["sbi_titel"]


def test_every_sector_has_a_definition_and_another_possibility() -> None:
    defined = {
        sector: "".join(
            row["sbi"]
            for row in rows("sbi")
            if row["sector_id"] == sector and row["rol"] == "definitie"
        )
        for sector in by_id("sectoren")
    }
    assert list(defined.values()) == ["D", "Q", "CF", "J", "P", "H", "C", "IR", "A"]
    others = {row["sector_id"] for row in rows("sbi") if row["rol"] == "alternatief"}
    assert others == set(defined)


def test_questions_are_answered_from_sources_that_exist() -> None:
    assert [row["volgorde"] for row in rows("vragen")] == list("123456")
    for_all = [row["vraag_id"] for row in rows("antwoorden") if row["sector_id"] == "alle"]
    assert for_all == list(by_id("vragen"))
    registers = {file.stem for folder in ("speerpunten", "afspraken") for file in files(folder)}
    indicators = {file.stem for file in INDICATORS.glob("*.toml")}
    for row in every("antwoorden"):
        assert row["wat_wij_weten"] and row["wat_ontbreekt"]
        assert set(row["uit"].split(";")) <= registers | indicators


def files(folder: str) -> list[Path]:
    return list((DATA / folder).glob("*.csv"))


def test_links_point_at_agreements_that_exist() -> None:
    kinds = {
        "project": ids_of("projecten"),
        "doel": ids_of("hca_doelen", "mja_doelen"),
        "werktafel": ids_of("werktafels"),
        "actie": ids_of("acties"),
        "sectortafel": ids_of("beraad"),
    }
    for row in every("verbanden"):
        assert row["verwijst_naar"] in kinds[row["soort"]] and row["reden"]
    linked = {(row["sector_id"], row["verwijst_naar"]) for row in rows("verbanden")}
    assert {("energie", "llo-energy"), ("zorg", "llo-health"), (TECH, "llo-hightech")} < linked
    assert {("zorg", "digital-health-challenge-lab"), (TECH, "techniekdag")} < linked
    assert {("energie", "zonnepark-nxp"), ("ict", "projecten-it-studenten")} < linked
    assert {("alle", "sectortafels"), ("alle", "actie-13"), ("alle", "actie-11")} < linked
    assert not {"logistiek", "vrijetijdseconomie"} & {sector for sector, _ in linked}
