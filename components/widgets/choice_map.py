"""A map on which a visitor chooses municipalities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from components.charts.base import Spec
from components.charts.maps import SELECT
from components.markup.templates import macro
from data_loaders.geo.regions import load_regions

NO_MAP = "De kaart is nu niet beschikbaar."


def show_choice_map(
    spec: Spec | None,
    title: str,
    legend: Markup,
    key: str,
    choose: Callable[[Sequence[str]], None],
) -> None:
    """Show a map with its legend; `choose` gets the codes of the municipalities clicked on it.

    Without a map (None) it says so.
    """
    if spec is None:
        st.html(macro("basis", "empty", NO_MAP))
        return
    st.vega_lite_chart(
        spec,
        theme=None,
        alt=f"Kaart. {title}",
        key=key,
        on_select=partial(_choose, key, choose),
        selection_mode=SELECT,
    )
    st.html(legend)


def _choose(key: str, choose: Callable[[Sequence[str]], None]) -> None:
    picked = st.session_state[key]["selection"].get(SELECT, [])
    known = {region.code for region in load_regions().municipalities()}
    choose([item["code"] for item in picked if item.get("code") in known])
