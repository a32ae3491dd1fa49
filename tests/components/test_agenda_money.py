"""The budget on the page: published as published, computed as computed, unknown as unknown."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import altair as alt
import pytest
from jsonschema import Draft7Validator
from samples import THEMES, Html, drawn_rows, parts_of
from transcribed import documented

from components.agenda.budget import CARRIED, COSTS, GRANT, money_view, state_money_html
from components.agenda.posts import (
    ambitions_with_posts,
    financing_html,
    posts_html,
    posts_sentence,
    shown_ids,
)
from data_loaders.agreements.agenda import Ambition
from data_loaders.agreements.budget import posts_of, sum_posts
from data_loaders.agreements.money import Amount, Financing
from data_loaders.agreements.registers import load

pytestmark = pytest.mark.usefixtures("documents")

MADE = money_view(documented(Amount), documented(Financing), "licht")
NAMES = ambitions_with_posts(documented(Amount), documented(Ambition))
SCHEMA = Path(alt.__file__).parent / "vegalite" / "v6" / "schema" / "vega-lite-schema.json"
NBSP, MINUS = "\u00a0", "\u2212"


def rows_of(html: str, caption: str) -> list[list[str]]:
    found = re.search(rf"<table><caption>{re.escape(caption)}.*?</table>", html, re.DOTALL)
    assert found, caption
    rows = re.findall(r"<tr>(.*?)</tr>", found[0], re.DOTALL)
    return [
        [Html(cell).text.replace(NBSP, " ") for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
        for row in rows
    ]


def labels(spec: dict[str, Any]) -> list[str]:
    return [row["label"].replace(NBSP, " ") for row in drawn_rows(spec, "label_y")]


def values(spec: dict[str, Any]) -> dict[tuple[str, str], float | None]:
    return {(row["group"], row["part"]): row["value"] for row in drawn_rows(spec, "part")}


def test_income_and_costs_are_drawn_apart_and_unknown_ones_have_no_value() -> None:
    drawn = values(MADE.flows)
    assert len(drawn) == 15
    assert drawn["2026", GRANT] == 827391
    assert drawn["2026", CARRIED] == 2064081
    assert drawn["2028", COSTS] == 1350376
    assert drawn["2029", COSTS] is drawn["2030", COSTS] is drawn["2030", CARRIED] is None
    assert 0 not in drawn.values()
    assert labels(MADE.flows)[:3] == [
        "Impulsbudget centrumgemeente: € 827.391",
        "Overgehevelde reserve: € 2.064.081 (indicatief)",
        "Kosten: € 1.802.000",
    ]
    assert labels(MADE.flows)[-1] == "Kosten: n.t.b. (onbekend)"
    assert sum("indicatief" in label for label in labels(MADE.flows)) == 1


def test_an_unknown_amount_is_an_open_box_over_the_whole_width() -> None:
    for spec in (MADE.flows, MADE.results):
        filled, boxes = (
            part
            for part in parts_of(spec)
            if isinstance(part.get("mark"), dict) and part["mark"]["type"] == "rect"
        )
        assert None not in [row["value"] for row in filled["data"]["values"]]
        assert {row["value"] for row in boxes["data"]["values"]} == {None}
        assert boxes["mark"]["strokeDash"] and boxes["mark"]["fillOpacity"] == 0
        assert boxes["encoding"]["x"] == {"value": 0}
        assert boxes["encoding"]["x2"] == {"value": "width"}


def test_results_with_and_without_the_reserve() -> None:
    drawn = values(MADE.results)
    assert [drawn[str(y), "Met de reserve"] for y in range(2026, 2031)] == [
        1089472,
        648450,
        589551,
        None,
        None,
    ]
    assert [drawn[str(y), "Zonder de reserve"] for y in range(2026, 2031)] == [
        -974609,
        -441022,
        -58900,
        None,
        None,
    ]
    assert f"Zonder de reserve: € {MINUS}974.609 (berekend)" in labels(MADE.results)
    assert labels(MADE.results)[-2:] == ["Met de reserve: onbekend", "Zonder de reserve: onbekend"]


def test_the_sentences_tell_it_in_one_line() -> None:
    assert MADE.flows_headline == (
        "In 2026, 2027 en 2028 zijn de kosten hoger dan het impulsbudget van dat jaar. "
        "De kosten van 2029 en 2030 zijn nog te bepalen"
    )
    assert MADE.results_headline.replace(NBSP, " ") == (
        f"Zonder de overgehevelde reserve is het resultaat € {MINUS}974.609 in 2026, "
        f"€ {MINUS}441.022 in 2027 en € {MINUS}58.900 in 2028 (berekend)"
    )


def test_the_table_is_as_published_but_for_what_is_not_known() -> None:
    found = {row[0]: row[1:] for row in rows_of(MADE.foot, "Begroting van het impulsbudget")}
    assert found["Post"] == ["2026", "2027", "2028", "2029", "2030"]
    assert found["Impulsbudget"][0] == "€ 827.391"
    assert found["Budgetoverheveling"][0] == "€ 2.064.081 (indicatief)"
    unknown = "onbekend (de bron rekent € {}, zonder die kosten)"
    assert found["Budgetoverheveling"][4] == unknown.format("1.622.731")
    assert found["Totale baten"][3:] == ["€ 1.622.731", unknown.format("2.484.650")]
    assert found["Algemeen"][2:] == ["€ 82.688", "n.t.b. (onbekend)", "n.t.b. (onbekend)"]
    assert found["Totale lasten"][2:] == ["€ 1.350.376", "onbekend", "onbekend"]
    assert found["Resultaat"][2:4] == ["€ 589.551", unknown.format("1.622.731")]
    assert found["Resultaat zonder de reserve (berekend)"] == [
        f"€ {MINUS}974.609",
        f"€ {MINUS}441.022",
        f"€ {MINUS}58.900",
        "onbekend",
        "onbekend",
    ]
    assert not re.search(r">€.?0<", MADE.foot)


def test_what_does_not_add_up_is_shown() -> None:
    for key in ("T088", "T089", "T093", "T095"):
        assert f"<strong>{key} " in MADE.foot
    for key in ("T091", "T092", "T094", "T101", "T102", "T103"):
        assert f"<strong>{key} " not in MADE.foot
    assert "6 kleinere verschillen tussen bronnen: leeslijst" in MADE.foot
    assert len(MADE.ids) == 45


def test_money_of_the_country_has_a_heading_and_a_table_of_its_own() -> None:
    html = state_money_html(load(Amount))
    regional = rows_of(html, "Rijksgeld voor de centrumgemeente")
    national = rows_of(html, "Landelijk rijksgeld")
    assert regional[0] == ["Jaar", "Impulsbudget", "Structureel"]
    assert regional[10] == ["2034", "€ 0 (streepje in de bron)", "€ 648.545"]
    assert regional[11] == ["per jaar, zonder jaartal", "niet genoemd", "€ 648.545"]
    assert national[0] == ["Jaar", "Impuls VWNW"]
    assert [row[0] for row in national[1:]] == [str(year) for year in range(2025, 2034)]
    assert "15.000.000" not in str(regional) and "648.545" not in str(national)
    assert "Landelijk geld: niet van de regio" in html


def test_every_ambition_with_lines_can_be_chosen() -> None:
    assert list(NAMES) == [f"ambitie-{number}" for number in range(1, 7)]
    assert NAMES["ambitie-5"] == "Ambitie 5 (IV en transparantie)"


@pytest.mark.parametrize("ambition", NAMES)
def test_every_line_of_an_ambition_is_there_with_the_reason_of_its_reading(ambition: str) -> None:
    html = posts_html(load(Amount), ambition, NAMES[ambition])
    posts = posts_of(load(Amount), ambition)
    (_, *found) = rows_of(html, f"Posten van {NAMES[ambition]}")
    assert len(found) == len(posts)
    for row, item in zip(found, posts, strict=True):
        assert row[0] == item.item
        assert row[2].startswith(item.year or "onbekend")
        assert ("afgeleid" in row[2]) == (item.year_origin == "afgeleid")
        assert row[3].startswith(item.aspect)
        assert row[4] == "PM (onbekend)" or row[4].startswith("€ ")
        assert row[5] == "niet gemeld"
        assert row[7] == item.note
    Html(html)


def test_sums_per_ambition_only_where_the_source_gives_a_year() -> None:
    first = posts_html(load(Amount), "ambitie-1", NAMES["ambitie-1"])
    assert [row[2:] for row in rows_of(first, "Totalen")[1:]] == [
        [f"€ {amount}", "staat in de bron"]
        for amount in ("193.000", "676.500", "55.000", "680.500")
    ]
    second = rows_of(posts_html(load(Amount), "ambitie-2", "x"), "Som per jaar")
    assert second[1][:2] == ["2026", "€ 115.000"] and "afgeleid" in second[1][2]
    fifth = rows_of(posts_html(load(Amount), "ambitie-5", "x"), "Som per jaar")
    for row in fifth[1:]:
        assert row[1:] == [
            "onbekend",
            "niet te bepalen: van 3 bedragen staat het jaar niet vast",
        ]


def test_what_is_of_more_ambitions_stands_apart() -> None:
    html = posts_html(load(Amount), "ambitie-3", NAMES["ambitie-3"])
    shared = rows_of(html, "Meer dan één ambitie")
    assert len(shared) == 1 + 9
    assert ["TOTAAL", "4.3.2", "2026", "incidenteel", "€ 775.000"] in [r[:5] for r in shared]
    assert shared[4][4] == "n.t.b. (onbekend)"


def test_the_download_of_an_ambition_has_what_is_shown_of_it() -> None:
    for ambition, own in (("ambitie-1", 59 + 4), ("ambitie-4", 4)):
        assert len(shown_ids(load(Amount), ambition)) == own + 9


def test_the_sentence_of_an_ambition_tells_what_is_left_out() -> None:
    def told(ambition: str) -> str:
        return posts_sentence("A", sum_posts(posts_of(load(Amount), ambition))).replace(NBSP, " ")

    assert told("ambitie-1") == (
        "A: samen € 1.605.000 (berekend over 2026 en 2027); 1 bedrag op PM telt niet mee"
    )
    assert told("ambitie-2") == "A: samen € 230.000 (berekend over 2026 en 2027)"
    assert told("ambitie-3").endswith("; 2 bedragen op PM tellen niet mee")


def test_financing_has_every_source_decision_and_condition_with_its_dates() -> None:
    html = financing_html(load(Financing))
    found = {row[0]: row for row in rows_of(html, "Bronnen, besluiten en voorwaarden")}
    assert len(found) == 1 + 26
    fund = found["Impulsbudget voor de arbeidsmarktinfrastructuur"]
    assert fund[1:7] == [
        "bron",
        "Rijk",
        "centrumgemeente",
        "2025 tot en met 2033",
        "niet genoemd",
        "vast",
    ]
    assert found["Nieuw mandaat voor uitgaven binnen de begroting"][6] == "voorgesteld"
    assert found["Algemene kosten"][4:6] == ["vanaf 2026", "€ 75.000"]
    assert found["Evaluatie van de inzet van het geld"][4] == "2027"
    assert all(all(cell for cell in row) for row in found.values())


@pytest.mark.parametrize("theme", THEMES)
def test_the_figures_are_valid_vega_lite(theme: Any) -> None:
    validator = Draft7Validator(json.loads(SCHEMA.read_text("utf-8")))
    made = money_view(load(Amount), load(Financing), theme)
    for spec in (made.flows, made.results):
        assert [fault.message[:200] for fault in validator.iter_errors(spec)] == []
