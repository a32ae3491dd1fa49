"""The way in for who works on the monitor. Without the settings there is none at all.

Streamlit signs people in by addresses of its own (`/auth/login`). Here is decided whether those
exist, and which cookies go out. Its address to send files to stays closed for everybody: a file
comes over the websocket, to the process that has the session (docs/besluiten/0017).
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.requests import cookie_parser
from starlette.types import Scope
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value

from data_loaders.access.insiders import LOCAL, LOGIN, Access, Insider, insider_of
from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from data_loaders.reports.rights import load_rights
from endpoints.guard.settings import Settings
from endpoints.http.clients import is_loopback

SIGN_IN = ("/auth/login", "/auth/logout", "/oauth2callback")
BEGIN, CALLBACK = SIGN_IN[0], SIGN_IN[-1]
PAGE = "beheer"
SIGN_INS_A_MINUTE = 30
USER, TOKENS, XSRF = "_streamlit_user", "_streamlit_user_tokens", "_streamlit_xsrf"
BEFORE_SOCKET = {"/_stcore/health", "/_stcore/host-config"}
"""What the page asks first: there Streamlit gives the token that a signed-in socket must show."""
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


def access_of(settings: Settings) -> Access:
    """Return how Beheer is open by these settings. Raises DataError when that cannot be."""
    if settings.inside == LOCAL:
        _check_local(settings)
    elif settings.inside == LOGIN:
        _check_login(settings)
    return Access(
        mode=settings.inside,
        client=settings.oidc_client,
        account_claim=settings.account_claim,
        role_claim=settings.role_claim,
        administrators=settings.administrators,
        minutes=settings.inside_minutes,
    )


def login_secrets(settings: Settings) -> dict[str, Any]:
    """Return what Streamlit must know to sign people in; empty when nobody can."""
    if settings.inside != LOGIN:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{settings.url}{CALLBACK}",
            "cookie_secret": settings.cookie_secret,
            "client_id": settings.oidc_client,
            "client_secret": settings.oidc_secret,
            "server_metadata_url": settings.oidc_url,
        }
    }


class Inside:
    """What of the way in is open to a request."""

    def __init__(self, settings: Settings) -> None:
        """Prepare it. Raises DataError when the settings contradict each other."""
        self.access = access_of(settings)
        self.secret = settings.cookie_secret
        self.is_https = settings.url.startswith("https://")
        self.path = urlsplit(settings.url).path or "/"

    def is_outside(self, scope: Scope, headers: Headers) -> bool:
        """Tell whether a request comes from elsewhere while nobody needs to sign in here.

        A proxy on this machine, or a page of a site whose name leads to it, is elsewhere too.
        """
        if self.access.mode != LOCAL:
            return False
        ends = [(scope.get(end) or ("",))[0] for end in ("client", "server")]
        name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
        proxied = any(header in headers for header in FORWARDED)
        return proxied or not all(is_loopback(str(place)) for place in (*ends, name))

    def opens(self, scope: Scope) -> bool:
        """Tell whether an address of Streamlit's exists because people can sign in."""
        is_read = self.access.mode == LOGIN and scope["method"] == "GET"
        return is_read and scope["path"] in SIGN_IN

    def insider(self, scope: Scope) -> Insider:
        """Return who sends a request. Raises DeniedError, and may ask the database for rights."""
        return insider_of(self._claims(scope), self.access, load_rights(), utc_now())

    def _claims(self, scope: Scope) -> dict[str, Any]:
        if self.access.mode != LOGIN:
            return {}
        cookies = _cookies(scope)

        def one(name: str) -> bytes | None:
            return decode_signed_value(self.secret, name, cookies.get(name, ""))

        try:
            found = json.loads(get_cookie_with_chunks(one, USER) or b"{}")
        except ValueError:
            return {}
        return found if isinstance(found, dict) else {}

    def kept_cookies(self, scope: Scope, made: Sequence[str]) -> list[str]:
        """Return which of the cookies that an answer sets may go out, and how: mostly none.

        The public side sets none. Who signs in gets those of signing in; who is signed in gets
        the token that shows that a message comes from our own page.
        """
        if not self.access.mode:
            return []
        if self.access.mode == LOGIN and scope["path"] in SIGN_IN:
            return [self._dressed(cookie) for cookie in made]
        signed_in = self.access.mode == LOCAL or USER in _cookies(scope)
        if scope["path"] in BEFORE_SOCKET and signed_in:
            return [self._dressed(cookie) for cookie in made if cookie.startswith(f"{XSRF}=")]
        return []

    def _dressed(self, cookie: str) -> str:
        """Return a cookie for our own path, no longer than a sign-in, over https only if we are."""
        if cookie.startswith(USER):  # and the others whose name begins so
            seconds = self.access.minutes * 60
            cookie = re.sub(r"(?i)max-age=[1-9]\d*", f"Max-Age={seconds}", cookie)
        cookie = re.sub(r"(?i)(; *path=)/(?=;|$)", rf"\g<1>{self.path}", cookie)
        secure = "secure" in map(str.strip, cookie.lower().split(";"))
        return f"{cookie}; Secure" if self.is_https and not secure else cookie


def _cookies(scope: Scope) -> dict[str, str]:
    return cookie_parser(Headers(scope=scope).get("cookie", ""))


def _check_local(settings: Settings) -> None:
    wide = [
        ("MONITOR_ADDRESS", is_loopback(settings.address)),
        ("MONITOR_URL", not settings.url or is_loopback(urlsplit(settings.url).hostname or "")),
        ("MONITOR_PROXIES", not settings.proxies),
        ("MONITOR_FRAMES", settings.frames in (("'self'",), ("'none'",))),
    ]
    for name, is_narrow in wide:
        if not is_narrow:
            raise DataError(
                f"MONITOR_BEHEER=lokaal vraagt niemand zich aan te melden en kan alleen als de "
                f"server uitsluitend voor deze machine is: {name} opent hem voor anderen "
                "(zie docs/beheer.md)."
            )


def _check_login(settings: Settings) -> None:
    given = {
        "MONITOR_URL": settings.url,
        "MONITOR_OIDC_URL": settings.oidc_url,
        "MONITOR_OIDC_CLIENT": settings.oidc_client,
        "MONITOR_OIDC_SECRET": settings.oidc_secret,
        "MONITOR_COOKIE_SECRET": settings.cookie_secret,
        "MONITOR_BEHEERDERS of MONITOR_ROLE_CLAIM": settings.administrators or settings.role_claim,
        "MONITOR_BEHEER_MINUTEN": settings.inside_minutes,
    }
    missing = [name for name, value in given.items() if not value]
    if missing:
        raise DataError(
            f"MONITOR_BEHEER=aanmelden kan niet zonder {', '.join(missing)} (zie docs/beheer.md)."
        )
    host = urlsplit(settings.url).hostname or ""
    if not (settings.url.startswith("https://") or is_loopback(host)):
        raise DataError(
            "MONITOR_BEHEER=aanmelden kan alleen over https: MONITOR_URL begint met http:// "
            "(zie docs/beheer.md)."
        )
