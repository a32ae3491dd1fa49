"""Slides of a goal: what was agreed, and how far it is on a track of its own. Pure."""

from __future__ import annotations

from dataclasses import replace

from components.deck.kind import Moment, slide_of
from components.deck.parts import Track
from components.deck.screen import INNER, NAME, TEXT, Screen
from components.deck.simple import screen_of
from components.exhibit import goal
from components.exhibit.model import Exhibit
from components.goals.state import (
    GoalState,
    deadline_text,
    goal_amount,
    measured_text,
    state_of,
    target_text,
)
from components.words.textwidth import shortened
from data_loaders.agreements.goals import load_goals
from data_loaders.decks.deck import DeckTile

_TRACK, _FACT = 250, 122  # pixels, how high these are
_SHOWN = ("Wat telt", "Nodig vanaf nu", "Beginstand")


def _screens(tile: DeckTile, exhibit: Exhibit, moment: Moment) -> tuple[Screen, ...]:
    state = state_of(load_goals()[tile.id], moment.day)
    return (goal_screen(state, exhibit),)


def goal_screen(state: GoalState, exhibit: Exhibit) -> Screen:
    """Return the slide of a goal in this state."""
    name = state.goal.title
    told = measured_text(state) if state.newest else state.status
    titles = (f"{name}: {told}", f"{_shorter(name)}: {told}", f"{target_text(state)}: {told}")
    one = screen_of(exhibit, titles=titles)
    if one.title.startswith(target_text(state)) and not one.title.startswith(_shorter(name)):
        one = replace(one, sub=name)
    one = replace(one, parts=(_track(state, exhibit, 1),))
    most = max(1, int((one.heights[0] - _TRACK) // _FACT))
    return replace(one, parts=(_track(state, exhibit, most),))


def _track(state: GoalState, exhibit: Exhibit, most: int) -> Track:
    newest, target = state.newest, state.goal.target
    known = dict(exhibit.told_facts)
    facts = [("Termijn", deadline_text(state))]
    facts += [(name, known[name]) for name in _SHOWN if name in known]
    share = min(max(newest.value / target, 0.0), 1.0) if newest and target else None
    return Track(
        target=f"doel: {goal_amount(state.goal, target)}",
        share=share,
        told=measured_text(state),
        state=state.status,
        facts=tuple((name, shortened(text, TEXT, INNER - NAME, 2)) for name, text in facts[:most]),
    )


def _shorter(name: str) -> str:
    """Return the name of a goal without where that holds, which stands below it."""
    return name.removesuffix(" in de regio")


KIND = slide_of(goal.KIND, _screens)
