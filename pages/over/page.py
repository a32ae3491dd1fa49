"""Over: what this monitor is and how it treats figures."""

from __future__ import annotations

from components.markup.hero import Hero
from components.widgets.hero import show_hero
from components.widgets.texts import show_text

show_hero(Hero("Over deze monitor", "Wat deze site is, voor wie, en hoe wij met cijfers omgaan."))
show_text("over")
