"""The one thing pages get: figures with their meaning and their origin, frozen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from data_loaders.indicator import Indicator
from data_loaders.provenance import Provenance

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
    "rounding",
    "margin",
)
"""`rounding` is what an observation is rounded to where that is more than its indicator says,
`margin` half the interval that its source gives for the sample; both in base units, else NaN."""
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


def records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows of a frame as dictionaries by column name."""
    return [{str(name): cell for name, cell in row.items()} for row in frame.to_dict("records")]


def newest_period(frame: pd.DataFrame) -> str:
    """Return the newest period of which there is a value; of none, the newest there is.

    `frame` has the columns `period` and `value`; empty without rows.
    """
    known = frame[frame["value"].notna()]["period"]
    return str(max(known if len(known) else frame["period"], default=""))


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

    @property
    def newest(self) -> str:
        """The newest period with a value; where municipalities are compared, with one of theirs.

        A source may publish its last months for the country only.
        """
        return newest_period(self.at_level)

    @property
    def at_level(self) -> pd.DataFrame:
        """The observations of the areas that the figure compares, as far as any has a value."""
        own = self._frame[self._frame["region_level"] == "gemeente"]
        is_own = self.indicator.form == "kaart" and own["value"].notna().any()
        return own if is_own else self._frame
