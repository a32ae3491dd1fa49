"""Notes of officials (kanttekeningen) at the figures and goals they are about. Pure."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from components.words.formatting import format_date
from data_loaders.files.errors import DataError
from data_loaders.notes import Note, notes_of, notes_of_goal

NAME = "Kanttekening"
UNREADABLE = "Of er een kanttekening bij hoort, is nu niet te lezen."


def note_sentence(note: Note) -> str:
    """Return a note with who gave it and when."""
    return f"{NAME} ({note.by}, {format_date(note.day)}): {note.text}"


def figure_notes(
    indicator_id: str,
    areas: Collection[str],
    periods: Collection[str],
    characteristics: Collection[str],
) -> list[str]:
    """Return the notes on a figure where and when it is shown; that they cannot be read."""
    try:
        return [
            note_sentence(note) for note in notes_of(indicator_id, areas, periods, characteristics)
        ]
    except DataError:
        return [UNREADABLE]


def frame_notes(indicator_id: str, frame: pd.DataFrame) -> list[str]:
    """Return the notes on observations of a figure."""
    columns = ("region_code", "period", "characteristic")
    areas, periods, characteristics = (set(map(str, frame[name])) for name in columns)
    return figure_notes(indicator_id, areas, periods, characteristics)


def goal_notes(goal_id: str) -> list[str]:
    """Return the notes on a goal; that they cannot be read."""
    try:
        return list(map(note_sentence, notes_of_goal(goal_id)))
    except DataError:
        return [UNREADABLE]
