"""Toegankelijkheid: what works for everyone, what not yet, and privacy."""

from __future__ import annotations

import streamlit as st

from components.widgets.texts import show_text

st.title("Toegankelijkheid en privacy", anchor=False)
show_text("toegankelijkheid")
