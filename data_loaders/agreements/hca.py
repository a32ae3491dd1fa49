"""The Human Capital Akkoord: goals and their wordings, work tables, money and plans."""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import field

from data_loaders.agreements.registers import Origin, Sourced, YesNo, load_register

Rung = Literal["input", "output", "outcome"]
RUNGS: tuple[Rung, ...] = ("input", "output", "outcome")


class Focus(Sourced, frozen=True, kw_only=True):
    """One of the three priorities (speerpunten) of the agreement."""

    id: str
    number: int = field(name="nummer")
    name: str = field(name="speerpunt")
    route: str
    content: str = field(name="inhoud")
    points: tuple[str, ...] = field(name="subpunten", default=())


class HcaGoal(Sourced, frozen=True, kw_only=True):
    """A goal of the agreement. `derived` names the columns that are our reading."""

    id: str
    focus: str = field(name="speerpunt_id", default="")
    title: str = field(name="doel")
    counts: str = field(name="wat_telt")
    target: float = field(name="doelwaarde")
    kind: Literal["aantal", "percentage"] = field(name="doelwaarde_soort")
    unit: str = field(name="eenheid")
    direction: Literal["cumulatief", "aandeel", "meer dan baseline", "ten minste"] = field(
        name="richting"
    )
    start: str = ""
    end: str = field(name="einde", default="")
    baseline: float | None = None
    baseline_year: str = field(name="baseline_jaar", default="")
    baseline_note: str = field(name="baseline_toelichting", default="")
    cumulative: YesNo = field(name="cumulatief")
    area: str = field(name="gebied")
    caution: str = field(name="voorbehoud", default="")
    derived: tuple[str, ...] = field(name="afgeleid", default=())


class Wording(Sourced, frozen=True, kw_only=True):
    """How one document words a goal, and how that differs from the wording we show."""

    goal: str = field(name="doel_id")
    text: str = field(name="bewoording")
    difference: str = field(name="verschil")
    target: float = field(name="doelwaarde")
    compared_with: str = field(name="referentiejaar", default="")
    start: str = ""
    end: str = field(name="einde", default="")
    area: str = field(name="gebied", default="")
    uncertainty: str = field(name="onzekerheid", default="")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class Context(Sourced, frozen=True, kw_only=True):
    """A figure that documents give as background; it measures no goal."""

    id: str
    goal: str = field(name="doel_id", default="")
    subject: str = field(name="onderwerp")
    value: float | None = field(name="waarde", default=None)
    unit: str = field(name="eenheid", default="")
    period: str = field(name="periode", default="")
    area: str = field(name="gebied", default="")
    area_code: str = field(name="gebied_code", default="")
    uncertainty: str = field(name="onzekerheid", default="")
    origin: Origin = field(name="herkomst")
    derived: tuple[str, ...] = field(name="afgeleid", default=())
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class Step(Sourced, frozen=True, kw_only=True):
    """One rung of the ladder from what goes in to what it brings about."""

    id: str
    goal: str = field(name="doel_id", default="")
    rung: Rung = field(name="niveau")
    text: str = field(name="wat")
    origin: Origin = field(name="herkomst")


class Contribution(Sourced, frozen=True, kw_only=True):
    """A project that works on a goal; `counts` is whether its numbers may be added to it."""

    goal: str = field(name="doel_id", default="")
    project: str
    origin: Origin = field(name="herkomst")
    reason: str = field(name="reden")
    counts: YesNo = field(name="telt_mee")


class WorkTable(Sourced, frozen=True, kw_only=True):
    """A work table (werktafel) and who drives it; its members are in `partners`."""

    id: str
    name: str = field(name="werktafel")
    focus: str = field(name="speerpunt", default="")
    sector: str = ""
    driver: str = field(name="aanjager")


class HcaBudget(Sourced, frozen=True, kw_only=True):
    """One amount of the budget 2023-2026, in euros."""

    item: str = field(name="post")
    year: int = field(name="jaar")
    amount: int = field(name="bedrag")
    in_thousands: int = field(name="bedrag_bron_x1000")
    kind: Literal["post", "totaal"] = field(name="soort")


class Principle(Sourced, frozen=True, kw_only=True):
    """A principle that partners work by."""

    id: str
    number: int = field(name="nummer")
    name: str = field(name="principe")
    content: str = field(name="inhoud")


class Activity(Sourced, frozen=True, kw_only=True):
    """Something that partners said they would do."""

    id: str
    group: str = field(name="groep")
    approach: str = field(name="aanpak")
    text: str = field(name="activiteit")


class Planned(Sourced, frozen=True, kw_only=True):
    """A step of the planning, or a moment that was reached."""

    id: str
    kind: Literal["planning", "mijlpaal"] = field(name="soort")
    period: str = field(name="periode")
    start: str = ""
    end: str = field(name="einde", default="")
    text: str = field(name="wat")


class GoalIndicator(msgspec.Struct, frozen=True, kw_only=True):
    """A statistic that we put beside a goal as background, and why."""

    goal: str = field(name="doel_id")
    indicator: str = field(name="indicator_id")
    reason: str = field(name="reden")


def load_focuses() -> tuple[Focus, ...]:
    """Return the three speerpunten. Raises DataError."""
    return load_register("hca_speerpunten", Focus)


def load_hca_goals() -> tuple[HcaGoal, ...]:
    """Return the goals of the agreement, in its own order. Raises DataError."""
    return load_register("hca_doelen", HcaGoal)


def load_wordings(goal: str) -> list[Wording]:
    """Return every wording of one goal; the one we show comes first. Raises DataError."""
    return [item for item in load_register("hca_bewoordingen", Wording) if item.goal == goal]


def load_context(goal: str) -> list[Context]:
    """Return the background figures of one goal. Raises DataError."""
    return [item for item in load_register("hca_context", Context) if item.goal == goal]


def load_goal_indicators(goal: str) -> list[GoalIndicator]:
    """Return the statistics beside one goal. Raises DataError."""
    return [item for item in load_register("doelcijfers", GoalIndicator) if item.goal == goal]


def load_ladder(goal: str) -> list[Step]:
    """Return the rungs of one goal; '' gives those of all goals together. Raises DataError."""
    return [item for item in load_register("ladder", Step) if item.goal == goal]


def load_contributions() -> tuple[Contribution, ...]:
    """Return which projects work on which goals. Raises DataError."""
    return load_register("hca_bijdragen", Contribution)


def load_work_tables() -> tuple[WorkTable, ...]:
    """Return the work tables. Raises DataError."""
    return load_register("werktafels", WorkTable)


def load_hca_budget() -> tuple[HcaBudget, ...]:
    """Return the budget 2023-2026, items and published totals. Raises DataError."""
    return load_register("hca_begroting", HcaBudget)


def load_principles() -> tuple[Principle, ...]:
    """Return the principles. Raises DataError."""
    return load_register("hca_principes", Principle)


def load_activities() -> tuple[Activity, ...]:
    """Return the activities. Raises DataError."""
    return load_register("hca_activiteiten", Activity)


def load_planning() -> tuple[Planned, ...]:
    """Return the planning and the moments that were reached. Raises DataError."""
    return load_register("hca_planning", Planned)
