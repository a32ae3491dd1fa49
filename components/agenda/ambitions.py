"""The ambitions and lines of the agenda, and what was promised in numbers. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from components.agenda.phrases import NO_NUMBER, actions_count, sections, source_line, when, wide
from components.markup import blocks as markup
from components.markup.registers import disagreements
from components.words.formatting import format_number, join_words
from data_loaders.agreements.agenda import Action, Ambition, Line, Promise

GOAL_KINDS = ("doel", "inzet", "toezegging")
"""The kinds of numbers that are something to reach; the others only tell something."""
NO_TERM = "geen termijn genoemd"
COLUMNS = (
    "Wat",
    "Ambitie",
    "Hoeveel",
    "Voor wie",
    "Wanneer",
    "Soort",
    "Paragraaf",
    "Toelichting",
)
LINE_COLUMNS = ("Lijn", "Waar het om gaat", "Vooral ambitie", "Acties", "Toelichting")


def countable(promises: Sequence[Promise]) -> list[Promise]:
    """Return the promises that are something to reach: no facts and no spans of time."""
    return [item for item in promises if item.kind in GOAL_KINDS]


def ambitions_html(
    ambitions: Sequence[Ambition],
    lines: Sequence[Line],
    actions: Sequence[Action],
    promises: Sequence[Promise],
) -> str:
    """Return each ambition with its lines, actions and promises, and the lines themselves."""
    known = countable(promises)
    aims = list(dict.fromkeys(item.aim for item in ambitions))
    cards = "".join(
        markup.heading(aim or "Zonder doel")
        + '<div class="amm-cijfers">'
        + "".join(_card(item, lines, actions, known) for item in ambitions if item.aim == aim)
        + "</div>"
        for aim in aims
    )
    loose = [item for item in known if not item.ambitions]
    rows = [_promise(item, ambitions) for item in known]
    return (
        cards
        + markup.heading("Toezeggingen die bij geen ambitie staan")
        + _promises(loose)
        + markup.details(
            "Tabel van alle toezeggingen", wide(markup.table("Toezeggingen", COLUMNS, rows))
        )
        + markup.heading("De lijnen waarin de acties staan")
        + markup.table("Lijnen", LINE_COLUMNS, _lines(lines, ambitions, actions), [3])
        + disagreements(
            key for found in (ambitions, known) for item in found for key in item.contradictions
        )
        + source_line([*ambitions, *lines, *known])
    )


def _card(
    item: Ambition, lines: Sequence[Line], actions: Sequence[Action], promises: Sequence[Promise]
) -> str:
    own = [line.name for line in lines if line.id in item.lines]
    count = sum(item.id in action.ambitions for action in actions)
    facts = [
        ("Lijn", join_words(own) or "geen eigen lijn"),
        ("Acties", actions_count(count)),
        ("Getal bij deze ambitie", _target(item)),
        ("Toelichting", item.note or "geen"),
    ]
    rows = "".join(f"<div><dt>{escape(a)}</dt><dd>{escape(b)}</dd></div>" for a, b in facts)
    return (
        f'<div class="amm-cijfer"><h4 class="amm-cijfer-naam">Ambitie {item.number}: '
        f'{escape(item.name)}</h4><p class="amm-sub">{escape(item.text)}</p>'
        f'<dl class="amm-feiten">{rows}</dl><p><strong>Wat de bron toezegt</strong></p>'
        + _promises([promise for promise in promises if item.id in promise.ambitions])
        + "</div>"
    )


def _target(item: Ambition) -> str:
    if item.target is not None:
        return f"{_number(item.target)} {item.indicator}".strip()
    if item.target_spelled:
        return f"{item.target_spelled} ({item.indicator}); {NO_NUMBER}"
    return NO_NUMBER


def _promises(promises: Sequence[Promise]) -> str:
    """Return promises as a list: what, how many and when."""
    items = "".join(
        f'<li>{escape(item.title)}<span class="amm-sub">'
        f"{escape(f'{promise_words(item)} · {_term(item)}')}</span></li>"
        for item in promises
    )
    if not items:
        return '<p class="amm-sub">De bron zegt hier niets toe dat te tellen is.</p>'
    return f'<ul class="amm-lijst amm-agenda-lijst">{items}</ul>'


def _promise(item: Promise, ambitions: Sequence[Ambition]) -> list[str]:
    numbers = [str(found.number) for found in ambitions if found.id in item.ambitions]
    derived = ", afgeleid" if numbers and "ambitie_ids" in item.derived else ""
    return [
        item.title,
        (join_words(numbers) or "geen") + derived,
        promise_words(item),
        item.audience or "niet genoemd",
        _term(item),
        item.kind,
        sections(item.section),
        item.note or "geen",
    ]


def promise_words(item: Promise) -> str:
    """Return the number of a promise with its unit, or that there is none."""
    if item.amount is None:
        said = f" (‘{item.spelled}’)" if item.spelled else ""
        return f"{NO_NUMBER}{said}; het gaat om: {item.unit}"
    amount = _number(item.amount)
    if item.amount_high is not None:
        amount = f"{amount} tot {_number(item.amount_high)}"
    bound = f"{item.bound} " if item.bound in ("ongeveer", "meer dan") else ""
    yearly = " per jaar" if item.yearly == "ja" else ""
    derived = " (getal afgeleid)" if "aantal" in item.derived else ""
    return f"{bound}{amount} {item.unit}{yearly}{derived}"


def _number(value: float) -> str:
    return format_number(value, 0 if float(value).is_integer() else 1)


def _term(item: Promise) -> str:
    """Return by when, or that the source gives no date; what it does say stands with it."""
    if item.end:
        derived = ", afgeleid" if "termijn" in item.derived else ""
        return when("mja_doelen", item.id, item.end) + derived
    return f"{NO_TERM} (‘{item.end_spelled}’)" if item.end_spelled else NO_TERM


def _lines(
    lines: Sequence[Line], ambitions: Sequence[Ambition], actions: Sequence[Action]
) -> list[list[str]]:
    return [
        [
            line.name,
            line.text,
            join_words([str(item.number) for item in ambitions if item.id in line.ambitions]),
            str(sum(action.line == line.id for action in actions)),
            line.note or "geen",
        ]
        for line in lines
    ]
