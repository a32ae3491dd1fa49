"""The letter of a quarter as PDF: the data of the template of a handout. Pure."""

from __future__ import annotations

from urllib.parse import urlencode

from components.deal.letter import QUARTER, Letter, LetterProject
from components.handout.pdf import Tile, paper, told_tile
from components.words.table import Table
from data_loaders.monitor import MONITOR

PAGE = "nieuwsbrief"
COLUMNS = ("Doel", "Afgesproken", "Stand")


def letter_document(letter: Letter, site: str) -> str:
    """Return all that assets/sjablonen/handout.typ shows of a letter, as JSON.

    `site` is the address of the monitor, empty when not known: then nothing leads there.
    """
    address = f"{site}{PAGE}?{urlencode({QUARTER: letter.quarter})}" if site else ""
    source = [letter.source.line] if letter.source else []
    front = [letter.lead, *source, MONITOR.name]
    tiles = [_tile(project, site) for project in letter.projects]
    return paper(letter.title, letter.day, front, ("Deze brief in de monitor", address), tiles)


def _tile(project: LetterProject, site: str) -> Tile:
    contact = ", ".join(filter(None, [project.contact, project.mailbox]))
    told = {
        "Doelstelling": project.aim,
        "Doelgroep": project.audience,
        "Voortgang": project.lacking,
        "Contact": contact,
    }
    lines = [f"{name}: {text}" for name, text in told.items() if text]
    rows = tuple(
        (f"{item.goal} (nieuw)" if item.is_new else item.goal, item.promised, item.stands)
        for item in project.measured
    )
    table = Table("Voortgangscijfers", COLUMNS, rows) if rows else None
    address = f"{site}regio-deal?{urlencode({'project': project.id})}" if site else ""
    return told_tile(project.name, project.leaders, lines, table, address)
