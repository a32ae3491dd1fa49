"""Presentations: composing them, their slides and their page."""
