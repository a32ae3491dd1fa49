"""The questions that a page about a sector must answer: what we know, and what is missing. Pure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import ROOM, page_link
from components.words.links import Link
from components.words.source import records_source
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import EVERY, SectorAnswer, SectorQuestion
from data_loaders.cache import is_fetched
from data_loaders.files.text import Fingerprint
from data_loaders.registry import load_registry

NOT_FETCHED = "nog niet opgehaald"
REGISTERS = {
    "acties": ("Acties", "uitvoeringsagenda"),
    "beraad": ("Wie meedoet in het beraad", "bronnen"),
    "hca_doelen": ("Doelen van het akkoord", "hca-doelen"),
    "keuzes": ("Keuzes van agenda's", "speerpuntsectoren"),
    "partners": ("Partijen", "hca-doelen"),
    "posities": ("Posities van sectoren", "speerpuntsectoren"),
    "projectdoelen": ("Doelen van projecten", "regio-deal"),
    "projecten": ("Projecten", "regio-deal"),
    "sectorcijfers": ("Cijfers per sector, hierboven", ""),
    "verbanden": ("Wat aan de sector werkt, hierboven", ""),
    "werktafels": ("Werktafels", "hca-doelen"),
}
"""The registers an answer is made from: their name and page; none is that of the sector."""


class AskedQuestion(NamedTuple):
    """A question with the facts of each answer; whether one is about the sector itself."""

    question: SectorQuestion
    answers: list[list[tuple[str, str]]]
    is_own: bool


@lru_cache(maxsize=32)
def sector_questions(
    sector_id: str, link: Link, _mark: Fingerprint, _fetched: tuple[bool, ...] = ()
) -> Markup:
    """Return each question with what we know for all sectors and for this one. Raises DataError.

    `_fetched` is what `fetched_sources` says, so that a fetched figure makes it anew.
    """
    questions = load(SectorQuestion)
    asked = [_asked(question, sector_id, link) for question in questions]
    notes = dict.fromkeys(q.note for q in questions if q.origin == "afgeleid")
    return macro(ROOM, "questions", " ".join(notes), asked, records_source(questions))


def fetched_sources() -> tuple[bool, ...]:
    """Return of every figure that an answer is made from whether it is at hand."""
    known = load_registry().indicators
    names = sorted({name for item in load(SectorAnswer) for name in item.sources if name in known})
    return tuple(is_fetched(name) for name in names)


def _asked(question: SectorQuestion, sector_id: str, link: Link) -> AskedQuestion:
    names = {sector_id: "Voor deze sector", EVERY: "Voor alle sectoren"}
    answers = [item for item in load(SectorAnswer) if item.question == question.id]
    found = [item for sector in names for item in answers if item.sector == sector]
    facts = [_facts(names[item.sector], item, link) for item in found]
    return AskedQuestion(question, facts, any(item.sector == sector_id for item in found))


def _facts(name: str, item: SectorAnswer, link: Link) -> list[tuple[str, str]]:
    sources = Markup("; ").join(_source(source, link) for source in item.sources)
    return [
        (f"{name}: wat wij weten", item.known),
        ("Waaruit", sources or "niets"),
        ("Wat ontbreekt", item.missing),
    ]


def _source(name: str, link: Link) -> str:
    """Return a register or a figure, with the way to it."""
    if name in REGISTERS:
        title, page = REGISTERS[name]
        return page_link(page, title, link) if page else title
    if name not in load_registry().indicators:
        return page_link("bronnen", name, link)
    indicator = load_registry().get(name)
    if not is_fetched(name):
        return f"{indicator.title} ({NOT_FETCHED})"
    parameters = [("onderdeel", indicator.topic)]
    if indicator.form == "kaart":
        parameters.append(("cijfer", name))
    return page_link("regio-in-beeld", indicator.title, link, *parameters)
