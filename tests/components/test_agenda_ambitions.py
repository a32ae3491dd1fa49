"""Ambitions, lines and promises: a number only where the source gives one to reach."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import msgspec
import pytest
from samples import Html
from transcribed import documented

from components.agenda.ambitions import GOAL_KINDS, ambitions_html, countable, promise_words
from data_loaders.agreements.agenda import Action, Ambition, Line, Promise
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load

pytestmark = pytest.mark.usefixtures("documents")

TODAY = date(2026, 11, 30)
HTML = ambitions_html(*map(documented, (Ambition, Line, Action, Promise, Amount)), TODAY)
PROMISES = {item.id: item for item in documented(Promise)}


def card(number: int) -> str:
    found = re.search(rf"<h4[^>]*>Ambitie {number}: .*?</details></div>", HTML, re.DOTALL)
    assert found
    return found[0]


def test_six_ambitions_with_their_text_lines_and_number_of_actions() -> None:
    assert len(re.findall(r"<h4", HTML)) == 6
    for ambition, count in zip(load(Ambition), (18, 10, 11, 6, 12, 7), strict=True):
        text = Html(f"<div>{card(ambition.number)}").text
        assert ambition.text in text
        assert f"{count} acties" in text
        assert "geen getal genoemd" in text
    assert "meer dan wettelijk vereist (mensen werkzaam vanuit de banenafspraak)" in card(4)
    assert "geen eigen lijn" in card(6)


def test_each_ambition_tells_its_actions_its_money_and_that_no_result_is_known() -> None:
    for ambition in load(Ambition):
        text = Html(f"<div>{card(ambition.number)}").text
        for action in load(Action):
            name = action.short or action.text
            inside = f">{escape(name)}</a>" in card(ambition.number)
            assert inside == (ambition.id in action.ambitions), (ambition.id, action.id)
        own = [
            item.amount or 0
            for item in load(Amount)
            if item.ambitions == (ambition.id,) and item.kind == "post" and item.table[:3] == "4.3"
        ]
        assert f"{sum(own):,.0f}".replace(",", ".") in text
        assert "nog niets gemeld" in text and "van geen enkele post gemeld" in text


def test_facts_and_spans_of_time_are_not_shown_as_something_to_reach() -> None:
    others = [item for item in load(Promise) if item.kind not in GOAL_KINDS]
    assert {item.kind for item in others} == {"feit", "looptijd"}
    assert len(others) == 3
    for item in others:
        assert item.title not in Html(HTML).text
        assert item not in countable(load(Promise))


@pytest.mark.parametrize("kind", ["feit", "looptijd"])
def test_a_promise_that_becomes_a_fact_leaves_the_page(kind: str) -> None:
    changed = [
        msgspec.structs.replace(item, kind=kind) if item.id == "harrie-groepen" else item
        for item in load(Promise)
    ]
    title = PROMISES["harrie-groepen"].title
    assert title in HTML
    assert title not in ambitions_html(
        load(Ambition), load(Line), load(Action), changed, load(Amount), TODAY
    )


def test_every_other_promise_is_in_the_table_once_and_with_each_of_its_ambitions() -> None:
    table = HTML[HTML.index("<caption>Toezeggingen</caption>") :]
    named = [Html(n).text for n in re.findall(r'<th scope="row">(.*?)</th>', table)]
    for item in countable(load(Promise)):
        assert named.count(item.title) == 1
        for ambition in load(Ambition):
            inside = f"<li>{escape(item.title)}<" in card(ambition.number)
            assert inside == (ambition.id in item.ambitions), (item.id, ambition.id)


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("gidsen-fte", "ongeveer 3 fte"),
        ("werkbezoeken", "2 werkbezoeken per jaar"),
        ("harrie-groepen", "8 groepen per jaar"),
        ("harrie-deelnemers", "12 deelnemers per groep"),
        ("vwnw-stelsel", "8 tot 10 jaar"),
        ("sectortafels", "6 sectortafels"),
        ("win-punt", "1 WIN-punt (getal afgeleid)"),
        ("inclusieve-werkgevers", "geen getal genoemd; het gaat om: inclusieve werkgevers"),
        ("sndw-participatie", "geen getal genoemd (‘iedere jongere’); het gaat om: jongeren"),
    ],
)
def test_the_number_of_a_promise(key: str, text: str) -> None:
    assert promise_words(PROMISES[key]) == text


def test_lines_have_their_actions() -> None:
    rows = re.findall(r"<tr>(.*?)</tr>", HTML[HTML.index("<caption>Lijnen") :], re.DOTALL)[1:]
    counts = [int(re.findall(r'class="amm-getal">(\d+)<', row)[0]) for row in rows]
    assert counts == [13, 12, 6, 12]
