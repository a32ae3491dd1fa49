"""How we define a sector in branches (SBI 2008), what else it could be, and what is off. Pure."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup

from components.markup.templates import macro
from components.sectors.phrases import ROOM
from components.words.source import Source, records_source
from data_loaders.agreements.record import OWN
from data_loaders.agreements.registers import load
from data_loaders.agreements.sectors import Branch
from data_loaders.files.text import Fingerprint

PARTS = {"geheel": "geheel", "deels": "deels; telt niet op in een cijfer van de sector"}
OURS = Source("onze keuze; geen document geeft een definitie van deze sector in bedrijfstakken.")


@lru_cache(maxsize=32)
def definition(sector_id: str, _mark: Fingerprint) -> Markup:
    """Return our definition of a sector and the alternatives, with reasons. Raises DataError."""
    branches = [item for item in load(Branch) if item.sector == sector_id]
    own = [_cells(item, PARTS[item.part]) for item in branches if item.role == "definitie"]
    others = [_cells(item, item.use or "anders") for item in branches if item.role == "alternatief"]
    named = records_source(item for item in branches if item.document != OWN)
    return macro(ROOM, "definition", own, others, named or OURS)


def _cells(item: Branch, how: str) -> list[str]:
    return [f"{item.sbi}: {item.title}", how, item.reason, item.off_by]
