"""Overzicht: the key figures of the region, and the way to every part of the monitor."""

from __future__ import annotations

import streamlit as st

from components.overview import show_doors, show_highlights

st.title("Arbeidsmarktmonitor Arnhem-Nijmegen", anchor=False)
show_highlights()
show_doors()
