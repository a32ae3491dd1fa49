"""Beraad: choose or make a presentation, show it, and see what changed since the last one."""

from __future__ import annotations

import streamlit as st

from components.screens.beraad_compose import PAGE, show_deck, show_ready
from components.screens.beraad_picker import show_picker
from components.screens.beraad_since import show_since
from components.widgets.parts import show_part

st.title("Beraad", anchor=False)
show_part(PAGE, "kant-en-klaar", show_ready)
show_part(PAGE, "presentatie", show_deck)
show_part(PAGE, "toevoegen", show_picker)
show_part(PAGE, "sinds", show_since)
