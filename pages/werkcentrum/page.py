"""Werkcentrum: how many questions there were in a month, of whom, about what and how."""

from __future__ import annotations

from components.screens.werkcentrum import PAGE, show_course, show_month, show_newest
from components.widgets.parts import show_part, show_plain_part

show_plain_part(PAGE, "top", show_newest)
show_plain_part(PAGE, "maand", show_month)
show_part(PAGE, "verloop", show_course)
