"""Regio in beeld: the labour market of the region, one part at a time."""

from __future__ import annotations

import streamlit as st

from components.explorer import show_explorer
from components.selection import chosen_areas, choose_topic
from components.tiles import show_broken, show_key_figures, show_tile
from components.topics import show_topic_heading, tiles_of_topic

st.title("Regio in beeld", anchor=False)
topic = choose_topic()
show_topic_heading(topic)
tiles = tiles_of_topic(topic)
if tiles.explorer:
    show_explorer(tiles.explorer, chosen_areas())
show_key_figures(tiles.key_figures)
for indicator in tiles.figures:
    show_tile(indicator)
show_broken(tiles.broken)
