"""A map on which a visitor chooses municipalities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial

import streamlit as st
from markupsafe import Markup
from streamlit.components.v2.types import ComponentRenderer

from components.charts.map_model import AreaMap
from components.charts.map_picture import map_picture
from components.markup.standalone import script
from components.markup.templates import macro
from data_loaders.geo.regions import load_regions

NO_MAP = "De kaart is nu niet beschikbaar."
_CHOSEN = "gekozen"


@cache
def _component() -> ComponentRenderer:
    """Return what puts a map in the page and says what was chosen on it."""
    place = str(macro("kaart", "place"))
    return st.components.v2.component(
        "landkaart", html=place, js=str(script("kaart.js")), isolate_styles=False
    )


def show_choice_map(
    shown: AreaMap | None,
    title: str,
    legend: Markup,
    key: str,
    choose: Callable[[Sequence[str]], None],
) -> None:
    """Show a map with its legend; `choose` gets the codes of the municipalities chosen on it.

    Without a map (None) it says so.
    """
    if shown is None:
        st.html(macro("basis", "empty", NO_MAP))
        return
    picture = map_picture(shown, f"Kaart. {title}", is_choosable=True)
    _component()(
        key=key, data={"kaart": str(picture)}, on_gekozen_change=partial(_choose, key, choose)
    )
    st.html(legend)


def _choose(key: str, choose: Callable[[Sequence[str]], None]) -> None:
    picked = st.session_state[key].get(_CHOSEN) or []
    known = {region.code for region in load_regions().every() if region.level == "gemeente"}
    choose([code for code in picked if code in known])
