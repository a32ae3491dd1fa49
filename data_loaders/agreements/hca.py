"""The Human Capital Akkoord: goals and their wordings, work tables, money and plans."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeVar

from msgspec import field

from data_loaders.agreements.record import Disputed, Numbered, Origin, Record, Sourced, YesNo

Rung = Literal["input", "output", "outcome"]
RUNGS: tuple[Rung, ...] = ("input", "output", "outcome")


class Focus(Numbered, frozen=True, kw_only=True):
    """One of the three priorities (speerpunten) of the agreement."""

    number: int = field(name="nummer")
    name: str = field(name="speerpunt")
    route: str
    content: str = field(name="inhoud")
    points: tuple[str, ...] = field(name="subpunten", default=())


class HcaGoal(Numbered, frozen=True, kw_only=True):
    """A goal of the agreement. `derived` names the columns that are our reading."""

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


class Context(Disputed, frozen=True, kw_only=True):
    """A figure that documents give as background; it measures no goal."""

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


class Step(Numbered, frozen=True, kw_only=True):
    """One rung of the ladder from what goes in to what it brings about."""

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


class WorkTable(Numbered, frozen=True, kw_only=True):
    """A work table (werktafel) and who drives it; its members are in `partners`."""

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


class Principle(Numbered, frozen=True, kw_only=True):
    """A principle that partners work by."""

    number: int = field(name="nummer")
    name: str = field(name="principe")
    content: str = field(name="inhoud")


class Activity(Numbered, frozen=True, kw_only=True):
    """Something that partners said they would do."""

    group: str = field(name="groep")
    approach: str = field(name="aanpak")
    text: str = field(name="activiteit")


class Planned(Numbered, frozen=True, kw_only=True):
    """A step of the planning, or a moment that was reached."""

    kind: Literal["planning", "mijlpaal"] = field(name="soort")
    period: str = field(name="periode")
    start: str = ""
    end: str = field(name="einde", default="")
    text: str = field(name="wat")


class GoalIndicator(Record, frozen=True, kw_only=True):
    """A statistic that we put beside a goal as background, and why."""

    goal: str = field(name="doel_id")
    indicator: str = field(name="indicator_id")
    reason: str = field(name="reden")


class Cover(Numbered, frozen=True, kw_only=True):
    """Who pays or gives time, and how much where a document says so.

    `state` is how it stands with a scheme, by that document.
    """

    kind: Literal["bijdrage", "europese regeling", "rijksregeling", "achtergrond"] = field(
        name="soort"
    )
    giver: tuple[str, ...] = field(name="wie")
    text: str = field(name="wat")
    amount: float | None = field(name="waarde", default=None)
    unit: str = field(name="eenheid", default="")
    uncertainty: str = field(name="onzekerheid", default="")
    period: str = field(name="periode", default="")
    years: int | None = field(name="looptijd_jaren", default=None)
    form: Literal["geld", "in kind"] = field(name="vorm")
    state: Literal[
        "",
        "kan worden benut",
        "hangt af van toekenning",
        "laatste jaar 2023",
        "loopt",
        "toegekend",
        "afgewezen",
    ] = field(name="stand", default="")


class Effect(Numbered, frozen=True, kw_only=True):
    """Something the agreement wants to bring about, or that partners declare."""

    kind: Literal[
        "ambitie",
        "uitdaging",
        "impact",
        "effect",
        "toezegging",
        "meedoen",
        "verklaring",
        "resultaat",
    ] = field(name="soort")
    number: int = field(name="nummer")
    text: str = field(name="omschrijving")
    amount: float | None = field(name="waarde", default=None)
    unit: str = field(name="eenheid", default="")
    years: int | None = field(name="looptijd_jaren", default=None)


class Governing(Numbered, frozen=True, kw_only=True):
    """A role in running the agreement: how many (`count`, up to `count_high`), who and what for."""

    role: str = field(name="rol")
    body: str = field(name="orgaan")
    count: int | None = field(name="aantal", default=None)
    count_high: int | None = field(name="aantal_max", default=None)
    unit: str = field(name="eenheid", default="")
    organisations: tuple[str, ...] = field(name="organisaties", default=())
    task: str = field(name="taak", default="")


G = TypeVar("G", Wording, Context, Step, Contribution, GoalIndicator)


def of_goal(records: Iterable[G], goal: str) -> list[G]:
    """Return the records about one goal; '' gives those about all goals together."""
    return [item for item in records if item.goal == goal]
