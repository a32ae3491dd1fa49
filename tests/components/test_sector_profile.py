"""Every sector shows all that the registers say of it, and no number that they do not have."""

from __future__ import annotations

import csv
import re
from html import unescape
from pathlib import Path

import msgspec
import pytest

from components.sectors.cards import sector_card, sector_cards
from components.sectors.compare import comparable, compare_table, shared_branches
from components.sectors.definition import definition
from components.sectors.phrases import figures_of, links_of, period_text, value_text
from components.sectors.profile import profile_head, sector_neighbours
from components.sectors.questions import REGISTERS, sector_questions
from components.sectors.themes import (
    NOT_USED,
    THEMES,
    best_of,
    in_short,
    of_theme,
    sector_themes,
    short_text,
)
from components.sectors.work import KINDS, sector_work, target_of, targets
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import (
    EVERY,
    Agenda,
    Branch,
    Sector,
    SectorAnswer,
    SectorChoice,
    SectorQuestion,
)
from data_loaders.contradictions import contradictions_with
from data_loaders.files.paths import DATA

SECTORS = list(load_by_id(Sector))
UNUSED = re.compile(r"<details[^>]*><summary>[^<]*niet gebruikt.*?</details>", re.DOTALL)
COUNTED = re.compile(r"\(\d+\)</summary>")
NUMBER = re.compile(r"\d(?:[\d.,]*\d)?")
NOTHING_ELSE = "Over deze sector apart weten wij niets meer."


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def plain(text: str) -> str:
    return " ".join(text.split())


def parts_of_page(sector: str) -> dict[str, str]:
    """Every part of the profile that comes from registers."""
    mark = agreements_mark()
    return {
        "hoofd": profile_head(sector, mark),
        "kort": in_short(sector, mark),
        "cijfers": sector_themes(sector, mark),
        "afbakening": definition(sector, mark),
        "werk": sector_work(sector, (), mark),
        "vragen": sector_questions(sector, (), mark, ()),
    }


@pytest.mark.parametrize("sector", SECTORS)
def test_every_figure_is_shown_with_all_that_belongs_to_it(sector: str) -> None:
    html = sector_themes(sector, agreements_mark())
    used, text = text_of(UNUSED.sub("", html)), text_of(html)
    for item in (*figures_of(sector), *figures_of(EVERY)):
        shown = plain(value_text(item))
        assert shown
        if item.show == "ja":
            row = f"{item.subject} {shown}"
            assert row in used, item.id
            assert plain(item.note) in used, item.id
            assert (item.area or "niet genoemd in de bron") in used
        else:
            assert f"{item.subject} {NOT_USED}" in text, item.id


@pytest.mark.parametrize("sector", SECTORS)
def test_what_is_our_reading_is_marked(sector: str) -> None:
    every = [*figures_of(sector), *figures_of(EVERY)]
    marks = sum((item.origin == "afgeleid") + len(item.derived) for item in every)
    assert sector_themes(sector, agreements_mark()).count("amm-afgeleid") == marks
    assert {name for item in every for name in item.derived} <= {"sector_id", "gebied", "periode"}


@pytest.mark.parametrize("sector", SECTORS)
def test_what_is_not_used_stands_apart_with_its_reason(sector: str) -> None:
    html = sector_themes(sector, agreements_mark())
    apart = text_of(" ".join(UNUSED.findall(html)))
    unused = [item for item in (*figures_of(sector), *figures_of(EVERY)) if item.show == "nee"]
    for item in unused:
        assert plain(item.note) in apart, item.id
        assert f"{item.subject} {plain(value_text(item))}" not in apart
    assert apart.count("Niet tonen: ") == len(unused)


def test_7800_stands_nowhere_beside_the_share_that_it_does_not_fit() -> None:
    html = sector_themes("zorg", agreements_mark())
    assert "<td>7.800" not in html and "<td>14 %" in html.replace("\u00a0", " ")
    assert NOT_USED in text_of(" ".join(UNUSED.findall(html)))
    for name in ("hoofd", "kort", "afbakening", "werk"):
        assert "7.800 mensen" not in text_of(
            re.sub(r"<details.*?</details>", "", parts_of_page("zorg")[name], flags=re.DOTALL)
        )
    assert (
        "7.800 mensen"
        not in compare_table(("zorg", "ict"), (), agreements_mark()).split("<details")[0]
    )


@pytest.mark.parametrize("sector", SECTORS)
def test_every_theme_has_something_or_says_that_nothing_is_known(sector: str) -> None:
    text = text_of(sector_themes(sector, agreements_mark()))
    own = [item for item in figures_of(sector) if item.show == "ja"]
    empty = [title for title in THEMES if not of_theme(own, title) and title != "Overig"]
    assert text.count("Niet bekend: geen document noemt dit voor deze sector.") >= len(empty)
    for title in THEMES:
        assert title in text
    short = text_of(in_short(sector, agreements_mark()))
    assert short.count("niet bekend") >= len(empty)


def test_themes_of_the_page_are_all_themes_of_the_register() -> None:
    from typing import get_args

    from data_loaders.agreements.sectors import Theme

    assert sorted(theme for themes in THEMES.values() for theme in themes) == sorted(
        get_args(Theme)
    )


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def known_numbers() -> set[str]:
    """Every number in any register, as it is written there and as a Dutch reader sees it."""
    files = [*(DATA / "speerpunten").glob("*.csv"), *(DATA / "afspraken").glob("*.csv")]
    found = set()
    for path in (*files, DATA / "tegenstrijdigheden.csv"):
        for row in rows(path):
            for cell in row.values():
                for number in NUMBER.findall(cell):
                    found |= {number, dutch(number)}
    for text in (DATA / "documenten.toml").read_text("utf-8"), *map(str, range(2023, 2028)):
        found |= set(NUMBER.findall(text))
    return found


def dutch(number: str) -> str:
    whole, _, rest = number.partition(".")
    if not whole.isdigit() or (rest and not rest.isdigit()):
        return number
    return f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


@pytest.mark.parametrize("sector", SECTORS)
def test_no_number_that_no_register_has(sector: str) -> None:
    known = known_numbers()
    for name, html in parts_of_page(sector).items():
        text = COUNTED.sub("</summary>", html.replace("SBI 2008", "SBI"))
        text = re.sub(r"\d+ tegenstrijdighe(?:id|den)", "", text_of(text))
        strange = {number for number in NUMBER.findall(text) if number not in known}
        assert strange == set(), (name, strange)


def test_numbers_are_as_published() -> None:
    found = {item.id: plain(value_text(item)) for item in figures_of(EVERY)}
    assert found["mja-roa-vervanging-mbo3"] == "prognose 3,0 % van de werkenden"
    assert found["mja-mbo-studenten-groei"] == "−14 % (daalt sterk)"
    assert found["mja-banen-2027"] == "naar verwachting 207.400 banen"
    zorg = {item.id: plain(value_text(item)) for item in figures_of("zorg")}
    assert zorg["mja-mbo-zorg"] == "bijna 30 % van de mbo-studenten"
    assert zorg["hca-tekort-zorg"] == "ruim 130.000 banen"
    assert zorg["mja-zorg-grootste"] == "de grootste sector"
    energie = {item.id: plain(value_text(item)) for item in figures_of("energie")}
    assert energie["hca-werkenden-energy-2021"] == "25.000 mensen"
    assert energie["mja-energie-verhouding"].startswith("2 keer Nederland (twee keer zo veel")


def test_periods_are_as_the_source_gives_them() -> None:
    found = {item.id: period_text(item) for item in figures_of(EVERY)}
    assert found["hca-vacatures-2022"] == "3e kwartaal 2022"
    assert found["mja-banen-groei"] == "2024-2027"
    assert found["mja-60plus-alle"] == "onbekend"
    focus = {item.id: period_text(item) for item in figures_of("energie")}
    assert focus["mja-focussectoren"] == "apr 2023"


def test_one_figure_for_more_sectors_says_for_which() -> None:
    text = text_of(sector_themes("energie", agreements_mark()))
    assert "focussectoren; één cijfer voor Energie, Zorg en Techniek samen" in text


def test_the_best_figure_is_of_the_sector_alone() -> None:
    size = best_of(of_theme(figures_of("zorg"), "Omvang en banen"))
    assert size is not None
    assert size.id == "hca-werkenden-health-2021"
    assert "let op: bronnen spreken elkaar tegen" in in_short("maakindustrie", agreements_mark())
    assert best_of([]) is None


@pytest.mark.parametrize("sector", SECTORS)
def test_the_head_has_choices_reasons_and_contradictions(sector: str) -> None:
    html = profile_head(sector, agreements_mark())
    text, known = text_of(html), load_by_id(Sector)[sector]
    assert known.note in text
    assert "onze omschrijving" in text
    for choice in (item for item in load(SectorChoice) if item.sector == sector):
        column = load_by_id(Agenda)[choice.agenda].column
        if choice.chosen == "ja":
            assert f"{column}, als {choice.called}" in text
            assert choice.reason in text
        elif choice.chosen == "onduidelijk":
            assert column in text
    of_choices = {
        key
        for choice in load(SectorChoice)
        if choice.sector == sector
        for key in choice.contradictions
    }
    for item in contradictions_with(of_choices | set(known.contradictions)):
        assert (f"{item.id} (" in text) is item.is_shown


@pytest.mark.parametrize("sector", SECTORS)
def test_our_definition_has_every_branch_with_reason_and_fault(sector: str) -> None:
    text = text_of(definition(sector, agreements_mark()))
    for branch in (item for item in load(Branch) if item.sector == sector):
        assert f"{branch.sbi}: {branch.title}" in text
        assert branch.reason in text
        assert branch.off_by in text
    assert "onze keuze; geen document geeft een definitie" in text


@pytest.mark.parametrize("sector", SECTORS)
def test_all_that_works_on_a_sector_is_linked(sector: str) -> None:
    html = sector_work(sector, (), agreements_mark())
    known = targets()
    for item in links_of(sector):
        target = target_of(item, known)
        assert target.name in unescape(html)
        assert item.reason in unescape(html)
    assert html.count("<h3") == len(KINDS)
    derived = sum(item.origin == "afgeleid" for item in links_of(sector))
    assert html.count("amm-afgeleid") == derived


def test_links_lead_to_the_place_itself() -> None:
    html = sector_work("energie", (("gebied", "GM0202"), ("embed", "true")), agreements_mark())
    for address in (
        "./regio-deal?project=zonnepark-nxp&amp;embed=true",
        "./hca-doelen?akkoorddoel=werk-focussectoren&amp;embed=true",
        "./uitvoeringsagenda?lijn=lijn-1&amp;embed=true",
    ):
        assert f'href="{address}" target="_self"' in html
    assert "./regio-deal?project=via-t" in sector_work(
        "hoogwaardige-techniek", (), agreements_mark()
    )


@pytest.mark.parametrize("sector", SECTORS)
def test_every_question_has_its_answers_and_what_is_missing(sector: str) -> None:
    text = text_of(sector_questions(sector, (), agreements_mark(), ()))
    for question in load(SectorQuestion):
        assert f"{question.order}. {question.text}" in text
        assert question.why in text
    own = [item for item in load(SectorAnswer) if item.sector == sector]
    for item in [*own, *(item for item in load(SectorAnswer) if item.sector == EVERY)]:
        assert item.known in text
        assert item.missing in text
    without = {question.id for question in load(SectorQuestion)} - {item.question for item in own}
    assert text.count(NOTHING_ELSE) == len(without)


def test_every_source_of_an_answer_has_a_name_and_a_way_to_it() -> None:
    html = sector_questions("zorg", (), agreements_mark(), ())
    assert "./regio-in-beeld?onderdeel=" in html
    assert "Openstaande vacatures in Gelderland (nog niet opgehaald)" in text_of(html)
    assert REGISTERS["projecten"] == ("Projecten", "regio-deal")
    for item in load(SectorAnswer):
        for source in item.sources:
            assert f">{source}<" not in html  # an id is not a name


@pytest.mark.usefixtures("documents")
def test_cards_begin_with_a_number_of_the_sector_itself() -> None:
    html = sector_cards((), agreements_mark())
    text = text_of(html)
    assert "9 sectoren in 5 agenda's, 3 daarvan zijn vastgesteld." in text
    assert html.count('<li class="amm-sector-kaart') == 9
    cards = {key: sector_card(load_by_id(Sector)[key], ()) for key in SECTORS}
    numbers = {key: plain(card.number) for key, card in cards.items()}
    assert numbers == {
        "energie": "2",
        "zorg": "17 %",
        "hoogwaardige-techniek": "15.000",
        "ict": "50 %",
        "onderwijs-kinderopvang": "",
        "logistiek": "",
        "maakindustrie": "ruim 9 %",
        "vrijetijdseconomie": "",
        "groen": "",
    }
    assert cards["energie"].of == "keer Nederland"
    assert cards["ict"].subject.startswith("Doel: ")
    assert text.count("geen getal") == sum(not number for number in numbers.values())
    assert {key for key, card in cards.items() if card.in_doubt} == {"zorg", "maakindustrie"}
    for key, card in cards.items():
        own = [f for f in figures_of(key) if f.sectors == (key,) and f.show == "ja"]
        assert not card.number or card.subject in {f.subject for f in own if f.value is not None}
        assert card.number or card.of in {f.words for f in own} | {""}


def test_what_must_be_known_of_doubted_figures_stands_with_the_short_list() -> None:
    text = text_of(in_short("zorg", agreements_mark()))
    assert "Geen cijfer van de regio" in text
    assert "Let op bij deze cijfers" not in text_of(in_short("groen", agreements_mark()))


@pytest.mark.usefixtures("documents")
def test_neighbours_are_in_the_order_of_the_document() -> None:
    assert "Vorige sector:" not in sector_neighbours("energie", (), agreements_mark())
    assert "Volgende sector: Zorg" in sector_neighbours("energie", (), agreements_mark())
    assert "Volgende sector:" not in sector_neighbours("groen", (), agreements_mark())


def test_two_sectors_stand_beside_each_other_theme_by_theme() -> None:
    html = compare_table(("zorg", "ict"), (), agreements_mark())
    text = text_of(html)
    for sector in ("zorg", "ict"):
        for item in figures_of(sector):
            shown = text_of(short_text(item))
            assert (shown in text) is (item.show == "ja"), item.id
    for title in THEMES:
        assert title in text
    assert "let op: bronnen spreken elkaar tegen" in text


def test_only_equal_measures_are_called_comparable() -> None:
    rows = re.findall(
        r"<tr>(.*?)</tr>", compare_table(("zorg", "energie"), (), agreements_mark()), re.DOTALL
    )
    last = {text_of(row.split("</th>")[0]): text_of(row.rpartition("<td>")[2]) for row in rows}
    assert last["Omvang en banen"] == "ja"  # Health and Energy, both 2021, one document
    assert last["Aandeel, vergeleken met Nederland"] == "nee"
    assert last["Groei"] == "nee"
    assert last["Pendel"] == "nee: bij een van beide niet bekend"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "ja"),
        ({"period": "2022"}, "nee"),
        ({"area_code": "AM07"}, "nee"),
        ({"unit": "banen"}, "nee"),
        ({"theme": "banen"}, "nee"),
        ({"value": None, "words": "veel"}, "nee"),
        ({"sectors": ("energie", "zorg")}, "nee"),
    ],
)
def test_what_may_be_held_beside_each_other(changes: dict, expected: str) -> None:
    (one,) = [item for item in figures_of("energie") if item.id == "hca-werkenden-energy-2021"]
    assert comparable([one], [msgspec.structs.replace(one, **changes)]) == expected


def test_without_a_period_or_an_area_nothing_is_comparable() -> None:
    (one,) = [item for item in figures_of("energie") if item.id == "hca-werkenden-energy-2021"]
    for name in ("period", "area_code"):
        bare = msgspec.structs.replace(one, **{name: ""})
        assert comparable([bare], [bare]) == "nee"
    assert comparable([one], []) == "nee: bij een van beide niet bekend"


def test_branches_that_count_twice_are_said() -> None:
    assert shared_branches(("maakindustrie", "hoogwaardige-techniek")) == ["Industrie (SBI C)"]
    assert "staan er dus twee keer" in compare_table(
        ("maakindustrie", "hoogwaardige-techniek"), (), agreements_mark()
    )
    assert (
        "twee keer" not in compare_table(("zorg", "ict"), (), agreements_mark()).split("<table")[0]
    )


@pytest.mark.parametrize("sector", SECTORS)
def test_parts_are_made_once(sector: str) -> None:
    first, second = parts_of_page(sector), parts_of_page(sector)
    assert all(first[name] is second[name] for name in first)
