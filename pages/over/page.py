"""Over: what this monitor is and how it treats figures."""

from __future__ import annotations

import streamlit as st

from components.widgets.texts import show_text

st.title("Over deze monitor", anchor=False)
show_text("over")
