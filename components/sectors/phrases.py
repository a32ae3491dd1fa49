"""Words, links and values on the page Speerpuntsectoren. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from urllib.parse import urlencode

from markupsafe import Markup

from components.markup.templates import macro
from components.words.disputes import HasContradictions
from components.words.formatting import UNKNOWN, format_number, format_percent, format_when
from components.words.links import Link
from data_loaders.agreements.record import OWN, Sourced
from data_loaders.agreements.registers import load, load_by_id, registers_mark
from data_loaders.agreements.sectors import (
    EVERY,
    Agenda,
    Chosen,
    Sector,
    SectorChoice,
    SectorFigure,
)
from data_loaders.agreements.sectors import Link as SectorLink
from data_loaders.documents import load_documents
from data_loaders.files.errors import NotFetchedError
from data_loaders.files.text import Fingerprint
from data_loaders.open_registers import register_rows

ROOM = "speerpuntsectoren"
"""The templates of this room."""
SECTOR, COMPARED, MUNICIPALITY = "sector", "vergelijk", "mijngemeente"
"""The choices of this page in the address."""
NOT_NAMED = "niet genoemd in de bron"
CHOSEN_WORDS: dict[Chosen, str] = {
    "ja": "gekozen",
    "nee": "niet gekozen",
    "onduidelijk": "onduidelijk",
}
MENTIONED = "genoemd, niet vastgesteld"


def is_mentioned(choice: SectorChoice) -> bool:
    """Tell whether a sector was only mentioned: nobody adopted the agenda that wants it."""
    return choice.chosen == "ja" and load_by_id(Agenda)[choice.agenda].status == "genoemd"


def chosen_word(choice: SectorChoice) -> str:
    """Return in a word whether an agenda chose a sector."""
    return MENTIONED if is_mentioned(choice) else CHOSEN_WORDS[choice.chosen]


def chosen_by(sector_id: str) -> list[SectorChoice]:
    """Return the choices of a sector by agendas that somebody adopted. Raises DataError."""
    return [
        item
        for item in load(SectorChoice)
        if (item.sector, item.chosen) == (sector_id, "ja") and not is_mentioned(item)
    ]


def mentioned_by(sector_id: str) -> list[SectorChoice]:
    """Return the choices of a sector by agendas that nobody adopted. Raises DataError."""
    return [item for item in load(SectorChoice) if item.sector == sector_id and is_mentioned(item)]


def unclear_by(sector_id: str) -> list[SectorChoice]:
    """Return the choices of a sector that nobody can read from the document. Raises DataError."""
    shown = (sector_id, "onduidelijk")
    return [item for item in load(SectorChoice) if (item.sector, item.chosen) == shown]


def sector_address(sector_id: str, link: Link) -> str:
    """Return the address of a sector: below the page itself, wherever that is served."""
    return "?" + urlencode([*link, (SECTOR, sector_id)])


def sector_link(sector: Sector, link: Link) -> Markup:
    """Return a link to a sector that keeps the choices in the address."""
    return macro("basis", "link", sector_address(sector.id, link), sector.short)


def page_link(slug: str, text: str, link: Link, *parameters: tuple[str, str]) -> Markup:
    """Return a link to another page of the monitor; embedded stays embedded."""
    kept = [item for item in link if item[0] == "embed"]
    query = urlencode([*parameters, *kept])
    return macro("basis", "link", f"./{slug}?{query}" if query else f"./{slug}", text)


def marked(text: str, is_derived: bool, what: str = "afgeleid") -> Markup:
    """Return a text; what is our reading and not the words of the source has a mark behind it."""
    return macro(ROOM, "marked", text, what if is_derived else "")


def listed_names(items: Sequence[str]) -> Markup:
    """Return a list that stands in a cell; empty without items."""
    return macro(ROOM, "listed", items)


def value_text(figure: SectorFigure) -> str:
    """Return what a source says: the number as published with its unit, or its words."""
    number = _number_text(figure)
    if number and figure.words:
        return f"{number} ({figure.words})"
    return number or figure.words


def _number_text(figure: SectorFigure) -> str:
    return " ".join(filter(None, number_parts(figure)))


def number_parts(figure: SectorFigure) -> tuple[str, str]:
    """Return the number as published, with its sign and its doubt, and of what; empty without."""
    if figure.value is None:
        return "", ""
    decimals = published_decimals(figure.id)
    if figure.unit.startswith("%"):
        number, of = format_percent(figure.value, decimals), figure.unit.removeprefix("%").strip()
    else:
        number, of = format_number(figure.value, decimals), figure.unit
    return f"{figure.uncertainty} {number}".strip(), of


def published_decimals(figure_id: str) -> int:
    """Return with how many decimals a figure was published: 3.0 is not the same as 3."""
    return _decimals(registers_mark()).get(figure_id, 0)


@lru_cache(maxsize=2)
def _decimals(_mark: Fingerprint) -> dict[str, int]:
    rows = register_rows("sectorcijfers")
    return {row["id"]: len(row["waarde"].partition(".")[2]) for row in rows}


def period_text(figure: SectorFigure) -> str:
    """Return the period as the source gives it; quarters and months in words."""
    try:
        return format_when(figure.period)
    except ValueError:  # a span of years, or words
        return figure.period


def area_text(figure: SectorFigure) -> str:
    """Return the area of a figure, or that the source does not say."""
    return figure.area or NOT_NAMED


def about_text(figure: SectorFigure) -> str:
    """Return what the figure is about in the words of the source, with the sectors it takes."""
    if len(figure.sectors) < 2:
        return figure.called
    return f"{figure.called}; één cijfer voor {names_of(figure.sectors)} samen"


def names_of(sector_ids: Iterable[str]) -> str:
    """Return sectors as a list of words."""
    known = load_by_id(Sector)
    names = ["alle sectoren" if key == EVERY else known[key].short for key in sector_ids]
    return join_names(names)


def join_names(names: Sequence[str]) -> str:
    """Return names as a list of words; between names that hold `en` stands a semicolon."""
    if len(names) < 2:
        return "".join(names)
    if any(" en " in name for name in names):
        return "; ".join(names)
    return f"{', '.join(names[:-1])} en {names[-1]}"


def record_place(record: Sourced) -> str:
    """Return document and section in a few words."""
    if record.document == OWN:
        return "onze keuze"
    section = f"paragraaf {record.section}" if record.section[:1].isdigit() else record.section
    return ", ".join(filter(None, [document_name(record), section])) or UNKNOWN


def document_name(record: Sourced) -> str:
    """Return the short name of the document of a record."""
    known = load_documents().get(record.document)
    return known.short if known else record.document


def dispute_ids(records: Iterable[HasContradictions]) -> set[str]:
    """Return the ids of all contradictions that records are part of."""
    return {key for record in records for key in record.contradictions}


def not_fetched(problem: NotFetchedError) -> str:
    """Return that a figure is not there yet."""
    return f"Nog niet opgehaald: {problem.sentence}."


def figures_of(sector: str) -> list[SectorFigure]:
    """Return what documents say of a sector, or of all (`EVERY`). Raises DataError."""
    return [item for item in load(SectorFigure) if sector in item.sectors]


def links_of(sector: str) -> list[SectorLink]:
    """Return what works on a sector, also what works on all. Raises DataError."""
    return [item for item in load(SectorLink) if item.sector in (sector, EVERY)]
