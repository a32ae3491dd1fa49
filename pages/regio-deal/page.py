"""Regio Deal: the projects, where they are, who takes part, and what is known of each."""

from __future__ import annotations

from components.screens.regio_deal import show_regio_deal

show_regio_deal()
