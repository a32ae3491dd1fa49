"""Who chose which sector: every cell, every municipality, every reason."""

from __future__ import annotations

import re
from html import unescape

import msgspec
import pytest

from components.sectors.cards import sector_cards
from components.sectors.matrix import agendas_for, holds, matrix, sectors_finding
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import Agenda, Sector, SectorChoice
from data_loaders.contradictions import load_contradictions
from data_loaders.geo.regions import load_regions

pytestmark = pytest.mark.usefixtures("documents")

# Columns: HCA, Liemerse Economische Visie, Arnhem, Doesburg, Rheden; read from the document.
MATRIX = """
Energie                  j n j n n
Zorg                     j n j n g
Techniek                 j n j n n
ICT                      n n j n n
Onderwijs_en_kinderopvang n n j n n
Logistiek                n j n n n
Maakindustrie            n j n n n
Vrijetijdseconomie       n j ? ? ?
Groen                    n n n g n
"""
WORDS = {"j": "gekozen", "n": "", "?": "? onduidelijk", "g": "genoemd, niet vastgesteld"}
"""What stands in a cell for who hears it; what was not chosen is blank."""
HCA, LIEMERS = "HCA Arnhem-Nijmegen", "Liemerse Economische Visie"
OWN = {"GM0202": "Gemeente Arnhem", "GM0221": "Gemeente Doesburg", "GM0275": "Gemeente Rheden"}
IN_LIEMERS = {"GM0221", "GM0226", "GM0293", "GM0299", "GM1955"}
MUNICIPALITIES = [region.code for region in load_regions().municipalities()]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def shown(municipality: str = "") -> str:
    return matrix(municipality, (), agreements_mark())


def table_of(html: str) -> list[list[str]]:
    """The rows of the matrix as text, its header first."""
    table = re.search(r'<div class="amm-tabel amm-sector-matrix".*?</table>', html, re.DOTALL)
    assert table is not None
    rows = re.findall(r"<tr>(.*?)</tr>", table.group(), re.DOTALL)
    return [re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL) for row in rows]


def test_every_cell_is_that_of_the_document_and_of_the_register() -> None:
    header, *rows = table_of(shown())
    expected = [line.split() for line in MATRIX.strip().split("\n")]
    assert [text_of(cell).split(" vast")[0] for cell in header[1:3]] == [HCA, LIEMERS]
    assert text_of(header[-1]) == "Gekozen door"
    assert len(rows) == 9
    seen = 0
    for row, (name, *cells) in zip(rows, expected, strict=True):
        assert text_of(row[0]) == name.replace("_", " ")
        for cell, code in zip(row[1:-1], cells, strict=True):
            assert text_of(cell).startswith(WORDS[code])
            assert bool(text_of(cell)) == (code != "n")
            seen += 1
        assert text_of(row[-1]) == str(cells.count("j"))
    assert seen == 45
    sectors, agendas = list(load_by_id(Sector)), list(load_by_id(Agenda))
    for choice in load(SectorChoice):
        cell = rows[sectors.index(choice.sector)][1 + agendas.index(choice.agenda)]
        assert ("amm-afgeleid" in cell) is (choice.origin == "afgeleid" and choice.chosen != "nee")


def test_a_blank_and_every_dot_is_explained_once() -> None:
    html = shown()
    told = re.findall(r'<ul class="amm-sector-uitleg">.*?</ul>', html)
    assert [text_of(found) for found in told] == [
        "gekozen genoemd, niet vastgesteld ? onduidelijk: stip staat los in de bron "
        "leeg: niet gekozen (afgeleid)"
    ]
    assert html.count("amm-sector-ja") == 11 + 1
    assert html.count("amm-sector-onduidelijk") == 3 + 1


def test_the_table_is_a_real_one() -> None:
    html = shown()
    assert html.count('<th scope="col">') >= 6
    assert html.count('<th scope="row"><a href="?sector=') == 9
    dots = re.findall(r'<span class="amm-sector-stip[^>]*>', html)
    assert all('aria-hidden="true"' in dot for dot in dots)  # for the eye; the word for everyone


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
def test_a_municipality_sees_the_agendas_whose_area_holds_it(municipality: str) -> None:
    expected = [HCA]
    if municipality in IN_LIEMERS:
        expected.append(LIEMERS)
    if municipality in OWN:
        expected.append(OWN[municipality])
    html = shown(municipality)
    assert [text_of(cell) for cell in table_of(html)[0][1:-1]] == [
        f"{name} genoemd, niet vastgesteld"
        if name in ("Gemeente Doesburg", "Gemeente Rheden")
        else f"{name} vastgesteld"
        for name in expected
    ]
    name = load_regions().get(municipality).name
    without = f"{name} heeft in de bron geen eigen keuze van sectoren." in text_of(html)
    assert without is (municipality not in OWN)
    assert ("Eigen keuze" in html) is (municipality in OWN)


def test_what_arnhem_and_doesburg_chose() -> None:
    arnhem, doesburg = text_of(shown("GM0202")), text_of(shown("GM0221"))
    assert (
        "Eigen keuze, Gemeente Arnhem: Energie; Zorg; Techniek; ICT; Onderwijs en kinderopvang. "
        "Onduidelijk: Vrijetijdseconomie." in arnhem
    )
    assert "Liemerse Economische Visie: Logistiek, Maakindustrie en Vrijetijdseconomie." in doesburg
    assert "Gemeente Doesburg: Groen. Onduidelijk: Vrijetijdseconomie. Genoemd," in doesburg
    assert "dat dit gebied meedoet is afgeleid" in doesburg


@pytest.mark.parametrize(
    ("areas", "code", "expected"),
    [
        (("AM07",), "GM0202", True),
        (("AM07",), "GM1955", False),
        (("GMR",), "GM1955", True),
        (("AM08",), "GM0268", True),
        (("GM0202", "AM08"), "GM0202", True),
        (("GM0221",), "GM0202", False),
    ],
)
def test_a_region_stands_for_its_municipalities(
    areas: tuple[str, ...], code: str, expected: bool
) -> None:
    agenda = msgspec.structs.replace(load_by_id(Agenda)["gemeente-arnhem"], areas=areas)
    assert holds(agenda, code) is expected


def test_every_reason_and_note_is_shown() -> None:
    text = text_of(shown())
    for choice in load(SectorChoice):
        assert choice.reason in text
        assert choice.note in text
    for agenda in load(Agenda):
        assert agenda.name in text
        assert agenda.note in text


def test_the_most_chosen_sector_is_counted() -> None:
    title, lead = sectors_finding(agreements_mark())
    assert title == "Energie, Zorg en Techniek zijn het vaakst gekozen"
    assert lead == (
        "Elk door 2 van de 3 vastgestelde agenda's. "
        "Het Regionaal Beraad heeft zelf nog niet gekozen."
    )
    assert "die kan van Gemeente Arnhem, Gemeente Doesburg of Gemeente Rheden zijn." in text_of(
        shown()
    )


def test_contradictions_about_sectors_are_all_there() -> None:
    about = {item.id for item in load_contradictions() if item.topic == "speerpuntsectoren"}
    assert {"T059", "T060", "T061", "T067", "T195"} <= about
    found = {item.id: item for item in load_contradictions() if item.id in about}
    text = text_of(shown())
    for key, item in found.items():
        assert (f"{key} (" in text) is item.is_shown, key
    listed = sum(item.is_listed for item in found.values())
    assert int(re.findall(r"(\d+) kleinere verschillen", text)[0]) >= listed > 1
    assert "T061 (" in text_of(shown("GM0275")) and "T061 (" not in text_of(shown("GM0202"))


def test_a_sector_that_is_only_mentioned_is_not_called_chosen() -> None:
    text = text_of(shown())
    assert "Gemeente Rheden noemt Zorg: genoemd, niet vastgesteld." in text
    assert "Gemeente Doesburg noemt Groen: genoemd, niet vastgesteld." in text
    groen = next(row for row in table_of(shown()) if "Groen" in row[0])
    assert text_of(groen[-1]) == "0" and "amm-sector-genoemd" in groen[4]
    cards = text_of(sector_cards((), agreements_mark()))
    assert "9 sectoren in 5 agenda's, 3 daarvan zijn vastgesteld." in cards


def test_it_is_made_once_per_choice() -> None:
    assert shown("GM0202") is shown("GM0202")
    assert shown("GM0202") is not shown("GM0221")
    assert "gebied=GM0202&amp;sector=zorg" in matrix("", (("gebied", "GM0202"),), agreements_mark())


def test_without_a_municipality_every_agenda_counts() -> None:
    assert [agenda.id for agenda in agendas_for("")] == list(load_by_id(Agenda))
