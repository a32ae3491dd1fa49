"""An organisation's provider of sign-ins on loopback, and a browser's part of signing in by it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from itertools import count
from urllib.parse import quote

import requests
from joserfc import jwt
from joserfc.jwk import OctKey
from oidc_provider_mock import run_server_in_thread
from sitework import STREAM, Site, serving_site
from websockets.sync.client import ClientConnection, connect
from websockets.typing import Subprotocol

from bench.ports import free_port

CLIENT = "monitor"
SECRET = "een-geheim-van-meer-dan-32-tekens-voor-de-proef"
ADMINISTRATOR = "beheer@voorbeeld.nl"
_CLIENTS = count(1)


@dataclass(frozen=True)
class Provider:
    """The provider: who has an account there, and what it says of them."""

    url: str

    def know(self, account: str, **claims: object) -> None:
        """Let an account have these claims from now on, beside its address."""
        said = {"email": account, **claims}
        requests.put(f"{self.url}/users/{quote(account)}", json=said, timeout=30).raise_for_status()


@contextmanager
def providing() -> Iterator[Provider]:
    with run_server_in_thread() as server:
        yield Provider(f"http://localhost:{server.server_port}")


@contextmanager
def serving_inside(provider: Provider, **environment: str) -> Iterator[Site]:
    """Run the monitor with a sign-in by `provider`."""
    port = free_port()
    given = {
        "MONITOR_BEHEER": "aanmelden",
        "MONITOR_URL": f"http://localhost:{port}",
        "MONITOR_OIDC_URL": f"{provider.url}/.well-known/openid-configuration",
        "MONITOR_OIDC_CLIENT": CLIENT,
        "MONITOR_OIDC_SECRET": "geheim-van-de-proef",
        "MONITOR_COOKIE_SECRET": SECRET,
        "MONITOR_BEHEERDERS": ADMINISTRATOR,
        "MONITOR_ROLE_CLAIM": "roles",
        "MONITOR_PROXIES": "127.0.0.0/8 ::1",
        "AUTHLIB_INSECURE_TRANSPORT": "1",
    }
    with serving_site(at=port, **(given | environment)) as site:
        yield site


def ticket(secret: str = SECRET) -> str:
    """Return what our own page gives along to who begins to sign in."""
    claims = {"provider": "default", "exp": int(time.time()) + 120}
    return jwt.encode({"alg": "HS256"}, claims, OctKey.import_key(secret))


@dataclass
class Visitor:
    """A browser without a screen: it keeps cookies and follows nothing by itself."""

    site: Site
    cookies: dict[str, str] = field(default_factory=dict)
    client: str = field(default_factory=lambda: f"198.51.100.{next(_CLIENTS) % 250}")

    @property
    def headers(self) -> dict[str, str]:
        """What the proxy in front says of where this one comes from."""
        return {"X-Forwarded-For": self.client} if self.client else {}

    def ask(self, url: str, method: str = "GET", **options: object) -> requests.Response:
        """Ask our site with the cookies there are, and keep those it sets."""
        headers = self.headers | dict(options.pop("headers", {}))  # type: ignore[call-overload]
        place = url if url.startswith("http") else f"{self.site.url}{url}"
        answer = requests.request(
            method,
            place,
            cookies=self.cookies,
            headers=headers,
            allow_redirects=False,
            timeout=60,
            **options,  # type: ignore[arg-type]
        )
        for line in answer.raw.headers.getlist("set-cookie"):
            for name, made in SimpleCookie(line).items():
                if made.value and made["max-age"] != "0" and "1970" not in made["expires"]:
                    self.cookies[name] = made.value
                else:
                    self.cookies.pop(name, None)
        return answer

    def begin(self) -> str:
        """Begin to sign in, and return where the provider asks who this is."""
        answer = self.ask("/auth/login", headers={"Sec-Fetch-Site": "same-origin"})
        return answer.headers["location"]

    def agree(self, asked: str, account: str) -> str:
        """Say to the provider who this is, and return where it sends the browser back."""
        answer = requests.post(asked, data={"sub": account}, allow_redirects=False, timeout=30)
        return answer.headers["location"]

    def sign_in(self, account: str) -> requests.Response:
        """Sign in; return the answer to coming back from the provider."""
        return self.ask(self.agree(self.begin(), account))

    def open(self) -> ClientConnection:
        """Open the websocket as our page does: with its cookies and the token it was given."""
        self.ask("/_stcore/health")
        token = self.cookies.get("_streamlit_xsrf", "")
        return self.socket("streamlit", *filter(None, [token]))

    def socket(self, *protocols: str, origin: str = "") -> ClientConnection:
        """Open the websocket with these words of Streamlit's: its name, a token, a session."""
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        return connect(
            f"ws://localhost:{self.site.port}{STREAM}",
            subprotocols=[Subprotocol(part) for part in protocols],
            additional_headers=self.headers | ({"Cookie": jar} if jar else {}),
            origin=origin or self.site.url,  # type: ignore[arg-type]
            max_size=None,
        )
