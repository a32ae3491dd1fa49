"""How we define a sector in branches (SBI 2008), what else it could be, and what is off. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from components.markup import blocks as markup
from components.markup.registers import source_line
from data_loaders.agreements.registers import OWN
from data_loaders.agreements.sectors import Branch, load_branches
from data_loaders.files.text import Fingerprint

PARTS = {"geheel": "geheel", "deels": "deels; telt niet op in een cijfer van de sector"}
COLUMNS = ("Bedrijfstak (SBI 2008)", "Hoort bij de sector", "Waarom", "Te veel of gemist")
OTHER_COLUMNS = ("Bedrijfstak (SBI 2008)", "Hoe", "Waarom", "Te veel of gemist")
NONE = '<p class="amm-leeg">Voor deze sector is nog geen afbakening gekozen.</p>'


@lru_cache(maxsize=32)
def definition(sector_id: str, _mark: Fingerprint) -> str:
    """Return our definition of a sector and the alternatives, with reasons. Raises DataError."""
    branches = load_branches(sector_id)
    own = [item for item in branches if item.role == "definitie"]
    others = [item for item in branches if item.role == "alternatief"]
    if not own:
        return NONE
    table = markup.table(
        "Onze afbakening", COLUMNS, [_cells(item, PARTS[item.part]) for item in own]
    )
    if not others:
        return table + _source(branches)
    rows = [_cells(item, item.use or "anders") for item in others]
    more = markup.table("Andere mogelijkheden", OTHER_COLUMNS, rows)
    summary = f"Andere mogelijkheden, die nu niet meetellen ({len(others)})"
    return table + markup.details(summary, more) + _source(branches)


def _cells(item: Branch, how: str) -> list[str]:
    return [f"{item.sbi}: {item.title}", how, item.reason, item.off_by]


def _source(branches: Sequence[Branch]) -> str:
    """Return where a definition comes from: from us, unless a row names a document."""
    named = [item for item in branches if item.document != OWN]
    text = "Bron: onze keuze; geen document geeft een definitie van deze sector in bedrijfstakken."
    return source_line(named) if named else f'<p class="amm-bron">{text}</p>'
