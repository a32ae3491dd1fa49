"""Regio in beeld: the labour market of the region, one figure at a time."""

from __future__ import annotations

from components.screens.regio_in_beeld import show_topic

show_topic()
