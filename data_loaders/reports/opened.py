"""What people report as open data: the rows that are published, and of counts what may be shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from data_loaders.agreements.measurement_checks import exact_number
from data_loaders.files.csvtext import Record
from data_loaders.reports.disclosure import Cell
from data_loaders.reports.reading import load_reports
from data_loaders.reports.record import Report, ReportKind
from data_loaders.reports.werkcentrum import CountedMonth, counted_months

ALL = "alle vragen"


def _actions() -> list[Record]:
    return [
        {"id": row.id, "actie_id": row.subject, "peildatum": row.period, "stand": row.state}
        | _told(row)
        for row in _of("action_state")
    ]


def _spendings() -> list[Record]:
    return [
        {"id": row.id, "post_id": row.subject, "peildatum": row.period}
        | {"bedrag": "" if row.value is None else exact_number(row.value)}
        | _told(row)
        for row in _of("spending")
    ]


def _of(kind: ReportKind) -> Iterator[Report]:
    return (row for row in load_reports().rows if row.kind == kind)


def _told(row: Report) -> Record:
    return {
        "toelichting": row.sentence,
        "bron": row.source,
        "door": row.function,
        "vastgelegd_op": row.recorded.isoformat(),
        "vervangt": row.replaces,
    }


def _counts() -> list[Record]:
    """Return every month that is shown: its total, and each division by category."""
    return [row for item in counted_months(load_reports()) for row in _month(item)]


def _month(item: CountedMonth) -> Iterator[Record]:
    if item.shown is None:
        return
    yield _count(item, ALL, "", item.shown.total)
    for division, cells in item.shown.divisions.items():
        for name, cell in cells.items():
            yield _count(item, division, name, cell)


def _count(item: CountedMonth, division: str, name: str, cell: Cell) -> Record:
    return {
        "maand": item.month,
        "verdeling": division,
        "categorie": name,
        "aantal": "" if cell.value is None else str(cell.value),
        "status": cell.hidden or "",
        "bron": item.source,
        "door": item.function,
    }


_TOLD = ("toelichting", "bron", "door", "vastgelegd_op", "vervangt")
OPENED: Mapping[str, tuple[Callable[[], list[Record]], Sequence[str]]] = {
    "actiestanden": (_actions, ("id", "actie_id", "peildatum", "stand", *_TOLD)),
    "bestedingen": (_spendings, ("id", "post_id", "peildatum", "bedrag", *_TOLD)),
    "werkcentrum": (
        _counts,
        ("maand", "verdeling", "categorie", "aantal", "status", "bron", "door"),
    ),
}
"""By its name: what makes the rows, and the columns."""
