"""Beheer: who has which role, and to give or take one."""

from __future__ import annotations

from functools import partial

import streamlit as st

from components.markup.templates import macro
from components.widgets.desk import do, field_key
from components.widgets.many import choose_many
from components.words.hosting import inside_access
from data_loaders.access.insiders import Insider
from data_loaders.reports.desk import invite
from data_loaders.reports.grants import GrantedRole
from data_loaders.reports.rights import rights_of
from data_loaders.reports.rows import Everything
from data_loaders.reports.subjects import known_names

ROLES: tuple[GrantedRole, ...] = ("inzender", "beheerder", "geen")
FIXED = "uit de instellingen van de server"


def show_people(insider: Insider, everything: Everything) -> None:
    """Show who is in by name, and the form to invite somebody."""
    names = known_names()
    rights = rights_of(everything.grants).values()
    rows = [(account, "beheerder", FIXED) for account in inside_access().administrators]
    rows += [(r.account, r.role, ", ".join(names.get(n, n) for n in r.about)) for r in rights]
    if rows:
        columns = ("Account", "Rol", "Waarvan")
        st.html(macro("basis", "table", "Wie een rol heeft", columns, rows))
    if claim := inside_access().role_claim:
        text = f"Een rol kan ook van de aanbieder komen (claim {claim}); die staat hier niet."
        st.html(macro("basis", "sub", text))
    account = st.text_input("Account", key=field_key("account"), placeholder="naam@organisatie.nl")
    role = st.selectbox("Rol", ROLES, key=field_key("rol"))
    about = (
        choose_many(
            "Waarvan geeft deze inzender iets door?",
            list(names),
            names.__getitem__,
            key=field_key("waarvan"),
            placeholder="Kies projecten, doelen of soorten",
        )
        if role == "inzender"
        else []
    )
    if st.button("Bewaar", type="primary") and account:
        do(partial(invite, account, role, about, insider), f"Bewaard: {account} is nu {role}.")
