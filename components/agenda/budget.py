"""The budget of the agenda per year, and the money of the state. Pure."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from components.agenda.phrases import source_of
from components.charts.base import Spec
from components.charts.money import make_money
from components.charts.theme import PALETTES, ThemeName
from components.markup.templates import macro
from components.words.disputes import Disputes, disputes_about
from components.words.formatting import format_euro, join_words
from components.words.source import Source
from components.words.table import Table
from data_loaders.agreements.budget import OVERVIEW, BudgetYear, budget_years, state_money
from data_loaders.agreements.money import Amount, Financing

GRANT = "Impulsbudget centrumgemeente"
CARRIED = "Overgehevelde reserve"
COSTS = "Kosten"
FLOWS = (GRANT, CARRIED, COSTS)
WITH = "Met de reserve"
WITHOUT = "Zonder de reserve"
COMPUTED = "berekend"
TO_DECIDE = "n.t.b. (onbekend)"
NOT_KNOWN = "onbekend"
INDICATIVE = "indicatief"
Doubted = Set[tuple[str, float | None]]


@dataclass(frozen=True)
class MoneyView:
    """Two figures of the budget, each with the sentence it shows, and what stands below."""

    flows: Spec
    flows_headline: str
    results: Spec
    results_headline: str
    foot: Markup
    ids: frozenset[str]
    table: Table
    disputes: Disputes
    source: Source | None


def money_view(
    amounts: Sequence[Amount], financing: Sequence[Financing], theme: ThemeName
) -> MoneyView:
    """Return the budget per year as figures and table. Raises KeyError for a row that lacks."""
    rows = money_rows(amounts)
    years = budget_years(rows)
    palette = PALETTES[theme]
    indicative = {(item.start, item.amount) for item in financing if item.status == INDICATIVE}
    table = _table(rows, years, indicative)
    disputes, source = disputes_about(rows), source_of(rows)
    return MoneyView(
        flows=make_money(
            [(year.year, _flows(year, indicative)) for year in years],
            dict(zip(FLOWS, palette.series, strict=False)),
            theme,
        ),
        flows_headline=flows_sentence(years),
        results=make_money(
            [(year.year, _results(year)) for year in years],
            {WITH: palette.rest, WITHOUT: palette.signal},
            theme,
        ),
        results_headline=results_sentence(years),
        foot=macro("uitvoeringsagenda", "below", table, disputes, source, wide=False),
        ids=frozenset(item.id for item in rows),
        table=table,
        disputes=disputes,
        source=source,
    )


def money_rows(amounts: Sequence[Amount]) -> list[Amount]:
    """Return the rows of the budget per year."""
    return [item for item in amounts if item.table == OVERVIEW]


def flows_sentence(years: Sequence[BudgetYear]) -> str:
    """Return in which years the costs are higher than the money of the year itself."""
    short = [y.year for y in years if y.computed_without_carried and y.computed_without_carried < 0]
    unknown = [year.year for year in years if year.costs is None]
    parts = []
    if short:
        parts.append(
            f"In {join_words(short)} zijn de kosten hoger dan het impulsbudget van dat jaar"
        )
    if unknown:
        parts.append(f"De kosten van {join_words(unknown)} zijn nog te bepalen")
    return ". ".join(parts) or "Het impulsbudget dekt de kosten van elk jaar"


def results_sentence(years: Sequence[BudgetYear]) -> str:
    """Return the result without what was carried over: ours, not the document's."""
    known = [
        f"{format_euro(year.computed_without_carried)} in {year.year}"
        for year in years
        if year.computed_without_carried is not None
    ]
    if not known:
        return "Het resultaat is van geen enkel jaar bekend"
    return f"Zonder de overgehevelde reserve is het resultaat {join_words(known)} ({COMPUTED})"


def _flows(year: BudgetYear, indicative: Doubted) -> list[dict[str, Any]]:
    carried = _bar(year, CARRIED, year.known_carried)
    carried["label"] += _doubt("reserve", year, indicative)
    return [_bar(year, GRANT, year.grant), carried, _bar(year, COSTS, year.costs, TO_DECIDE)]


def _doubt(kind: str, year: BudgetYear, indicative: Doubted) -> str:
    """Return that an amount is still indicative, where the document says so of it."""
    doubted = kind == "reserve" and (year.year, year.known_carried) in indicative
    return f" ({INDICATIVE})" if doubted else ""


def _results(year: BudgetYear) -> list[dict[str, Any]]:
    without = _bar(year, WITHOUT, year.computed_without_carried)
    if year.computed_without_carried is not None:
        without["label"] += f" ({COMPUTED})"
    return [_bar(year, WITH, year.known_result), without]


def _bar(
    year: BudgetYear, part: str, value: float | None, unknown: str = NOT_KNOWN
) -> dict[str, Any]:
    text = unknown if value is None else format_euro(value)
    return {
        "group": year.year,
        "part": part,
        "value": value,
        "text": text,
        "label": f"{part}: {text}",
    }


def _table(rows: Sequence[Amount], years: Sequence[BudgetYear], indicative: Doubted) -> Table:
    """Return table 4.2.1 as published, with what is not known yet and what we computed."""
    by_place = {(item.row, item.year): item for item in rows}
    known = {year.year: year for year in years}
    lines = [
        [_item(rows, row), *(_cell(by_place[row, key], known[key], indicative) for key in known)]
        for row in sorted({item.row for item in rows})
    ]
    computed = [
        NOT_KNOWN if amount is None else format_euro(amount)
        for amount in (year.computed_without_carried for year in years)
    ]
    lines.append([f"Resultaat zonder de reserve ({COMPUTED})", *computed])
    columns = ("Post", *known)
    return Table(
        "Begroting van het impulsbudget van de centrumgemeente, per jaar",
        columns,
        tuple(map(tuple, lines)),
        tuple(range(1, len(columns))),
    )


def _item(rows: Sequence[Amount], row: int) -> str:
    first = next(item for item in rows if item.row == row)
    return first.item.capitalize() if first.item.isupper() else first.item


def _cell(item: Amount, year: BudgetYear, indicative: Doubted) -> str:
    """Return an amount; one that the document counts without unknown costs is not known."""
    if item.amount is None:
        return TO_DECIDE if item.spelled == "n.t.b." else NOT_KNOWN
    counted = {"reserve": year.known_carried, "resultaat": year.known_result}
    if item.kind in counted:
        shown = counted[item.kind]
    elif item.kind == "totaal" and item.group == "Baten":
        shown = year.known_income
    else:
        shown = item.amount
    if shown is None:
        return f"{NOT_KNOWN} (de bron rekent {format_euro(item.amount)}, zonder die kosten)"
    return format_euro(shown) + _doubt(item.kind, year, indicative)


def state_money_html(amounts: Sequence[Amount]) -> Markup:
    """Return the money of the state: of the region and of the country, each in its own table."""
    regional, national = state_money(amounts, False), state_money(amounts, True)
    tables = [
        (
            "Geld voor de regio: de centrumgemeente",
            _per_year("Rijksgeld voor de centrumgemeente", regional),
        ),
        ("Landelijk geld: niet van de regio", _per_year("Landelijk rijksgeld", national)),
    ]
    both = [*regional, *national]
    return macro("uitvoeringsagenda", "state_money", tables, disputes_about(both), source_of(both))


def _per_year(caption: str, rows: Sequence[Amount]) -> Table:
    items = list(dict.fromkeys(item.item for item in rows))
    amounts = {(item.year, item.item): item for item in rows}
    years = dict.fromkeys(item.year for item in rows)
    lines = tuple(
        (year or "per jaar, zonder jaartal", *(_published(amounts.get((year, i))) for i in items))
        for year in years
    )
    columns = ("Jaar", *(item[:1].upper() + item[1:] for item in items))
    return Table(caption, columns, lines, tuple(range(1, len(columns))))


def _published(item: Amount | None) -> str:
    if item is None:
        return "niet genoemd"
    if item.amount is None:
        return NOT_KNOWN
    dash = item.amount == 0 and "-" in item.spelled
    return f"{format_euro(item.amount)} (streepje in de bron)" if dash else format_euro(item.amount)
