"""Om ons heen: Oost-Nederland, its networks, and agendas of other regions."""

from __future__ import annotations

from components.screens.om_ons_heen import show_surroundings

show_surroundings()
