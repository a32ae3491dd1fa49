"""Regio in beeld: the labour market of the region, one part at a time."""

from __future__ import annotations

import streamlit as st

from components.selection import choose_topic, chosen_areas
from components.topics import show_topic

st.title("Regio in beeld", anchor=False)
show_topic(choose_topic(), chosen_areas())
