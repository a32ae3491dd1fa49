"""The letter of a quarter over HTTP: as PDF, and as HTML to paste in a mailing tool."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from functools import partial

from starlette.requests import Request
from starlette.routing import Route

from components.deal.letter import QUARTER, Letter, letter_mail, letter_of, letter_quarters
from components.handout.letter import PAGE, letter_document
from components.words.registers import agreements_mark
from data_loaders.clock import dutch_today
from endpoints.figures.handout import CACHE, PDF
from endpoints.figures.renderer import Renderer
from endpoints.http.answers import Answer, answer_of
from endpoints.http.etags import register_mark
from endpoints.http.resource import Plan, RequestError, Resource, problem_answer
from endpoints.http.site import site_url


def _plan(kind: str, request: Request) -> Plan:
    quarter, site = request.query_params.get(QUARTER, ""), site_url()
    return Plan((PAGE, kind, quarter, site), register_mark, lambda: _answer(kind, quarter, site))


def _answer(kind: str, quarter: str, site: str) -> Answer:
    today = dutch_today()
    known = letter_quarters(today)
    if quarter and quarter not in known:
        raise RequestError(400, f"Van dit kwartaal is er geen brief, wel van: {', '.join(known)}.")
    letter = letter_of(quarter or known[0], today, agreements_mark())
    write, media_type = LETTERS[kind]
    name = f"{PAGE}-{letter.quarter.lower()}.{kind}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return answer_of(write(letter, site), media_type, headers=headers)


def _as_pdf(letter: Letter, site: str) -> bytes:
    """Return a letter as a PDF, by a process of its own. Raises RenderError."""
    with closing(Renderer()) as typesetter:
        return typesetter.pdf(letter_document(letter, site))


LETTERS: dict[str, tuple[Callable[[Letter, str], str | bytes], str]] = {
    "pdf": (_as_pdf, PDF),
    "html": (letter_mail, "text/html; charset=utf-8"),
}


LETTER_ROUTES = [
    Route(f"/{PAGE}.{kind}", Resource(partial(_plan, kind), problem_answer, cache=CACHE))
    for kind in LETTERS
]
