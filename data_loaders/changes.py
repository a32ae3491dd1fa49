"""What changed between two editions of the same figures. Pure."""

from __future__ import annotations

import pandas as pd

KEY = ["region_code", "period", "characteristic", "breakdown"]
COLUMNS = (*KEY, "change", "old_value", "new_value", "old_status", "new_status")


def find_changes(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Return what changed from `old` to `new` (both with `series.COLUMNS`).

    One row per observation that is not the same (columns: `COLUMNS`, in the order of `new`).
    `change` is `nieuw` (was not there), `vervallen` (the observation or its value is no longer
    there), `herzien` (another value, or a value where there was none) or `status` (the same
    value, another status). An observation without a value is NaN.
    """
    both = new[[*KEY, "value", "status"]].assign(place=range(len(new)))
    both = both.merge(
        old[[*KEY, "value", "status"]],
        on=KEY,
        how="outer",
        suffixes=("_new", "_old"),
        indicator=True,
    ).sort_values("place", kind="stable", na_position="last", ignore_index=True)
    same_value = both["value_new"].eq(both["value_old"]) | (
        both["value_new"].isna() & both["value_old"].isna()
    )
    change = pd.Series("", index=both.index)
    change[both["status_new"] != both["status_old"]] = "status"
    change[~same_value] = "herzien"
    change[both["_merge"] == "left_only"] = "nieuw"
    is_gone = both["value_new"].isna() & both["value_old"].notna()
    change[is_gone | (both["_merge"] == "right_only")] = "vervallen"
    found = both.rename(
        columns={
            "value_old": "old_value",
            "value_new": "new_value",
            "status_old": "old_status",
            "status_new": "new_status",
        }
    ).assign(change=change)
    return found.loc[change != "", list(COLUMNS)].reset_index(drop=True)


def summarise(changes: pd.DataFrame) -> str:
    """Return in words how much changed: `12 nieuw, 3 herzien`; empty when nothing did."""
    counts = changes["change"].value_counts()
    words = ("nieuw", "herzien", "status", "vervallen")
    return ", ".join(f"{counts[word]} {word}" for word in words if word in counts)
