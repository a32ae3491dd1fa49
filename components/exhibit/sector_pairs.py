"""CBS figures of two sectors on one axis: of the same table, unit and area. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import msgspec
import pandas as pd

from components.charts.base import Spec
from components.charts.lines import MAX_SERIES
from components.charts.theme import ThemeName
from components.exhibit.indicator import exhibit_of
from components.exhibit.model import Exhibit
from components.exhibit.sector_live import lines_spec, province, shown_areas
from components.insights.sentences import trend_sentence
from components.sectors.compare import Pair
from components.words.formatting import join_words
from data_loaders.agreements.registers import load_by_id
from data_loaders.agreements.sector_series import (
    SectorLine,
    load_lines,
    load_sector_series,
    meaning_of,
)
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import load_series
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from data_loaders.series import Series


@dataclass(frozen=True)
class TogetherChoice:
    """What is asked: two sectors, one CBS figure, the areas that may be shown, and how."""

    pair: Pair
    indicator: str
    areas: tuple[str, ...]
    theme: ThemeName
    today: date


@dataclass(frozen=True)
class Together:
    """Two sectors in one figure; `spec` is None with nothing to draw."""

    title: str
    below: str
    spec: Spec | None
    alt: str
    exhibit: Exhibit | None


def together(choice: TogetherChoice, marks: Fingerprint) -> Together:
    """Return one CBS figure of two sectors. Raises NotFetchedError and DataError."""
    return _together(choice, load_series(choice.indicator).version, marks)


@lru_cache(maxsize=128)
def _together(choice: TogetherChoice, _version: str, _marks: Fingerprint) -> Together:
    made = [load_sector_series(key, choice.indicator) for key in choice.pair]
    frame = pd.concat([_named(key, one) for key, one in zip(choice.pair, made, strict=True)])
    area = _area(frame, choice.areas)
    own = frame[frame["region_code"] == area]
    names = list(dict.fromkeys(frame["name"]))
    series = _joined(choice, made, own)
    told = [trend_sentence(series, own[own["name"] == name], name) for name in names]
    place = load_regions().get(area).name if area else ""
    title = load_registry().get(choice.indicator).title
    return Together(
        title=title,
        below=_below(own, names, place) + _instead(choice.areas, area),
        spec=lines_spec(series, own, names, choice.theme) if len(names) <= MAX_SERIES else None,
        alt=f"{title} in {place}. {'. '.join(told)}",
        exhibit=exhibit_of(series, own, [area], place, choice.today) if len(own) else None,
    )


def _named(sector_id: str, series: Series) -> pd.DataFrame:
    """Return the observations of a sector under names that tell it from another."""
    lines = {line.name: line for line in load_lines(sector_id)}
    names = series.frame["characteristic"].map(lambda name: _name(sector_id, lines[name]))
    return series.frame.assign(name=names, characteristic=names)


def _name(sector_id: str, line: SectorLine) -> str:
    codes = " + ".join(branch.sbi for branch in line.branches)
    return f"{load_by_id(Sector)[sector_id].short} ({'hele ' if line.partly else ''}SBI {codes})"


def _area(frame: pd.DataFrame, areas: Sequence[str]) -> str:
    """Return the first area of which every line is known, else of which one is."""
    shown = shown_areas(frame, areas)
    known = frame[frame["value"].notna()].groupby("region_code")["name"].nunique()
    candidates = [*shown, *(code for code in (province(),) if code in known.index)]
    most = frame["name"].nunique()
    whole = [area for area in candidates if known.get(area, 0) == most]
    some = [area for area in candidates if known.get(area, 0)]
    return next(iter([*whole, *some, *shown]), "")


def _below(own: pd.DataFrame, names: Sequence[str], place: str) -> str:
    """Return where the figure is about, and which lines are not known there."""
    if not place:
        return "Voor deze sectoren heeft de tabel geen cijfers."
    known = set(own[own["value"].notna()]["name"])
    text = f"In deze figuur: {place}. Beide sectoren komen uit dezelfde tabel."
    missing = [name for name in names if name not in known]
    return f"{text} Hier niet bekend: {'; '.join(missing)}." if missing else text


def _instead(areas: Sequence[str], area: str) -> str:
    """Return why another area is shown than was chosen."""
    if not area or area in areas:
        return ""
    names = join_words([load_regions().get(code).label for code in areas])
    return f" Voor {names} zijn niet alle cijfers er."


def _joined(choice: TogetherChoice, made: Sequence[Series], frame: pd.DataFrame) -> Series:
    """Return two sectors as one series, with what our definition of each is."""
    base = load_registry().get(choice.indicator)
    names = [load_by_id(Sector)[key].short for key in choice.pair]
    meanings = [
        meaning_of(name, load_lines(key)) for name, key in zip(names, choice.pair, strict=True)
    ]
    indicator = msgspec.structs.replace(
        made[0].indicator,
        title=f"{base.title}, {' en '.join(names)}",
        definition=" ".join([base.definition, *meanings]),
        rounding=max(series.indicator.rounding for series in made),
    )
    return replace(made[0], _frame=frame, indicator=indicator)
