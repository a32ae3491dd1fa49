"""Figures of CBS for a sector: jobs, sites and vacancies over time, by our definition. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pandas as pd

from components.charts.base import Spec
from components.charts.figures import line_rows
from components.charts.lines import make_lines
from components.charts.theme import ThemeName
from components.exhibit.indicator import exhibit_of
from components.exhibit.model import Exhibit
from components.exhibit.sheet import frame_sheet
from components.insights.sentences import trend_sentence
from components.words.file_names import file_stem
from components.words.formatting import join_words
from data_loaders.agreements.sector_series import SectorLine, load_lines, load_sector_series
from data_loaders.cache import load_series
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions
from data_loaders.registry import load_registry
from data_loaders.series import Series

INDICATORS = ("banen-sector", "vestigingen-sector", "vacatures-gelderland")
"""The CBS figures by branch, in the order of the page."""
IN_PART = "Dit is de hele bedrijfstak; de sector is daar maar een deel van."


@dataclass(frozen=True)
class LiveChoice:
    """What is asked of a CBS figure: whose, which, where, and how and when it is shown."""

    sector: str
    indicator: str
    areas: tuple[str, ...]
    theme: ThemeName
    today: date


@dataclass(frozen=True)
class Chart:
    """One line of our definition, drawn per area: `spec` is None with nothing to draw."""

    title: str
    below: str
    spec: Spec | None
    alt: str


@dataclass(frozen=True)
class Live:
    """All that is shown of one CBS figure of a sector; `areas` are those it is shown for.

    `exhibit` is what belongs under it; None without any observation.
    """

    title: str
    notice: str
    charts: tuple[Chart, ...]
    areas: tuple[str, ...]
    exhibit: Exhibit | None


def live_figure(choice: LiveChoice, marks: Fingerprint) -> Live:
    """Return one CBS figure of a sector. Raises NotFetchedError and DataError."""
    return _live_figure(choice, load_series(choice.indicator).version, marks)


@lru_cache(maxsize=256)
def _live_figure(choice: LiveChoice, _version: str, _marks: Fingerprint) -> Live:
    series = load_sector_series(choice.sector, choice.indicator)
    shown = shown_areas(series.frame, choice.areas)
    frame = frame_of(series, shown)
    lines = load_lines(choice.sector)
    title = load_registry().get(choice.indicator).title
    return Live(
        title=title,
        notice=_notice(series, choice.areas, shown),
        charts=tuple(_chart(title, series, line, frame, shown, choice.theme) for line in lines),
        areas=shown,
        exhibit=_exhibit(series, frame, shown, choice.today) if len(frame) else None,
    )


def _exhibit(series: Series, frame: pd.DataFrame, areas: tuple[str, ...], today: date) -> Exhibit:
    """Return what belongs under the figures: table, meaning, source, and the rows to take along."""
    made = exhibit_of(series, frame, areas, series.indicator.title, today)
    stem = file_stem(series, frame, areas)
    return replace(made, stem=stem, sheet=lambda: frame_sheet(series, frame, areas))


def shown_areas(frame: pd.DataFrame, areas: Sequence[str]) -> tuple[str, ...]:
    """Return the chosen areas that a figure has; else its only one, or the region we start with.

    The province comes with them when nothing is known of those.
    """
    there = list(dict.fromkeys(str(code) for code in frame["region_code"]))
    kept = tuple(code for code in areas if code in there)
    if not kept and there:
        kept = (there[0],) if len(there) == 1 else (load_regions().default,)
    known = set(frame[frame["value"].notna()]["region_code"])
    return kept if known & set(kept) or province() not in known else (*kept, province())


def province() -> str:
    """Return the area that CBS publishes as a whole, so that nothing is added up for it."""
    return next(item.code for item in load_regions().regions if item.level == "provincie")


def frame_of(series: Series, areas: Sequence[str]) -> pd.DataFrame:
    """Return the observations of some areas, in their order."""
    frame = series.frame
    found = [frame[frame["region_code"] == area] for area in areas]
    return pd.concat(found) if found else frame.head(0)


def _notice(series: Series, areas: Sequence[str], shown: Sequence[str]) -> str:
    regions = load_regions()
    whole = province()
    if whole in shown and whole not in areas and len(shown) > 1:
        names = join_words([regions.get(code).label for code in shown if code != whole])
        return f"Voor {names} is dit onbekend. Daarom ziet u ook {regions.get(whole).name}."
    missing = [regions.get(code).label for code in areas if code not in shown]
    if not missing:
        return ""
    names = join_words([regions.get(code).name for code in shown])
    if series.frame["region_code"].nunique() == 1:
        return f"Het CBS geeft dit cijfer hier alleen voor {names}."
    text = f"Voor {join_words(missing)} is dit cijfer er niet."
    return text if set(shown) & set(areas) or not names else f"{text} U ziet {names}."


def _chart(
    title: str,
    series: Series,
    line: SectorLine,
    frame: pd.DataFrame,
    areas: Sequence[str],
    theme: ThemeName,
) -> Chart:
    names = {code: load_regions().get(code).label for code in areas}
    own = frame[frame["characteristic"] == line.name]
    own = own.assign(name=own["region_code"].map(names))
    known = set(own[own["value"].notna()]["region_code"])
    about = f"{title}, {line.name}"
    told = {
        code: trend_sentence(series, own[own["region_code"] == code], f"{about}, {name}")
        for code, name in names.items()
    }
    first = next((text for code, text in told.items() if code in known), "")
    return Chart(
        title=first or f"{about}: geen gegevens",
        below=_below(line),
        spec=lines_spec(series, own, list(names.values()), theme),
        alt=". ".join(told.values()),
    )


def _below(line: SectorLine) -> str:
    if not line.partly:
        return ""
    return " ".join([IN_PART, *(branch.off_by for branch in line.branches)])


def lines_spec(
    series: Series, frame: pd.DataFrame, names: Sequence[str], theme: ThemeName
) -> Spec | None:
    """Return lines over time (column `name`), or None when no line has two points."""
    known = frame[frame["value"].notna()]
    drawn = [name for name in names if (known["name"] == name).sum() > 1]
    if not drawn:
        return None
    rows = line_rows(series, frame[frame["name"].isin(drawn)], "name")
    return make_lines(rows, drawn, series.indicator.unit, theme)
