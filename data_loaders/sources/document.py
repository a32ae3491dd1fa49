"""Figures copied from documents: `assets/data/<document>/<indicator>.csv`."""

from __future__ import annotations

from pathlib import Path

import msgspec

from data_loaders.documents import get_document, load_documents
from data_loaders.files import paths
from data_loaders.files.bytes import read_bytes
from data_loaders.files.csvfile import Row, read_rows
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint, file_state
from data_loaders.geo.regions import load_regions
from data_loaders.indicator import DataSource, Indicator, Reading
from data_loaders.provenance import COPIED, Provenance
from data_loaders.tidy import tidy_document

REQUIRED = ("gebied", "periode", "waarde")
OPTIONAL = ("kenmerk", "uitsplitsing", "status", "herkomst", "toelichting")


class DocumentSource(DataSource, frozen=True, forbid_unknown_fields=True, tag="document"):
    """Figures copied from a document into `assets/data/<document>/<indicator>.csv`.

    `footnote` is the note of the document that names the source of these very figures.
    """

    document: str
    section: str = msgspec.field(name="paragraaf")
    producer: str = msgspec.field(name="bron")
    footnote: str = msgspec.field(name="voetnoot", default="")
    url: str = ""
    published: str = msgspec.field(name="gepubliceerd", default="")

    def check(self, path: Path) -> None:
        """Check that the document is one of ours. Raises DataError."""
        if self.document not in load_documents():
            raise DataError(f"het document '{self.document}' is onbekend", path)

    def fingerprint(self, indicator: Indicator) -> Fingerprint:
        """Return the state of the data file."""
        return (file_state(self._file(indicator)),)

    def mark(self, indicator: Indicator) -> bytes:
        """Return the content of the data file."""
        return read_bytes(self._file(indicator))

    def read(self, indicator: Indicator) -> Reading:
        """Read the data file. Raises DataError."""
        path = self._file(indicator)
        frame = tidy_document(read_document_rows(path), indicator, load_regions())
        document = get_document(self.document)
        place = f"paragraaf {self.section}"
        place += f", voetnoot {self.footnote}" if self.footnote else ""
        provenance = Provenance(
            producer=self.producer,
            title=document.title,
            attribution=f"{self.producer}, in {document.title}, {place}",
            credit=self.producer,
            copied=COPIED,
            document=document.id,
            section=self.section,
            url=self.url,
        )
        return frame, provenance, path

    def _file(self, indicator: Indicator) -> Path:
        return paths.DATA / self.document / f"{indicator.id}.csv"


def read_document_rows(path: Path) -> list[Row]:
    """Read the rows of one document indicator (columns: REQUIRED and OPTIONAL).

    Values are in base units as the document published them. Raises DataError.
    """
    return read_rows(path, REQUIRED, OPTIONAL)
