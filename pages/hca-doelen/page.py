"""HCA-doelen: the goals of the Human Capital Akkoord, their state, tables and money."""

from __future__ import annotations

from components.screens import hca_doelen as goals
from components.screens import hca_doelen_delen as others
from components.widgets.parts import show_parts, show_plain_part

PARTS = {
    "werktafels": {"werktafels": others.show_work_tables},
    "geld": {"begroting": others.show_hca_budget, "regelingen": others.show_schemes},
    "afspraken": {
        "effecten": others.show_effects,
        "ladder": others.show_common_ladder,
        "plannen": others.show_plans,
    },
    "meting": {"meting": others.show_measuring},
}

opened = goals.show_hca_head()
if opened in PARTS:
    show_parts(goals.PAGE, PARTS[opened])
else:
    show_plain_part(goals.PAGE, "doelen", goals.show_hca_goals)
    show_plain_part(goals.PAGE, "wegen", goals.show_hca_ways)
