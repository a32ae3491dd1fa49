"""Toegankelijkheid: what works for everyone, and what not yet."""

from __future__ import annotations

from components.markup.hero import Hero
from components.screens.toegankelijkheid import show_statement
from components.widgets.hero import show_hero

show_hero(Hero("Toegankelijkheid", "Wat wij doen zodat iedereen deze site kan gebruiken."))
show_statement()
