"""Bronnen: every figure with its source, what contradicts what, and the open data."""

from __future__ import annotations

import streamlit as st

from components.screens.bronnen import (
    show_contradictions,
    show_indicators,
    show_open_data,
    show_sources,
)

st.title("Bronnen", anchor=False)
show_sources()
show_indicators()
show_contradictions()
show_open_data()
