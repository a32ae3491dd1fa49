"""The keys of a showing: the one list of them, for who presents. Pure."""

from __future__ import annotations

KEYS = (
    ("→ ↓ spatie, Page Down, Enter", "volgende dia"),
    ("← ↑ Backspace, Page Up", "vorige dia"),
    ("Home, End", "eerste en laatste dia"),
    ("nummer en dan Enter", "naar die dia"),
    ("B of punt", "zwart scherm, en weer terug"),
    ("F", "volledig scherm, en weer terug"),
    ("P", "automatisch wisselen aan of uit"),
    ("Q", "QR-code van deze dia, en weer weg"),
    ("D", "lijst van alle dia's"),
    ("?", "deze lijst"),
    ("Esc", "terug naar de presentatie in de monitor"),
)
