"""The choices on the page Speerpuntsectoren, kept in the address of the page."""

from __future__ import annotations

import streamlit as st

from components.sectors.phrases import COMPARED, MUNICIPALITY, SECTOR
from components.widgets.filters import MAX_TEXT
from components.widgets.page_link import AREA
from components.widgets.selection import areas_for_link, choose_one, follow_one, municipality_reader
from components.words.links import Link
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.agreements.sectors import Sector
from data_loaders.files.errors import DataError
from data_loaders.geo.regions import load_regions

EVERYWHERE, NONE = "alle", "geen"
MAX_KEPT = 10


def asked_sector() -> Sector | None:
    """Return the sector that the address asks for, by id or name; None for no known one.

    Also when the register cannot be read: the parts of the list say so themselves.
    """
    asked = st.query_params.get(SECTOR, "")
    try:
        found = [s for s in load(Sector) if asked in (s.id, s.name, s.short)]
    except DataError:
        return None
    return found[0] if found else None


def choose_compared(sector: Sector) -> None:
    """Let the visitor choose a second sector; `chosen_compared` has it."""
    options = _others(sector)
    choose_one(f"Vergelijk {sector.short} met", list(options), COMPARED, options.__getitem__)


def chosen_compared(sector: Sector) -> str:
    """Return the id of the sector to compare with, or nothing; also before there is a control."""
    options = _others(sector)
    chosen = follow_one(list(options), COMPARED, options.__getitem__, NONE)
    return "" if chosen == NONE else chosen


def _others(sector: Sector) -> dict[str, str]:
    known = load_by_id(Sector)
    return {NONE: "Geen andere sector"} | {
        key: item.short for key, item in known.items() if key != sector.id
    }


def choose_municipality() -> None:
    """Let the visitor choose a municipality; `chosen_municipality` has it."""
    names = {region.code: region.name for region in load_regions().municipalities()}
    options = {EVERYWHERE: "Alle gemeenten", **names}
    read = municipality_reader(list(options), options.__getitem__)
    choose_one("Gemeente", list(options), MUNICIPALITY, options.__getitem__, read)


def chosen_municipality() -> str:
    """Return the code of the municipality that is chosen, or nothing for all."""
    chosen = str(st.session_state.get(MUNICIPALITY) or EVERYWHERE)
    return "" if chosen == EVERYWHERE else chosen


def chosen_sector_link() -> Link:
    """Return the choices in the address, to keep in the links of this page."""
    kept = [(AREA, code) for code in areas_for_link()]
    kept += [(MUNICIPALITY, value) for value in st.query_params.get_all(MUNICIPALITY)]
    short = [item for item in kept if 0 < len(item[1]) <= MAX_TEXT][:MAX_KEPT]
    return (*short, ("embed", "true")) if st.context.is_embedded else tuple(short)
