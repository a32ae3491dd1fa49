"""Uitvoeringsagenda: actions, key dates and money."""
