"""Figures copied from documents: `assets/data/<document>/<indicator>.csv`."""

from __future__ import annotations

from pathlib import Path

from data_loaders.files import paths
from data_loaders.files.csvfile import Row, read_rows
from data_loaders.registry import Indicator

REQUIRED = ("gebied", "periode", "waarde")
OPTIONAL = ("kenmerk", "uitsplitsing", "status", "herkomst", "toelichting")


def document_file(indicator: Indicator, document: str) -> Path:
    """Return the data file of an indicator that comes from a document."""
    return paths.DATA / document / f"{indicator.id}.csv"


def read_document_rows(path: Path) -> list[Row]:
    """Read the rows of one document indicator (columns: REQUIRED and OPTIONAL).

    Values are in base units as the document published them. Raises DataError.
    """
    return read_rows(path, REQUIRED, OPTIONAL)
