"""The budget of the Meerjarenagenda is in the register line by line, and its sums are known.

The literals below were read from the document, apart from the data files.
"""

from __future__ import annotations

import re

import pytest
from mja_begroting import TABLE_41, TABLE_421, TABLE_431, TABLE_432
from mja_registers import by_id, read

from data_loaders.contradictions import load_contradictions

YEARS = ["2026", "2027", "2028", "2029", "2030"]

KINDS = {"i": "incidenteel", "s": "structureel", "?": "onbekend"}
ALL_BUT_FIRST = "ambitie-2;ambitie-3;ambitie-4;ambitie-5;ambitie-6"


def table(name: str) -> list[dict[str, str]]:
    rows = [row for row in read("begroting") if row["tabel"] == name]
    assert [row["volgorde"] for row in rows] == [str(n) for n in range(1, len(rows) + 1)]
    return rows


def euros(text: str) -> str:
    """The amount a cell should have; a sum of what is not known yet is not known."""
    if text in ("n.t.b.", "PM", "-€"):
        return ""
    return re.sub(r",00$|[€. ]", "", text)


def sums(post: str, soort: str = "") -> list[int]:
    """The years of one post of 4.2.1, or of all posts of one soort added up."""
    rows = table("4.2.1")
    return [
        sum(
            int(row["bedrag"] or 0)
            for row in rows
            if row["jaar"] == year and (row["post"] == post or (soort and row["soort"] == soort))
        )
        for year in YEARS
    ]


def test_table_41_is_as_printed() -> None:
    rows = iter(table("4.1"))
    for line in TABLE_41.strip().splitlines():
        year, *amounts = line.split()
        posts = ("impulsbudget", "structureel", "impuls VWNW")
        for post, amount in zip(posts, amounts, strict=False):
            row = next(rows)
            assert (row["jaar"], row["post"], row["bedrag_bron"]) == (year, post, amount)
            assert row["bedrag"] == ("0" if amount == "-€" else euros(amount))
            assert row["landelijk"] == ("ja" if post == "impuls VWNW" else "nee")
            assert row["aard"] == ("structureel" if post == "structureel" else "incidenteel")
    last = next(rows)
    assert (last["post"], last["jaar"], last["bedrag"]) == ("structureel", "", "648545")
    assert not list(rows)


def test_table_421_is_as_printed() -> None:
    rows = iter(table("4.2.1"))
    for line in TABLE_421.strip().splitlines():
        post, amounts = line.split("|")
        for year, amount in zip(YEARS, amounts.split(), strict=True):
            row = next(rows)
            assert (row["post"], row["jaar"], row["bedrag_bron"]) == (post, year, amount)
            assert row["bedrag"] == euros(amount)
            assert row["landelijk"] == "nee"
    assert not list(rows)


@pytest.mark.parametrize(("name", "text"), [("4.3.1", TABLE_431), ("4.3.2", TABLE_432)])
def test_tables_43_are_as_printed_with_the_columns_the_totals_force(name: str, text: str) -> None:
    rows, group = iter(table(name)), ""
    for line in text.strip().splitlines():
        if line.startswith("["):
            group = line.strip("[]")
            continue
        post, amounts, codes = (part.strip() for part in line.split("|"))
        for amount, code in zip(amounts.split(), codes.split(), strict=True):
            row = next(rows)
            assert (row["groep"], row["post"]) == (group, post)
            assert row["bedrag_bron"].replace(" ", "") == amount
            assert row["bedrag"] == euros(amount)
            assert row["jaar"] == ("" if code == "??" else f"20{code[:2]}")
            assert row["aard"] == KINDS[code[-1]]
            assert row["toelichting"] and row["landelijk"] == "nee"
            other = "ambitie-1" if name == "4.3.1" else ALL_BUT_FIRST
            number = re.match(r"Ambitie (\d)", group)
            assert row["ambitie_ids"] == (f"ambitie-{number[1]}" if number else other)
    assert not list(rows)


def test_what_is_not_decided_is_unknown_and_not_zero() -> None:
    rows = read("begroting")
    assert sum(row["bedrag_bron"] == "n.t.b." for row in rows) == 8
    assert sum(row["bedrag_bron"] == "PM" for row in rows) == 7
    unknown = [row for row in rows if not row["bedrag"]]
    assert len(unknown) == 17
    assert all("niet nul" in row["toelichting"] for row in unknown)


def test_income_costs_and_result_add_up_but_for_one_euro_that_is_registered() -> None:
    income, costs = sums("Totale baten"), sums("Totale lasten")
    assert income == [2891472, 2206450, 1939926, 1622731, 2484650]
    assert [
        a + b for a, b in zip(sums("Impulsbudget"), sums("Budgetoverheveling"), strict=True)
    ] == (income)
    assert sums("", "lasten") == costs == [1802000, 1558000, 1350376, 0, 0]
    result = sums("RESULTAAT")
    assert [r - (a - b) for r, a, b in zip(result, income, costs, strict=True)] == [0, 0, 1, 0, 0]
    assert sums("Budgetoverheveling")[1:] == result[:-1]
    assert "T091" in by_id("begroting")["b421-resultaat-2028"]["tegenstrijdigheden"]
    register = {item.id: item for item in load_contradictions()}
    assert "589.550" in register["T091"].second.value


def test_result_without_the_reserve_is_a_shortage_each_known_year() -> None:
    pairs = zip(sums("Impulsbudget"), sums("Totale lasten"), strict=True)
    assert [income - costs for income, costs in pairs][:3] == [-974609, -441022, -58900]


def test_impulsbudget_differs_one_euro_between_the_tables_and_that_is_registered() -> None:
    first = {r["jaar"]: int(r["bedrag"]) for r in table("4.1") if r["post"] == "impulsbudget"}
    second = dict(zip(YEARS, sums("Impulsbudget"), strict=True))
    assert [second[year] - first[year] for year in YEARS] == [1, 1, 1, 0, 0]
    marked = {r["jaar"] for r in read("begroting") if "T092" in r["tegenstrijdigheden"]}
    assert marked == {"2026", "2027", "2028"}


@pytest.mark.parametrize(
    ("name", "post", "whole"),
    [
        ("4.3.1", "Werkcentrum (ambitie 1)", 1605000),
        ("4.3.2", "Ambitieteams 2 t/m 6", 1447500),
    ],
)
def test_lines_add_up_to_the_totals_and_to_421(name: str, post: str, whole: int) -> None:
    lines = [row for row in table(name) if row["soort"] == "post" and row["bedrag"]]
    totals = [row for row in table(name) if row["soort"] == "totaal"]
    assert sum(int(row["bedrag"]) for row in lines) == whole
    assert sum(int(row["bedrag"]) for row in totals) == whole
    for year, known in zip(("2026", "2027"), sums(post), strict=False):
        published = sum(int(row["bedrag"]) for row in totals if row["jaar"] == year)
        assert published == known
        assert sum(int(row["bedrag"]) for row in lines if row["jaar"] == year) <= published
    for total in totals:
        key = (total["jaar"], total["aard"])
        placed = sum(int(row["bedrag"]) for row in lines if (row["jaar"], row["aard"]) == key)
        assert placed <= int(total["bedrag"])


def test_two_of_the_three_loose_posts_of_432_must_be_in_2027() -> None:
    lines = [row for row in table("4.3.2") if row["soort"] == "post" and row["bedrag"]]
    loose = [row for row in lines if not row["jaar"]]
    assert [row["bedrag"] for row in loose] == ["5000", "5000", "5000"]
    placed = {
        year: sum(int(row["bedrag"]) for row in lines if row["jaar"] == year)
        for year in ("2026", "2027")
    }
    assert placed == {"2026": 782500 - 5000, "2027": 665000 - 10000}


def test_what_431_knows_can_be_completed_to_its_totals() -> None:
    """One way to fill the lost columns: it ends exactly at the four totals."""
    single = {"Juridisch advies, convenant-opstelling": "27i"}
    both_incidental = {"Monitoring & evaluatie / onderzoek", "Onvoorzien"}
    triple = {"Kennisdagen en netwerkbijeenkomsten": ["26i", "27i", "27s"]}
    filled = dict.fromkeys(("26i", "26s", "27i", "27s"), 0)
    for line in TABLE_431.strip().splitlines():
        if line.startswith(("[", "TOTAAL")) or "PM" in line:
            continue
        post, text, codes = line.split("|")
        amounts = [int(euros(amount)) for amount in text.split()]
        places = {
            1: [single.get(post, "26i")],
            2: ["26i", "27i"] if post in both_incidental else ["26s", "27s"],
            3: triple.get(post, ["26i", "26s", "27s"]),
        }[len(amounts)]
        for amount, place, code in zip(amounts, places, codes.split(), strict=True):
            assert all(a in (b, "?") for a, b in zip(code, place, strict=False)), (post, code)
            filled[place] += amount
    assert filled == {"26i": 193000, "26s": 676500, "27i": 55000, "27s": 680500}


def test_sources_of_money_have_an_amount_only_where_the_text_gives_one() -> None:
    amounts = {row["id"]: row["bedrag"] for row in read("financiering") if row["bedrag"]}
    assert amounts == {
        "structureel-centrumgemeente": "648545",
        "reserve": "2064081",
        "algemene-kosten": "75000",
        "mandaat-oud": "50000",
    }
