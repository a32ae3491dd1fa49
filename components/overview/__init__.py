"""Overzicht: the start page."""
