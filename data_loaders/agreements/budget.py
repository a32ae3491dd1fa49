"""Views of the money of the agenda. Pure: over amounts that were read, in euros.

What the document leaves open (`n.t.b.`, `PM`) is None and stays None in every sum it belongs
to. What is computed here and not published says so in its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from data_loaders.agreements.money import Amount, AmountKind

OVERVIEW = "4.2.1"
STATE_MONEY = "4.1"
DETAILS = ("4.3.1", "4.3.2")


@dataclass(frozen=True)
class BudgetYear:
    """One year of the budget as published, and what may be concluded from it.

    `grant` is the money of that year itself, `carried` what the year before left over.
    `carried_is_known` is False when the year before has costs that are not known yet: the
    published amount then counts none of them.
    """

    year: str
    grant: float
    carried: float
    carried_is_known: bool
    income: float
    costs: float | None
    result: float

    @property
    def known_carried(self) -> float | None:
        """What was carried over, or None when the year before is not known yet."""
        return self.carried if self.carried_is_known else None

    @property
    def known_income(self) -> float | None:
        """The published total income, or None when what was carried over is not known yet."""
        return self.income if self.carried_is_known else None

    @property
    def known_result(self) -> float | None:
        """The published result, or None when costs or income are not known yet."""
        return self.result if self.costs is not None and self.carried_is_known else None

    @property
    def computed_without_carried(self) -> float | None:
        """The money of the year itself less the costs: computed, not in the document."""
        return None if self.costs is None else self.grant - self.costs


def budget_years(amounts: Iterable[Amount]) -> list[BudgetYear]:
    """Return the years of table 4.2.1, oldest first."""
    rows = [item for item in amounts if item.table == OVERVIEW]
    years: list[BudgetYear] = []
    for year in sorted({item.year for item in rows}):
        of_year = [item for item in rows if item.year == year]
        years.append(
            BudgetYear(
                year=year,
                grant=_known(of_year, "baten"),
                carried=_known(of_year, "reserve"),
                carried_is_known=not years or years[-1].costs is not None,
                income=_known(of_year, "totaal", "Baten"),
                costs=_published(of_year, "totaal", "Lasten"),
                result=_known(of_year, "resultaat"),
            )
        )
    return years


def _published(rows: Sequence[Amount], kind: AmountKind, group: str = "") -> float | None:
    """Return the one amount of a kind in a year. Raises KeyError when it is not in the table."""
    for item in rows:
        if item.kind == kind and group in ("", item.group):
            return item.amount
    raise KeyError(f"{kind} {group}".strip())


def _known(rows: Sequence[Amount], kind: AmountKind, group: str = "") -> float:
    amount = _published(rows, kind, group)
    if amount is None:
        raise KeyError(f"{kind} {group}".strip())
    return amount


def state_money(amounts: Iterable[Amount], national: bool) -> list[Amount]:
    """Return the amounts of table 4.1: of the region, or of the whole country; never both."""
    wanted = "ja" if national else "nee"
    return [item for item in amounts if item.table == STATE_MONEY and item.national == wanted]


def posts_of(amounts: Iterable[Amount], ambition: str) -> list[Amount]:
    """Return the lines of 4.3.1 and 4.3.2 that belong to this ambition and to no other."""
    return [
        item
        for item in amounts
        if item.table in DETAILS and item.kind == "post" and item.ambitions == (ambition,)
    ]


def all_posts(amounts: Iterable[Amount]) -> list[Amount]:
    """Return every line of the budget of which money can be spent."""
    return [item for item in amounts if item.table in DETAILS and item.kind == "post"]


def published_totals(amounts: Iterable[Amount], ambition: str) -> list[Amount]:
    """Return the totals that the document itself gives for this ambition alone."""
    return [
        item
        for item in amounts
        if item.table in DETAILS and item.kind == "totaal" and item.ambitions == (ambition,)
    ]


def shared_amounts(amounts: Iterable[Amount]) -> list[Amount]:
    """Return the amounts that stand for more than one ambition; they cannot be divided."""
    return [item for item in amounts if len(item.ambitions) > 1]


@dataclass(frozen=True)
class PostSum:
    """What the lines of one ambition add up to: computed, without what is not known.

    `by_year` has None for a year when a line may belong to it but does not say so.
    `open_posts` counts the lines whose amount is not known (`PM`).
    """

    whole: float
    by_year: dict[str, float | None]
    open_posts: int
    without_year: int


def sum_posts(posts: Sequence[Amount]) -> PostSum:
    """Return what lines add up to, per year only where every amount has its year."""
    known = [(item.year, item.amount) for item in posts if item.amount is not None]
    loose = sum(not year for year, _ in known)
    years = sorted({item.year for item in posts if item.year})
    by_year = {
        year: None if loose else sum(amount for other, amount in known if other == year)
        for year in years
    }
    return PostSum(
        whole=sum(amount for _, amount in known),
        by_year=by_year,
        open_posts=len(posts) - len(known),
        without_year=loose,
    )
