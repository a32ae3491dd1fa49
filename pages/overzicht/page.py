"""Overzicht: us, now, better or worse, and the way to every part of the monitor."""

from __future__ import annotations

from components.screens.overzicht import (
    PAGE,
    show_doors,
    show_goals,
    show_key_figures,
    show_map,
    show_top,
)
from components.widgets.parts import show_plain_part

show_plain_part(PAGE, "top", show_top)
show_plain_part(PAGE, "cijfers", show_key_figures)
show_plain_part(PAGE, "kaart", show_map)
show_plain_part(PAGE, "doelen", show_goals)
show_plain_part(PAGE, "deuren", show_doors)
