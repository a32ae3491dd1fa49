"""What stands around a register on a page: states, sources, and where documents disagree. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from components.markup.templates import macro
from components.words.disputes import disputes_with
from components.words.source import records_source
from data_loaders.agreements.record import Sourced


def badge(text: str) -> str:
    """Return a state as a small label: its word, and a mark of its own per state."""
    return str(macro("basis", "badge", text))


def source_line(records: Iterable[Sourced]) -> str:
    """Return the documents and sections that records come from, as HTML."""
    found = records_source(records)
    return str(macro("basis", "source", found.parts)) if found else ""


def disagreements(ids: Iterable[str]) -> str:
    """Return where documents disagree, by number; a broken register leaves the rest."""
    return str(macro("basis", "disputes", disputes_with(ids)))
