"""What the views of the budget add up, leave unknown and keep apart.

The literals below were read from the document, apart from the data files.
"""

from __future__ import annotations

import msgspec
import pytest
import transcribed
from hypothesis import given
from hypothesis import strategies as st

from data_loaders.agreements.budget import (
    DETAILS,
    budget_years,
    posts_of,
    published_totals,
    shared_amounts,
    state_money,
    sum_posts,
)
from data_loaders.agreements.money import Amount
from data_loaders.agreements.registers import load
from data_loaders.contradictions import load_contradictions

AMOUNTS = transcribed.given("begroting", load(Amount))
YEARS = {year.year: year for year in budget_years(AMOUNTS)}


def test_income_costs_and_result_are_the_published_ones() -> None:
    assert list(YEARS) == ["2026", "2027", "2028", "2029", "2030"]
    assert [y.grant for y in YEARS.values()] == [827391, 1116978, 1291476, 1033180, 861919]
    assert [y.carried for y in YEARS.values()] == [2064081, 1089472, 648450, 589551, 1622731]
    assert [y.income for y in YEARS.values()] == [2891472, 2206450, 1939926, 1622731, 2484650]
    assert [y.costs for y in YEARS.values()] == [1802000, 1558000, 1350376, None, None]
    assert [y.result for y in YEARS.values()] == [1089472, 648450, 589551, 1622731, 2484650]


def test_result_without_what_was_carried_over_is_computed_for_known_years_only() -> None:
    found = [year.computed_without_carried for year in YEARS.values()]
    assert found == [-974609, -441022, -58900, None, None]


def test_what_counts_unknown_costs_as_nothing_is_not_known() -> None:
    assert [y.known_result for y in YEARS.values()] == [1089472, 648450, 589551, None, None]
    carried = [y.known_carried for y in YEARS.values()]
    assert carried == [2064081, 1089472, 648450, 589551, None]
    income = [y.known_income for y in YEARS.values()]
    assert income == [2891472, 2206450, 1939926, 1622731, None]


def test_what_does_not_add_up_is_in_the_register() -> None:
    register = {item.id for item in load_contradictions()}
    marked = {item.id: set(item.contradictions) for item in AMOUNTS}
    differences = {
        key: year.result - (year.income - year.costs)
        for key, year in YEARS.items()
        if year.costs is not None
    }
    assert differences == {"2026": 0, "2027": 0, "2028": 1}
    assert "T091" in marked["b421-resultaat-2028"]
    for year in ("2029", "2030"):
        assert YEARS[year].result == YEARS[year].income
        assert "T088" in marked[f"b421-resultaat-{year}"]
    first = {item.year: item.amount for item in state_money(AMOUNTS, False)}
    assert first["2034"] == 648545
    for year in ("2026", "2027", "2028"):
        assert "T092" in marked[f"b421-impulsbudget-{year}"] & marked[f"b41-impulsbudget-{year}"]
    assert {"T088", "T089", "T091", "T092", "T093", "T095"} <= register


def test_money_of_the_region_and_of_the_country_are_never_in_one_list() -> None:
    regional = state_money(AMOUNTS, False)
    national = state_money(AMOUNTS, True)
    assert {item.item for item in regional} == {"impulsbudget", "structureel"}
    assert {item.item for item in national} == {"impuls VWNW"}
    assert (
        len(regional) + len(national)
        == len([item for item in AMOUNTS if item.table == "4.1"])
        == 30
    )
    assert sum(item.amount or 0 for item in national) == 89_500_000
    assert not [item for item in AMOUNTS if item.table == "4.2.1" and item.national == "ja"]


@pytest.mark.parametrize(
    ("ambition", "whole", "by_year", "open_posts", "loose"),
    [
        (1, 1_605_000, {"2026": None, "2027": None}, 1, 8),
        (2, 230_000, {"2026": 115_000, "2027": 115_000}, 0, 0),
        (3, 415_000, {"2026": 222_500, "2027": 192_500}, 2, 0),
        (4, 60_000, {"2026": 50_000, "2027": 10_000}, 0, 0),
        (5, 422_500, {"2026": None, "2027": None}, 2, 3),
        (6, 320_000, {"2026": 160_000, "2027": 160_000}, 2, 0),
    ],
)
def test_posts_of_an_ambition_add_up_where_the_source_says_the_year(
    ambition: int, whole: float, by_year: dict[str, float | None], open_posts: int, loose: int
) -> None:
    found = sum_posts(posts_of(AMOUNTS, f"ambitie-{ambition}"))
    assert (found.whole, found.by_year) == (whole, by_year)
    assert (found.open_posts, found.without_year) == (open_posts, loose)


def test_every_post_belongs_to_exactly_one_ambition() -> None:
    posts = [i for i in AMOUNTS if i.table in DETAILS and i.kind == "post"]
    seen = [i.id for n in range(1, 7) for i in posts_of(AMOUNTS, f"ambitie-{n}")]
    assert sorted(seen) == sorted(item.id for item in posts)
    whole = sum(sum_posts(posts_of(AMOUNTS, f"ambitie-{n}")).whole for n in range(1, 7))
    assert whole == 1_605_000 + 1_447_500


def test_only_the_first_ambition_has_totals_of_its_own() -> None:
    totals = published_totals(AMOUNTS, "ambitie-1")
    assert [item.amount for item in totals] == [193000, 676500, 55000, 680500]
    assert all(not published_totals(AMOUNTS, f"ambitie-{n}") for n in range(2, 7))


def test_what_is_of_more_ambitions_is_not_divided() -> None:
    shared = shared_amounts(AMOUNTS)
    assert {item.item for item in shared} == {"Ambitieteams 2 t/m 6", "TOTAAL"}
    assert len(shared) == 9
    of_one = {i.id for n in range(1, 7) for i in posts_of(AMOUNTS, f"ambitie-{n}")}
    assert of_one.isdisjoint(item.id for item in shared)


def post(year: str, amount: float | None) -> Amount:
    found = posts_of(AMOUNTS, "ambitie-2")[0]
    return msgspec.structs.replace(found, year=year, amount=amount)


POSTS = st.lists(
    st.builds(
        post,
        st.sampled_from(["", "2026", "2027"]),
        st.none() | st.integers(0, 10**6).map(float),
    )
)


@given(POSTS)
def test_an_unknown_amount_is_counted_as_unknown_and_never_as_nothing(posts: list[Amount]) -> None:
    found, with_one = sum_posts(posts), sum_posts([*posts, post("2026", None)])
    assert (with_one.whole, with_one.open_posts) == (found.whole, found.open_posts + 1)
    assert with_one.without_year == found.without_year


@given(POSTS)
def test_years_are_known_all_together_or_not_at_all(posts: list[Amount]) -> None:
    found = sum_posts(posts)
    if found.without_year:
        assert set(found.by_year.values()) <= {None}
    else:
        assert sum(found.by_year.values()) == found.whole


def test_a_row_that_lacks_is_told() -> None:
    rows = [item for item in AMOUNTS if item.id != "b421-totale-lasten-2027"]
    with pytest.raises(KeyError, match="Lasten"):
        budget_years(rows)
