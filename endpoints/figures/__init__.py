"""Figures over HTTP: tiles, sharing, showing and handouts."""
