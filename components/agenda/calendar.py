"""The calendar of actions: what a choice shows, as figure, sentence and tables. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from components.agenda.figure import Agenda, calendar_figure
from components.agenda.phrases import (
    MEANINGS,
    actions_count,
    ambition_numbers,
    calendar_sentence,
    end_words,
    note_words,
    quarter_words,
    sections,
    source_line,
    start_words,
    state_words,
    wide,
)
from components.charts.base import Spec
from components.charts.calendar import look_of
from components.charts.theme import ThemeName
from components.markup import blocks as markup
from components.markup.registers import badge, disagreements
from components.words.formatting import join_words
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import (
    STATES,
    ActionChoice,
    State,
    fitting,
    plan_of,
    states_on,
)
from data_loaders.contradictions import load_contradictions
from data_loaders.files.errors import DataError

TOPIC = "acties"
COLUMNS = (
    "Actie",
    "Lijn",
    "Ambitie",
    "Start",
    "Einde",
    "Stand",
    "Wie",
    "Paragraaf",
    "Let op",
    "Toelichting",
)


@dataclass(frozen=True)
class CalendarView:
    """What a choice shows: its actions by id in the order shown, and everything around them."""

    ids: tuple[str, ...]
    count: str
    headline: str
    summary: str
    spec: Spec | None
    legend: str
    foot: str


def calendar_view(
    agenda: Agenda, choice: ActionChoice, day: date, theme: ThemeName
) -> CalendarView:
    """Return what the calendar shows of a choice on a day. Raises DataError."""
    states = states_on(agenda.actions, day)
    shown = _in_order(agenda, fitting(agenda.actions, choice, day))
    of_shown = [states[action.id] for action in shown]
    continuous = sum(action.continuous == "ja" for action in shown)
    return CalendarView(
        ids=tuple(action.id for action in shown),
        count=_count(agenda, choice, len(shown)),
        headline=calendar_sentence(of_shown, continuous, day),
        summary=_summary(agenda, shown, states),
        spec=calendar_figure(agenda, shown, states, day, theme) if shown else None,
        legend=_legend(of_shown, theme),
        foot=_foot(agenda, shown, states, choice),
    )


def _in_order(agenda: Agenda, actions: Sequence[Action]) -> list[Action]:
    """Return actions by line; in a line those with an end first, each by its start."""
    lines = {line.id: number for number, line in enumerate(agenda.lines)}

    def place(action: Action) -> tuple[int, bool, date, date, int]:
        plan = plan_of(action)
        start = plan.start or (date.max if plan.continuous else date.min)
        return lines[action.line], plan.continuous, start, plan.end or date.max, action.order

    return sorted(actions, key=place)


def _count(agenda: Agenda, choice: ActionChoice, shown: int) -> str:
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


def _summary(agenda: Agenda, shown: Sequence[Action], states: dict[str, State]) -> str:
    """Return per line how many actions are in each state."""
    used = [state for state in STATES if state in {states[action.id] for action in shown}]
    rows = []
    for line in agenda.lines:
        found = Counter(states[action.id] for action in shown if action.line == line.id)
        if found:
            rows.append([line.name, str(found.total()), *(str(found[state]) for state in used)])
    if not rows:
        return ""
    whole = Counter(states[action.id] for action in shown)
    rows.append(["Samen", str(whole.total()), *(str(whole[state]) for state in used)])
    columns = ["Lijn", "Acties", *used]
    return markup.table("Acties per lijn", columns, rows, numeric=range(1, len(columns)))


def _legend(states: Sequence[State], theme: ThemeName) -> str:
    """Return what each state means and how it is drawn."""
    items = []
    for state in [state for state in STATES if state in states]:
        look = look_of(state, theme)
        style = f"background:{look.fill};border:2px {look.line} {look.edge}"
        items.append(
            f'<li><span class="amm-agenda-vak" style="{style}"></span>{badge(state)} '
            f"<span>{escape(MEANINGS[state])}</span></li>"
        )
    return f'<ul class="amm-agenda-standen">{"".join(items)}</ul>' if items else ""


def _foot(
    agenda: Agenda, shown: Sequence[Action], states: dict[str, State], choice: ActionChoice
) -> str:
    """Return what stands below the calendar: its table, what contradicts it, its source."""
    if not shown:
        return ""
    rows = [_cells(agenda, action, states[action.id]) for action in shown]
    table = markup.table("Acties van de uitvoeringsagenda", COLUMNS, rows)
    ids = {key for action in shown for key in action.contradictions}
    if choice == ActionChoice():
        ids |= _about_actions()
    return markup.details("Tabel", wide(table)) + disagreements(ids) + source_line(shown)


def _about_actions() -> set[str]:
    """Return the contradictions about actions as a whole: no single action names those."""
    try:
        return {item.id for item in load_contradictions() if item.topic == TOPIC}
    except DataError:
        return set()


def _cells(agenda: Agenda, action: Action, state: State) -> list[str]:
    return [
        action.text,
        agenda.line_name(action.line),
        ambition_numbers(action, agenda.ambitions),
        start_words(action),
        end_words(action),
        state_words(state, action),
        _who(action),
        _sections(action),
        ", ".join(action.contradictions) or "niets",
        note_words(action) or "geen",
    ]


def _who(action: Action) -> str:
    parts = {"trekker": action.leaders, "betrokken": action.involved}
    named = [f"{role}: {join_words(names)}" for role, names in parts.items() if names]
    return "; ".join(named) or "niet genoemd"


def _sections(action: Action) -> str:
    own, told = sections(action.section), sections(action.explained_in)
    return own if told in ("", own) else f"{own} (uitleg in {told})"
