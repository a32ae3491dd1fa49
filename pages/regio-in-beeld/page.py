"""Regio in beeld: the labour market of the region, one part at a time."""

from __future__ import annotations

import streamlit as st

from components.screens.regio_in_beeld import show_topic
from components.widgets.selection import choose_areas, choose_topic, chosen_areas

st.title("Regio in beeld", anchor=False)
choose_areas()
show_topic(choose_topic(), chosen_areas())
