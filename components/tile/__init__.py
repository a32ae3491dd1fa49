"""Tiles: one figure, goal or project as a page or image of its own. Pure."""
