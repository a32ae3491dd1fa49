"""How each kind of change is called, alone and counted. Pure."""

from __future__ import annotations

from data_loaders.since.records import ChangeKind

TITLES: dict[ChangeKind, str] = {
    "nieuwe periode": "Nieuwe periodes",
    "herzien cijfer": "Herziene cijfers",
    "vervallen cijfer": "Vervallen cijfers",
    "andere status": "Andere status, zelfde cijfer",
    "nieuwe meting": "Nieuwe metingen bij doelen",
    "verbeterde meting": "Verbeterde metingen",
    "doel: andere stand": "Doelen met een andere stand",
    "actie: einddatum voorbij": "Acties waarvan de einddatum voorbij is",
    "actie: begonnen": "Acties die volgens de planning begonnen",
    "actie: gemeld": "Acties waarvan de stand is gemeld",
    "geld: uitgegeven": "Uitgegeven geld",
    "telling werkcentrum": "Tellingen van het Werkcentrum",
    "nieuwe kanttekening": "Nieuwe kanttekeningen",
}
"""The heading of each kind."""

COUNTED: dict[ChangeKind, tuple[str, str]] = {
    "nieuwe periode": ("nieuwe periode", "nieuwe periodes"),
    "herzien cijfer": ("herzien cijfer", "herziene cijfers"),
    "vervallen cijfer": ("vervallen cijfer", "vervallen cijfers"),
    "andere status": ("cijfer met een andere status", "cijfers met een andere status"),
    "nieuwe meting": ("nieuwe meting", "nieuwe metingen"),
    "verbeterde meting": ("verbeterde meting", "verbeterde metingen"),
    "doel: andere stand": ("doel met een andere stand", "doelen met een andere stand"),
    "actie: einddatum voorbij": (
        "actie waarvan de einddatum voorbij is",
        "acties waarvan de einddatum voorbij is",
    ),
    "actie: begonnen": (
        "actie die volgens de planning begon",
        "acties die volgens de planning begonnen",
    ),
    "actie: gemeld": ("gemelde stand van een actie", "gemelde standen van acties"),
    "geld: uitgegeven": ("melding van uitgegeven geld", "meldingen van uitgegeven geld"),
    "telling werkcentrum": ("telling van het Werkcentrum", "tellingen van het Werkcentrum"),
    "nieuwe kanttekening": ("nieuwe kanttekening", "nieuwe kanttekeningen"),
}
MEASURED: frozenset[ChangeKind] = frozenset({"nieuwe meting", "verbeterde meting"})
REPORTED: frozenset[ChangeKind] = MEASURED | {
    "actie: gemeld",
    "geld: uitgegeven",
    "telling werkcentrum",
}
"""What somebody reported: with it stands who says so."""
