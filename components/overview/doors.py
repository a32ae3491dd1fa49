"""The doors of the start page: what is due and what is new, and the way to it. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from components.agenda.dates import next_date_text
from components.agenda.phrases import actions_count, quarter_words
from components.goals.state import state_of
from components.markup.doors import Door, door_row
from components.words.formatting import counted, format_date, written_period
from components.words.hosting import has_own_routes
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import ends_in, quarter_of, starts_in, states_on
from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.cache import fetched_indicators, load_series
from data_loaders.files.errors import DataError
from data_loaders.reports.measurements import load_measurements

MOST_CHANGES = 2
NOTHING_NEW = "Er is niets bekend over wijzigingen."


def doors(title: str, today: date) -> Markup:
    """Return the doors: projects, what is due this quarter, what is new, and how to use it."""
    return door_row(title, [_deal(today), _due(today), _newest(), _use()])


def _deal(today: date) -> Door:
    goals = [goal for goal in load_goals().values() if goal.of == "project"]
    measured = sum(state_of(goal, today).newest is not None for goal in goals)
    projects = counted(len(load(Project)), "project", "projecten")
    return Door(
        "Regio Deal",
        f"{projects}, {counted(len(goals), 'doel', 'doelen')}",
        (f"{counted(measured, 'doel', 'doelen')} gemeten",),
        (("Bekijk de projecten", "./regio-deal"),),
    )


def _due(today: date) -> Door:
    """Return what the agenda of the Regionaal Beraad has for this quarter."""
    actions, quarter = load(Action), quarter_of(today)
    passed = list(states_on(actions, today).values()).count("einddatum voorbij")
    ends = tuple(action.text for action in actions if ends_in(action, quarter))
    starts = sum(starts_in(action, quarter) for action in actions)
    due = f"{actions_count(len(ends))} klaar, {starts} van start"
    planned = f"{quarter_words(quarter)}: {due} (planning)"
    return Door(
        "Uitvoeringsagenda",
        f"{actions_count(len(actions))}, {passed} na de einddatum",
        (planned, next_date_text(today)),
        (("Bekijk de kalender", "./uitvoeringsagenda"),),
        ends,
    )


def _newest() -> Door:
    found = sorted([*_measured(), *_fetched()], key=lambda item: item[0], reverse=True)
    if not found:
        return Door("Laatst gewijzigd", NOTHING_NEW, (), _WHAT_CHANGED)
    (day, title, by), *others = found[:MOST_CHANGES]
    earlier = (f"{format_date(day)}: {title}" for day, title, _ in others)
    return Door("Nieuwste cijfer", title, (f"{by} op {format_date(day)}", *earlier), _WHAT_CHANGED)


_WHAT_CHANGED = (("Wat is er veranderd?", "./bronnen"),)


def _measured() -> Iterator[tuple[date, str, str]]:
    titles = {goal.id: goal.title for goal in load_goals().values()}
    for item in load_measurements():
        yield item.recorded, titles.get(item.goal, item.goal), "nieuwe meting"


def _fetched() -> Iterator[tuple[date, str, str]]:
    """Yield for each table of the CBS when that changed, and the first figure made of it."""
    seen: set[str] = set()
    for name in fetched_indicators():
        try:
            series = load_series(name)
        except DataError:
            continue  # its own place says so
        source = series.provenance
        if source.modified and source.table not in seen:
            seen.add(source.table)
            when = written_period(series.indicator, series.newest)
            yield source.modified, f"{series.indicator.name}, {when}", "CBS, gewijzigd"


def _use() -> Door:
    ours = (("Tegel", "./tegel"), ("Presentatie", "./beraad"), ("Download", "./api/v1/alles.zip"))
    plain = (("Presentatie", "./beraad"), ("Download", "./bronnen"))
    return Door(
        "Gebruik deze cijfers",
        "Website, vergadering, bestand",
        ("Gratis, met bronvermelding",),
        ours if has_own_routes() else plain,
    )
