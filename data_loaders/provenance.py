"""Where figures come from, in the words that everybody who shows them uses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from data_loaders.periods import Frequency

Freshness = Literal["live", "momentopname", "verouderd"]
COPIED = "overgenomen uit het document"
LIVE = timedelta(days=3)
"""A copy is live as long as the source confirmed it this recently."""

# A source is called stale when it is one publication behind, with some weeks of grace.
_RHYTHM_DAYS = {"maand": 75, "kwartaal": 150, "jaar": 460, "schooljaar": 460}


@dataclass(frozen=True, kw_only=True)
class Provenance:
    """Where a series comes from.

    `producer` made the figure; `title` is the table, document or file it was taken from, with
    its `section`; which of the three says the one of `document`, `table` and `file` that is
    filled. `attribution` is the source line of a page, `credit` that of the open data; `dates`
    are named days that belong on the line. `copied` is how it came here when it was copied once
    and for all. `is_open` is for what anybody may use again. `modified` is when the source last
    changed it, `captured` when it was copied and `checked` when the source last confirmed that
    this is its newest (None when not known). From `stale_from` on, the source should have
    published again.
    """

    producer: str
    title: str
    attribution: str
    credit: str
    dates: tuple[tuple[str, date | None], ...] = ()
    copied: str = ""
    document: str = ""
    table: str = ""
    file: str = ""
    section: str = ""
    licence: str = ""
    is_open: bool = False
    url: str = ""
    modified: date | None = None
    captured: date | None = None
    checked: date | None = None
    stale_from: date | None = None

    @property
    def identifier(self) -> str:
        """The id of the document, the tables or the kind of file."""
        return self.document or self.table or self.file

    @property
    def place(self) -> str:
        """Where a value should stand, in words: that it is not there says why there is none."""
        if self.document:
            return "in de tekst van de bron"
        return "in het ingelezen bestand" if self.file else f"in de tabel van het {self.producer}"

    def freshness(self, today: date) -> Freshness:
        """Return whether the copy follows its source, stands still, or is behind by `today`."""
        if self.stale_from and today >= self.stale_from:
            return "verouderd"
        if self.checked and abs(today - self.checked) <= LIVE:
            return "live"
        return "momentopname"


def stale_from(known: date | None, frequency: Frequency) -> date | None:
    """Return when the source should have published again, by its own rhythm."""
    days = _RHYTHM_DAYS.get(frequency)
    return known + timedelta(days=days) if known and days else None
