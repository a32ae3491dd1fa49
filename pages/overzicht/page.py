"""Overzicht: the region in one screen, and the way to every part of the monitor."""

from __future__ import annotations

import streamlit as st

from components.screens.frame import TITLE
from components.screens.overzicht import (
    PAGE,
    show_changes,
    show_doors,
    show_due,
    show_goals,
    show_key_figures,
    show_uneven,
    show_ways,
)
from components.widgets.parts import show_part

st.title(TITLE, anchor=False)
show_part(PAGE, "cijfers", show_key_figures)
show_part(PAGE, "wegen", show_ways)
show_part(PAGE, "verschil", show_uneven)
show_part(PAGE, "doelen", show_goals)
show_part(PAGE, "kwartaal", show_due)
show_part(PAGE, "wijzigingen", show_changes)
show_doors()
