"""The exhibit of the budget of the agenda: its result per year. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.agenda.budget import money_rows, money_view
from components.agenda.posts import spent_sentence
from components.charts.theme import ThemeName
from components.exhibit.kind import Kind
from components.exhibit.model import BOTH, Drawn, Exhibit, NamedTable
from components.exhibit.sheet import register_sheet
from components.words.registers import kept_rows
from components.words.source import each_section, records_source
from data_loaders.agreements.budget import all_posts
from data_loaders.agreements.money import Amount, Financing
from data_loaders.agreements.registers import load
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DECK_KINDS

PAGE = "uitvoeringsagenda"


def budget_exhibit(themes: tuple[ThemeName, ...] = BOTH) -> Exhibit:
    """Return the result of the budget per year. Raises DataError, KeyError for a row that lacks."""
    amounts, financing = load(Amount), load(Financing)
    views = {theme: money_view(amounts, financing, theme) for theme in BOTH}
    made, rows = views["licht"], money_rows(amounts)
    disputes = made.disputes
    return Exhibit(
        kind="begroting",
        id="begroting",
        title="Begroting",
        headline=made.results_headline,
        subtitle="Uitvoeringsagenda · impulsbudget van de centrumgemeente · resultaat per jaar",
        live=f"{PAGE}?deel=geld",
        sentences=(f"{made.flows_headline}.", f"{spent_sentence(all_posts(amounts))}."),
        figures={theme: Drawn(views[theme].results) for theme in themes},
        tables=(NamedTable("Tabel", made.table),),
        disputes=disputes,
        cautions=disputes.cautions("deze bedragen"),
        source=records_source(each_section(rows)),
        sheet=lambda: register_sheet(
            "begroting", kept_rows("begroting", made.ids), "begroting", disputes.warnings
        ),
    )


def _make(_tile: DeckTile, _day: date, _today: date) -> Exhibit:
    return budget_exhibit()


def _entries() -> Sequence[tuple[str, str]]:
    return [("", "Begroting")]


KIND = Kind(DECK_KINDS["begroting"], "Begroting", "Begroting", _make, _entries, PAGE)
