"""Which agenda chose which sector, for all or for one municipality, and why. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.cards import called_text
from components.sectors.phrases import (
    MENTIONED,
    ROOM,
    chosen_by,
    chosen_word,
    dispute_ids,
    is_mentioned,
    join_names,
    marked,
    mentioned_by,
    sector_link,
    unclear_by,
)
from components.sectors.reasons import choice_rows, reasons
from components.words.disputes import HasContradictions, disputes_with
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import (
    Agenda,
    Sector,
    SectorChoice,
)
from data_loaders.contradictions import load_contradictions
from data_loaders.files.errors import DataError
from data_loaders.files.text import Fingerprint
from data_loaders.geo.regions import load_regions

TOPIC = "speerpuntsectoren"
NOT_RECORDED = "niet bekend"


def agendas_for(municipality: str) -> list[Agenda]:
    """Return the agendas that count for a municipality (a code); all without one."""
    agendas = list(load(Agenda))
    return [item for item in agendas if not municipality or holds(item, municipality)]


def holds(agenda: Agenda, municipality: str) -> bool:
    """Tell whether a municipality lies in the area of an agenda."""
    regions = load_regions()
    return any(municipality in (code, *regions.members(code)) for code in agenda.areas)


def is_own(agenda: Agenda, municipality: str) -> bool:
    """Tell whether an agenda is of this municipality alone."""
    return agenda.areas == (municipality,)


@lru_cache(maxsize=64)
def matrix(municipality: str, link: Link, _mark: Fingerprint) -> Markup:
    """Return who chose what: as a matrix, told, with reasons and contradictions.

    Raises DataError, also for a municipality that is unknown.
    """
    agendas = agendas_for(municipality)
    cells = {(item.sector, item.agenda): item for item in load(SectorChoice)}
    shown = [item for item in cells.values() if item.agenda in {found.id for found in agendas}]
    disputed: list[HasContradictions] = [*shown, *agendas]
    ids = dispute_ids(disputed) | (set() if municipality else _about_sectors())
    rows = [
        [
            sector_link(sector, link),
            *(_cell(cells.get((sector.id, item.id))) for item in agendas),
            str(_count(sector.id, agendas)),
        ]
        for sector in load(Sector)
    ]
    return macro(
        ROOM,
        "matrix",
        ["Sector", *map(_head, agendas), "Gekozen door"],
        rows,
        _municipality_story(municipality, agendas) if municipality else Markup(),
        _story(),
        reasons(agendas, shown),
        choice_rows(agendas, shown),
        disputes_with(ids),
        records_source([*agendas, *shown]),
    )


def _count(sector_id: str, agendas: Sequence[Agenda]) -> int:
    """Return how many of the agendas that somebody adopted chose a sector."""
    shown = {agenda.id for agenda in agendas}
    return sum(item.agenda in shown for item in chosen_by(sector_id))


def _about_sectors() -> set[str]:
    """Return the contradictions about the sectors as a whole: no single choice names those."""
    try:
        return {item.id for item in load_contradictions() if item.topic == TOPIC}
    except DataError:
        return set()


@lru_cache(maxsize=2)
def sectors_finding(_mark: Fingerprint) -> tuple[str, str]:
    """Return which sectors were chosen most, and by how many agendas. Raises DataError."""
    sectors, agendas = load(Sector), load(Agenda)
    adopted = sum(item.status == "vastgesteld" for item in agendas)
    counts = {item.short: len(chosen_by(item.id)) for item in sectors}
    most = max(counts.values())
    names = [name for name, count in counts.items() if count == most]
    verb = "is" if len(names) == 1 else "zijn"
    title = f"{join_names(names)} {verb} het vaakst gekozen"
    lead = (
        f"Elk door {most} van de {adopted} vastgestelde agenda's. Het Regionaal Beraad heeft zelf "
        "nog niet gekozen."
    )
    return title, lead


def _story() -> str:
    sectors, agendas = load_by_id(Sector), load_by_id(Agenda)
    lines = [
        *(
            f"Bij {sectors[key].short} is een keuze niet te lezen: die kan van "
            f"{_or([agendas[item.agenda].column for item in unclear_by(key)])} zijn."
            for key in sectors
            if unclear_by(key)
        ),
        *(
            f"{agendas[item.agenda].column} noemt {sectors[key].short}: {MENTIONED}."
            for key in sectors
            for item in mentioned_by(key)
        ),
    ]
    return " ".join(lines)


def _or(names: Sequence[str]) -> str:
    return f"{', '.join(names[:-1])} of {names[-1]}" if len(names) > 1 else "".join(names)


def _municipality_story(municipality: str, agendas: Sequence[Agenda]) -> Markup:
    """Return what a municipality chose by itself, and what is chosen for it with others."""
    name = load_regions().get(municipality).name
    own = [agenda for agenda in agendas if is_own(agenda, municipality)]
    ordered = [*own, *(agenda for agenda in agendas if agenda not in own)]
    lines: list[str] = [_choice_line(agenda, municipality) for agenda in ordered]
    if not own:
        text = f"{name} heeft in de bron geen eigen keuze van sectoren."
        lines.insert(0, text if agendas else f"{text} Ook geen andere agenda geldt hier.")
    return macro(ROOM, "story_of", f"Wat geldt voor {name}", lines)


def _choice_line(agenda: Agenda, municipality: str) -> Markup:
    sectors = load_by_id(Sector)
    of_agenda = [item for item in load(SectorChoice) if item.agenda == agenda.id]
    chosen = [sectors[item.sector].short for item in of_agenda if item.chosen == "ja"]
    unclear = [sectors[item.sector].short for item in of_agenda if item.chosen == "onduidelijk"]
    own = is_own(agenda, municipality)
    way = "Eigen keuze" if own else "Samen met andere gemeenten"
    text = f"{way}, {agenda.column}: {join_names(chosen) or 'geen sector'}."
    if unclear:
        text += f" Onduidelijk: {join_names(unclear)}."
    if agenda.status == "genoemd":
        text += f" {MENTIONED.capitalize()}."
    derived = not own and agenda.areas_origin == "afgeleid"
    return marked(text, derived, "dat dit gebied meedoet is afgeleid")


def _head(agenda: Agenda) -> Markup:
    status = MENTIONED if agenda.status == "genoemd" else agenda.status
    return macro(ROOM, "noted", agenda.column, status)


def _cell(choice: SectorChoice | None) -> str:
    """Return the dot of a choice; empty for a sector that was not chosen, as is said below."""
    if choice is None:
        return NOT_RECORDED
    if choice.chosen == "nee":
        return ""
    kind = "genoemd" if is_mentioned(choice) else choice.chosen
    derived = choice.origin == "afgeleid"
    return macro(ROOM, "choice", kind, chosen_word(choice), derived, called_text(choice))
