"""What documents tell beside goals and actions: of other regions, and what their words mean."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.record import Disputed, Origin

StoryKind = Literal[
    "oost",
    "netwerk",
    "succes",
    "samenhang",
    "knelpunt",
    "suggestie",
    "seece",
    "achtergrond",
    "agenda",
    "rol",
    "stap",
    "succesfactor",
    "voorbeeld",
    "bron",
]


class Story(Disputed, frozen=True, kw_only=True):
    """Something a document tells of what lies around us, in our own words.

    `lesson` is what it teaches. A suggestion may answer bottlenecks (`answers`, ids of stories);
    `answers_origin` is whether the document says so.
    """

    kind: StoryKind = field(name="soort")
    title: str = field(name="titel")
    text: str = field(name="tekst", default="")
    lesson: str = field(name="les", default="")
    organisations: tuple[str, ...] = field(name="organisatie_id", default=())
    answers: tuple[str, ...] = field(name="antwoord_op", default=())
    answers_origin: Origin | None = field(name="antwoord_herkomst", default=None)


class EastRegion(Disputed, frozen=True, kw_only=True):
    """One of the arbeidsmarktregio's of Oost-Nederland, and how the document spells it.

    `short` is what stands on a map where the name has no room.
    """

    name: str = field(name="regio")
    short: str = field(name="kort", default="")
    spelled: str = field(name="naam_in_bron")
    code: str = field(name="regiocode")


class OtherProject(Disputed, frozen=True, kw_only=True):
    """A project of the Utrecht Talent Alliantie, and what of ours resembles it: our reading.

    `place` is whether it has a place of its own, as far as the document can be read.
    """

    number: int = field(name="nummer")
    name: str = field(name="project")
    sector: str
    place: Literal["ja", "nee", "onbekend"] = field(name="plek")
    known: str = field(name="bekend", default="")
    projects: tuple[str, ...] = field(name="project_id", default=())
    actions: tuple[str, ...] = field(name="actie_id", default=())
    reason: str = field(name="reden", default="")


class Term(Disputed, frozen=True, kw_only=True):
    """A word of the documents and what it means; `places` are the pages where it stands."""

    name: str = field(name="begrip")
    meaning: str = field(name="uitleg")
    theme: str = field(name="thema")
    also: tuple[str, ...] = field(name="ook", default=())
    places: tuple[str, ...] = field(name="waar")
