"""Speerpuntsectoren: who chose which sectors, what is known of each, and two compared."""

from __future__ import annotations

import streamlit as st

from components.screens.speerpuntsectoren import show_sectors

st.title("Speerpuntsectoren", anchor=False)
show_sectors()
