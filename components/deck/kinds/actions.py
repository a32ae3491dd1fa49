"""Slides of the actions of a quarter: what ends, what should have ended, and what begins. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from components.agenda.phrases import quarter_words
from components.deck.kind import Moment, slide_of
from components.deck.parts import Rows, State
from components.deck.screen import INNER, ROWS, TEXT, Screen, paged
from components.deck.simple import facts_of, screen_of, screens_of
from components.exhibit import agenda
from components.exhibit.model import Exhibit
from components.words.formatting import format_date, format_when, short_when
from components.words.table import Table
from components.words.textwidth import shortened
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.calendar import quarter_of, starts_in
from data_loaders.agreements.registers import load
from data_loaders.decks.deck import DeckTile
from data_loaders.reports.actions import agenda_states, reported_actions
from data_loaders.reports.record import Report

WORDS: dict[State, str] = {"nu": "eindigt nu", "voorbij": "datum voorbij", "begint": "begint nu"}
ASK = "Klaar of niet? Dat is niet gemeten."
_COLUMNS = ("Actie", "Einde", "Stand")
_WIDE = INNER - 620  # pixels, the name of an action
_WORDS = ("nul", "één", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien")


def _screens(_tile: DeckTile, exhibit: Exhibit, moment: Moment) -> tuple[Screen, ...]:
    actions = load(Action)
    states = agenda_states(actions, moment.day)
    ends = [item for item in actions if states[item.id] == "dit kwartaal klaar"]
    passed = [item for item in actions if states[item.id] == "einddatum voorbij"]
    passed.sort(key=lambda item: item.end, reverse=True)
    starts = [item for item in actions if starts_in(item, quarter_of(moment.day))]
    sub = f"Uitvoeringsagenda · stand op {format_date(moment.day)}"
    made = []
    if ends or passed:
        one = screen_of(exhibit, titles=(_title(len(ends), len(passed)),))
        told = exhibit.cautions[1:]  # the first is the day, which stands below the title
        made.append(replace(one, sub=sub, parts=(_due(ends, passed),), cautions=told))
    if starts:
        count = f"{_word(len(starts))} {'actie begint' if len(starts) == 1 else 'acties beginnen'}"
        title = f"{count} in het {quarter_words(quarter_of(moment.day))}"
        one = screen_of(exhibit, titles=(title[:1].upper() + title[1:],))
        made += screens_of(replace(one, sub=sub, cautions=()), _beginning(starts))
    if rows := _reported(actions, moment.day):
        count = f"{_word(len(rows))} {'actie' if len(rows) == 1 else 'acties'}"
        one = screen_of(exhibit, titles=(f"Van {count} is de stand gemeld",))
        made += screens_of(replace(one, sub=sub, cautions=()), _told(rows))
    return tuple(made) or (replace(screen_of(exhibit, facts_of(exhibit)), sub=sub),)


def _title(ends: int, passed: int) -> str:
    """Return how many actions end, and of how many the end has passed."""
    one = f"{'geen enkele' if not ends else _word(ends)} actie eindigt"
    told = f"{one if ends < 2 else f'{_word(ends)} acties eindigen'} dit kwartaal"
    if passed:
        told += f", van {_word(passed)} is de einddatum al voorbij"
    return told[:1].upper() + told[1:]


def _word(count: int) -> str:
    return _WORDS[count] if count < len(_WORDS) else str(count)


def _due(ends: Sequence[Action], passed: Sequence[Action]) -> Rows:
    shown: list[tuple[Action, State]] = [(item, "nu") for item in ends]
    shown += [(item, "voorbij") for item in passed]
    left = len(shown) - ROWS
    more = (
        f"Bij nog {left} {'actie' if left == 1 else 'acties'} is de datum voorbij."
        if left > 0
        else ""
    )
    return _rows(shown[:ROWS], (more, ASK) if passed else ("", ""))


def _beginning(starts: Sequence[Action]) -> list[Rows]:
    shown: list[tuple[Action, State]] = [(item, "begint") for item in starts]
    return [_rows(shown[page]) for page in paged(shown, ROWS)]


def _reported(actions: Sequence[Action], day: date) -> list[tuple[Action, Report]]:
    """Return the actions of which a state was reported, in the order of the agenda."""
    told = reported_actions(day)
    return [(item, told[item.id]) for item in actions if item.id in told]


def _told(shown: Sequence[tuple[Action, Report]]) -> list[Rows]:
    """Return reported states, each beside the end that was planned."""
    rows = [
        (
            _named(item),
            f"gepland klaar {short_when(item.end)}" if item.end else "doorlopend",
            f"{report.state}, {format_when(report.period)}",
        )
        for item, report in shown
    ]
    columns = (_COLUMNS[0], "Gepland", "Gemeld")
    return [Rows(Table("Acties", columns, tuple(rows[page]))) for page in paged(rows, ROWS)]


def _rows(shown: Sequence[tuple[Action, State]], closing: tuple[str, str] = ("", "")) -> Rows:
    rows = tuple((_named(item), _until(item, state), WORDS[state]) for item, state in shown)
    states = tuple(state for _, state in shown)
    return Rows(Table("Acties", _COLUMNS, rows), states, closing, has_head=False)


def _until(item: Action, state: State) -> str:
    """Return when an action ends; of one that begins it says that this is its end."""
    if not item.end:
        return ""
    return f"tot {short_when(item.end)}" if state == "begint" else short_when(item.end)


def _named(item: Action) -> str:
    return shortened(item.text, TEXT, _WIDE, 2)


KIND = slide_of(agenda.KIND, _screens)
