"""The kinds of tiles a presentation can hold: how each is written down, and what holds it still.

One line per kind in `DECK_KINDS`. A kind that is only known above the data layer is added with
`announce`; `components.exhibit.kinds` does so for every kind it has.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from data_loaders.agreements.goals import load_goals
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load
from data_loaders.decks.texts import TextField
from data_loaders.reports.record import ReportKind

Part = Literal["id", "figure", "since", "texts", "pin"]
"""A field of the text of a tile; `figure` stands for areas, form, period and characteristic,
`texts` for those of the maker."""


def _none(_id: str = "") -> Iterable[str]:
    return ()


@dataclass(frozen=True)
class DeckKind:
    """What the data layer knows of a kind.

    `letter` and `parts` are its text in an address; once published they never change. `what` is
    how a sentence calls one of them. `ids` gives the names there are. `registers` are those a
    tile shows, each with the column that must be its id (all rows without one); `goals` the
    goals of which it shows measurements, `told` the kind of the other reports it shows;
    `texts` what its maker writes.
    """

    name: str
    letter: str
    parts: tuple[Part, ...] = ("id", "pin")
    what: str = ""
    ids: Callable[[], Iterable[str]] = _none
    registers: tuple[tuple[str, str], ...] = ()
    goals: Callable[[str], Iterable[str]] = _none
    told: ReportKind | None = None
    texts: tuple[TextField, ...] = ()

    @property
    def size(self) -> int:
        """How many fields its text has."""
        sizes = {"figure": 4, "texts": len(self.texts)}
        return sum(sizes.get(part, 1) for part in self.parts)


def _projects() -> Iterable[str]:
    return [project.id for project in load(Project)]


def _own_goal(goal_id: str) -> Iterable[str]:
    return [goal_id] if goal_id in load_goals() else []


def _goals_of_project(project_id: str) -> Iterable[str]:
    of_project = ("project", project_id)
    return [goal.id for goal in load_goals().values() if (goal.of, goal.parent) == of_project]


FIGURE = DeckKind("cijfer", "c", ("id", "figure", "pin"), "dit cijfer")
TITLE = DeckKind(
    "titel",
    "t",
    ("texts",),
    texts=(TextField("Regel onder de titel", 120, "Regionaal Beraad Midden-Gelderland"),),
)

DECK_KINDS: dict[str, DeckKind] = {
    kind.name: kind
    for kind in (
        TITLE,
        FIGURE,
        DeckKind(
            "doel",
            "d",
            what="dit doel",
            ids=load_goals,
            registers=(("hca_doelen", "id"), ("projectdoelen", "id")),
            goals=_own_goal,
        ),
        DeckKind(
            "project",
            "p",
            what="dit project",
            ids=_projects,
            registers=(
                ("projecten", "id"),
                ("projectdoelen", "project_id"),
                ("projectresultaten", "project_id"),
                ("partners", "project_id"),
            ),
            goals=_goals_of_project,
        ),
        DeckKind(
            "agenda",
            "a",
            ("pin",),
            "de agenda",
            registers=(("acties", ""), ("ambities", ""), ("lijnen", ""), ("kerndata", "")),
            told="action_state",
        ),
        DeckKind(
            "begroting",
            "b",
            ("pin",),
            "de begroting",
            registers=(("begroting", ""), ("financiering", "")),
            told="spending",
        ),
        DeckKind("wijzigingen", "w", ("since",)),
    )
}


def announce(kind: DeckKind) -> None:
    """Make a kind known. Raises ValueError when its letter belongs to another kind."""
    for known in DECK_KINDS.values():
        if known.letter == kind.letter and known.name != kind.name:
            raise ValueError(f"the letter '{kind.letter}' is that of '{known.name}'")
    DECK_KINDS.setdefault(kind.name, kind)
