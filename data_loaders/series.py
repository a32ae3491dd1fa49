"""The one thing pages get: figures with their meaning and their origin, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

import pandas as pd

from data_loaders.monitor import MONITOR
from data_loaders.registry import Indicator

COLUMNS = (
    "region_code",
    "region_level",
    "period",
    "frequency",
    "characteristic",
    "breakdown",
    "value",
    "status",
    "origin",
    "note",
)
STATUSES = (
    "definitief",
    "voorlopig",
    "nader voorlopig",
    "geschat",
    "prognose",
    "onbekend",
    "niet getoond",
)
ORIGINS = ("bron", "afgeleid", "berekend")

Kind = Literal["document", "cbs", "bestand"]
Freshness = Literal["live", "momentopname", "verouderd"]
LIVE = timedelta(days=3)
"""A copy is live as long as the source confirmed it this recently."""


@dataclass(frozen=True)
class Provenance:
    """Where a series comes from.

    `producer` made the figure; `title` is the table or document it was taken from, with
    its `identifier` and `section`; `modified` is when the source last changed it,
    `captured` when it was copied and `checked` when the source last confirmed that this is
    its newest (None when not known). From `stale_from` on, the source should have
    published again.
    """

    kind: Kind
    producer: str
    title: str
    identifier: str
    section: str = ""
    licence: str = ""
    url: str = ""
    modified: date | None = None
    captured: date | None = None
    checked: date | None = None
    stale_from: date | None = None

    def freshness(self, today: date) -> Freshness:
        """Return whether the copy follows its source, stands still, or is behind by `today`."""
        if self.stale_from and today >= self.stale_from:
            return "verouderd"
        if self.checked and abs(today - self.checked) <= LIVE:
            return "live"
        return "momentopname"

    @property
    def attribution(self) -> str:
        """Return the source line CBS asks for, or the producer and the document."""
        if self.kind == "cbs":
            return (
                f"CBS StatLine, tabel {self.identifier}, {self.licence}; "
                f"bewerking {MONITOR.short}"
            )
        if self.kind == "bestand":
            return f"{self.producer}, {self.title}"
        return f"{self.producer}, in {self.title}, paragraaf {self.section}"


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries by column name."""
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


@dataclass(frozen=True)
class Series:
    """Figures of one indicator. `version` changes whenever anything of it changes."""

    _frame: pd.DataFrame
    indicator: Indicator
    provenance: Provenance
    version: str

    @property
    def frame(self) -> pd.DataFrame:
        """Return the observations (columns: `COLUMNS`, values in base units).

        A lazy copy: whoever changes it changes only their own.
        """
        return self._frame.copy(deep=False)
