"""The letter of a quarter: all projects with aim, audience, progress and contact. Pure.

The fields are those that the Human Capital Akkoord (3.1) asks of a newsletter. What was measured
is as it was known at the end of the quarter.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from components.charts.theme import PALETTES
from components.deal.facts import contact_of
from components.deal.phrases import NOT_NAMED, amount_text, leaders_text, projects_text, unit_text
from components.deal.progress import progress_of
from components.goals.state import NO_MEASUREMENT, measured_fact, year_texts
from components.markup.templates import render
from components.words.formatting import counted, format_date, format_when
from components.words.source import Source, records_source
from data_loaders.agreements.calendar import quarter_of, quarter_span
from data_loaders.agreements.measurement_rows import Measurement
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.projects import Project, ProjectGoal
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.files.text import Fingerprint
from data_loaders.reports.measurements import load_measurements

NO_NEWS = "nog niets nieuws gemeten"
OFFERED = 4
"""Quarters of which there is a letter: the one of today, and those before it."""
QUARTER = "kwartaal"
"""The parameter of a link that says of which quarter."""


@dataclass(frozen=True)
class Measured:
    """A goal that was measured: what was promised, how it stands, and whether that is new."""

    goal: str
    promised: str
    stands: str
    is_new: bool


@dataclass(frozen=True)
class LetterProject:
    """A project in the letter. `lacking` says of how many goals nothing was measured."""

    id: str
    name: str
    leaders: str
    aim: str
    audience: str
    measured: tuple[Measured, ...]
    lacking: str
    contact: str
    mailbox: str


@dataclass(frozen=True)
class Letter:
    """The letter of a quarter: as of `day`, its last one or today."""

    quarter: str
    day: date
    title: str
    lead: str
    projects: tuple[LetterProject, ...]
    source: Source | None


def letter_quarters(today: date) -> list[str]:
    """Return the quarters of which there is a letter, the newest first."""
    place = today.year * 4 + (today.month - 1) // 3
    return [f"{n // 4}-Q{n % 4 + 1}" for n in range(place, place - OFFERED, -1)]


@lru_cache(maxsize=8)
def letter_of(quarter: str, today: date, _marks: Fingerprint) -> Letter:
    """Return the letter of a quarter. Raises DataError, ValueError for what is no quarter."""
    last = min(quarter_span(quarter)[1], today)
    known = [item for item in load_measurements() if item.recorded <= last]
    items = load(Project)
    projects = tuple(_project(item, quarter, last, known) for item in items)
    fresh = sum(item.is_new for project in projects for item in project.measured)
    news = counted(fresh, "nieuwe meting", "nieuwe metingen") if fresh else NO_NEWS
    return Letter(
        quarter=quarter,
        day=last,
        title=f"{projects_text(len(projects))} in het {format_when(quarter)}: {news}",
        lead=f"Stand op {format_date(last)}, van elk project van de Regio Deal.",
        projects=projects,
        source=records_source(items),
    )


def _project(item: Project, quarter: str, day: date, known: Sequence[Measurement]) -> LetterProject:
    progress = progress_of([item.id], day, known)
    fresh = {row.goal for row in known if quarter_of(row.recorded) == quarter}
    measured = tuple(
        Measured(
            goal.title,
            _promised(goal),
            "; ".join([*year_texts(state), measured_fact(state)]),
            goal.id in fresh,
        )
        for goal in progress.goals
        if (state := progress.states[goal.id]).newest is not None
    )
    contact, mailbox = contact_of(item.id)
    return LetterProject(
        id=item.id,
        name=item.name,
        leaders=leaders_text(item, load_by_id(Organisation)),
        aim=item.aim,
        audience=item.audience or NOT_NAMED,
        measured=measured,
        lacking=_lacking(len(measured), len(progress.goals)),
        contact=contact,
        mailbox=mailbox,
    )


def _promised(goal: ProjectGoal) -> str:
    return f"{amount_text(goal)} {unit_text(goal)}"


def _lacking(measured: int, goals: int) -> str:
    """Return of how many goals there is no measurement; empty when there is of each."""
    if not goals:
        return "Geen doel met een getal."
    if not measured:
        return f"{counted(goals, 'doel', 'doelen')} met een getal, {NO_MEASUREMENT}."
    left = goals - measured
    return f"Van {left} van de {goals} doelen: {NO_MEASUREMENT}." if left else ""


def letter_mail(letter: Letter, root: str) -> str:
    """Return a letter as a document for a mailing tool; without the address of the site no links.

    Mail programs read no style sheets, so each piece has its own style, in the light colours.
    """
    return render("mail", letter=letter, root=root, ink=PALETTES["licht"])
