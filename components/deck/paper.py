"""What a slide has on paper beside its figure: its table, whole where that helps. Pure."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from components.deck.fit import without_same
from components.exhibit.content import TileContent
from components.markup.blocks import table_html


def paper_of(content: TileContent) -> str:
    """Return the table of a slide for its handout; empty when it has none.

    Of a figure with very many rows only the first: those of the newest periods.
    """
    if content.table is None:
        return ""
    table, same = without_same(content.table)
    notes = [f"{name}: {text}" for name, text in same]
    shown = table.beside_figure().rows if content.drawn else table.rows
    if len(shown) < len(table.rows):
        whole = len(table.rows)
        notes.append(f"de eerste {len(shown)} van {whole} rijen; in de monitor staan ze alle")
        table = replace(table, rows=shown)
    if notes:
        table = replace(table, caption=f"{table.caption} ({'; '.join(notes)})")
    return table_html(table)


def undrawn(sentence: str) -> str:
    """Return what stands in the place of what cannot be shown."""
    return f'<p class="kan-niet">{escape(sentence)}</p>'
