"""A figure in small: a number with its direction and graphic, by which it is chosen. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache

from components.charts.small import trend_of
from components.exhibit.areas import compared_areas, series_in_view, within_data
from components.exhibit.indicator import MAP
from components.exhibit.on_page import newest_choice
from components.insights.compare import Comparison, ValuePoint, are_alike, compare_points
from components.insights.phrases import bare, compared_to, gap_between, place
from components.insights.sentences import fill_headline
from components.insights.time import short_change_of
from components.insights.view import View, characteristic_rows, tells_a_hidden_part, view_of
from components.strips.card import Graphic, KeyFigure, Sign, Standing
from components.strips.places import AreaPoint, Role, make_dot_strip
from components.strips.trend import WIDTH, Slope, Sparkline
from components.words.choice import Choice
from components.words.disputes import disputes_of
from components.words.formatting import UNKNOWN, format_shown, format_value, period_of
from components.words.titles import MOST, short_title
from data_loaders.cache import load_series
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions
from data_loaders.series import Series, newest_period, records

LINES, SINGLE = "lijn", "cijfer"
NOTHING = Standing("", "", "")
ONE = Standing("", "één meting", "")
SIGNS: dict[Comparison, Sign] = {
    "hoger": "op",
    "lager": "neer",
    "gelijk": "gelijk",
    "ongeveer gelijk": "gelijk",
}


def small_figure(indicator_id: str, areas: tuple[str, ...], today: date) -> KeyFigure:
    """Return a figure in small for the first of these areas that it has. Raises DataError."""
    return small_of_choice(indicator_id, newest_choice(indicator_id, areas), today)


def small_of_choice(
    indicator_id: str, choice: Choice, today: date, width: int = WIDTH
) -> KeyFigure:
    """Return a figure in small for a choice; `width` is that of its graphic. Raises DataError.

    One that compares areas or has lines is a number; any other says its own sentence.
    """
    return _kept(indicator_id, load_series(indicator_id).version, choice, today, width)


@lru_cache(maxsize=1024)
def _kept(indicator_id: str, _version: str, choice: Choice, today: date, width: int) -> KeyFigure:
    series = load_series(indicator_id)
    indicator = series.indicator
    if indicator.form == MAP:
        made = _of_area(series, choice, today, width)
    elif indicator.form == LINES and series.frame["value"].notna().any():
        made = _of_line(series, today, width)
    else:
        made = _in_words(series)
    return replace(made, caution=" ".join(disputes_of(indicator_id).warnings))


def is_blank(indicator_id: str) -> bool:
    """Tell whether a figure has no value at all, or cannot be read."""
    try:
        return _is_blank(indicator_id, load_series(indicator_id).version)
    except DataError:
        return True


@lru_cache(maxsize=512)
def _is_blank(indicator_id: str, _version: str) -> bool:
    return bool(load_series(indicator_id).frame["value"].isna().all())


def finding_of(indicator_id: str, areas: tuple[str, ...], today: date) -> str:
    """Return what a figure finds for the first of these areas, short enough for a heading."""
    series = load_series(indicator_id)
    if series.indicator.form != MAP:
        return short_title(fill_headline(series))[0]
    choice = newest_choice(indicator_id, areas)
    made = small_of_choice(indicator_id, choice, today)
    told = f"{made.compared.word} {made.compared.rest}".strip()
    start = f"{name_in_place(made, series, choice)}: {made.value}"
    whole = f"{start}, {told}" if told else start
    return whole if len(whole) <= MOST else short_title(start)[0]


def name_in_place(made: KeyFigure, series: Series, choice: Choice) -> str:
    """Return what a figure in small is of: its name, its part, and the area it is about."""
    about, _, more = made.name.partition(": ")
    about = f"{about.partition(' (')[0]}{more and f', {more}'}"
    if series.indicator.form == MAP:
        areas = list(within_data(series_in_view(series.indicator.id, choice), choice)[0].areas)
    else:
        areas = list(series.frame["region_code"].unique())
    is_one = series.indicator.form == MAP or len(areas) == 1
    return f"{about} in {place(load_regions().get(str(areas[0])))}" if is_one else about


def _of_area(series: Series, asked: Choice, today: date, width: int) -> KeyFigure:
    """Return the value of the first area of a choice, next to the country or a year earlier."""
    seen = series_in_view(series.indicator.id, asked)
    choice, _ = within_data(seen, asked)
    rows = characteristic_rows(seen, choice.characteristic)
    view = view_of(seen, rows, choice.areas[0], choice.period, today)
    around = [view.beside[code] for code in compared_areas(choice) if code in view.beside]
    towns = [p for p in around if _level(p.region) == "gemeente" and p.known]
    graphic: Graphic | None = None
    if not seen.indicator.is_count:
        graphic = make_dot_strip(seen.indicator.name, _points(around, view), width)
    made = _number(seen, view, graphic, width)
    if view.own or len(towns) < 2:
        return made
    low, high = (format_value(end(p.value for p in towns), seen.indicator) for end in (min, max))
    told = Standing("", "", f"tussen {len(towns)} gemeenten")
    return replace(made, value=low if low == high else f"{low} tot {high}", compared=told)


def _level(code: str) -> str:
    return load_regions().get(code).level


def _points(around: Sequence[ValuePoint], view: View) -> list[AreaPoint]:
    roles: dict[str, Role] = {"gemeente": "gemeente", "land": "nederland"}
    return [
        AreaPoint(
            load_regions().get(point.region).name,
            point.value if point.known else None,
            bare(point, view.indicator),
            "wij"
            if point is view.own and _level(point.region) == "gemeente"
            else roles.get(_level(point.region), "regio"),
        )
        for point in around
    ]


def _of_line(series: Series, today: date, width: int) -> KeyFigure:
    """Return the newest value of the first line of a figure."""
    first = str(series.frame["characteristic"].iloc[0])
    rows = characteristic_rows(series, first)
    area = str(rows["region_code"].iloc[0])
    own = rows[rows["region_code"] == area]
    return _number(series, view_of(series, rows, area, newest_period(own), today), None, width)


def _number(series: Series, view: View, graphic: Graphic | None, width: int) -> KeyFigure:
    """Return the value in view with how it compares; a line where no other graphic is given."""
    indicator, own = view.indicator, view.own
    name = f"{indicator.name}: {view.characteristic}" if view.characteristic else indicator.name
    value = bare(own, indicator) if own else ""
    unit = "" if indicator.is_rate or not own or not own.known else indicator.unit
    if view.ended:
        value, unit = f"gestopt in {view.ended}", ""
    if graphic is None and not _is_secret(series, view):
        graphic = _trend(name, series, view, width)
    below = _below(series, view.period, own.status if own else "")
    return KeyFigure(indicator.id, name, value, unit, _compared(series, view), below, graphic)


def _is_secret(series: Series, view: View) -> bool:
    rows = characteristic_rows(series, view.characteristic)
    return tells_a_hidden_part(view.indicator, rows, view.area.code)


def _trend(name: str, series: Series, view: View, width: int) -> Sparkline | Slope | None:
    """Return the values of an area up to the one in view as a small line."""
    frame = series.frame[series.frame["period"] <= view.period]
    until = replace(series, _frame=frame)
    return trend_of(name, until, view.area.code, view.characteristic, width=width)


def _compared(series: Series, view: View) -> Standing:
    """Return how the value compares with the country, or else with a year earlier."""
    indicator, own = view.indicator, view.own
    country = view.beside.get(load_regions().country().code)
    if own is None or not own.known or view.ended:
        return Standing("", "", "deze reeks loopt niet meer door") if view.ended else NOTHING
    if indicator.is_rate and country and country is not own and are_alike([own, country]):
        word = compare_points(own, country, indicator)
        joint = compared_to(word).removeprefix(word).strip()
        told = f"{joint} Nederland ({bare(country, indicator)})"
        return Standing(SIGNS[word], word, told)
    if characteristic_rows(series, view.characteristic)["period"].nunique() < 2:
        return ONE
    return NOTHING if _is_secret(series, view) else against_last_year(view)


def against_last_year(view: View) -> Standing:
    """Return how a value compares with that of a year earlier; nothing if it cannot."""
    change = short_change_of(view)
    signs: dict[str, Sign] = {"gestegen": "op", "gedaald": "neer"}
    if change.difference is None:
        return NOTHING
    if change.direction not in signs:
        return Standing("gelijk", change.direction.removesuffix(" gebleven"), "aan een jaar eerder")
    size = gap_between(Decimal(str(change.difference)), view.indicator)
    more = ("meer", "minder") if view.indicator.kind == "aantal" else ("hoger", "lager")
    word = more[change.direction == "gedaald"]
    return Standing(signs[change.direction], f"{size} {word}", "dan een jaar eerder")


def _in_words(series: Series) -> KeyFigure:
    """Return a figure that its own sentence tells; of a single value also the number."""
    indicator, frame = series.indicator, series.frame
    value, unit, period = "", "", newest_period(frame)
    if indicator.form == SINGLE:
        (row,) = records(frame.head(1))
        value = format_shown(row["value"], indicator, str(row["status"]), str(row["note"]))
        value = value.replace("ca. ", "ongeveer ")
        unit = "" if indicator.is_rate or value == str(row["status"]) else indicator.unit
    told = Standing("", "", f"{fill_headline(series)}.")
    below = _below(series, period, "")
    return KeyFigure(indicator.id, indicator.name, value, unit, told, below)


def _below(series: Series, period: str, status: str) -> str:
    """Return when a value is, whether it may still change, and who says so."""
    when = period_of(series.indicator, period) if period else UNKNOWN
    parts = ["zonder datum" if when == UNKNOWN else when]
    parts += [] if status in {"", "definitief", UNKNOWN, "niet getoond"} else [status]
    return " · ".join([*parts, series.provenance.producer.partition(",")[0]])
