"""What can pay for the Akkoord, with its state; and what it has to bring."""

from __future__ import annotations

from html import unescape

import pytest

from components.goals.tables import EFFECTS, cover_table, effects, scheme_tables
from data_loaders.agreements.hca import Cover, Effect
from data_loaders.agreements.registers import load

SHOWN = unescape(str(scheme_tables(load(Cover))))


@pytest.mark.parametrize(
    "name",
    [
        *("ESF+", "EFRO OP Oost", "Interreg", "Regio Deal", "Nationaal Groeifonds", "SLIM"),
        *("Regionaal Investeringsfonds mbo", "Expeditie-regeling", "LLO-katalysator"),
        *("OCW, SZW en VWS", "Opschaling PPS Beroepsonderwijs", "GroenvermogenNL"),
    ],
)
def test_every_scheme_of_the_documents_is_there(name: str) -> None:
    assert name in SHOWN


def test_the_state_of_a_scheme_is_that_of_its_document() -> None:
    items = {item.id: item for item in load(Cover)}
    states = {key: items[key].state for key in ("llo-katalysator", "opschaling-pps", "rif-mbo")}
    assert list(states.values()) == ["toegekend", "afgewezen", "laatste jaar 2023"]
    for word in (*states.values(), "hangt af van toekenning"):
        assert f">{word}</span>" in SHOWN
    assert "gaat door zonder subsidie" in SHOWN and "na de zomer van 2024" in SHOWN
    schemes = [item for item in load(Cover) if item.state]
    assert SHOWN.count('class="amm-stand ') == len(schemes) == 12


def test_what_partners_give_stays_in_the_other_table() -> None:
    table = unescape(str(cover_table(load(Cover))))
    assert "48 uur per jaar per partner" in table and "ESF+" not in table


def test_every_effect_is_told() -> None:
    told = unescape(str(effects(load(Effect))))
    found = [item for item in load(Effect) if item.kind in EFFECTS]
    assert sum(item.kind == "effect" for item in found) == 9
    assert [item.text for item in found if item.text not in told] == []
