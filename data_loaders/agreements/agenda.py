"""The agenda of the Regionaal Beraad: ambitions, lines, actions and key dates."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.registers import Origin, Sourced, YesNo, load_register


class Ambition(Sourced, frozen=True, kw_only=True):
    """One of the six ambitions, with its name in the text and in the budget."""

    id: str
    number: int = field(name="nummer")
    text: str = field(name="ambitie")
    name: str = field(name="naam")
    budget_name: str = field(name="naam_begroting", default="")
    aim: str = field(name="doel", default="")
    lines: tuple[str, ...] = field(name="lijn_ids", default=())
    indicator: str = ""
    target: float | None = field(name="doelwaarde", default=None)
    target_spelled: str = field(name="doelwaarde_bron", default="")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class Line(Sourced, frozen=True, kw_only=True):
    """One of the four lines that actions are ordered by."""

    id: str
    name: str = field(name="lijn")
    text: str = field(name="omschrijving")
    order: int = field(name="volgorde")
    ambitions: tuple[str, ...] = field(name="ambitie_ids", default=())


class Action(Sourced, frozen=True, kw_only=True):
    """An action. Dates are quarters (`2026-Q2`); `continuous` has no end."""

    id: str
    order: int = field(name="volgorde")
    line: str = field(name="lijn_id")
    ambitions: tuple[str, ...] = field(name="ambitie_ids")
    ambitions_spelled: str = field(name="ambitie_bron")
    programmes: tuple[str, ...] = field(name="programmas", default=())
    text: str = field(name="actie")
    start: str = ""
    start_spelled: str = field(name="start_bron", default="")
    start_origin: Origin | None = field(name="start_herkomst", default=None)
    end: str = field(name="einde", default="")
    end_spelled: str = field(name="einde_bron", default="")
    end_origin: Origin | None = field(name="einde_herkomst", default=None)
    continuous: YesNo = field(name="doorlopend")
    leaders: tuple[str, ...] = field(name="trekker", default=())
    involved: tuple[str, ...] = field(name="betrokken", default=())
    explained_in: str = field(name="paragraaf_uitleg", default="")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class KeyDate(Sourced, frozen=True, kw_only=True):
    """A date that matters to the agenda: a year, quarter, month or day."""

    id: str
    date: str = field(name="datum")
    spelled: str = field(name="datum_bron")
    origin: Origin = field(name="datum_herkomst")
    text: str = field(name="wat")
    certainty: Literal["gebeurd", "gepland", "verwacht", "onzeker"] = field(name="zekerheid")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class Promise(Sourced, frozen=True, kw_only=True):
    """A countable promise, term or fact in the text of the agenda."""

    id: str
    title: str = field(name="doel")
    amount: float | None = field(name="aantal", default=None)
    amount_high: float | None = field(name="aantal_max", default=None)
    bound: Literal["precies", "ongeveer", "meer dan", ""] = field(name="grens", default="")
    spelled: str = field(name="aantal_bron", default="")
    unit: str = field(name="eenheid")
    yearly: YesNo = field(name="per_jaar")
    kind: Literal["doel", "inzet", "toezegging", "looptijd", "feit"] = field(name="soort")
    audience: str = field(name="doelgroep", default="")
    end: str = field(name="termijn", default="")
    end_spelled: str = field(name="termijn_bron", default="")
    action: str = field(name="actie_id", default="")
    ambitions: tuple[str, ...] = field(name="ambitie_ids", default=())
    derived: tuple[str, ...] = field(name="afgeleid", default=())
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


def load_ambitions() -> tuple[Ambition, ...]:
    """Return the six ambitions. Raises DataError."""
    return load_register("ambities", Ambition)


def load_lines() -> tuple[Line, ...]:
    """Return the four lines. Raises DataError."""
    return load_register("lijnen", Line)


def load_actions() -> tuple[Action, ...]:
    """Return the actions in the order of the document. Raises DataError."""
    return load_register("acties", Action)


def load_key_dates() -> tuple[KeyDate, ...]:
    """Return the key dates. Raises DataError."""
    return load_register("kerndata", KeyDate)


def load_promises() -> tuple[Promise, ...]:
    """Return the countable promises of the agenda. Raises DataError."""
    return load_register("mja_doelen", Promise)
