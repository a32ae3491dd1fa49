"""Slides of a project: what it promises, and what is known of it. Pure."""

from __future__ import annotations

from components.deck.kind import Moment, slide_of
from components.deck.screen import Screen
from components.deck.simple import facts_of, screen_of
from components.exhibit import project
from components.exhibit.model import Exhibit
from data_loaders.decks.deck import DeckTile

PROGRESS = "Voortgang"


def _screens(_tile: DeckTile, exhibit: Exhibit, _moment: Moment) -> tuple[Screen, ...]:
    progress = dict(exhibit.facts).get(PROGRESS, "").rstrip(".").replace(": ", ", ")
    title = f"{exhibit.headline}: {progress}" if progress else ""
    return (screen_of(exhibit, facts_of(exhibit), titles=(title,)),)


KIND = slide_of(project.KIND, _screens)
