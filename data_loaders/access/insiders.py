"""Who is in: the claims of a signed-in account, held against what this server asks of them.

Both sides use it: the page that shows Beheer, and the gate that takes in a file.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from data_loaders.clock import time_at

Role = Literal["inzender", "beheerder"]
ROLES: tuple[Role, ...] = ("inzender", "beheerder")
"""From the least to the most that one may do; so they are named by a provider as well."""
LOCAL, LOGIN = "lokaal", "aanmelden"
EVERYTHING = "alles"
"""In place of subjects: whoever has this may propose for all there are."""


class DeniedError(Exception):
    """Why somebody is not let in, as one Dutch sentence; empty for who has not signed in."""


@dataclass(frozen=True)
class Access:
    """How Beheer is open on this server.

    `mode` is empty (there is none), LOCAL or LOGIN. `client` is what a provider calls this
    monitor. `account_claim` says which claim is the account, `role_claim` which one has the
    role, a dot between the names of one inside another; empty: none has. `administrators` are
    always beheerder. Who signed in longer than `minutes` ago, does so again.
    """

    mode: str = ""
    client: str = ""
    account_claim: str = "email"
    role_claim: str = ""
    administrators: tuple[str, ...] = ()
    minutes: int = 60


CLOSED = Access()


@dataclass(frozen=True)
class Right:
    """What a beheerder gave to an account: a role, and for an inzender the subjects."""

    account: str
    role: Role
    about: tuple[str, ...] = ()


@dataclass(frozen=True)
class Insider:
    """Somebody who is in. `until` is when to sign in again; None where nobody signs in."""

    account: str
    role: Role
    about: frozenset[str] = frozenset()
    until: datetime | None = None

    @property
    def is_administrator(self) -> bool:
        """Whether this one publishes, corrects and invites."""
        return self.role == "beheerder"

    def may_propose(self, subjects: Collection[str]) -> bool:
        """Tell whether something may be proposed that is known by any of these names.

        Those are its own id, that of the project it belongs to, and its kind.
        """
        return self.is_administrator or bool(self.about & {EVERYTHING, *subjects})


def insider_of(
    claims: Mapping[str, Any], access: Access, rights: Mapping[str, Right], now: datetime
) -> Insider:
    """Return who this is. Raises DeniedError.

    `claims` are those of a signed cookie: the provider's signature was checked at sign-in, but
    not for whom it was meant, nor how long ago that is.
    """
    if access.mode == LOCAL:
        return Insider("deze machine", "beheerder")
    if access.mode != LOGIN or claims.get("is_logged_in") is not True:
        raise DeniedError
    if access.client not in _listed(claims.get("aud")):
        raise DeniedError("Dit bewijs van aanmelding is niet voor deze monitor.")
    until = _moment(claims.get("iat")) + timedelta(minutes=access.minutes)
    if now >= until:
        raise DeniedError("Uw aanmelding is verlopen. Meld u opnieuw aan.")
    account = account_key(_claim(claims, access.account_claim))
    if not account or (access.account_claim == "email" and claims.get("email_verified") is False):
        raise DeniedError(
            "Uw account heeft geen bevestigd adres waaraan de monitor u herkent "
            f"({access.account_claim})."
        )
    right = rights.get(account)
    role = _role(_listed(_claim(claims, access.role_claim)), account, access, right)
    return Insider(account, role, frozenset(right.about if right else ()), until)


def account_key(text: object) -> str:
    """Return an account as it is compared and kept; empty for what cannot be one."""
    found = text.strip().lower() if isinstance(text, str) else ""
    usable = found.isprintable() and not any(map(str.isspace, found))
    return found if usable and len(found) <= 200 else ""


def _role(named: Sequence[object], account: str, access: Access, right: Right | None) -> Role:
    """Return the highest role that settings, claim or a beheerder give. Raises DeniedError."""
    if account in access.administrators or "beheerder" in named:
        return "beheerder"
    if right is not None:
        return right.role
    if "inzender" in named:
        return "inzender"
    raise DeniedError(
        f"Uw account {account} heeft hier geen rol. Een beheerder van de monitor kan u uitnodigen."
    )


def _claim(claims: Mapping[str, Any], name: str) -> object:
    """Return a claim by its name, or by the names on the way to it (`realm_access.roles`)."""
    if name in claims or not name:
        return claims.get(name)
    found: object = claims
    for part in name.split("."):
        found = found.get(part) if isinstance(found, Mapping) else None
    return found


def _listed(value: object) -> Sequence[object]:
    return value if isinstance(value, list | tuple) else [] if value is None else [value]


def _moment(seconds: object) -> datetime:
    """Return when somebody signed in; what says nothing of it, is long ago."""
    usable = isinstance(seconds, int | float) and not isinstance(seconds, bool)
    try:
        return time_at(float(seconds) if usable else 0.0)  # type: ignore[arg-type]
    except (OverflowError, OSError, ValueError):
        return time_at(0)
