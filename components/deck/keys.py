"""The keys of a showing: the one list of them, for who presents. Pure."""

from __future__ import annotations

from html import escape

KEYS = (
    ("→ ↓ spatie, Page Down, Enter", "volgende dia"),
    ("← ↑ Backspace, Page Up", "vorige dia"),
    ("Home, End", "eerste en laatste dia"),
    ("nummer en dan Enter", "naar die dia"),
    ("B of punt", "zwart scherm, en weer terug"),
    ("F", "volledig scherm, en weer terug"),
    ("P", "automatisch wisselen aan of uit"),
    ("?", "deze lijst"),
    ("Esc", "terug naar de presentatie in de monitor"),
)


def keys_help() -> str:
    """Return the list of keys, closed; a key or a click opens it."""
    rows = "".join(
        f'<tr><th scope="row">{escape(key)}</th><td>{escape(does)}</td></tr>' for key, does in KEYS
    )
    return (
        '<details id="toetsen"><summary>Toetsen</summary><table>'
        '<thead class="onzichtbaar"><tr><th scope="col">Toets</th><th scope="col">Wat die doet</th>'
        f"</tr></thead><tbody>{rows}</tbody></table></details>"
    )
