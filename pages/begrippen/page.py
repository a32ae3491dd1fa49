"""Begrippen: the words of the documents, and what they mean."""

from __future__ import annotations

from components.screens.begrippen import show_terms

show_terms()
