"""Who looks at this page: the account that signed in, if that is somebody who is in."""

from __future__ import annotations

import streamlit as st

from components.words.hosting import inside_access
from data_loaders.access.insiders import LOGIN, DeniedError, Insider, insider_of
from data_loaders.clock import utc_now
from data_loaders.reports.rights import load_rights


def current_insider() -> Insider:
    """Return who this is, held against the rights of this moment. Raises DeniedError."""
    access = inside_access()
    claims = st.user.to_dict() if access.mode == LOGIN else {}
    return insider_of(claims, access, load_rights() if claims else {}, utc_now())


def has_inside() -> bool:
    """Tell whether there is a Beheer at all."""
    return bool(inside_access().mode)


def is_inside() -> bool:
    """Tell whether this visitor is in: then the menu leads to Beheer."""
    try:
        current_insider()
    except DeniedError:
        return False
    return True
