"""Speerpuntsectoren: who chose which sectors, what is known of each, and two compared."""

from __future__ import annotations

from components.screens.speerpuntsectoren import show_sectors

show_sectors()
