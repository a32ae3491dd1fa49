"""The table of sections (docs/van-document-naar-scherm.md) is true: each is shown where it says."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from render import html_of, open_link, problems_of, text_of

from data_loaders.agreements.registers import FOLDERS
from data_loaders.documents import load_documents
from data_loaders.files.paths import ROOT
from data_loaders.registry import load_registry

TABLE = ROOT / "docs" / "van-document-naar-scherm.md"

# The headings of the two documents with numbers, transcribed from them.
HEADINGS = {
    "mja-2026": """
        Voorwoord Inleiding Samenhang 1.1.1 1.1.2 1.1.3 1.1.4 1.1.5 1.1.6 1.1.7 1.2.1 1.2.2 1.2.3
        1.2.4 1.2.5 2 2.1 2.2 2.2.1 2.2.2 2.2.3 2.2.4 2.3 2.3.1 2.3.2 2.3.3 2.3.4 2.3.5 2.3.6 2.4
        2.5 2.5.1 2.5.2 2.6 2.6.1 2.6.2 3 3.1 3.1.1 3.1.2 3.2 3.2.1 3.2.2 3.3 3.3.1 3.4 3.4.1 4 4.1
        4.2 4.2.1 4.2.2 4.3 4.3.1 4.3.2
    """,
    "hca-akkoord-2023": "1.1 1.2 2 2.1 3 3.1 3.2 3.3 3.4 4 4.1 4.2 5 5.1 5.2",
}


class Row(NamedTuple):
    document: str
    section: str
    place: str
    words: str


def table() -> Iterator[Row]:
    document = ""
    for line in TABLE.read_text("utf-8").splitlines():
        if found := re.match(r"## .*\(`(.+)`\)", line):
            document = found[1]
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("| ") and cells[0] != "stuk":
            section, _, place, words = cells
            yield Row(document, section, place, words)


ROWS = list(table())
SHOWN: dict[str, list[Row]] = {}
for row in ROWS:
    if row.words:
        SHOWN.setdefault(row.place.strip("`"), []).append(row)


def is_in_table(document: str, section: str) -> bool:
    """Whether a section, or the one it is a part of, has a row."""
    return any(
        row.document == document
        and (section == row.section or section.startswith((f"{row.section},", f"{row.section} ")))
        for row in ROWS
    )


@pytest.mark.parametrize("address", SHOWN)
def test_what_the_table_says_is_there(address: str) -> None:
    app = open_link(address)
    html = html_of(app)
    assert problems_of(app) == [] and "nu niet beschikbaar" not in html
    shown = text_of(html).casefold()
    assert [row for row in SHOWN[address] if row.words.casefold() not in shown] == []


def test_what_is_not_shown_says_why() -> None:
    assert [row for row in ROWS if not row.words and len(row.place.split()) < 4] == []


def test_every_document_and_every_numbered_heading_has_its_rows() -> None:
    assert list(dict.fromkeys(row.document for row in ROWS)) == [
        "mja-2026",
        "hca-akkoord-2023",
        "regio-deal",
        "hca-presentatie",
        "regio-oost",
    ]
    assert {row.document for row in ROWS} == set(load_documents())
    there = {(row.document, row.section) for row in ROWS}
    assert len(there) == len(ROWS)
    for document, sections in HEADINGS.items():
        assert [section for section in sections.split() if (document, section) not in there] == []


def test_every_section_that_the_data_name_has_a_row() -> None:
    missing = set()
    for folder in FOLDERS:
        for path in folder.glob("*.csv"):
            with path.open(encoding="utf-8", newline="") as file:
                for row in csv.DictReader(file):
                    for section in filter(
                        None, map(str.strip, row.get("paragraaf", "").split(";"))
                    ):
                        if not is_in_table(row["document"], section):
                            missing.add((path.stem, row["document"], section))
    for item in load_registry().indicators.values():
        document = getattr(item.source, "document", "")
        section = getattr(item.source, "section", "")
        if document and section and not is_in_table(document, section):
            missing.add((item.id, document, section))
    assert missing == set()
