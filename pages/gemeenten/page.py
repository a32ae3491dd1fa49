"""Gemeenten: one municipality or region with all its figures and all that touches it."""

from __future__ import annotations

from components.screens.gemeenten import (
    PAGE,
    chosen_area,
    show_around,
    show_choices,
    show_figures,
    show_profile,
    show_regional,
)
from components.widgets.parts import show_plain_part

if code := chosen_area():
    show_plain_part(PAGE, "top", lambda: show_profile(code))
    show_plain_part(PAGE, "cijfers", lambda: show_figures(code))
    show_plain_part(PAGE, "regio", lambda: show_regional(code))
    show_plain_part(PAGE, "speelt", lambda: show_around(code))
else:
    show_plain_part(PAGE, "kiezen", show_choices)
