"""The slides about the agenda of the Regionaal Beraad: its quarter, and its budget. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from components.agenda.budget import money_view
from components.agenda.dates import next_dates_text, passed_text
from components.agenda.phrases import (
    actions_count,
    end_words,
    quarter_words,
    source_line,
    start_words,
)
from components.exhibit.content import BOTH, Drawn, TileContent, plain_text
from components.markup import blocks as markup
from components.markup.blocks import table_html
from components.words.formatting import format_date
from components.words.registers import kept_rows
from components.words.table import Table
from data_loaders.agreements.agenda import Action, load_actions, load_key_dates, load_lines
from data_loaders.agreements.calendar import ends_in, quarter_of, quarter_span, starts_in
from data_loaders.agreements.money import load_amounts, load_financing
from data_loaders.agreements.open_registers import register_columns

PAGE = "uitvoeringsagenda"
DISPUTED = "Let op: documenten spreken elkaar tegen over deze bedragen."
NONE_DUE = "Geen enkele actie begint of eindigt volgens de planning in dit kwartaal."


def agenda_content(day: date) -> TileContent:
    """Return which actions the plan starts and ends in the quarter of a day. Raises DataError."""
    quarter = quarter_of(day)
    first, last = quarter_span(quarter)
    actions = load_actions()
    shown = [item for item in actions if starts_in(item, quarter) or ends_in(item, quarter)]
    table = _quarter_table(shown, quarter) if shown else None
    lines = tuple(filter(None, [passed_text(actions, day), next_dates_text(load_key_dates(), day)]))
    source = source_line([*shown, *load_key_dates()])
    return TileContent(
        name="agenda",
        headline=_quarter_sentence(shown, quarter),
        subtitle=f"Uitvoeringsagenda · {format_date(first)} tot en met {format_date(last)}",
        live=PAGE,
        foot=(markup.details("Tabel", table_html(table)) if table else _empty()) + source,
        remarks=(f"Stand volgens de planning op {format_date(day)}.", plain_text(source)),
        columns=tuple(register_columns("acties")),
        records=lambda: kept_rows("acties", {item.id for item in shown}),
        body="".join(f'<p class="amm-zin">{escape(line)}</p>' for line in lines),
        lines=lines if table else (NONE_DUE, *lines),
        is_table=table is not None,
        table=table,
    )


def _quarter_sentence(shown: Sequence[Action], quarter: str) -> str:
    ends = sum(ends_in(item, quarter) for item in shown)
    starts = sum(starts_in(item, quarter) for item in shown)
    return (
        f"{quarter_words(quarter)}: volgens de planning {'eindigt' if ends == 1 else 'eindigen'} "
        f"{actions_count(ends)} en {'begint' if starts == 1 else 'beginnen'} er {starts}"
    )


def _quarter_table(shown: Sequence[Action], quarter: str) -> Table:
    """Return the actions of a quarter: first those that end in it."""
    names = {line.id: line.name for line in load_lines()}
    rows = [
        (
            item.text,
            names.get(item.line, item.line),
            _this_quarter(item, quarter),
            start_words(item),
            end_words(item),
        )
        for item in sorted(shown, key=lambda item: not ends_in(item, quarter))
    ]
    columns = ("Actie", "Lijn", "Dit kwartaal", "Start", "Einde")
    return Table(f"Acties in het {quarter_words(quarter)}", columns, tuple(rows))


def _this_quarter(item: Action, quarter: str) -> str:
    if not ends_in(item, quarter):
        return "begint"
    return "begint en eindigt" if starts_in(item, quarter) else "eindigt"


def _empty() -> str:
    return f'<p class="amm-leeg">{NONE_DUE}</p>'


def budget_content() -> TileContent:
    """Return the result of the budget per year. Raises DataError, KeyError for a row that lacks."""
    views = {theme: money_view(load_amounts(), load_financing(), theme) for theme in BOTH}
    made = views["licht"]
    source = made.foot[made.foot.rfind('<p class="amm-bron">') :]
    disputed = [DISPUTED] if "amm-tegen" in made.foot else []
    return TileContent(
        name="begroting",
        headline=made.results_headline,
        subtitle="Uitvoeringsagenda · impulsbudget van de centrumgemeente · resultaat per jaar",
        live=PAGE,
        foot=made.foot,
        remarks=(*disputed, plain_text(source)),
        columns=tuple(register_columns("begroting")),
        records=lambda: kept_rows("begroting", made.ids),
        drawn=tuple(Drawn(view.results) for view in views.values()),
        body=f'<p class="amm-zin">{escape(made.flows_headline)}.</p>',
        lines=(f"{made.flows_headline}.",),
        table=made.table,
    )
