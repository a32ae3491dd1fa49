"""The projects of the Regio Deal: who leads, with whom, where, and what is promised."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.record import Numbered, Origin, YesNo

Direction = Literal["meer", "ongeveer", "precies", "ten minste"]
Nature = Literal["doelstelling", "resultaat", "aanpak", "context"]


class ProgrammeLine(Numbered, frozen=True, kw_only=True):
    """A line of the Regio Deal."""

    name: str = field(name="programmalijn")
    kind: Literal["inhoudelijk", "faciliterend"] = field(name="soort")


class Project(Numbered, frozen=True, kw_only=True):
    """A project. Its line is often derived: the document gives it for one project only."""

    name: str = field(name="project")
    line: str = field(name="programmalijn")
    line_origin: Origin = field(name="programmalijn_herkomst")
    line_reason: str = field(name="programmalijn_reden", default="")
    leaders: tuple[str, ...] = field(name="trekkers")
    aim: str = field(name="doel")
    approach: str = field(name="aanpak")
    audience: str = field(name="doelgroep", default="")
    municipalities: tuple[str, ...] = field(name="gemeenten", default=())
    municipalities_origin: Origin | None = field(name="gemeenten_herkomst", default=None)
    place: str = field(name="plaats", default="")


class ProjectGoal(Numbered, frozen=True, kw_only=True):
    """Something countable a project promises: `low`, or from `low` up to `high`."""

    project: str = field(name="project_id")
    title: str = field(name="doel")
    low: float = field(name="van")
    high: float | None = field(name="tot", default=None)
    unit: str = field(name="eenheid")
    kind: Literal["aantal", "percentage"] = field(name="soort")
    direction: Direction = field(name="richting")
    yearly: YesNo = field(name="per_jaar")
    start: str = ""
    end: str = field(name="termijn", default="")
    cumulative: Literal["ja", "nee", "onbekend"] = field(name="cumulatief")
    part_of: str = field(name="hoort_bij", default="")
    nature: Nature = field(name="aard")
    derived: tuple[str, ...] = field(name="afgeleid", default=())
    order: int = field(name="volgorde")


class ProjectResult(Numbered, frozen=True, kw_only=True):
    """Something a project promises that has no number."""

    project: str = field(name="project_id")
    text: str = field(name="resultaat")
    nature: Nature = field(name="aard")
    order: int = field(name="volgorde")
