"""Uitvoeringsagenda: actions against today, the dates that matter, and the money."""

from __future__ import annotations

import streamlit as st

from components.screens.uitvoeringsagenda import (
    PAGE,
    show_actions,
    show_ambitions,
    show_budget,
    show_dates,
    show_financing,
    show_posts,
    show_quarter,
    show_state_money,
)
from components.widgets.parts import show_part

st.title("Uitvoeringsagenda", anchor=False)
show_part(PAGE, "kwartaal", show_quarter)
show_part(PAGE, "acties", show_actions)
show_part(PAGE, "data", show_dates)
show_part(PAGE, "begroting", show_budget)
show_part(PAGE, "rijksgeld", show_state_money)
show_part(PAGE, "posten", show_posts)
show_part(PAGE, "financiering", show_financing)
show_part(PAGE, "ambities", show_ambitions)
