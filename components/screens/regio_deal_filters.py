"""The choices on the page Regio Deal, kept in the address of the page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.deal.links import PROJECT, list_address
from components.deal.phrases import FILTER_LABELS
from components.deal.rows import VIEWS, View
from components.widgets.filters import MAX_TEXT, choose_some, search_text
from components.widgets.page_link import AREA, clear_skipped, note_skipped, write_link
from components.widgets.selection import municipality_reader
from components.words.links import Link
from data_loaders.agreements.hca import Contribution, HcaGoal
from data_loaders.agreements.organisations import KINDS, Organisation, Partner
from data_loaders.agreements.project_search import ProjectChoice
from data_loaders.agreements.projects import ProgrammeLine, Project
from data_loaders.agreements.registers import load, load_by_id
from data_loaders.geo.regions import load_regions

VIEW = "weergave"
KEYS = {
    "text": "zoek",
    "municipalities": "gemeente",
    "lines": "programmalijn",
    "parties": "partner",
    "leaders": "trekker",
    "kinds": "soortpartner",
    "goals": "hcadoel",
}
"""The name in the address of each filter of `ProjectChoice`."""
MORE = ("leaders", "kinds", "goals")
"""The filters that few need: they stand behind a button."""
MAX_KEPT = 40


def choose_projects() -> None:
    """Show the filters in a row; `chosen_projects` has what they say. Raises DataError."""
    with st.container(horizontal=True, vertical_alignment="bottom", key="filters"):
        search_text(FILTER_LABELS["text"], KEYS["text"], "Naam, doel of organisatie")
        for name in KEYS:
            if name != "text" and name not in MORE:
                _choose(name)
        with st.popover("Meer filters", key="meerfilters"):
            for name in MORE:
                _choose(name)
        _offer_clearing()


def _choose(name: str) -> None:
    options = _names(name)
    read = municipality_reader(list(options), options.__getitem__)
    choose_some(
        FILTER_LABELS[name],
        list(options),
        KEYS[name],
        options.__getitem__,
        read if name == "municipalities" else None,
    )


def chosen_projects() -> ProjectChoice:
    """Return what the filters of this run say; without filters that is everything."""
    state = st.session_state
    picked = {name: tuple(state.get(key, ())) for name, key in KEYS.items() if name != "text"}
    return ProjectChoice(**picked, text=state.get(KEYS["text"], "").strip())


def set_municipalities(codes: Sequence[str]) -> None:
    """Choose municipalities in the visitor's place (a click on the map); for a callback."""
    key = KEYS["municipalities"]
    st.session_state[key] = list(codes)
    write_link(key, codes, [])


def _names(name: str) -> dict[str, str]:
    """Return the options of a filter: the name of each id, in the order of the list."""
    match name:
        case "lines":
            return {line.id: line.name for line in load(ProgrammeLine)}
        case "leaders":
            return _by_name({p.organisation for p in load(Partner) if p.role == "trekker"})
        case "parties":
            return _by_name({p.organisation for p in load(Partner) if p.project})
        case "kinds":
            return {kind: kind for kind in KINDS}
        case "municipalities":
            return {region.code: region.name for region in load_regions().municipalities()}
        case _:
            served = {item.goal for item in load(Contribution)}
            return {goal.id: goal.title for goal in load(HcaGoal) if goal.id in served}


def _by_name(ids: set[str]) -> dict[str, str]:
    """Return organisations in the order of their names; groups without a name come last."""
    known = load_by_id(Organisation)
    ordered = sorted(ids, key=lambda key: (known[key].generic == "ja", known[key].name.casefold()))
    return {key: known[key].name for key in ordered}


def _offer_clearing() -> None:
    """Offer to take all filters away, when there is one."""
    if chosen_projects().active():
        st.button("Wis alle filters", on_click=_clear, key="wisfilters")


def _clear() -> None:
    for key in KEYS.values():
        st.session_state[key] = "" if key == KEYS["text"] else []
    kept = {
        name: st.query_params.get_all(name) for name in st.query_params if name not in KEYS.values()
    }
    st.query_params.from_dict(kept)


def chosen_view() -> View:
    """Return how the link wants to see the projects: as rows, if it does not say."""
    asked = st.query_params.get(VIEW, "")
    found = next((view for view in VIEWS if view == asked.strip().casefold()), None)
    clear_skipped(VIEW)
    if asked and not found:
        note_skipped(VIEW)
    return found or VIEWS[0]


def view_address(view: View) -> str:
    """Return the address of this page with the projects seen in another way."""
    kept = [item for item in chosen_deal_link() if item[0] != VIEW]
    return list_address((*kept, *([] if view == VIEWS[0] else [(VIEW, view)])))


def chosen_deal_link() -> Link:
    """Return the choices in the address, to keep in the links of this page."""
    names = (AREA, *KEYS.values(), VIEW)
    kept = [(name, value) for name in names for value in st.query_params.get_all(name)]
    short = [item for item in kept if 0 < len(item[1]) <= MAX_TEXT][:MAX_KEPT]
    return (*short, ("embed", "true")) if st.context.is_embedded else tuple(short)


def asked_project() -> Project | None:
    """Return the project that the address asks for, by id or name; None for no known one.

    Raises DataError when the register cannot be read.
    """
    asked = st.query_params.get(PROJECT, "")
    found = [item for item in load(Project) if asked in (item.id, item.name)]
    return found[0] if found else None
