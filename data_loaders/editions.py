"""Checks of a new edition of a table against the one it would replace. Pure.

The comparison is made on the figures the monitor shows, not on the table's own keys: those
differ between the services of CBS and move between years.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import pandas as pd

from data_loaders.changes import KEY, find_changes
from data_loaders.checks import check_tidy, place_of
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import Regions
from data_loaders.indicator import Indicator
from data_loaders.sources.cbs_embedded import Sum
from data_loaders.sources.cbs_select import CbsSource, select_codes
from data_loaders.sources.cbs_table import MEASURE, VALUE, CbsTable, TableInfo, find_measure
from data_loaders.sources.cbs_tidy import tidy_cbs

# So much of what was known may be withdrawn without anyone having to look.
MAX_LOST = 0.05
# A value this many times its predecessor is a mistake, if it is large enough to matter.
MAX_FACTOR = 10
LARGE = {"percentage": 10, "groei": 100, "verhouding": 10, "aantal": 1000}
# Half of all values shifting this much together is a change of unit or definition.
MAX_SHIFT = 1.25
_SERIES = ["region_code", "characteristic", "breakdown"]


@dataclass(frozen=True)
class Edition:
    """A table with the figures made from it, per indicator, and why some could not be made.

    `missing` tells the same of the characteristics that a figure is without.
    """

    table: CbsTable
    frames: Mapping[str, pd.DataFrame]
    failures: Mapping[str, str]
    missing: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def remarks(self) -> list[str]:
        """What could not be made, one Dutch sentence per indicator."""
        told = dict(self.failures)
        for name, without in self.missing.items():
            parts = ", ".join(f"'{part}'" for part in without)
            told[name] = f"zonder {parts}, want {next(iter(without.values()))}"
        return [f"{name}: {sentence}" for name, sentence in told.items()]


def make_edition(table: CbsTable, indicators: Sequence[Indicator], regions: Regions) -> Edition:
    """Make and check the figures of each indicator; a failure of one leaves the others."""
    frames, failures = {}, {}
    missing: dict[str, Mapping[str, str]] = {}
    for indicator in indicators:
        assert isinstance(indicator.source, CbsSource)
        try:
            frame = tidy_cbs(table, indicator, regions)
            check_tidy(frame, indicator, indicator.path)
            without = select_codes(table.structure, indicator.source, regions).missing
        except DataError as error:
            failures[indicator.id] = error.sentence
        else:
            frames[indicator.id] = frame
            missing |= {indicator.id: without} if without else {}
    return Edition(table, frames, failures, missing)


def check_edition(
    new: Edition,
    old: Edition | None,
    indicators: Sequence[Indicator],
    sums: Sequence[Sum],
    *,
    is_first: bool = False,
) -> list[str]:
    """Return why `new` must not replace `old`, as Dutch sentences; none when it may.

    What is called otherwise than we thought is no reason at the first contact (`is_first`):
    then it is us who were wrong, and what can be made is taken.
    """
    problems = list(_check_sums(new.table, sums))
    if not new.frames and not (old and old.frames):
        problems += new.failures.values() or ["er is geen enkel cijfer van te maken"]
    if old is None:
        return problems
    problems += _check_table(new.table, old.table)
    for indicator in indicators:
        before, after = old.frames.get(indicator.id), new.frames.get(indicator.id)
        if before is None:
            continue
        lost, before = _lost(before, new, indicator.id)
        found = [] if is_first else lost
        if after is not None and len(before) and not found:
            found = list(_check_series(before, after, LARGE[indicator.kind]))
        problems += [f"{indicator.id}: {sentence}" for sentence in found]
    return list(dict.fromkeys(problems))


def _lost(before: pd.DataFrame, new: Edition, indicator: str) -> tuple[list[str], pd.DataFrame]:
    """Return why a new edition does not have what was there, and what it should have of that."""
    if indicator in new.failures:
        return [new.failures[indicator]], before
    without = new.missing.get(indicator, {})
    gone = before["characteristic"].isin(list(without)) | before["breakdown"].isin(list(without))
    names = {*before[gone]["characteristic"], *before[gone]["breakdown"]}
    return [sentence for name, sentence in without.items() if name in names], before[~gone]


def _check_sums(table: CbsTable, sums: Sequence[Sum]) -> Iterator[str]:
    """Hold the source to its promise that parts add up to a total."""
    dimensions = [dimension.key for dimension in table.structure.dimensions]
    wide = table.observations.pivot(index=dimensions, columns=MEASURE, values=VALUE)
    for promise in sums:
        try:
            total = find_measure(table.structure, promise.total)
            parts = [find_measure(table.structure, part).key for part in promise.parts]
        except DataError:
            continue  # a figure that misses it says so itself
        if not {total.key, *parts} <= set(wide.columns):
            continue
        difference = (wide[parts].sum(axis=1, skipna=False) - wide[total.key]).abs()
        if (difference > promise.margin).any():
            where = ", ".join(wide.reset_index().iloc[difference.argmax()][dimensions])
            yield f"de delen van '{total.title}' tellen niet op tot het totaal ({where})"


def _check_table(new: CbsTable, old: CbsTable) -> Iterator[str]:
    if _is_older(new.info, old.info):
        yield (
            f"de tabel is volgens het CBS van {new.info.modified}, "
            f"ouder dan onze kopie van {old.info.modified}"
        )
    units = {measure.name: _unit(measure.unit) for measure in old.structure.measures}
    for measure in new.structure.measures:
        before = units.get(measure.name)
        if before and measure.unit and before != _unit(measure.unit):
            yield f"de eenheid van '{measure.title}' is veranderd in '{measure.unit}'"


def _is_older(new: TableInfo, old: TableInfo) -> bool:
    """Tell whether the source went back; a date after the day of fetching was a mistake of its."""
    if not (new.modified and old.modified):
        return False
    credible = old.captured is None or old.modified <= old.captured + timedelta(days=1)
    slack = timedelta(days=0 if new.service == old.service else 1)  # they may date it apart
    return credible and new.modified + slack < old.modified


def _unit(text: str) -> str:
    return "".join(text.lower().split())


def _check_series(before: pd.DataFrame, after: pd.DataFrame, large: float) -> Iterator[str]:
    """Compare one figure: nothing lost, nothing going back in time, nothing out of size."""
    if after["period"].max() < before["period"].max():
        yield f"de nieuwste periode ging terug van {before['period'].max()}"
    changes = find_changes(before, after)
    known = before[before["value"].notna()]
    lost = changes[changes["old_value"].notna() & changes["new_value"].isna()]
    if len(lost) > max(1, MAX_LOST * len(known)):
        yield f"{len(lost)} van de {len(known)} waarden ontbreken, zoals {place_of(lost)}"
    elif gone := _gone(known, after[after["value"].notna()]):
        yield f"er is geen enkele waarde meer van {gone}"
    yield from _check_sizes(before, after, large)


def _gone(known: pd.DataFrame, after: pd.DataFrame) -> str:
    left = set(known[_SERIES].itertuples(index=False, name=None))
    left -= set(after[_SERIES].itertuples(index=False, name=None))
    return ", ".join(part for part in min(left) if part) if left else ""


def _check_sizes(before: pd.DataFrame, after: pd.DataFrame, large: float) -> Iterator[str]:
    """Compare each value with the old one of its period, or else with the newest old one."""
    known = before[before["value"].notna()].sort_values("period")
    newest = known.groupby(_SERIES, sort=False)["value"].last().rename("newest")
    both = after.merge(known[[*KEY, "value"]], on=KEY, how="left", suffixes=("", "_old"))
    both = both.join(newest, on=_SERIES)
    past = both["value_old"].fillna(both["newest"].where(_is_later(both, known)))
    pair = pd.DataFrame({"a": both["value"].abs(), "b": past.abs()})
    factor = pair.max(axis=1) / pair.min(axis=1)
    wrong = both[(factor >= MAX_FACTOR) & pair.notna().all(axis=1) & (pair.max(axis=1) >= large)]
    if len(wrong):
        many = f"{len(wrong)} {'waarde is' if len(wrong) == 1 else 'waarden zijn'}"
        yield f"{many} {MAX_FACTOR} keer zo groot of klein als eerder ({place_of(wrong)})"
    shift = (both["value"] / both["value_old"])[both["value_old"].ne(0)].median()
    if shift > MAX_SHIFT or shift < 1 / MAX_SHIFT:
        yield "de waarden van eerdere periodes zijn allemaal verschoven"


def _is_later(rows: pd.DataFrame, known: pd.DataFrame) -> pd.Series:
    last = known.groupby(_SERIES, sort=False)["period"].last().rename("last")
    return rows["period"] > rows.join(last, on=_SERIES)["last"].fillna("~")
