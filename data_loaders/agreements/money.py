"""The money of the Regionaal Beraad, table by table as published, in euros.

An amount that the document leaves open (`n.t.b.`) is None, never 0.
"""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.record import Disputed, Origin, YesNo

Aspect = Literal["incidenteel", "structureel", "onbekend"]
AmountKind = Literal["baten", "lasten", "reserve", "resultaat", "post", "totaal"]


class Amount(Disputed, frozen=True, kw_only=True):
    """One amount of one of the tables 4.1, 4.2.1, 4.3.1 and 4.3.2."""

    table: str = field(name="tabel")
    order: int = field(name="volgorde")
    row: int = field(name="regel")
    group: str = field(name="groep", default="")
    item: str = field(name="post")
    ambitions: tuple[str, ...] = field(name="ambitie_ids", default=())
    year: str = field(name="jaar", default="")
    year_origin: Origin | None = field(name="jaar_herkomst", default=None)
    aspect: Aspect = field(name="aard")
    aspect_origin: Origin | None = field(name="aard_herkomst", default=None)
    kind: AmountKind = field(name="soort")
    amount: float | None = field(name="bedrag", default=None)
    spelled: str = field(name="bedrag_bron")
    national: YesNo = field(name="landelijk")


class Financing(Disputed, frozen=True, kw_only=True):
    """A source of money, a decision or a condition, with its dates."""

    subject: str = field(name="onderwerp")
    kind: Literal["bron", "besluit", "verwachting", "voorwaarde"] = field(name="soort")
    giver: tuple[str, ...] = field(name="van_wie", default=())
    receiver: tuple[str, ...] = field(name="aan_wie", default=())
    start: str = ""
    end: str = field(name="einde", default="")
    amount: float | None = field(name="bedrag", default=None)
    spelled: str = field(name="bedrag_bron", default="")
    condition: str = field(name="voorwaarde", default="")
    status: str
