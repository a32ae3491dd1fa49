"""HCA-doelen: the goals of the Human Capital Akkoord, their state, tables and money."""

from __future__ import annotations

import streamlit as st

from components.screens.hca_doelen import (
    PAGE,
    show_common_ladder,
    show_hca_budget,
    show_hca_goals,
    show_plans,
    show_work_tables,
)
from components.widgets.parts import show_part

st.title("Doelen van het Human Capital Akkoord", anchor=False)
show_part(PAGE, "doelen", show_hca_goals)
show_part(PAGE, "ladder", show_common_ladder)
show_part(PAGE, "werktafels", show_work_tables)
show_part(PAGE, "begroting", show_hca_budget)
show_part(PAGE, "plannen", show_plans)
