"""All kinds of exhibits: one line each, in the order in which they are offered."""

from __future__ import annotations

from components.exhibit import agenda, budget, changes, figure, goal, project, werkcentrum
from components.exhibit.kind import Kind
from data_loaders.decks.kinds import announce

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        figure.KIND,
        goal.KIND,
        project.KIND,
        agenda.KIND,
        budget.KIND,
        changes.KIND,
        werkcentrum.KIND,
    )
}
for _kind in KINDS.values():
    announce(_kind.deck)
