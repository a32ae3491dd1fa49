"""Files that a page of the app offers and that are no tile, each at an address of its own.

Any process can make them: a session lives in one process only, and a download must not need it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from starlette.requests import Request
from starlette.routing import Route

from components.exhibit.areas import EXTENTS, options_of
from components.exhibit.asked import CHARACTERISTIC, EXTENT, MEASURE, PERIOD
from components.exhibit.indicator import MAP
from components.exhibit.measure import MEASURES
from components.exhibit.on_page import PAGE, choice_sheet
from components.exhibit.sector_live import INDICATORS, LiveChoice, live_figure
from components.files.formats import FORMATS
from components.words.choice import Choice
from components.words.registers import agreements_mark
from data_loaders.agreements.registers import load_by_id
from data_loaders.agreements.sectors import Sector
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.clock import dutch_today
from data_loaders.geo.regions import load_regions
from data_loaders.open_data import open_data, open_data_csv
from data_loaders.reports.workbooks import workbooks
from endpoints.api.parameters import AREA
from endpoints.http.answers import Answer
from endpoints.http.etags import data_mark
from endpoints.http.parameters import read_parameters
from endpoints.http.resource import (
    Pairs,
    Plan,
    RequestError,
    Resource,
    asked,
    problem_answer,
    unknown_value,
)
from endpoints.pages.sheetfiles import file_answer, form_of, sheet_answer

XLSX, CSV = FORMATS["xlsx"], FORMATS["csv"]


def _plan(kind: str, make: Callable[[str, Pairs], Answer], request: Request) -> Plan:
    name, pairs = str(request.path_params["naam"]), asked(request)
    return Plan((kind, name, pairs), data_mark, lambda: make(name, pairs))


def _open_data(name: str, _pairs: Pairs) -> Answer:
    if (file := f"{name}.{CSV.ending}") not in open_data():
        raise RequestError(404, f"Dit bestand is er niet, wel: {', '.join(open_data())}.")
    return file_answer(open_data_csv(file), CSV, name)


def _workbook(name: str, _pairs: Pairs) -> Answer:
    known = workbooks()
    if name not in known:
        raise RequestError(404, f"Dit werkboek is er niet, wel: {', '.join(known)}.")
    return file_answer(known[name](), XLSX, name)


def _sector(name: str, pairs: Pairs) -> Answer:
    """Return the figure of a sector for some areas; `name` is its two names and an ending."""
    sector, _, file = name.partition("/")
    indicator, _, ending = file.partition(".")
    if sector not in load_by_id(Sector) or indicator not in INDICATORS:
        raise RequestError(404, f"Van een sector zijn er deze cijfers: {', '.join(INDICATORS)}.")
    areas = read_parameters(pairs, (AREA,))[AREA.name]
    choice = LiveChoice(sector, indicator, tuple(areas), "licht", dutch_today())
    exhibit = live_figure(choice, agreements_mark()).exhibit
    if exhibit is None:
        raise RequestError(404, "Van dit cijfer is er geen waarneming.")
    return sheet_answer(exhibit.sheet(), form_of(ending))


def _choice(name: str, pairs: Pairs) -> Answer:
    """Return the rows of a choice on Regio in beeld; `name` is the figure and an ending."""
    indicator, _, ending = name.partition(".")
    if indicator not in fetched_indicators() or load_series(indicator).indicator.form != MAP:
        raise RequestError(404, "Dit cijfer vergelijkt geen gebieden.")
    characteristics, periods = options_of(indicator, load_series(indicator).version)
    areas = tuple(read_parameters(pairs, (AREA,))[AREA.name]) or (load_regions().default,)
    given = dict(pairs)
    choice = Choice(
        areas,
        _one_of(given, PERIOD, periods) or periods[0],
        _one_of(given, CHARACTERISTIC, characteristics) or characteristics[0],
        _one_of(given, MEASURE, list(MEASURES)),
        _one_of(given, EXTENT, list(EXTENTS)),
    )
    return sheet_answer(choice_sheet(indicator, choice), form_of(ending))


def _one_of(given: Mapping[str, str], name: str, known: Sequence[str]) -> str:
    value = given.get(name, "")
    if value and value not in known:
        raise unknown_value(name, known)
    return value


def _route(path: str, make: Callable[[str, Pairs], Answer]) -> Route:
    return Route(path, Resource(partial(_plan, path, make), problem_answer))


TAKEAWAY_ROUTES = [
    _route("/api/v1/alles/{naam}.csv", _open_data),
    _route("/meting-doorgeven/{naam}.xlsx", _workbook),
    _route("/speerpuntsectoren/{naam:path}", _sector),
    _route(f"/{PAGE}/{{naam}}", _choice),
]
