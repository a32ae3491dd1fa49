"""The questions that a page about a sector must answer: what we know, and what is missing. Pure."""

from __future__ import annotations

from functools import lru_cache
from html import escape

from components.markup.breadcrumbs import Link
from components.markup.registers import source_line
from components.sectors.phrases import page_link
from data_loaders.agreements.sectors import EVERY, Answer, Question, load_answers, load_questions
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


@lru_cache(maxsize=32)
def sector_questions(
    sector_id: str, link: Link, _mark: Fingerprint, _fetched: tuple[bool, ...] = ()
) -> str:
    """Return each question with what we know for all sectors and for this one. Raises DataError.

    `_fetched` is what `fetched_sources` says, so that a fetched figure makes it anew.
    """
    answers = load_answers()
    blocks = [
        _question(
            question, [item for item in answers if item.question == question.id], sector_id, link
        )
        for question in load_questions()
    ]
    notes = dict.fromkeys(q.note for q in load_questions() if q.origin == "afgeleid")
    return (
        f'<p class="amm-klein">Afgeleid: {escape(" ".join(notes))}</p>'
        + "".join(blocks)
        + source_line(load_questions())
    )


def fetched_sources() -> tuple[bool, ...]:
    """Return of every figure that an answer is made from whether it is at hand."""
    known = load_registry().indicators
    names = sorted({name for item in load_answers() for name in item.sources if name in known})
    return tuple(is_fetched(name) for name in names)


def _question(question: Question, answers: list[Answer], sector_id: str, link: Link) -> str:
    own = [item for item in answers if item.sector == sector_id]
    general = [item for item in answers if item.sector == EVERY]
    rows = [("Voor deze sector", item) for item in own]
    rows += [("Voor alle sectoren", item) for item in general]
    body = "".join(_answer(name, item, link) for name, item in rows)
    if not own:
        body = '<p class="amm-sub">Over deze sector apart weten wij niets meer.</p>' + body
    return (
        f'<div class="amm-sector-vraag"><h3 class="amm-kop">{question.order}. '
        f"{escape(question.text)}</h3>"
        f'<p class="amm-sub">{escape(question.why)}</p>{body}</div>'
    )


def _answer(name: str, item: Answer, link: Link) -> str:
    sources = "; ".join(_source(source, link) for source in item.sources)
    rows = {
        f"{name}: wat wij weten": escape(item.known),
        "Waaruit": sources or "niets",
        "Wat ontbreekt": escape(item.missing),
    }
    facts = "".join(f"<div><dt>{dt}</dt><dd>{dd}</dd></div>" for dt, dd in rows.items())
    return f'<dl class="amm-feiten">{facts}</dl>'


def _source(name: str, link: Link) -> str:
    """Return a register or a figure, with the way to it."""
    if name in REGISTERS:
        title, page = REGISTERS[name]
        return page_link(page, title, link) if page else escape(title)
    if name not in load_registry().indicators:
        return page_link("bronnen", name, link)
    indicator = load_registry().get(name)
    if not is_fetched(name):
        return escape(f"{indicator.title} ({NOT_FETCHED})")
    parameters = [("onderdeel", indicator.topic)]
    if indicator.form == "kaart":
        parameters.append(("cijfer", name))
    return page_link("regio-in-beeld", indicator.title, link, *parameters)
