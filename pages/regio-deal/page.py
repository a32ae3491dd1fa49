"""Regio Deal: the projects, where they are, who takes part, and what is known of each."""

from __future__ import annotations

import streamlit as st

from components.screens.regio_deal import show_regio_deal

st.title("Regio Deal", anchor=False)
show_regio_deal()
