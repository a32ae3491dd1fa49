"""The way in for who works on the monitor. Without the settings there is none at all.

Streamlit signs people in and takes in files by addresses of its own (`/auth/login`,
`/_stcore/upload_file/...`). Here is decided whether those exist, for whom, and which cookies go
out.
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

from data_loaders.access.insiders import LOCAL, LOGIN, Access, DeniedError, Insider, insider_of
from data_loaders.clock import utc_now
from data_loaders.files.errors import DataError
from endpoints.guard.settings import Settings
from endpoints.http.clients import Buckets, is_loopback

SIGN_IN = ("/auth/login", "/auth/logout", "/oauth2callback")
CALLBACK = SIGN_IN[-1]
PAGE = "beheer"
UPLOAD = re.compile(r"/_stcore/upload_file/[0-9a-f-]{36}/[0-9a-f-]{36}")
FILES_ASKED = "file_urls_request"
"""What the page asks over its websocket before it sends a file."""
LARGEST_UPLOAD = 1024 * 1024 + 64 * 1024
"""`server.maxUploadSize` of .streamlit/config.toml, and what stands around the file."""
UPLOADS_A_MINUTE, SIGN_INS_A_MINUTE = 10, 30
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
        self.uploads = Buckets(UPLOADS_A_MINUTE / 60, UPLOADS_A_MINUTE)

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
        """Tell whether an address of Streamlit's exists because of the way in."""
        return (
            self.access.mode == LOGIN and scope["method"] == "GET" and scope["path"] in SIGN_IN
        ) or bool(self.is_upload(scope) and self.insider(scope))

    def is_upload(self, scope: Scope) -> bool:
        """Tell whether somebody sends a file, or takes it back."""
        known = bool(self.access.mode) and scope["type"] == "http"
        return (
            known and scope["method"] in ("PUT", "DELETE") and bool(UPLOAD.fullmatch(scope["path"]))
        )

    def refuses_body(self, scope: Scope, headers: Headers) -> int | None:
        """Return why a body may not come in, as a status; None when it may."""
        who = self.insider(scope) if self.is_upload(scope) and scope["method"] == "PUT" else None
        length = headers.get("content-length", "")
        if who is None or not length.isascii() or not length.isdigit():
            return 413
        if int(length) > LARGEST_UPLOAD:
            return 413
        return None if self.uploads.of(who.account).take() else 429

    def insider(self, scope: Scope) -> Insider | None:
        """Return who sends a request, when that is somebody who is in."""
        try:
            return insider_of(self._claims(scope), self.access, {}, utc_now())
        except (DeniedError, DataError):
            return None

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
        """Return a cookie that lasts no longer than a sign-in does, over https only if we are."""
        if cookie.startswith(USER):  # and the others whose name begins so
            seconds = self.access.minutes * 60
            cookie = re.sub(r"(?i)max-age=[1-9]\d*", f"Max-Age={seconds}", cookie)
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
