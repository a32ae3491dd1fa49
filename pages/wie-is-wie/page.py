"""Wie is wie: every organisation with all it does, who decides, and what a partner promises."""

from __future__ import annotations

from components.screens.wie_is_wie import show_who

show_who()
