"""What documents tell of other regions: cards, linked lists, and other projects. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import groupby

from markupsafe import Markup

from components.markup.templates import macro
from components.stories.parties import ROOM
from components.stories.roles import organisation_address
from components.words.disputes import disputes_about
from components.words.formatting import counted
from components.words.source import records_source
from data_loaders.agreements.agenda import Action
from data_loaders.agreements.organisations import Organisation
from data_loaders.agreements.projects import Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.surroundings import OtherProject, Story, StoryKind
from data_loaders.files.text import Fingerprint

BOTTLENECK: StoryKind = "knelpunt"
SUGGESTION: StoryKind = "suggestie"
NO_ANSWER = "Geen suggestie in het document."
NO_QUESTION = "Bij geen knelpunt uit de lijst."
DERIVED = "afgeleid"


def stories_of(kind: StoryKind) -> list[Story]:
    """Return the stories of a kind, in the order of the document. Raises DataError."""
    return [item for item in load(Story) if item.kind == kind]


@lru_cache(maxsize=32)
def story_cards(kind: StoryKind, _mark: Fingerprint, *, numbered: bool = False) -> Markup:
    """Return the stories of a kind as cards, with who is in them and where they come from."""
    items, known = stories_of(kind), load_by_id(Organisation)
    cards = [
        (item, [(known[k].name, f"./{organisation_address(k)}") for k in item.organisations])
        for item in items
    ]
    return macro(ROOM, "stories", cards, numbered, disputes_about(items), records_source(items))


@lru_cache(maxsize=2)
def linked_lists(_mark: Fingerprint) -> Markup:
    """Return bottlenecks and suggestions side by side, each with what belongs to it."""
    asked, given = stories_of(BOTTLENECK), stories_of(SUGGESTION)
    left = [(item, [g for g in given if item.id in g.answers]) for item in asked]
    right = [(item, [a for a in asked if a.id in item.answers]) for item in given]
    return macro(
        ROOM,
        "linked",
        left,
        right,
        (NO_ANSWER, NO_QUESTION),
        disputes_about([*asked, *given]),
        records_source([*asked, *given]),
    )


def linked_finding() -> str:
    """Return in a title how many bottlenecks a suggestion answers. Raises DataError."""
    asked = {item.id for item in stories_of(BOTTLENECK)}
    answered = {key for item in stories_of(SUGGESTION) for key in item.answers}
    met = len(asked & answered)
    return f"{counted(len(asked), 'knelpunt', 'knelpunten')}, en bij {met} past een suggestie"


@lru_cache(maxsize=2)
def other_projects(_mark: Fingerprint) -> Markup:
    """Return the projects of Utrecht by sector, with what is known and what of ours is alike."""
    items = load(OtherProject)
    ways = _ways()
    sectors = [
        (sector, [(item, [ways[k] for k in (*item.projects, *item.actions)]) for item in found])
        for sector, found in groupby(items, lambda item: item.sector)
    ]
    return macro(ROOM, "others", sectors, disputes_about(items), records_source(items))


def _ways() -> Mapping[str, tuple[str, str]]:
    projects = {i.id: (i.name, f"./regio-deal?project={i.id}") for i in load(Project)}
    actions = {
        i.id: (i.short or i.text, f"./uitvoeringsagenda?lijn={i.line}") for i in load(Action)
    }
    return {**projects, **actions}


def others_finding() -> str:
    """Return in a title how many projects Utrecht has, and how many are like one of ours."""
    items: Sequence[OtherProject] = load(OtherProject)
    alike = sum(bool(item.projects or item.actions) for item in items)
    return f"{counted(len(items), 'project', 'projecten')} in Utrecht, {alike} lijken op iets hier"
