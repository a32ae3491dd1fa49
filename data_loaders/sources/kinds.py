"""The kinds of source there are. One more is one module beside these, and a line here."""

from __future__ import annotations

from data_loaders.indicator import DataSource
from data_loaders.sources.cbs_series import CbsSeries
from data_loaders.sources.document import DocumentSource
from data_loaders.sources.imported import ImportSource

KINDS: tuple[type[DataSource], ...] = (
    DocumentSource,
    CbsSeries,
    ImportSource,
)
