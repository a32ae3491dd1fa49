"""HTML for what needs no widget, for modules that do not have a template yet. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from markupsafe import Markup

from components.markup.templates import macro
from components.words.disputes import Disputes, dispute_of
from components.words.legend import Swatch
from components.words.source import series_source
from components.words.table import Table
from data_loaders.contradictions import Contradiction
from data_loaders.series import Series


def heading(title: str, lines: Iterable[str] = (), level: int = 3) -> str:
    """Return the head of a tile: its title (the finding) and lines of plain text below it."""
    return str(macro("basis", "heading", title, list(lines), level))


def table(
    caption: str, columns: Sequence[str], rows: Sequence[Sequence[str]], numeric: Iterable[int] = ()
) -> str:
    """Return a real table.

    The first cell of each row is its heading; the columns in `numeric` align right.
    """
    return str(macro("basis", "table", caption, columns, rows, set(numeric)))


def table_html(shown: Table) -> str:
    """Return a table of texts."""
    return str(macro("basis", "cells", shown))


def details(summary: str, content: str, css_class: str = "") -> str:
    """Return content, HTML already, that opens with one click or key press."""
    return str(macro("basis", "details", summary, Markup(content), css_class))


def legend(swatches: Sequence[Swatch]) -> str:
    """Return the meaning of colours, next to the figure."""
    return str(macro("basis", "legend", swatches))


def source_line(series: Series, period: str, today: date) -> str:
    """Return who made a figure, its reference date, and how fresh our copy is."""
    found = series_source(series, period, today)
    return str(macro("basis", "source", found.parts, found.address))


def meaning(series: Series) -> str:
    """Return what a figure counts, and what a reader should know before quoting it."""
    return str(macro("basis", "meaning", meaning_of(series)))


def meaning_of(series: Series) -> list[str]:
    """Return what a figure counts, and what a reader should know, in paragraphs of text."""
    notes = dict.fromkeys(note for note in series.frame["note"] if note)
    note = series.indicator.note
    return [series.indicator.definition, *([note] if note else []), *notes]


def contradictions(items: Sequence[Contradiction]) -> str:
    """Return where sources disagree about a figure: both places, our choice and the reason."""
    return str(macro("basis", "disputes", Disputes(tuple(map(dispute_of, items)))))


def contradiction(item: Contradiction) -> str:
    """Return one contradiction in full."""
    return str(macro("basis", "dispute", dispute_of(item)))


def notice(text: str) -> str:
    """Return a quiet message that screen readers announce."""
    return str(macro("basis", "notice", text))


def notes_html(sentences: Iterable[str]) -> str:
    """Return notes as HTML, escaped; empty without any."""
    return str(macro("basis", "notes", list(sentences)))
