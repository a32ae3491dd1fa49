"""Work tables, money and plans of the Human Capital Akkoord, as HTML and figures. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from components.charts.bars import make_labelled_bars
from components.charts.base import Spec
from components.charts.theme import ThemeName
from components.markup.templates import macro
from components.words.formatting import (
    UNKNOWN,
    format_euro,
    format_number,
    format_when,
    join_words,
)
from components.words.source import records_source
from data_loaders.agreements.hca import (
    Activity,
    Cover,
    Effect,
    HcaBudget,
    Planned,
    Principle,
    WorkTable,
)
from data_loaders.agreements.organisations import KINDS, Kind, Organisation, Partner
from data_loaders.agreements.record import OWN

COMPUTED = "berekend: som van de jaren"
SCHEMES = {"europese regeling": "Europese regelingen", "rijksregeling": "Rijksregelingen"}
EFFECTS = {
    "uitdaging": "Wat er speelt",
    "ambitie": "Wat partners willen",
    "impact": "Wat het moet veranderen",
    "effect": "Beoogde effecten",
    "resultaat": "Andere resultaten",
}


def work_tables(
    tables: Sequence[WorkTable], partners: Sequence[Partner], known: dict[str, Organisation]
) -> Markup:
    """Return a card per work table: what it is for, who drives it, and its members."""
    cards = [_work_table(table, partners, known) for table in tables]
    return macro("doelen", "work_tables", cards, records_source(tables))


def _work_table(
    table: WorkTable, partners: Sequence[Partner], known: dict[str, Organisation]
) -> tuple[str, int, list[tuple[str, str]], str]:
    """Return the name of a work table, how many members it has, its facts and its note."""
    members = [p for p in partners if p.table == table.id and p.role == "lid"]
    rows = [
        ("Speerpunt", table.focus or "Niet bij één speerpunt"),
        ("Sector", table.sector or "Geen eigen sector"),
        ("Aanjager", known[table.driver].name),
    ]
    for kind in KINDS:
        names = sorted({known[p.organisation].label for p in members if _kind(p, known) == kind})
        rows.append((f"Leden, {kind}{_whose(kind, members, known)}", join_words(names)))
    return table.name, len({p.organisation for p in members}), rows, table.note


def _whose(kind: Kind, members: Sequence[Partner], known: dict[str, Organisation]) -> str:
    """Return that we say what some of these members are, where their document does not."""
    found = [known[p.organisation] for p in members if _kind(p, known) == kind]
    return " (soort deels afgeleid)" if any(item.kind_source == OWN for item in found) else ""


def _kind(partner: Partner, known: dict[str, Organisation]) -> str:
    return known[partner.organisation].kind


def budget_table(items: Sequence[HcaBudget]) -> Markup:
    """Return the budget per item and year, with the published totals and the whole."""
    years = sorted({item.year for item in items})
    posts = list(dict.fromkeys(item.item for item in items))
    amounts = {(item.item, item.year): item.amount for item in items}
    rows = [
        [
            post,
            *(format_euro(amounts[post, year]) for year in years),
            format_euro(sum(amounts[post, year] for year in years)),
        ]
        for post in posts
    ]
    columns = ["Post", *map(str, years), f"Samen ({COMPUTED})"]
    numeric = range(1, len(columns))
    return macro("basis", "table", "Begroting 2023-2026, in euro's", columns, rows, numeric)


def cover_table(every: Sequence[Cover]) -> Markup:
    """Return who pays or gives time, as far as documents say; schemes have a table of their own."""
    items = [item for item in every if item.kind not in SCHEMES]
    rows = [
        [
            join_words(item.giver),
            item.text,
            _amount(item),
            item.form,
            item.period or UNKNOWN,
            item.kind,
            item.note,
        ]
        for item in items
    ]
    columns = ["Wie", "Wat", "Hoeveel", "Vorm", "Periode", "Soort", "Toelichting"]
    name = "Dekking: wie betaalt of tijd geeft"
    return macro("doelen", "register", name, columns, rows, records_source(items))


def scheme_tables(every: Sequence[Cover]) -> Markup:
    """Return the schemes that can pay, European ones and those of the state, with their state."""
    groups = []
    for kind, title in SCHEMES.items():
        found = [item for item in every if item.kind == kind]
        groups.append((title, [(join_words(i.giver), i, records_source([i])) for i in found]))
    shown = [item for item in every if item.kind in SCHEMES]
    return macro("doelen", "schemes", groups, records_source(shown))


def effects(items: Sequence[Effect]) -> Markup:
    """Return what is wrong, what it has to bring, and what each project promises of that."""
    rungs = [
        (title, [(_effect(item), "") for item in items if item.kind == kind])
        for kind, title in EFFECTS.items()
    ]
    shown = [item for item in items if item.kind in EFFECTS]
    return macro("doelen", "ladder", rungs, records_source(shown))


def _effect(item: Effect) -> str:
    if item.amount is None:
        return item.text
    return f"{item.text} ({format_number(item.amount)} {item.unit})"


def _amount(item: Cover) -> str:
    if item.amount is None:
        return "niet genoemd"
    return f"{item.uncertainty} {format_number(item.amount)} {item.unit}".strip()


def budget_total(items: Sequence[HcaBudget]) -> int:
    """Return the whole budget in euros: the sum of the published totals per year."""
    return sum(item.amount for item in items if item.kind == "totaal")


def budget_figure(items: Sequence[HcaBudget], theme: ThemeName) -> tuple[Spec, str]:
    """Return what each item costs in all years together, and the sentence that says it."""
    posts = list(dict.fromkeys(item.item for item in items if item.kind == "post"))
    sums = {post: sum(item.amount for item in items if item.item == post) for post in posts}
    ordered = sorted(posts, key=lambda post: -sums[post])
    rows = [
        {"name": post, "value": sums[post], "text": format_euro(sums[post]), "role": "gekozen"}
        for post in ordered
    ]
    most = ordered[0]
    years = sorted({item.year for item in items})
    headline = (
        f"De begroting {years[0]}-{years[-1]} is samen {format_euro(budget_total(items))}; het "
        f"meeste is voor {most[:1].lower()}{most[1:]} ({format_euro(sums[most])})"
    )
    return make_labelled_bars(rows, theme), headline


def principles(items: Sequence[Principle]) -> Markup:
    """Return the principles that partners work by."""
    return macro("doelen", "principles", items, records_source(items))


def activities(items: Sequence[Activity]) -> Markup:
    """Return what partners said they would do."""
    rows = [[item.text, item.approach, item.group, item.note] for item in items]
    columns = ["Activiteit", "Aanpak", "Groep", "Toelichting"]
    return macro("doelen", "register", "Activiteiten", columns, rows, records_source(items))


def planning(items: Sequence[Planned]) -> Markup:
    """Return the steps of the planning and the moments that were reached."""
    rows = [
        [item.text, item.period, _when(item.start), _when(item.end), item.kind, item.note]
        for item in items
    ]
    columns = ["Wat", "Periode in de bron", "Van", "Tot en met", "Soort", "Toelichting"]
    return macro("doelen", "register", "Planning", columns, rows, records_source(items))


def _when(text: str) -> str:
    return format_when(text) if text else "niet genoemd"
