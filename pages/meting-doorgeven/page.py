"""Meting doorgeven: who reports what, when and how, with the workbooks to fill in."""

from __future__ import annotations

from components.markup.hero import Hero
from components.screens.meting_doorgeven import PAGE, show_duties, show_how, show_workbooks
from components.widgets.hero import show_hero
from components.widgets.parts import show_part

LEAD = (
    "Doelen, acties, geld en het Werkcentrum: wie weet hoe het ervoor staat, geeft het door. "
    "Na controle ziet iedereen het hier."
)

show_hero(Hero("Geef door hoe het ervoor staat", LEAD, name="Meting doorgeven"))
show_part(PAGE, "wie", show_duties)
show_part(PAGE, "bestanden", show_workbooks)
show_part(PAGE, "hoe", show_how)
