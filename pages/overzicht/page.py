"""Overzicht: us, now, better or worse, and the way to every part of the monitor."""

from __future__ import annotations

from components.screens.overzicht import (
    PAGE,
    show_doors,
    show_finding,
    show_goal_rows,
    show_key_figures,
    show_map,
)
from components.widgets.parts import show_plain_part

show_plain_part(PAGE, "top", show_finding)
show_plain_part(PAGE, "cijfers", show_key_figures)
show_plain_part(PAGE, "kaart", show_map)
show_plain_part(PAGE, "doelen", show_goal_rows)
show_plain_part(PAGE, "deuren", show_doors)
