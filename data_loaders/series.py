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
