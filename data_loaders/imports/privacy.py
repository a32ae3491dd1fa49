"""What is hidden in the source must not follow from what we keep (docs/besluiten/0004)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from data_loaders.files.csvfile import Row
from data_loaders.geo.regions import Regions
from data_loaders.imports.columns import NumberColumn
from data_loaders.imports.kinds import ImportKind
from data_loaders.monitor import MONITOR

# A total and its parts that are all rounded to this leave a rest of rounding, not of people.
ROUNDED_TO = 100

_Group = tuple[str, ...]


def protect(rows: Sequence[Row], kind: ImportKind, regions: Regions) -> list[Row]:
    """Return canonical rows without the values that would give a hidden one away.

    A total of an area goes when exactly one of its municipalities has no value: the rest
    would be that value. A percentage goes where the count it is a share of is hidden.
    Both stay as rows, `niet getoond`, with the reason; all other rows are the same objects.
    To be repeated over all rows of a kind when files are put together.
    """
    columns = {c.figure: c for c in kind.columns if isinstance(c, NumberColumn)}
    telling = _telling_totals(rows, columns, regions)
    hidden = {
        (_group(row), row["gebied"])
        for row in rows
        if not row["waarde"] and row["status"] == "niet getoond"
    }
    kept = []
    for row in rows:
        group = _group(row)
        missing = telling.get((group, row["gebied"]))
        share_of = (columns[row["cijfer"]].rate_of, *group[1:])
        if row["waarde"] and missing:
            kept.append(_withheld(row, f"hieruit zou het aantal van {missing} volgen"))
        elif row["waarde"] and (share_of, row["gebied"]) in hidden:
            kept.append(_withheld(row, "hieruit zou het aantal volgen, dat niet wordt getoond"))
        else:
            kept.append(row)
    return kept


def _group(row: Row) -> _Group:
    return tuple(row[column] for column in ("cijfer", "periode", "kenmerk", "uitsplitsing"))


def _telling_totals(
    rows: Sequence[Row], columns: Mapping[str, NumberColumn], regions: Regions
) -> Mapping[tuple[_Group, str], str]:
    """Return the totals from which one municipality follows, with the name of that one."""
    groups: dict[_Group, dict[str, float]] = {}
    for row in rows:
        if row["waarde"] and columns[row["cijfer"]].quantity == "aantal":
            groups.setdefault(_group(row), {})[row["gebied"]] = float(row["waarde"])
    members = {region.code: regions.members(region.code) for region in regions.regions}
    found = {}
    for group, values in groups.items():
        for whole in values:
            missing = [code for code in members.get(whole, ()) if code not in values]
            known = [values[code] for code in (whole, *members.get(whole, ())) if code in values]
            if len(missing) == 1 and any(value % ROUNDED_TO for value in known):
                found[group, whole] = regions.get(missing[0]).name
    return found


def _withheld(row: Row, why: str) -> Row:
    note = f"Niet getoond door de {MONITOR.short}: {why}."
    cells = {"waarde": "", "status": "niet getoond", "toelichting": note}
    return Row(row.cells | cells, row.path, row.line)
