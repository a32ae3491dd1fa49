"""All kinds of slides: one line each, in the order in which they are offered.

A kind of exhibit without slides of its own has those of `deck.simple`.
"""

from __future__ import annotations

from components.deck.kind import SlideKind, slide_of
from components.deck.kinds import (
    actions,
    budget,
    changes,
    decision,
    figure,
    goal,
    point,
    project,
    title,
)
from components.deck.simple import exhibit_screens
from components.exhibit.kinds import KINDS
from data_loaders.decks.kinds import announce

_OWN = {
    kind.name: kind
    for kind in (
        figure.KIND,
        goal.KIND,
        project.KIND,
        actions.KIND,
        budget.KIND,
        changes.KIND,
        title.KIND,
        point.KIND,
        decision.KIND,
    )
}
SLIDES: dict[str, SlideKind] = _OWN | {
    kind.name: slide_of(kind, exhibit_screens) for kind in KINDS.values() if kind.name not in _OWN
}
for _kind in SLIDES.values():
    announce(_kind.deck)
