"""The card of a goal of the Human Capital Akkoord and what unfolds below it. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from components.goals.state import (
    GoalState,
    amount,
    deadline_text,
    measured_text,
    pace_from_now,
    pace_from_start,
    projection_text,
    sentence,
    target_text,
)
from components.markup import blocks as markup
from components.markup.blocks import notes_html
from components.markup.registers import badge, disagreements, source_line
from components.words.formatting import UNKNOWN, format_date, format_number, join_words
from components.words.notes import goal_notes
from components.words.share_links import share_line
from data_loaders.agreements.hca import Context, Contribution, HcaGoal, Step, Wording
from data_loaders.agreements.projects import Project
from data_loaders.documents import load_documents

OWN_READING = "onze lezing"


def facts(rows: Iterable[tuple[str, str]]) -> str:
    """Return pairs of a name and what is known of it, as a list of definitions."""
    items = "".join(
        f"<div><dt>{escape(name)}</dt><dd>{escape(text)}</dd></div>" for name, text in rows if text
    )
    return f'<dl class="amm-feiten">{items}</dl>'


def goal_head(state: GoalState, item: HcaGoal, focus: str) -> str:
    """Return the title, state and facts of a goal."""
    head = markup.heading(item.title, [f"Speerpunt: {focus}" if focus else "Alle speerpunten"])
    ahead = projection_text(state)
    return (
        head
        + f'<p class="amm-zin">{badge(state.status)}{_newest(state)}</p>'
        + (f'<p class="amm-zin">{escape(ahead)}</p>' if ahead else "")
        + facts(
            [
                ("Doel", target_text(state)),
                ("Wat telt", item.counts),
                ("Termijn", _read(deadline_text(state), "einde" in item.derived)),
                ("Beginstand", _baseline(state, item)),
                ("Stand", measured_text(state)),
                ("Nodig vanaf nu", pace_from_now(state)),
            ]
        )
        + notes_html(goal_notes(item.id))
        + share_line(f"doel/{item.id}", item.title)
    )


def _newest(state: GoalState) -> str:
    return f" {escape(sentence(state))}." if state.newest else ""


def goal_more(state: GoalState, item: HcaGoal) -> str:
    """Return what else is known of a goal."""
    return facts(
        [
            ("Begin", _begin(state, item)),
            ("Tempo van begin tot eind", pace_from_start(state)),
            ("Gebied", item.area),
            ("Voorbehoud", item.caution),
            ("Toelichting", item.note),
        ]
    )


def goals_table(states: Sequence[GoalState]) -> str:
    """Return goals (at least one) in one table: deadline, newest measurement, state."""
    rows = [
        [
            state.goal.title,
            deadline_text(state),
            measured_text(state) if state.newest else "geen",
            state.status,
        ]
        for state in states
    ]
    caption = f"Stand op {format_date(states[0].today)}"
    return markup.table(caption, ["Doel", "Termijn", "Laatste meting", "Stand"], rows)


def _begin(state: GoalState, item: HcaGoal) -> str:
    start = state.goal.pace.start
    if start is not None:
        return _read(format_date(start), "start" in item.derived)
    return item.start or "niet genoemd"


def _baseline(state: GoalState, item: HcaGoal) -> str:
    value = UNKNOWN if item.baseline is None else amount(state.goal, item.baseline)
    year = f" ({item.baseline_year})" if item.baseline_year else ""
    return f"{value}{year}. {item.baseline_note}".strip()


def _read(text: str, derived: bool) -> str:
    return f"{text} ({OWN_READING})" if derived else text


def wordings(items: Sequence[Wording]) -> str:
    """Return how each document words a goal, side by side, and where they contradict."""
    rows = [
        [_document(item), item.text, item.difference, _number(item), _dates(item), item.note]
        for item in items
    ]
    columns = ["Document", "Bewoording", "Verschil", "Doelwaarde", "Periode", "Toelichting"]
    table = markup.table("Hoe documenten dit doel verwoorden", columns, rows)
    ids = [key for item in items for key in item.contradictions]
    return table + disagreements(ids) + source_line(items)


def _document(item: Wording) -> str:
    known = load_documents().get(item.document)
    return f"{known.short if known else item.document}, {item.section}"


def _number(item: Wording) -> str:
    return f"{item.uncertainty} {format_number(item.target)}".strip()


def _dates(item: Wording) -> str:
    span = "-".join(filter(None, [item.start, item.end])) or "niet genoemd"
    return f"{span}, vergeleken met {item.compared_with}" if item.compared_with else span


def ladder(items: Sequence[Step], names: dict[str, str]) -> str:
    """Return what goes in, what comes out and what it brings about, as three lists."""
    parts = []
    for rung, name in names.items():
        steps = [step for step in items if step.rung == rung]
        entries = "".join(f"<li>{_step(step)}</li>" for step in steps)
        body = f"<ul>{entries}</ul>" if steps else '<p class="amm-sub">Niet genoemd.</p>'
        parts.append(f'<div><h4 class="amm-kop">{escape(name)}</h4>{body}</div>')
    return f'<div class="amm-ladder">{"".join(parts)}</div>' + source_line(items)


def _step(step: Step) -> str:
    mark = "" if step.origin == "bron" else f' <span class="amm-klein">({OWN_READING})</span>'
    return f"{escape(step.text)}{mark}"


def contributions(items: Sequence[Contribution], projects: dict[str, Project]) -> str:
    """Return which projects work on a goal, and why none of their numbers is added to it."""
    if not items:
        return '<p class="amm-leeg">Geen document noemt een project bij dit doel.</p>'
    ids = {project.name: project.id for project in projects.values()}
    entries = "".join(f"<li>{_contribution(item, ids)}</li>" for item in items)
    return f'<ul class="amm-lijst">{entries}</ul>' + source_line(items)


def _contribution(item: Contribution, ids: dict[str, str]) -> str:
    name = escape(item.project)
    if item.project in ids:
        name = f'<a href="./regio-deal?project={ids[item.project]}" target="_self">{name}</a>'
    mark = "" if item.origin == "bron" else f" ({OWN_READING})"
    counted = "Telt mee." if item.counts == "ja" else "Telt niet mee bij de stand van het doel."
    return f"<strong>{name}</strong>{mark}: {escape(f'{item.reason} {counted} {item.note}')}"


def context(items: Sequence[Context]) -> str:
    """Return the background figures that documents give with a goal."""
    if not items:
        return ""
    rows = [
        [
            item.subject,
            " ".join(filter(None, [item.uncertainty, _value(item)])) or UNKNOWN,
            item.unit,
            item.period or UNKNOWN,
            item.area or UNKNOWN,
            join_words([text for text in (item.note,) if text]),
        ]
        for item in items
    ]
    columns = ["Onderwerp", "Waarde", "Eenheid", "Periode", "Gebied", "Toelichting"]
    table = markup.table("Achtergrond uit de documenten", columns, rows, numeric=[1])
    ids = [key for item in items for key in item.contradictions]
    return table + disagreements(ids) + source_line(items)


def _value(item: Context) -> str:
    if item.value is None:
        return ""
    return format_number(item.value, 0 if item.value.is_integer() else 1)
