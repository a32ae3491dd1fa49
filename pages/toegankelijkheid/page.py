"""Overzicht: how the region stands, and the way to every part of the monitor."""

from __future__ import annotations

import streamlit as st

st.title("Arbeidsmarktmonitor Arnhem-Nijmegen", anchor=False)
