"""Uitvoeringsagenda: actions against today, the dates that matter, and the money."""

from __future__ import annotations

from components.screens import uitvoeringsagenda as calendar
from components.screens import uitvoeringsagenda_delen as others
from components.widgets.parts import show_parts, show_plain_part

PARTS = {
    "geld": {
        "begroting": others.show_budget,
        "rijksgeld": others.show_state_money,
    },
    "posten": {
        "posten": others.show_posts,
        "financiering": others.show_financing,
    },
    "sleuteldata": {"kwartaal": others.show_quarter, "data": others.show_dates},
    "ambities": {"ambities": others.show_ambitions},
}

opened = calendar.show_calendar()
if opened in PARTS:
    show_parts(calendar.PAGE, PARTS[opened])
else:
    show_plain_part(calendar.PAGE, "acties", calendar.show_actions)
    show_plain_part(calendar.PAGE, "wegen", calendar.show_agenda_ways)
