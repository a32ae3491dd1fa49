"""The exhibit of the agenda of the Regionaal Beraad: its actions of one quarter. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from components.agenda.dates import next_dates_text, passed_text
from components.agenda.phrases import (
    actions_count,
    end_words,
    quarter_words,
    start_words,
    told_count,
    told_words,
)
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit, NamedTable
from components.exhibit.sheet import register_sheet
from components.strips.card import KeyFigure, Standing
from components.words.disputes import disputes_about
from components.words.formatting import format_date
from components.words.registers import kept_rows
from components.words.source import Source, each_section, records_source
from components.words.table import Table
from data_loaders.agreements.agenda import Action, KeyDate, Line
from data_loaders.agreements.calendar import ends_in, quarter_of, quarter_span, starts_in
from data_loaders.agreements.registers import load
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.reports.actions import reported_actions
from data_loaders.reports.record import Report

PAGE = "uitvoeringsagenda"
NONE_DUE = "Geen enkele actie begint of eindigt volgens de planning in dit kwartaal."


def agenda_exhibit(day: date) -> Exhibit:
    """Return which actions the plan starts and ends in the quarter of a day. Raises DataError."""
    quarter = quarter_of(day)
    first, last = quarter_span(quarter)
    actions, dates = load(Action), load(KeyDate)
    shown = [item for item in actions if starts_in(item, quarter) or ends_in(item, quarter)]
    ids = {item.id for item in shown}
    disputes = disputes_about(shown)
    reports = reported_actions(day)
    texts = (
        told_count(reports.values(), len(actions)),
        passed_text(actions, day),
        next_dates_text(dates, day),
    )
    told = tuple(filter(None, texts))
    told_too = ", en zoals gemeld," if reports else ""
    source = records_source([*each_section(shown), *each_section(dates)])
    return Exhibit(
        kind="agenda",
        id="agenda",
        title="Uitvoeringsagenda",
        headline=_quarter_sentence(shown, quarter),
        subtitle=f"Uitvoeringsagenda · {format_date(first)} tot en met {format_date(last)}",
        live=PAGE,
        sentences=told if shown else (NONE_DUE, *told),
        tables=(NamedTable("Tabel", _quarter_table(shown, quarter, reports)),) if shown else (),
        is_table=bool(shown),
        disputes=disputes,
        cautions=(
            f"Stand volgens de planning{told_too} op {format_date(day)}.",
            *disputes.cautions("deze acties"),
        ),
        source=source,
        small=lambda: _small(shown, quarter, source),
        sheet=lambda: register_sheet(
            "acties", kept_rows("acties", ids), "agenda", disputes.warnings
        ),
    )


def _small(shown: Sequence[Action], quarter: str, source: Source | None) -> KeyFigure:
    """Return how many actions the plan ends and starts in a quarter."""
    ends = sum(ends_in(item, quarter) for item in shown)
    starts = sum(starts_in(item, quarter) for item in shown)
    start = "begint" if starts == 1 else "beginnen"
    return KeyFigure(
        id="agenda",
        name=f"Uitvoeringsagenda, {quarter_words(quarter)}",
        value=str(ends),
        unit="actie eindigt" if ends == 1 else "acties eindigen",
        compared=Standing("", "", f"volgens de planning, en er {start} {starts}"),
        below=source.short if source else "",
    )


def _quarter_sentence(shown: Sequence[Action], quarter: str) -> str:
    ends = sum(ends_in(item, quarter) for item in shown)
    starts = sum(starts_in(item, quarter) for item in shown)
    return (
        f"{quarter_words(quarter)}: volgens de planning {'eindigt' if ends == 1 else 'eindigen'} "
        f"{actions_count(ends)} en {'begint' if starts == 1 else 'beginnen'} er {starts}"
    )


def _quarter_table(shown: Sequence[Action], quarter: str, reports: Mapping[str, Report]) -> Table:
    """Return the actions of a quarter: first those that end in it."""
    names = {line.id: line.name for line in load(Line)}
    rows = [
        (
            item.text,
            names.get(item.line, item.line),
            _this_quarter(item, quarter),
            start_words(item),
            end_words(item),
            told_words(reports[item.id]) if item.id in reports else "niets gemeld",
        )
        for item in sorted(shown, key=lambda item: not ends_in(item, quarter))
    ]
    columns = ("Actie", "Lijn", "Dit kwartaal", "Start", "Einde", "Stand")
    return Table(f"Acties in het {quarter_words(quarter)}", columns, tuple(rows))


def _this_quarter(item: Action, quarter: str) -> str:
    if not ends_in(item, quarter):
        return "begint"
    return "begint en eindigt" if starts_in(item, quarter) else "eindigt"


def _make(_tile: DeckTile, day: date, _today: date) -> Exhibit:
    return agenda_exhibit(day)


def _entries() -> Sequence[tuple[str, str]]:
    return [("", "Acties van het kwartaal")]


KIND = Kind(
    DECK_KINDS["agenda"], "Acties van het kwartaal", "Uitvoeringsagenda", _make, _entries, PAGE
)
