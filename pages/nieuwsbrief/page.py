"""Nieuwsbrief: per quarter all projects with aim, audience, progress and contact."""

from __future__ import annotations

from components.screens.nieuwsbrief import PAGE, show_letter, show_letter_head
from components.widgets.parts import show_plain_part

show_plain_part(PAGE, "top", show_letter_head)
show_plain_part(PAGE, "brief", show_letter)
