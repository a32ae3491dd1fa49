"""The slide of what changed since the previous meeting. Pure."""

from __future__ import annotations

from datetime import date
from html import escape

from components.exhibit.content import TileContent
from components.markup import blocks as markup
from components.markup.blocks import table_html
from components.since.phrases import all_cells, since_sentence, unknown_sentences
from components.words.formatting import format_date
from data_loaders.since.changes import changes_since
from data_loaders.since.records import CHANGE_COLUMNS, change_records


def changes_content(day: date, until: date) -> TileContent:
    """Return what changed after `day` up to and including `until`. Raises DataError."""
    since = changes_since(day, until)
    table = all_cells(since)
    unknown = unknown_sentences(since.unknown)
    listed = "".join(f"<li>{escape(sentence)}</li>" for sentence in unknown)
    tables = markup.details("Tabel", table_html(table)) if table else ""
    return TileContent(
        name="veranderd-sinds",
        headline=since_sentence(since),
        subtitle=f"Van {format_date(day)} tot en met {format_date(until)}",
        live=f"beraad?sinds={day.isoformat()}",
        foot=tables
        + markup.details("Wat niet te zeggen is", f'<ul class="amm-lijst">{listed}</ul>'),
        remarks=(*unknown, "Bron: de bewaarde versies van de cijfers, de metingen en de agenda."),
        columns=CHANGE_COLUMNS,
        records=lambda: change_records(since),
        is_table=table is not None,
        table=table,
    )
