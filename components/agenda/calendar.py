"""The calendar of actions: what a choice shows, as rows, sentence and tables. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from components.agenda.figure import PlannedActions, calendar_figure, looks_counted
from components.agenda.phrases import (
    MEANINGS,
    actions_count,
    ambition_numbers,
    calendar_sentence,
    end_words,
    note_words,
    quarter_words,
    sections,
    source_of,
    start_words,
    state_words,
    told_sentence,
)
from components.markup.templates import macro
from components.words.disputes import disputes_with
from components.words.formatting import join_words
from components.words.table import Table
from components.words.texts import load_section
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import (
    STATES,
    ActionChoice,
    State,
    fitting,
    plan_of,
)
from data_loaders.contradictions import load_contradictions
from data_loaders.files.errors import DataError
from data_loaders.reports.actions import agenda_states, reported_actions, told_states
from data_loaders.reports.record import Report

PAGE = "uitvoeringsagenda"
TOPIC = "acties"
NOTHING = Markup()
COLUMNS = (
    "Actie",
    "Lijn",
    "Ambitie",
    "Start",
    "Einde",
    "Stand",
    "Gemeld",
    "Wie",
    "Paragraaf",
    "Let op",
    "Toelichting",
)


@dataclass(frozen=True)
class CalendarView:
    """What a choice shows: its actions by id in the order shown, the calendar, what is below it.

    `headline` says all of it in one sentence.
    """

    count: str
    headline: str
    ids: tuple[str, ...] = ()
    calendar: Markup = NOTHING
    foot: Markup = NOTHING
    differences: Markup = NOTHING


def calendar_view(agenda: PlannedActions, choice: ActionChoice, day: date) -> CalendarView:
    """Return what the calendar shows of a choice on a day. Raises DataError."""
    states, reports = agenda_states(agenda.actions, day), reported_actions(day)
    shown = _in_order(agenda, fitting(agenda.actions, choice, day, told_states(day)))
    of_shown = [states[action.id] for action in shown]
    continuous = sum(action.continuous == "ja" for action in shown)
    count = _count(agenda, choice, len(shown))
    headline = calendar_sentence(of_shown, continuous, day)
    if not shown:
        return CalendarView(count, headline)
    figure = calendar_figure(agenda, shown, states, day, reports)
    counts = looks_counted(shown, states)
    return CalendarView(
        count,
        headline,
        ids=tuple(action.id for action in shown),
        calendar=macro(PAGE, "calendar", figure, counts, headline),
        foot=_foot(agenda, shown, states, reports),
        differences=_differences(shown, choice),
    )


def _in_order(agenda: PlannedActions, actions: Sequence[Action]) -> list[Action]:
    """Return actions by line; in a line those with an end first, each by its start."""
    lines = {line.id: number for number, line in enumerate(agenda.lines)}

    def place(action: Action) -> tuple[int, bool, date, date, int]:
        plan = plan_of(action)
        start = plan.start or (date.max if plan.continuous else date.min)
        return lines[action.line], plan.continuous, start, plan.end or date.max, action.order

    return sorted(actions, key=place)


def _count(agenda: PlannedActions, choice: ActionChoice, shown: int) -> str:
    """Return how many actions fit, and in words what was chosen."""
    text = f"{shown} van {actions_count(len(agenda.actions))}"
    chosen = {
        "lijn": [agenda.line_name(key) for key in choice.lines],
        "ambitie": [agenda.ambition_name(key) for key in choice.ambitions],
        "stand": list(choice.states),
        "actief in": [quarter_words(choice.quarter)] if choice.quarter else [],
    }
    words = [f"{name} {' of '.join(values)}" for name, values in chosen.items() if values]
    return f"{text}. Gekozen: {'; '.join(words)}." if words else f"{text}."


def _summary(agenda: PlannedActions, shown: Sequence[Action], states: dict[str, State]) -> Table:
    """Return per line how many actions are in each state."""
    used = [state for state in STATES if state in {states[action.id] for action in shown}]
    per_line = {
        line.name: [states[action.id] for action in shown if action.line == line.id]
        for line in agenda.lines
    }
    rows = tuple(
        (name, str(len(found)), *(str(found.count(state)) for state in used))
        for name, found in [*per_line.items(), ("Samen", [states[item.id] for item in shown])]
        if found
    )
    columns = ("Lijn", "Acties", *used)
    return Table("Acties per lijn", columns, rows, tuple(range(1, len(columns))))


def _meanings(states: Sequence[State]) -> Markup:
    """Return what each state means, and what the calendar does not know."""
    known = [(state, MEANINGS[state]) for state in STATES if state in states]
    return macro(PAGE, "states", known, load_section(PAGE, "acties").intro)


def _foot(
    agenda: PlannedActions,
    shown: Sequence[Action],
    states: dict[str, State],
    reports: Mapping[str, Report],
) -> Markup:
    """Return what stands below the calendar: its source, and its tables."""
    rows = tuple(_cells(agenda, a, states[a.id], reports.get(a.id)) for a in shown)
    return macro(
        PAGE,
        "calendar_foot",
        Table("Acties van de uitvoeringsagenda", COLUMNS, rows),
        _summary(agenda, shown, states),
        _meanings([states[action.id] for action in shown]),
        source_of(shown),
    )


def _differences(shown: Sequence[Action], choice: ActionChoice) -> Markup:
    """Return where sources disagree about the actions shown, in one line that opens."""
    ids = {key for action in shown for key in action.contradictions}
    if choice == ActionChoice():
        ids |= _about_actions()
    return macro("basis", "quiet", disputes_with(ids))


def _about_actions() -> set[str]:
    """Return the contradictions about actions as a whole: no single action names those."""
    try:
        return {item.id for item in load_contradictions() if item.topic == TOPIC}
    except DataError:
        return set()


def _cells(
    agenda: PlannedActions, action: Action, state: State, report: Report | None
) -> tuple[str, ...]:
    return (
        action.text,
        agenda.line_name(action.line),
        ambition_numbers(action, agenda.ambitions),
        start_words(action),
        end_words(action),
        state_words(state, action),
        told_sentence(report) or "niets",
        _who(action),
        _sections(action),
        ", ".join(action.contradictions) or "niets",
        note_words(action) or "geen",
    )


def _who(action: Action) -> str:
    parts = {"trekker": action.leaders, "betrokken": action.involved}
    named = [f"{role}: {join_words(names)}" for role, names in parts.items() if names]
    return "; ".join(named) or "niet genoemd"


def _sections(action: Action) -> str:
    own, told = sections(action.section), sections(action.explained_in)
    return own if told in ("", own) else f"{own} (uitleg in {told})"
