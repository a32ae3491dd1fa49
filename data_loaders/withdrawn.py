"""Values that were shown once and are not any more: they must not come back. Pure."""

from __future__ import annotations

from data_loaders.changes import KEY
from data_loaders.series import Series

HIDDEN = "niet getoond"


def withdrawn_periods(earlier: Series, newest: Series) -> set[str]:
    """Return the periods of which `earlier` holds a value that `newest` does not show any more."""
    hidden = newest.frame.loc[newest.frame["status"] == HIDDEN, KEY]
    known = earlier.frame.loc[earlier.frame["value"].notna(), KEY]
    return set(known.merge(hidden, on=KEY)["period"])
