"""What changed between two states of one figure. Pure.

A value that is not shown any more is not told, and neither are the old values around it: with
them it could be worked out.
"""

from __future__ import annotations

from dataclasses import replace
from math import isnan
from typing import Any

from data_loaders.changes import find_changes
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, records
from data_loaders.since.records import Change, ChangeKind
from data_loaders.withdrawn import withdrawn_periods

_KINDS: dict[str, ChangeKind] = {"status": "andere status", "vervallen": "vervallen cijfer"}


def compare(old: Series, new: Series, newest: Series) -> list[Change]:
    """Return what changed in the observations of an indicator, newest period first.

    `newest` is what pages show, which may be later than `new`.
    """
    silent = withdrawn_periods(old, newest) | withdrawn_periods(new, newest)
    last = max(old.frame["period"])
    found = records(find_changes(old.frame, new.frame))
    changes = [_change(row, new, last, row["period"] in silent) for row in found]
    if new.version != newest.version:
        changes = [replace(item, new=None) if item.period in silent else item for item in changes]
    places = {region.code: place for place, region in enumerate(load_regions().regions)}
    changes.sort(key=lambda item: (item.detail, places[item.area]))
    return sorted(changes, key=lambda item: item.period, reverse=True)


def _change(row: dict[str, Any], series: Series, last: str, is_silent: bool) -> Change:
    source = series.provenance
    kind = _kind(row, last)
    return Change(
        kind=kind,
        subject=series.indicator.id,
        what=series.indicator.title,
        area=str(row["region_code"]),
        detail="; ".join(filter(None, (row["characteristic"], row["breakdown"]))),
        period=str(row["period"]),
        old=None if is_silent else _known(row["old_value"]),
        new=_known(row["new_value"]),
        unit=series.indicator.unit,
        old_status=_text(row["old_status"]),
        new_status=_text(row["new_status"]),
        day=source.modified or source.captured,
        source=source.attribution,
        why=_why(row, kind, is_silent),
    )


def _kind(row: dict[str, Any], last: str) -> ChangeKind:
    if row["change"] == "nieuw" and row["period"] > last:
        return "nieuwe periode"
    return _KINDS.get(str(row["change"]), "herzien cijfer")


def _why(row: dict[str, Any], kind: ChangeKind, is_silent: bool) -> str:
    """Return the reason as far as the source says it; empty when it does not."""
    if kind == "nieuwe periode":
        return ""
    if is_silent:
        return "de bron toont een waarde van deze periode niet meer, om de privacy"
    match row["change"]:
        case "nieuw":
            return "stond er nog niet"
        case "vervallen" if not _text(row["new_status"]):
            return "staat er niet meer"
    if row["old_status"] == row["new_status"]:
        return ""
    return f"{row['old_status']} werd {row['new_status']}"


def _known(value: object) -> float | None:
    return value if isinstance(value, float) and not isnan(value) else None


def _text(cell: object) -> str:
    return cell if isinstance(cell, str) else ""
