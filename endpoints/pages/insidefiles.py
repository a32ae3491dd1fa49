"""Files for who is in: the log of all that was done, and the template of a project."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from data_loaders.access.insiders import DeniedError, Insider
from data_loaders.agreements.goals import Goal, load_goals
from data_loaders.agreements.measurement_template import write_measurement_template
from data_loaders.files.csvtext import to_csv
from data_loaders.files.errors import DataError
from data_loaders.reports.reading import load_everything
from data_loaders.reports.subjects import HCA, given_names
from data_loaders.reports.told import LOG_COLUMNS, log_lines
from endpoints.guard.inside import PAGE, Inside

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def inside_routes(inside: Inside) -> list[BaseRoute]:
    """Return the routes of these files; none where there is no Beheer."""
    if not inside.access.mode:
        return []

    def route(name: str, make: Callable[[Request, Insider], bytes], media_type: str) -> Route:
        def answer(request: Request) -> Response:
            try:
                content = make(request, inside.insider(request.scope))
            except DeniedError:
                raise HTTPException(404) from None
            except DataError as problem:
                raise HTTPException(503) from problem
            saved = f'attachment; filename="{name}"'
            headers = {
                "Content-Disposition": saved,
                "Cache-Control": "no-store",
                "Cross-Origin-Resource-Policy": "same-origin",
            }
            return Response(content, media_type=media_type, headers=headers)

        return Route(f"/{PAGE}/{name}", answer)

    return [
        route("logboek.csv", _log, "text/csv; charset=utf-8"),
        route("sjabloon.xlsx", _template, XLSX),
    ]


def _log(_request: Request, who: Insider) -> bytes:
    if not who.is_administrator:
        raise HTTPException(404)
    lines = log_lines(load_everything())
    return to_csv([dict(zip(LOG_COLUMNS, line, strict=True)) for line in lines], LOG_COLUMNS)


def _template(request: Request, who: Insider) -> bytes:
    """Return the workbook of a project, or of the agreement, with what this one may report."""
    asked = request.query_params.get("van", "")
    goals = [
        goal
        for goal in load_goals().values()
        if _parent(goal) == asked and who.may_propose(given_names("measurement", goal.id))
    ]
    if not goals:
        raise HTTPException(404)
    with tempfile.TemporaryDirectory(prefix="monitor-sjabloon-") as folder:
        path = Path(folder) / "sjabloon.xlsx"
        write_measurement_template(goals, path)
        return path.read_bytes()


def _parent(goal: Goal) -> str:
    return goal.parent if goal.of == "project" else HCA
