"""What stands around a register on a page: states, dates, sources and downloads. Pure."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from html import escape

from components.files.columns import kinds_of
from components.files.downloads import CsvDialect, table_csv
from components.markup import blocks as markup
from components.words.formatting import join_words
from data_loaders.agreements.measurements import ledger_file
from data_loaders.agreements.open_registers import Record, register_columns, register_rows
from data_loaders.agreements.record import Sourced
from data_loaders.agreements.registers import registers_mark
from data_loaders.contradictions import contradictions_with
from data_loaders.documents import load_documents
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.notes import notes_mark

MAX_SECTIONS = 4


def agreements_mark() -> Fingerprint:
    """Return something that changes when, and only when, a register, the ledger or a note does."""
    return (*registers_mark(), file_state(ledger_file()), *notes_mark())


def badge(text: str) -> str:
    """Return a state as a small label: its word, and a mark of its own per state."""
    kind = text.replace(" ", "-")
    return f'<span class="amm-stand amm-stand-{escape(kind, quote=True)}">{escape(text)}</span>'


def source_line(records: Iterable[Sourced]) -> str:
    """Return the documents and sections that records come from, as HTML."""
    sections: dict[str, list[str]] = {}
    for record in records:
        found = sections.setdefault(record.document, [])
        if record.section not in found:
            found.append(record.section)
    parts = [_source(document, found) for document, found in sections.items()]
    text = f"Bron: {'; '.join(parts)} · overgenomen uit het document"
    return f'<p class="amm-bron">{escape(text)}</p>' if parts else ""


def _source(document: str, sections: Sequence[str]) -> str:
    known = load_documents().get(document)
    named = [f"paragraaf {text}" if text[:1].isdigit() else text for text in sections if text]
    if len(named) > MAX_SECTIONS:
        named = [*named[: MAX_SECTIONS - 1], "meer"]
    return ", ".join(filter(None, [known.title if known else document, join_words(named)]))


def disagreements(ids: Iterable[str]) -> str:
    """Return where documents disagree, by number; a broken register leaves the rest."""
    try:
        return markup.contradictions(contradictions_with(ids))
    except DataError:
        text = "Of documenten elkaar hier tegenspreken, is nu niet te lezen."
        return f'<p class="amm-leeg">{text}</p>'


def register_csv(
    name: str, keep: Container[str] | None, dialect: CsvDialect, column: str = "id"
) -> bytes:
    """Return the rows of a register as CSV: those of which `column` is in `keep`, or all.

    The columns are those of the open data. `excel` is for Dutch Excel: `;`, decimal comma and
    a byte order mark. Raises DataError.
    """
    return rows_csv(name, kept_rows(name, keep, column), dialect)


def rows_csv(name: str, rows: Sequence[Record], dialect: CsvDialect) -> bytes:
    """Return rows of a register as CSV. Raises DataError.

    What is a number follows from the register as a whole: a column is the same in each choice.
    """
    columns = register_columns(name)
    return table_csv(rows, columns, kinds_of(register_rows(name), columns), dialect)


def kept_rows(name: str, keep: Container[str] | None, column: str = "id") -> list[Record]:
    """Return the rows of a register of which `column` is in `keep`, or all. Raises DataError."""
    return [row for row in register_rows(name) if keep is None or row[column] in keep]
