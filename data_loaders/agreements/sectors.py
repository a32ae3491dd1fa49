"""The sectors that agendas chose: who chose what, what is known of each, and how we define it."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from data_loaders.agreements.record import Disputed, Numbered, Origin, Sourced, YesNo

Chosen = Literal["ja", "nee", "onduidelijk"]
Theme = Literal[
    "omvang",
    "aandeel",
    "groei",
    "vergrijzing",
    "vacatures",
    "krapte",
    "onderwijs",
    "banen",
    "pendel",
    "overig",
]
LinkKind = Literal["project", "doel", "werktafel", "actie", "sectortafel"]
EVERY = "alle"


class Sector(Disputed, frozen=True, kw_only=True):
    """A speerpuntsector, with every name that documents and sources use for it."""

    name: str = field(name="sector")
    short: str = field(name="naam_kort")
    order: int = field(name="volgorde")
    focus: str = field(name="focussector", default="")
    focus_origin: Origin | None = field(name="focussector_herkomst", default=None)
    other_names: tuple[str, ...] = field(name="andere_namen", default=())
    text: str = field(name="omschrijving")


class Agenda(Disputed, frozen=True, kw_only=True):
    """An agenda that chose sectors, and for which areas (codes)."""

    order: int = field(name="volgorde")
    name: str = field(name="agenda")
    column: str = field(name="kolom")
    owners: tuple[str, ...] = field(name="van_wie")
    area: str = field(name="gebied")
    areas: tuple[str, ...] = field(name="gebied_codes")
    areas_origin: Origin = field(name="gebied_herkomst")
    period: str = field(name="periode", default="")
    adopted: str = field(name="vastgesteld", default="")
    status: Literal["vastgesteld", "genoemd"]
    url: str = ""


class SectorChoice(Sourced, frozen=True, kw_only=True):
    """Whether an agenda chose a sector, and why when a document says so."""

    sector: str = field(name="sector_id")
    agenda: str = field(name="agenda_id")
    chosen: Chosen = field(name="gekozen")
    origin: Origin = field(name="herkomst")
    called: str = field(name="naam_in_agenda", default="")
    reason: str = field(name="reden", default="")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class Branch(Sourced, frozen=True, kw_only=True):
    """A branch (SBI 2008) that our definition of a sector holds, or could have held.

    `codes` are keys of CBS tables, as `table:key`.
    """

    sector: str = field(name="sector_id")
    sbi: str
    title: str = field(name="sbi_titel")
    part: Literal["geheel", "deels"] = field(name="deel")
    role: Literal["definitie", "alternatief"] = field(name="rol")
    use: str = field(name="gebruik", default="")
    reason: str = field(name="reden")
    off_by: str = field(name="te_veel_of_gemist", default="")
    tables: tuple[str, ...] = field(name="tabellen", default=())
    codes: tuple[str, ...] = field(name="cbs_codes", default=())

    def key_in(self, table: str) -> str | None:
        """Return the key of this branch in a CBS table, or None when it has none."""
        pairs = (code.split(":", 1) for code in self.codes)
        return next((key for name, key in pairs if name == table), None)


class SectorFigure(Disputed, frozen=True, kw_only=True):
    """What a document says of a sector: a number, or words. `show` is no for what cannot be."""

    sectors: tuple[str, ...] = field(name="sector_id", default=())
    called: str = field(name="naam_in_bron")
    theme: Theme = field(name="thema")
    subject: str = field(name="onderwerp")
    value: float | None = field(name="waarde", default=None)
    words: str = field(name="woorden", default="")
    unit: str = field(name="eenheid", default="")
    period: str = field(name="periode", default="")
    area: str = field(name="gebied", default="")
    area_code: str = field(name="gebied_code", default="")
    uncertainty: str = field(name="onzekerheid", default="")
    origin: Origin = field(name="herkomst")
    derived: tuple[str, ...] = field(name="afgeleid", default=())
    indicator: str = field(name="indicator_id", default="")
    show: YesNo = field(name="tonen")


class Position(Sourced, frozen=True, kw_only=True):
    """Where a group of the bubble chart lies: numbers where the text has them, else words."""

    name: str = field(name="sector")
    sector: str = field(name="sector_id", default="")
    sector_origin: Origin | None = field(name="sector_herkomst", default=None)
    share_words: str = field(name="aandeel_woord", default="")
    growth_words: str = field(name="groei_woord", default="")
    size_words: str = field(name="omvang_woord", default="")
    quoted: str = field(name="bron_woorden", default="")
    share: float | None = field(name="aandeel_procent", default=None)
    share_country: float | None = field(name="aandeel_procent_nederland", default=None)
    ratio: float | None = field(name="verhouding_tot_nederland", default=None)
    growth: float | None = field(name="groei_procent_2024_2027", default=None)
    jobs: float | None = field(name="banen", default=None)
    uncertainty: str = field(name="onzekerheid", default="")
    contradictions: tuple[str, ...] = field(name="tegenstrijdigheden", default=())


class SectorQuestion(Numbered, frozen=True, kw_only=True):
    """A question that a page about a sector must answer."""

    order: int = field(name="volgorde")
    text: str = field(name="vraag")
    why: str = field(name="uitleg")
    origin: Origin = field(name="herkomst")


class SectorAnswer(Sourced, frozen=True, kw_only=True):
    """What we know for a question, from what, and what is missing."""

    question: str = field(name="vraag_id")
    sector: str = field(name="sector_id")
    known: str = field(name="wat_wij_weten")
    sources: tuple[str, ...] = field(name="uit", default=())
    missing: str = field(name="wat_ontbreekt")


class Link(Sourced, frozen=True, kw_only=True):
    """A project, goal, table or action that works on a sector."""

    sector: str = field(name="sector_id")
    kind: LinkKind = field(name="soort")
    target: str = field(name="verwijst_naar")
    origin: Origin = field(name="herkomst")
    reason: str = field(name="reden")
