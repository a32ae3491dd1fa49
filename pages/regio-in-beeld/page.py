"""Regio in beeld: the labour market of the region, one part at a time."""

from __future__ import annotations

import streamlit as st

from components.screens.regio_in_beeld import show_topic

st.title("Regio in beeld", anchor=False)
show_topic()
