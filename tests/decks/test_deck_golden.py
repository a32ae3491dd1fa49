"""Addresses that were given out. They never change; a line may be added, none may go.

Each must go on meaning the same in every later version of the monitor: who has one in a mail
or in minutes opens it years later.
"""

from __future__ import annotations

from datetime import date

import pytest
from deckcases import KNOWN

from data_loaders.decks.deck import Deck, DeckTile
from data_loaders.decks.known import known_now
from data_loaders.decks.link import deck_query, open_query

DAY = date(2026, 9, 30)
TITLE = DeckTile("titel")

V1 = [
    (
        "v=1&tegels=t.Regionaal_Beraad~g.De_arbeidsmarkt_nu.Ter_bespreking"
        "~v.Stem_in_met_de_begroting.Elk_kwartaal_een_verslag...Begroot_2026-3a-_-20ac-_1-2e-000",
        Deck(
            "",
            None,
            (
                DeckTile("titel", texts=("Regionaal Beraad",)),
                DeckTile("agendapunt", texts=("De arbeidsmarkt nu", "Ter bespreking")),
                DeckTile(
                    "besluit",
                    texts=(
                        "Stem in met de begroting",
                        "Elk kwartaal een verslag",
                        "",
                        "",
                        "Begroot 2026: € 1.000",
                    ),
                ),
            ),
        ),
    ),
    ("v=1&tegels=t", Deck("", None, (TITLE,))),
    (
        "v=1&titel=Regionaal%20Beraad&dag=2026-09-30&tegels=t~a~b~w.2026-06-30",
        Deck(
            "Regionaal Beraad",
            DAY,
            (
                TITLE,
                DeckTile("agenda"),
                DeckTile("begroting"),
                DeckTile("wijzigingen", since=date(2026, 6, 30)),
            ),
        ),
    ),
    (
        "v=1&dag=2026-09-30&tegels=a.uakribug~b.udggqfae",
        Deck("", DAY, (DeckTile("agenda", pin="uakribug"), DeckTile("begroting", pin="udggqfae"))),
    ),
    (
        "v=1&tegels=d.contact-jongeren~d.via-t-fte.lhdln2pu~p.via-t~p.soil-valley.yx4khzdb",
        Deck(
            "",
            None,
            (
                DeckTile("doel", "contact-jongeren"),
                DeckTile("doel", "via-t-fte", pin="lhdln2pu"),
                DeckTile("project", "via-t"),
                DeckTile("project", "soil-valley", pin="yx4khzdb"),
            ),
        ),
    ),
    (
        "v=1&tegels=c.bevolking~c.bevolking.AM07.k~c.bevolking.0202.s~c.bevolking.GMR_NL01.l"
        "~c.bevolking.1705_0268.c~c.bevolking..t.2024~c.bevolking.....fz6akoou",
        Deck(
            "",
            None,
            (
                DeckTile("cijfer", "bevolking"),
                DeckTile("cijfer", "bevolking", ("AM07",), "kaart"),
                DeckTile("cijfer", "bevolking", ("GM0202",), "staaf"),
                DeckTile("cijfer", "bevolking", ("GMR", "NL01"), "lijn"),
                DeckTile("cijfer", "bevolking", ("GM1705", "GM0268"), "cijfer"),
                DeckTile("cijfer", "bevolking", form="tabel", period="2024"),
                DeckTile("cijfer", "bevolking", pin="fz6akoou"),
            ),
        ),
    ),
    (
        "v=1&titel=%C3%89%C3%A9n%20%26%20twee%3A%2050%20%25&tegels="
        "c.bijstand-leefvorm.AM07_0202.s.2026-01.qbtbzw.abcdefg2~c.mbo-studenten...2024_2025"
        "~c.spanning-kwartaal...2026-Q1~c.ww-aantal...2024-02-29",
        Deck(
            "Één & twee: 50 %",
            None,
            (
                DeckTile(
                    "cijfer",
                    "bijstand-leefvorm",
                    ("AM07", "GM0202"),
                    "staaf",
                    "2026-01",
                    "Alleenstaande",
                    pin="abcdefg2",
                ),
                DeckTile("cijfer", "mbo-studenten", period="2024/2025"),
                DeckTile("cijfer", "spanning-kwartaal", period="2026-Q1"),
                DeckTile("cijfer", "ww-aantal", period="2024-02-29"),
            ),
        ),
    ),
]


@pytest.mark.parametrize(("query", "deck"), V1)
def test_address_that_was_given_out_means_the_same(query: str, deck: Deck) -> None:
    found = open_query(query, KNOWN)
    assert found.skipped == ()
    assert found.deck == deck


@pytest.mark.parametrize(("query", "deck"), V1)
def test_address_is_still_written_the_same(query: str, deck: Deck) -> None:
    assert deck_query(deck) == query


def test_address_without_pins_opens_with_what_the_monitor_has() -> None:
    query = (
        "v=1&titel=Arnhem&dag=2026-11-21&tegels=t~c.bevolking.0202.l~c.leeftijdsopbouw.0202.s.."
        "kqfbfo~c.opleidingsniveau.0202.s..sbrwb3~c.werknemers-zelfstandigen.0202.s..eyyed4"
        "~d.contact-jongeren~p.arbeidsmarkt-die-werkt~a~b~w.2026-09-30"
    )
    found = open_query(query, known_now())
    assert found.skipped == ()
    named = [tile.characteristic for tile in found.deck.tiles if tile.characteristic]
    assert named == ["65 jaar of ouder", "Hoog", "Zelfstandigen"]
