"""Promised numbers, key dates and partners of the Meerjarenagenda are as published.

The literals below were read from the document, apart from the data files.
"""

from __future__ import annotations

from collections import Counter

import pytest
from mja_registers import by_id, read

# Numbers that are promised: id, number, upper end of a range, times a year, date, section.
GOALS = """
gidsen-fte                    3 -  nee -       2.2.1
evaluatie-samenwerking        2 -  nee -       2.2.4
evaluatie-samenwerking-eerste 1 -  nee 2026    2.2.4
vwnw-stelsel                  8 10 nee -       2.3
praktijkgericht-leren         5 -  nee -       2.3.5
werkbezoeken                  2 -  ja  -       3.1.2
harrie-groepen                8 -  ja  -       3.1.2
harrie-deelnemers            12 -  nee -       3.1.2
harrie-dagen                  2 -  nee -       3.1.2
sectortafels                  6 -  nee -       4.3.2
samenwerkende-organisaties   15 -  nee -       3.4
looptijd-beleidsthemas        5 -  nee -       Inleiding
looptijd-acties               2 -  nee 2027    Inleiding
werkcentrum-start             1 -  nee 2026-01 3.2.1
werkcentrum-website           1 -  nee 2026-01 3.2.1
wsp-naam-vervalt              - -  nee 2027-01 2.2.2
werkcentrum-inlooppunten      - -  nee -       3.2.1
evaluatie-middelen            1 -  nee 2027    4.3
evaluatie-loopbaanadvies      1 -  nee 2026    4.3.1
"""

DATES = {
    "suwi-wet": "2027-01-01",
    "banenafspraak-einde": "2027-01-01",
    "avg-opgelost": "2027-01-01",
    "wsp-naam": "2027-01",
    "evaluatie-beraad": "2026-Q3",
    "werkcentrum-opening": "2026-01",
    "website-online": "2026-01",
    "convenant": "2025-09-04",
    "plan-werkcentrum": "2025-07",
    "kwartiermaker": "2025-10",
    "competentnl": "2025-09",
    "sndw-wet": "2026-01-01",
    "kamerbrief-hervorming": "2024-04-29",
    "kamerbrief-llo": "2022-09-23",
    "kamerbrief-llo-vervolg": "2023-11-13",
    "bestandsanalyse-wajong": "2024-04-25",
    "hca-vastgesteld": "2023-04",
    "regio-in-beeld": "2025-11-03",
    "visie-ambities": "2024",
    "evaluatie-middelen": "2027",
    "uitvoeringsagenda-volgend": "2028",
    "laatste-impulsbudget": "2033",
}


@pytest.mark.parametrize("line", GOALS.strip().splitlines())
def test_promised_numbers_are_as_published(line: str) -> None:
    name, number, upper, yearly, date, section = (
        "" if word == "-" else word for word in line.split()
    )
    row = by_id("mja_doelen")[name]
    assert (row["aantal"], row["aantal_max"], row["per_jaar"]) == (number, upper, yearly)
    assert (row["termijn"], row["paragraaf"]) == (date, section)


def test_about_and_more_than_are_kept_with_the_number() -> None:
    rows = by_id("mja_doelen")
    assert rows["gidsen-fte"]["grens"] == "ongeveer"
    assert rows["samenwerkende-organisaties"]["grens"] == "meer dan"


@pytest.mark.parametrize("name", DATES)
def test_key_dates_are_as_published(name: str) -> None:
    assert by_id("kerndata")[name]["datum"] == DATES[name]


def test_core_partners_are_the_eight_of_the_inleiding() -> None:
    partners = [row["organisatie"] for row in read("beraad") if row["positie"] == "kernpartner"]
    assert partners == [
        "gemeenten van de arbeidsmarktregio",
        "UWV",
        "VNO-NCW Midden",
        "CNV",
        "FNV",
        "ROC Rijn IJssel",
        "De Onderwijsspecialisten",
        "SBB",
    ]
    assert Counter(row["positie"] for row in read("beraad"))["via kernpartner"] == 9
