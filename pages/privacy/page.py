"""Privacy: what this site keeps of its visitors, and what it hides in figures."""

from __future__ import annotations

from components.markup.hero import Hero
from components.widgets.hero import show_hero
from components.widgets.texts import show_text

show_hero(
    Hero("Privacy", "Wat deze site van u bewaart, en hoe cijfers over mensen worden beschermd.")
)
show_text("privacy")
