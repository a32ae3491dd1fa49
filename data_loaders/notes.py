"""Notes on a figure (kanttekeningen): what an official has to say about it, by area and period.

`assets/data/kanttekeningen.csv` holds them. `gebied` and `kenmerk` narrow a note down; `van`
and `tot` are periods of the figure, the last one included; empty is all of them. A note on a
goal has no area, characteristic or period.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from datetime import date
from functools import lru_cache

import msgspec
from msgspec import field

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.persons import looks_like_name
from data_loaders.cache import load_series
from data_loaders.clock import dutch_today
from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.errors import DataError
from data_loaders.files.paths import DATA
from data_loaders.files.records import read_records
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import Indicator
from data_loaders.periods import Frequency, period_span
from data_loaders.registry import load_registry

NOTES = "kanttekeningen"
NOTES_FILE = DATA / f"{NOTES}.csv"
MAX_TEXT = 600
_MAIL = re.compile(r"\S@\S")


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """One note. `by` is a function, never a name; `source` where the explanation stands."""

    id: str
    indicator: str = field(name="indicator_id", default="")
    goal: str = field(name="doel_id", default="")
    characteristic: str = field(name="kenmerk", default="")
    area: str = field(name="gebied", default="")
    start: str = field(name="van", default="")
    end: str = field(name="tot", default="")
    text: str = field(name="tekst")
    by: str = field(name="door")
    day: date = field(name="datum")
    source: str = field(name="bron")


NOTE_COLUMNS = tuple(item.encode_name for item in msgspec.structs.fields(Note))


def load_notes() -> tuple[Note, ...]:
    """Return all notes in file order; none when there are none. Raises DataError.

    Kept in the process; read again when the file changes.
    """
    return _load(file_state(NOTES_FILE))


def notes_mark() -> Fingerprint:
    """Return something that changes when, and only when, the notes do."""
    return (file_state(NOTES_FILE),)


@lru_cache(maxsize=2)
def _load(_state: Fingerprint) -> tuple[Note, ...]:
    return read_records(NOTES_FILE, Note, may_be_empty=True)


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
        for sentence in _faults(row):
            raise row.error(sentence)


def _faults(row: Row) -> Iterator[str]:
    yield from _reference_faults(row)
    for column in ("tekst", "door", "bron"):
        if _MAIL.search(row[column]):
            yield f"in kolom '{column}' staat een e-mailadres: dit wordt openbaar"
        if not row[column].isprintable():
            yield f"in kolom '{column}' staat een nieuwe regel of een onzichtbaar teken"
    for column in ("tekst", "door"):
        if name := looks_like_name(row[column]):
            yield (
                f"in kolom '{column}' staat '{name}': noem een functie, geen persoon; "
                "is het geen naam, gebruik dan kleine letters"
            )
    if len(row["tekst"]) > MAX_TEXT:
        yield f"de tekst heeft {len(row['tekst'])} tekens; er passen er {MAX_TEXT}"
    if row["datum"] > dutch_today().isoformat():
        yield f"de datum {row['datum']} ligt in de toekomst"


def _reference_faults(row: Row) -> Iterator[str]:
    if bool(row["indicator_id"]) == bool(row["doel_id"]):
        yield "noem een cijfer ('indicator_id') of een doel ('doel_id'), en niet allebei"
    elif row["doel_id"]:
        if row["doel_id"] not in load_goals():
            yield f"het doel '{row['doel_id']}' bestaat niet"
        if any(row[column] for column in ("kenmerk", "gebied", "van", "tot")):
            yield "een kanttekening bij een doel heeft geen kenmerk, gebied of periode"
    elif row["indicator_id"] in load_registry().indicators:
        yield from _figure_faults(row, load_registry().get(row["indicator_id"]))
    elif row["indicator_id"] not in {broken.id for broken in load_registry().broken}:
        yield f"het cijfer '{row['indicator_id']}' bestaat niet"


def _figure_faults(row: Row, indicator: Indicator) -> Iterator[str]:
    if row["gebied"] and load_regions().find(row["gebied"]) is None:
        yield f"het gebied '{row['gebied']}' is onbekend"
    yield from _period_faults(row, indicator.frequency)
    with suppress(DataError):  # a figure that was not fetched yet, or that says itself what ails it
        names = set(load_series(indicator.id).frame["characteristic"])
        if row["kenmerk"] and row["kenmerk"] not in names:
            yield f"het cijfer '{indicator.id}' heeft geen kenmerk '{row['kenmerk']}'"


def _period_faults(row: Row, frequency: Frequency) -> Iterator[str]:
    spans = []
    for column in ("van", "tot"):
        try:
            spans += [period_span(row[column], frequency)] if row[column] else []
        except ValueError as error:
            yield f"in kolom '{column}': {error}"
    known = [span for span in spans if span]
    if len(known) == 2 and known[0][0] > known[1][0]:
        yield "'van' ligt na 'tot'"
