"""Gemeenten: one municipality or region with all its figures and all that touches it."""

from __future__ import annotations

from functools import partial

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
    show_plain_part(PAGE, "top", partial(show_profile, code))
    show_plain_part(PAGE, "cijfers", partial(show_figures, code))
    show_plain_part(PAGE, "regio", partial(show_regional, code))
    show_plain_part(PAGE, "speelt", partial(show_around, code))
else:
    show_plain_part(PAGE, "kiezen", show_choices)
