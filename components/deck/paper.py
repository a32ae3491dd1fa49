"""What a slide has on paper beside its figure: its table, whole where that helps. Pure."""

from __future__ import annotations

from dataclasses import replace

from components.deck.fit import without_same
from components.exhibit.model import Exhibit
from components.words.table import Table


def paper_of(content: Exhibit) -> Table | None:
    """Return the table of a slide for its handout, if it has one.

    Of a figure with very many rows only the first: those of the newest periods.
    """
    if content.table is None:
        return None
    table, same = without_same(content.table)
    notes = [f"{name}: {text}" for name, text in same]
    shown = table.beside_figure().rows if content.drawn else table.rows
    if len(shown) < len(table.rows):
        whole = len(table.rows)
        notes.append(f"de eerste {len(shown)} van {whole} rijen; in de monitor staan ze alle")
        table = replace(table, rows=shown)
    if notes:
        table = replace(table, caption=f"{table.caption} ({'; '.join(notes)})")
    return table
