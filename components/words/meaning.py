"""What a figure counts, as data. Pure."""

from __future__ import annotations

from data_loaders.series import Series


def meaning_of(series: Series) -> list[str]:
    """Return what a figure counts, and what a reader should know, in paragraphs of text."""
    notes = dict.fromkeys(note for note in series.frame["note"] if note)
    note = series.indicator.note
    return [series.indicator.definition, *([note] if note else []), *notes]
