"""The agenda of the Regionaal Beraad: ambitions, lines, actions and key dates."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.organisations import Kind
from data_loaders.agreements.record import Disputed, Numbered, Origin, YesNo


class Ambition(Disputed, frozen=True, kw_only=True):
    """One of the six ambitions, with its name in the text and in the budget."""

    number: int = field(name="nummer")
    text: str = field(name="ambitie")
    name: str = field(name="naam")
    budget_name: str = field(name="naam_begroting", default="")
    aim: str = field(name="doel", default="")
    lines: tuple[str, ...] = field(name="lijn_ids", default=())
    indicator: str = ""
    target: float | None = field(name="doelwaarde", default=None)
    target_spelled: str = field(name="doelwaarde_bron", default="")


class Line(Numbered, frozen=True, kw_only=True):
    """One of the four lines that actions are ordered by."""

    name: str = field(name="lijn")
    text: str = field(name="omschrijving")
    order: int = field(name="volgorde")
    ambitions: tuple[str, ...] = field(name="ambitie_ids", default=())


class Action(Disputed, frozen=True, kw_only=True):
    """An action. Dates are quarters (`2026-Q2`); `continuous` has no end.

    `short` is our own title of it, for where there is no room for the one of the document.
    """

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
    short: str = field(name="kort", default="")


class KeyDate(Disputed, frozen=True, kw_only=True):
    """A date that matters to the agenda: a year, quarter, month or day."""

    date: str = field(name="datum")
    spelled: str = field(name="datum_bron")
    origin: Origin = field(name="datum_herkomst")
    text: str = field(name="wat")
    certainty: Literal["gebeurd", "gepland", "verwacht", "onzeker"] = field(name="zekerheid")


class Promise(Disputed, frozen=True, kw_only=True):
    """A countable promise, term or fact in the text of the agenda."""

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


class Party(Numbered, frozen=True, kw_only=True):
    """Somebody that the agenda names in or around the Regionaal Beraad, and what they do."""

    name: str = field(name="organisatie")
    kind: Kind = field(name="soort")
    body: str = field(name="orgaan")
    position: Literal[
        "kernpartner",
        "via kernpartner",
        "orgaan",
        "partner",
        "samenwerking",
        "voorganger",
        "werkgroep",
    ] = field(name="positie")
    role: str = field(name="rol")
