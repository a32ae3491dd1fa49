"""Notes at figures and goals: those of officials (kanttekeningen), and on their areas. Pure."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from components.words.formatting import format_date
from data_loaders.agreements.note_rules import Note
from data_loaders.files.errors import DataError
from data_loaders.geo.elsewhere import border_changes
from data_loaders.geo.regions import load_regions
from data_loaders.notes import notes_of, notes_of_goal
from data_loaders.series import Series

NAME = "Kanttekening"
COPIED = (
    "De cijfers van gebieden buiten de regio komen uit de kopie die bij de monitor zit. Die kan "
    "ouder zijn dan de cijfers van onze gebieden."
)
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


def area_notes(series: Series, frame: pd.DataFrame) -> list[str]:
    """Return what is to be known of the areas and years that stand next to each other."""
    regions, told = load_regions(), []
    periods = sorted(str(period) for period in frame["period"].unique() if period)
    for code in dict.fromkeys(str(code) for code in frame["region_code"]):
        for year, what in border_changes().get(code, ()):
            if periods and int(periods[0][:4]) < year <= int(periods[-1][:4]):
                name = regions.get(code).name
                told.append(f"{name} heeft sinds {year} andere grenzen: {what}.")
    others = any(regions.find(str(code)) is None for code in frame["region_code"].unique())
    return told + ([COPIED] if others and series.provenance.checked else [])


def goal_notes(goal_id: str) -> list[str]:
    """Return the notes on a goal; that they cannot be read."""
    try:
        return list(map(note_sentence, notes_of_goal(goal_id)))
    except DataError:
        return [UNREADABLE]
