"""The lines of the budget per ambition, and the agreements about the money. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from components.agenda.phrases import sections, source_of, when
from components.markup.templates import macro
from components.words.disputes import disputes_about
from components.words.formatting import counted, format_euro, format_when, join_words
from components.words.table import Table
from data_loaders.agreements.agenda import Ambition
from data_loaders.agreements.budget import (
    PostSum,
    posts_of,
    published_totals,
    shared_amounts,
    sum_posts,
)
from data_loaders.agreements.money import Amount, Financing
from data_loaders.reports.money import spent_lines
from data_loaders.reports.record import Report

POST_COLUMNS = (
    "Post",
    "Groep",
    "Jaar",
    "Soort",
    "Begroot",
    "Uitgegeven",
    "Let op",
    "Waarom zo gelezen",
)
SHARED_COLUMNS = ("Post", "Tabel", "Jaar", "Soort", "Bedrag", "Toelichting")
TOTAL_COLUMNS = ("Jaar", "Soort", "Bedrag", "Herkomst")
SUM_COLUMNS = ("Jaar", "Bedrag", "Herkomst")
FINANCING_COLUMNS = (
    "Onderwerp",
    "Wat het is",
    "Van wie",
    "Aan wie",
    "Periode",
    "Bedrag",
    "Stand volgens de bron",
    "Paragraaf",
    "Voorwaarde",
    "Toelichting",
)


def ambitions_with_posts(
    amounts: Sequence[Amount], ambitions: Iterable[Ambition]
) -> dict[str, str]:
    """Return the names of the ambitions that have lines in the budget, by id."""
    return {
        item.id: f"Ambitie {item.number} ({item.budget_name or item.name})"
        for item in ambitions
        if posts_of(amounts, item.id)
    }


def shown_ids(amounts: Sequence[Amount], ambition: str) -> frozenset[str]:
    """Return the ids of all amounts that are shown with an ambition."""
    own = posts_of(amounts, ambition) + published_totals(amounts, ambition)
    return frozenset(item.id for item in [*own, *shared_amounts(amounts)])


def posts_html(amounts: Sequence[Amount], ambition: str, name: str) -> Markup:
    """Return the lines of an ambition with what they add up to, and what is shared."""
    posts, totals = posts_of(amounts, ambition), published_totals(amounts, ambition)
    shared = shared_amounts(amounts)
    return macro(
        "uitvoeringsagenda",
        "posts",
        f"{posts_sentence(name, sum_posts(posts))}. {spent_sentence(posts)}",
        _sums(posts, totals),
        Table(f"Posten van {name}", POST_COLUMNS, tuple(map(_post, posts)), (4, 5)),
        Table("Meer dan één ambitie", SHARED_COLUMNS, tuple(map(_shared, shared)), (4,)),
        disputes_about([*posts, *totals]),
        source_of([*posts, *shared]),
    )


def posts_sentence(name: str, found: PostSum) -> str:
    """Return what the lines of an ambition add up to, and what that leaves out."""
    text = f"{name}: samen {format_euro(found.whole)} ({_computed(found)})"
    if not found.open_posts:
        return text
    left = counted(found.open_posts, "bedrag", "bedragen")
    return f"{text}; {left} op PM {'telt' if found.open_posts == 1 else 'tellen'} niet mee"


def spent_sentence(posts: Sequence[Amount]) -> str:
    """Return what was reported as spent, beside what was planned for the same lines."""
    told = spent_lines()
    known = [item for item in posts if item.id in told]
    if not known:
        return "Wat is uitgegeven, is van geen enkele post gemeld"
    spent = sum(told[item.id].value or 0 for item in known)
    planned = [item.amount for item in known if item.amount is not None]
    text = f"Gemeld uitgegeven: {format_euro(spent)}, van {len(known)} van de {len(posts)} posten"
    if len(planned) < len(known):
        return f"{text} (niet van elke post staat vast wat is begroot)"
    return f"{text}, waarvoor samen {format_euro(sum(planned))} is begroot"


def spent_text(report: Report | None) -> str:
    """Return what was spent of a budget line up to a day; of none it says that nobody reported."""
    if report is None or report.value is None:
        return "niet gemeld"
    return f"{format_euro(report.value)}, tot en met {format_when(report.period)}"


def _computed(found: PostSum) -> str:
    years = list(found.by_year)
    return f"berekend over {join_words(years)}" if years else "berekend"


def _sums(posts: Sequence[Amount], totals: Sequence[Amount]) -> Table:
    """Return the sum per year: the document's own, or ours where each amount has a year."""
    if totals:
        told = [(_year(item), _aspect(item), _amount(item), "staat in de bron") for item in totals]
        return Table("Totalen, zonder posten op PM", TOTAL_COLUMNS, tuple(told), (2,))
    found = sum_posts(posts)
    loose = counted(found.without_year, "bedrag", "bedragen")
    reason = f"niet te bepalen: van {loose} staat het jaar niet vast"
    why = "berekend; de jaren van de posten zijn afgeleid"
    rows = [
        (year, "onbekend", reason) if whole is None else (year, format_euro(whole), why)
        for year, whole in found.by_year.items()
    ]
    return Table("Som per jaar, zonder posten op PM", SUM_COLUMNS, tuple(rows), (1,))


def _post(item: Amount) -> tuple[str, ...]:
    return (
        item.item,
        item.group or "geen",
        _year(item),
        _aspect(item),
        _amount(item),
        spent_text(spent_lines().get(item.id)),
        ", ".join(item.contradictions) or "niets",
        item.note or "geen",
    )


def _shared(item: Amount) -> tuple[str, ...]:
    return item.item, item.table, _year(item), _aspect(item), _amount(item), item.note


def _year(item: Amount) -> str:
    return _read(item.year or "onbekend", item.year_origin)


def _aspect(item: Amount) -> str:
    return _read(item.aspect, item.aspect_origin)


def _read(text: str, origin: str | None) -> str:
    return f"{text}, afgeleid" if origin == "afgeleid" else text


def _amount(item: Amount) -> str:
    if item.amount is None:
        return "onbekend" if item.spelled.startswith("-") else f"{item.spelled} (onbekend)"
    return format_euro(item.amount)


def financing_html(items: Sequence[Financing]) -> Markup:
    """Return where the money comes from, what was decided and on what terms, with dates."""
    rows = tuple(map(_financing, items))
    table = Table("Bronnen, besluiten en voorwaarden", FINANCING_COLUMNS, rows, (5,))
    return macro("uitvoeringsagenda", "financing", table, disputes_about(items), source_of(items))


def _financing(item: Financing) -> tuple[str, ...]:
    return (
        item.subject,
        item.kind,
        join_words(item.giver) or "niet genoemd",
        join_words(item.receiver) or "niet genoemd",
        _period(item),
        "niet genoemd" if item.amount is None else format_euro(item.amount),
        item.status,
        sections(item.section),
        item.condition or "geen",
        item.note or "geen",
    )


def _period(item: Financing) -> str:
    """Return from when to when, as far as the source says so."""
    start, end = (when("financiering", item.id, text) for text in (item.start, item.end))
    if not item.end:
        return f"vanaf {start}" if item.start else "niet genoemd"
    return start if start == end else f"{start} tot en met {end}"
