"""Notes on a figure (kanttekeningen): what an official has to say about it, by area and period.

`assets/data/kanttekeningen.csv` holds them. `gebied` and `kenmerk` narrow a note down; `van`
and `tot` are periods of the figure, the last one included; empty is all of them. A note on a
goal has no area, characteristic or period.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from functools import lru_cache

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.note_rules import NOTE_COLUMNS, Note, note_faults
from data_loaders.files.csvfile import read_rows
from data_loaders.files.paths import DATA
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.periods import Frequency, period_span
from data_loaders.registry import load_registry
from data_loaders.reports.reading import load_reports, reports_mark
from data_loaders.reports.record import Report, standing_reports

NOTES = "kanttekeningen"
NOTES_FILE = DATA / f"{NOTES}.csv"


def load_notes() -> tuple[Note, ...]:
    """Return all notes in file order; none when there are none. Raises DataError.

    Kept in the process; read again when the file changes. Those that were reported come last.
    """
    return (*_load(file_state(NOTES_FILE)), *_reported(load_reports().mark))


def notes_mark() -> Fingerprint:
    """Return something that changes when, and only when, the notes do."""
    return (file_state(NOTES_FILE), *reports_mark())


@lru_cache(maxsize=2)
def _load(_state: Fingerprint) -> tuple[Note, ...]:
    return read_records(NOTES_FILE, Note, may_be_empty=True)


@lru_cache(maxsize=2)
def _reported(_mark: str) -> tuple[Note, ...]:
    rows = (row for row in load_reports().rows if row.kind == "note")
    return tuple(_note(row, row.subject in load_goals()) for row in standing_reports(rows))


def _note(row: Report, is_of_goal: bool) -> Note:
    return Note(
        id=row.id,
        indicator="" if is_of_goal else row.subject,
        goal=row.subject if is_of_goal else "",
        characteristic=row.part("kenmerk"),
        area=row.part("gebied"),
        start=row.part("van"),
        end=row.part("tot"),
        text=row.sentence,
        by=row.function,
        day=date.fromisoformat(row.period),
        source=row.source,
    )


def notes_of(
    indicator_id: str,
    areas: Collection[str] = (),
    periods: Collection[str] = (),
    characteristics: Collection[str] = (),
) -> list[Note]:
    """Return the notes that concern a figure where and when it is shown, in file order.

    What is left empty is all of it. Areas are codes, periods those of the indicator. Raises
    DataError for a damaged file or an unknown indicator.
    """
    own = [note for note in load_notes() if note.indicator == indicator_id]
    if not own:
        return []
    frequency = load_registry().get(indicator_id).frequency
    return [
        note
        for note in own
        if _fits(note.area, areas)
        and _fits(note.characteristic, characteristics)
        and (not periods or any(_covers(note, period, frequency) for period in periods))
    ]


def notes_of_goal(goal_id: str) -> list[Note]:
    """Return the notes on a goal, in file order. Raises DataError for a damaged file."""
    return [note for note in load_notes() if note.goal == goal_id]


def _fits(wanted: str, shown: Collection[str]) -> bool:
    return not wanted or not shown or wanted in shown


def _covers(note: Note, period: str, frequency: Frequency) -> bool:
    """Tell whether any day of a period lies in that of a note; of unknown dates all do."""
    span = period_span(period, frequency)
    start, end = (period_span(text, frequency) if text else None for text in (note.start, note.end))
    if span is None:
        return True
    return (start is None or start[0] <= span[1]) and (end is None or span[0] <= end[1])


def check_notes() -> None:
    """Check every note: what it names exists and nobody is named. Raises DataError, with line."""
    load_notes()
    for row in read_rows(NOTES_FILE, NOTE_COLUMNS, may_be_empty=True):
        for sentence in note_faults(row.cells):
            raise row.error(sentence)
