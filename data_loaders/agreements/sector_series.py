"""CBS figures per sector: branches of our definition (`sbi.csv`) added up, never in part. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec
import pandas as pd

from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import Branch, Sector
from data_loaders.cache import load_series
from data_loaders.geo.regions import Region, Regions, load_regions
from data_loaders.indicator import Indicator
from data_loaders.monitor import MONITOR
from data_loaders.series import COLUMNS, Series
from data_loaders.sources.cbs_select import CbsSource
from data_loaders.tidy import add_region_totals

TOTAL = "T001081"
"""The key of all branches together, in every table of CBS by SBI 2008."""
NO_SUM = "Niet te berekenen: niet van elke bedrijfstak is er een cijfer."
NO_REGION = "Niet te berekenen: niet van elke gemeente is er een cijfer."
_KEYS = ["region_code", "region_level", "period", "frequency", "breakdown"]
_REGION_KEYS = ["period", "frequency", "characteristic", "breakdown"]


@dataclass(frozen=True)
class SectorLine:
    """What has one figure: the branches that lie wholly in a sector, or one that does in part.

    Branches that lie in it in part are never added up: that would count too much twice.
    """

    name: str
    branches: tuple[Branch, ...]
    partly: bool


def lines_of(sector: str, branches: Sequence[Branch]) -> list[SectorLine]:
    """Return what our definition of a sector (by its short name) gives figures of."""
    own = [branch for branch in branches if branch.role == "definitie"]
    whole = tuple(branch for branch in own if branch.part == "geheel")
    codes = " + ".join(branch.sbi for branch in whole)
    lines = [SectorLine(f"{sector} (SBI {codes})", whole, partly=False)] if whole else []
    partly = [branch for branch in own if branch.part == "deels"]
    return lines + [
        SectorLine(f"{item.title} (SBI {item.sbi})", (item,), partly=True) for item in partly
    ]


def load_lines(sector_id: str) -> list[SectorLine]:
    """Return the lines of one sector. Raises DataError, and KeyError for an unknown sector."""
    branches = [item for item in load(Branch) if item.sector == sector_id]
    return lines_of(load_by_id(Sector)[sector_id].short, branches)


def load_sector_series(sector_id: str, indicator_id: str) -> Series:
    """Return a CBS figure of one sector: a characteristic per line, with regions added up.

    Raises NotFetchedError before the table was fetched, and DataError.
    """
    sector = load_by_id(Sector)[sector_id]
    series = load_series(indicator_id)
    lines = load_lines(sector_id)
    made = sector_series(series, lines, load_regions())
    indicator = msgspec.structs.replace(
        made.indicator,
        id=f"{indicator_id}-{sector_id}",
        title=f"{made.indicator.title}, sector {sector.short}",
        definition=f"{made.indicator.definition} {meaning_of(sector.short, lines)}",
        headline="",
    )
    return replace(made, indicator=indicator)


def sector_series(series: Series, lines: Sequence[SectorLine], regions: Regions) -> Series:
    """Return a series by branch as one by line; where it comes from stays as it was.

    A branch that the source hides or does not have makes the sum of its line unknown, and a
    municipality that does so the sum of its region.
    """
    labels = _labels(series.indicator)
    wanted = {line.name: _characteristics(line, series.indicator, labels) for line in lines}
    frames = [_add_up(series.frame, names, label) for label, names in wanted.items()]
    keys = "+".join(str(name) for names in wanted.values() for name in names)
    most = max((len(line.branches) for line in lines), default=1)
    rounding = series.indicator.rounding * most  # that of each part, together
    return replace(
        series,
        _frame=_with_regions(_joined(frames), regions),
        indicator=msgspec.structs.replace(series.indicator, rounding=rounding),
        version=f"{series.version}-{keys}",
    )


def all_branches(series: Series, regions: Regions) -> pd.DataFrame:
    """Return the observations of all branches together, with regions added up."""
    name = _labels(series.indicator).get(TOTAL)
    return _with_regions(_joined([_add_up(series.frame, [name], "")]), regions)


def _labels(indicator: Indicator) -> dict[str, str]:
    """Return the characteristic of each key of the table."""
    source = indicator.source
    parts = source.split.parts if isinstance(source, CbsSource) and source.split else {}
    return {key.strip(): name for keys, name in parts.items() for key in keys.split("|")}


def _characteristics(
    line: SectorLine, indicator: Indicator, labels: dict[str, str]
) -> list[str | None]:
    """Return the characteristic of each branch of a line; None for one that the table lacks."""
    tables = indicator.source.all_tables
    found = []
    for branch in line.branches:
        keys = [key for table in tables if (key := branch.key_in(table))]
        found.append(labels.get(keys[0]) if keys else None)
    return found


def _add_up(frame: pd.DataFrame, names: Sequence[str | None], label: str) -> pd.DataFrame:
    own = frame[frame["characteristic"].isin([name for name in names if name])]
    if len(names) == 1:
        return own.assign(characteristic=label)
    rows = [
        dict(zip(_KEYS, key, strict=True)) | _sum(group, len(names)) | {"characteristic": label}
        for key, group in own.groupby(_KEYS, sort=False)
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _sum(group: pd.DataFrame, count: int) -> dict[str, object]:
    statuses = set(group["status"])
    if len(group) == count and group["value"].notna().all():
        return {
            "value": float(group["value"].sum()),
            "status": statuses.pop() if len(statuses) == 1 else "voorlopig",
            "origin": "berekend",
            "note": f"Som van {count} bedrijfstakken, berekend door de {MONITOR.short}.",
            "rounding": group["rounding"].max(),
        }
    status = "niet getoond" if "niet getoond" in statuses else "onbekend"
    return {"value": float("nan"), "status": status, "origin": "berekend", "note": NO_SUM}


def _with_regions(frame: pd.DataFrame, regions: Regions) -> pd.DataFrame:
    """Return `frame` with every region that is made of municipalities, known or unknown."""
    whole = add_region_totals(frame, regions)
    known = set(whole[["region_code", *_REGION_KEYS]].itertuples(index=False, name=None))
    published = set(frame["region_code"])
    gaps: list[dict[str, object]] = []
    for region in regions.regions:
        if region.level not in {"arbeidsmarktregio", "regio"} or region.code in published:
            continue
        own = frame[frame["region_code"].isin(regions.members(region.code))]
        for key in own[_REGION_KEYS].drop_duplicates().itertuples(index=False, name=None):
            if (region.code, *key) not in known:
                gaps.append(_gap(region) | dict(zip(_REGION_KEYS, key, strict=True)))
    return _joined([whole, pd.DataFrame(gaps, columns=list(COLUMNS))])


def _gap(region: Region) -> dict[str, object]:
    return {
        "region_code": region.code,
        "region_level": region.level,
        "value": float("nan"),
        "status": "onbekend",
        "origin": "berekend",
        "note": NO_REGION,
    }


def _joined(frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    filled = [frame for frame in frames if not frame.empty]
    made = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(COLUMNS))
    return made.astype({"value": "float64", "rounding": "float64", "margin": "float64"})


def meaning_of(sector: str, lines: Sequence[SectorLine]) -> str:
    """Return in words which branches the figures of a sector (by its short name) hold."""
    whole = [branch.title for line in lines if not line.partly for branch in line.branches]
    partly = [branch.title for line in lines if line.partly for branch in line.branches]
    parts = []
    if whole:
        parts.append(f"{sector} is hier: {'; '.join(whole)}.")
    if partly:
        parts.append(
            f"Hoort maar deels bij {sector} en telt daarom niet op: {'; '.join(partly)} "
            "(het cijfer van de hele bedrijfstak)."
        )
    return " ".join(parts)
