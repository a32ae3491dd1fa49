"""How something is going to look once it is published: card, tile and slide by their own makers."""

from __future__ import annotations

from datetime import date
from urllib.parse import quote

from markupsafe import Markup
from msgspec.structs import replace

from components.charts.theme import ThemeName
from components.deck.kinds.goal import goal_screen
from components.deck.thumbnails import thumbnail
from components.exhibit.goal import goal_exhibit
from components.goals.state import state_of
from components.markup.templates import macro
from components.render.compact import compact_of
from components.render.image import compact_image
from components.words.formatting import format_when
from data_loaders.agreements.goals import load_goals
from data_loaders.reports.measured import measurement_of
from data_loaders.reports.measurements import load_measurements
from data_loaders.reports.record import Report
from data_loaders.reports.subjects import title_of
from data_loaders.reports.told import said_of

NEW = "nieuw"


def when_and_what(report: Report) -> str:
    """Return what a report says and of when, as one line."""
    told = f"{format_when(report.period)}: {said_of(report)}"
    if report.withdraws:
        return f"trekt {report.replaces} in: {report.sentence}"
    return f"{told} (vervangt {report.replaces})" if report.replaces else told


def preview(report: Report, today: date, theme: ThemeName) -> Markup:
    """Return how a report is going to look. Raises DataError."""
    if report.kind != "measurement" or report.withdraws:
        told = f"{title_of(report.kind, report.subject)}; {when_and_what(report)}"
        return macro("beheer", "preview", told, ())
    item = replace(measurement_of(report), id=NEW, recorded=today)
    rows = [*load_measurements(), item]
    goal = load_goals()[report.subject]
    exhibit = goal_exhibit(goal.id, today, rows, (theme,))
    tile = compact_image(compact_of(exhibit), theme, exhibit.headline)
    screen = goal_screen(state_of(goal, today, rows), exhibit)
    faces = (
        ("Kaart", macro("grafiekjes", "key_figure", exhibit.number)),
        ("Tegel", macro("beheer", "tile", quote(tile.svg), tile, exhibit.headline)),
        ("Dia", thumbnail(screen, 1, 1)),
    )
    return macro("beheer", "preview", f"{exhibit.headline}. Stand: {exhibit.status}.", faces)
