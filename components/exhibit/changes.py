"""The exhibit of what changed since a day, such as the previous meeting. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from datetime import date

from components.exhibit.asked import RefusalError
from components.exhibit.kind import Kind
from components.exhibit.model import Exhibit, NamedTable
from components.exhibit.sheet import Sheet
from components.since.phrases import all_cells, since_sentence, unknown_sentences
from components.words.columns import kinds_of
from components.words.formatting import format_date
from components.words.source import Source
from data_loaders.decks.deck import DeckTile
from data_loaders.decks.kinds import DECK_KINDS
from data_loaders.monitor import MONITOR
from data_loaders.since.changes import changes_since, since_mark
from data_loaders.since.records import CHANGE_COLUMNS, Since, change_records

PAGE = "beraad"
NO_DAY = "Kies een dag om naar terug te kijken."
SOURCE = "de bewaarde versies van de cijfers, de metingen en de agenda."


def changes_exhibit(day: date, until: date) -> Exhibit:
    """Return what changed after `day` up to and including `until`. Raises DataError."""
    since = changes_since(day, until)
    table = all_cells(since)
    unknown = tuple(unknown_sentences(since.unknown))
    return Exhibit(
        kind="wijzigingen",
        id="veranderd-sinds",
        title="Veranderd sinds",
        headline=since_sentence(since),
        subtitle=f"Van {format_date(day)} tot en met {format_date(until)}",
        live=f"{PAGE}?sinds={day.isoformat()}",
        tables=(NamedTable("Tabel", table),) if table else (),
        lists=(("Wat niet te zeggen is", unknown),),
        is_table=table is not None,
        cautions=unknown,
        source=Source(SOURCE),
        sheet=lambda: changes_sheet(since),
        stem=_stem(since),
    )


def changes_sheet(since: Since) -> Sheet:
    """Return what changed as rows to take along, one record per value."""
    rows = change_records(since)
    period = f"{format_date(since.day)}, tot en met {format_date(since.today)}"
    about = (
        ("Wat", f"Veranderd sinds {period}"),
        ("Site", MONITOR.name),
        *(("Niet te zeggen", text) for text in unknown_sentences(since.unknown)),
    )
    return Sheet(_stem(since), CHANGE_COLUMNS, rows, kinds_of(rows, CHANGE_COLUMNS), about)


def _stem(since: Since) -> str:
    return f"veranderd-sinds-{since.day}"


def _make(tile: DeckTile, day: date, today: date) -> Exhibit:
    if tile.since is None:
        raise RefusalError(NO_DAY)
    until = min(day, today)
    if tile.since > until:
        since, end = format_date(tile.since), format_date(until)
        raise RefusalError(f"Deze vergelijking begint op {since}, en dat is na {end}.")
    return changes_exhibit(tile.since, until)


def _entries() -> Sequence[tuple[str, str]]:
    return [("", "Veranderd sinds")]


def _mark(_tile: DeckTile) -> Hashable:
    return since_mark()


KIND = Kind(
    DECK_KINDS["wijzigingen"],
    "Veranderd sinds een dag",
    "Veranderd sinds",
    _make,
    _entries,
    PAGE,
    "sinds",
    _mark,
)
