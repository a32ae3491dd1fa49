"""The settings of the server, read from the environment once and checked before it starts.

Every setting has a safe default. The table in docs/beheer.md is tested against VARIABLES.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from ipaddress import ip_network
from typing import Any
from urllib.parse import urlsplit

from data_loaders.access.insiders import LOCAL, LOGIN, account_key
from data_loaders.files.errors import DataError
from endpoints.http.clients import is_loopback

HOST = re.compile(r"(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]")
ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:[0-9]{1,5})?")
FRAMES = {"zelf": ("'self'",), "geen": ("'none'",), "overal": ("*",)}
YEAR = 31_536_000
DISCOVERY = "/.well-known/openid-configuration"
# What Entra ID has beside the address of one organisation: whoever has any account comes in.
SHARED = {"common", "organizations", "consumers"}
SHORTEST_SECRET = 32


@dataclass(frozen=True)
class Settings:
    """What a deployment may choose; the fields stand in the order of VARIABLES.

    `url` has no slash at its end. Limits are per process; 0 means no limit.
    """

    address: str
    port: int
    url: str
    frames: tuple[str, ...]
    hosts: tuple[str, ...]
    proxies: tuple[str, ...]
    hsts_seconds: int
    security_contact: str
    metrics_port: int
    metrics_address: str
    sockets: int
    sockets_per_client: int
    opens_per_minute: int
    reruns_per_second: int
    requests_per_minute: int
    work_per_minute: int
    processes: int
    drain_seconds: int
    log: str
    inside: str
    oidc_url: str
    oidc_client: str
    oidc_secret: str = field(repr=False)
    cookie_secret: str = field(repr=False)
    account_claim: str
    role_claim: str
    administrators: tuple[str, ...]
    inside_minutes: int


@dataclass(frozen=True)
class Variable:
    """An environment variable: its field, its default as one would write it, how to read it.

    What is `secret` is never shown.
    """

    name: str
    field: str
    default: str
    read: Callable[[str], Any]
    secret: bool = False


def _url(text: str) -> str:
    if not text:
        return ""
    if not (urlsplit(text).hostname and re.fullmatch(r"https?://[^\s\"'<>?#@\\]+", text)):
        raise ValueError("een adres als https://monitor.voorbeeld.nl/pad, zonder ? of #")
    return text.rstrip("/")


def _frames(text: str) -> tuple[str, ...]:
    if text in FRAMES:
        return FRAMES[text]
    origins = tuple(text.lower().split())
    if not all(ORIGIN.fullmatch(origin) for origin in origins):
        raise ValueError("zelf, geen, overal, of herkomsten als https://www.voorbeeld.nl")
    return ("'self'", *origins)


def _hosts(text: str) -> tuple[str, ...]:
    hosts = tuple(text.lower().split())
    if not all(HOST.fullmatch(host) for host in hosts):
        raise ValueError("namen als monitor.voorbeeld.nl, zonder https:// en zonder poort")
    return hosts


def _networks(text: str) -> tuple[str, ...]:
    try:
        return tuple(str(ip_network(network)) for network in text.split())
    except ValueError:
        raise ValueError("adressen of netwerken als 10.0.0.5 of 10.0.0.0/8") from None


def _contact(text: str) -> str:
    if text and not re.fullmatch(r"(mailto:[^\s@]+@[^\s@]+|https://[^\s]+|tel:[+0-9-]+)", text):
        raise ValueError("een adres dat begint met mailto:, https:// of tel:")
    return text


def _address(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9.:-]+", text):
        raise ValueError("een adres als 127.0.0.1 of 0.0.0.0")
    return text


def _whole(most: int) -> Callable[[str], int]:
    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and int(text) <= most):
            raise ValueError(f"een geheel getal van 0 tot en met {most}")
        return int(text)

    return read


def _log(text: str) -> str:
    if text not in ("tekst", "json"):
        raise ValueError("tekst of json")
    return text


def _processes(text: str) -> int:
    if text == "alle":
        affinity = getattr(os, "sched_getaffinity", None)  # not on every system
        return len(affinity(0)) if affinity else os.cpu_count() or 1
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 256):
        raise ValueError("'alle' (evenveel als er kernen zijn) of een getal van 1 tot en met 256")
    return int(text)


def _inside(text: str) -> str:
    if text not in ("", LOCAL, LOGIN):
        raise ValueError(f"leeg, {LOCAL} of {LOGIN}")
    return text


def _provider(text: str) -> str:
    if text and not (_url(text) and text.endswith(DISCOVERY) and _is_safe(text)):
        raise ValueError(f"een adres dat begint met https:// en eindigt op {DISCOVERY}")
    if SHARED & set(urlsplit(text).path.split("/")):
        raise ValueError(
            "het adres van uw eigen organisatie; bij dit adres meldt iedereen zich aan"
        )
    return text


def _secret(text: str) -> str:
    if text and (len(text) < SHORTEST_SECRET or not text.isprintable()):
        raise ValueError(f"een willekeurige tekst van {SHORTEST_SECRET} tekens of meer")
    return text


def _text(text: str) -> str:
    if not text.isprintable() or len(text) > 500:
        raise ValueError("een tekst op één regel")
    return text


def _accounts(text: str) -> tuple[str, ...]:
    accounts = tuple(map(account_key, text.split()))
    if not all(accounts):
        raise ValueError("accounts met spaties ertussen, als a@voorbeeld.nl b@voorbeeld.nl")
    return accounts


def _is_safe(url: str) -> bool:
    """Tell whether nobody on the way can read along: https, or this machine itself."""
    return url.startswith("https://") or is_loopback(urlsplit(url).hostname or "")


VARIABLES = (
    Variable("MONITOR_ADDRESS", "address", "localhost", _address),
    Variable("MONITOR_PORT", "port", "8501", _whole(65_535)),
    Variable("MONITOR_URL", "url", "", _url),
    Variable("MONITOR_FRAMES", "frames", "zelf", _frames),
    Variable("MONITOR_HOSTS", "hosts", "", _hosts),
    Variable("MONITOR_PROXIES", "proxies", "", _networks),
    Variable("MONITOR_HSTS", "hsts_seconds", "0", _whole(2 * YEAR)),
    Variable("MONITOR_SECURITY_CONTACT", "security_contact", "", _contact),
    Variable("MONITOR_METRICS_PORT", "metrics_port", "0", _whole(65_535)),
    Variable("MONITOR_METRICS_ADDRESS", "metrics_address", "127.0.0.1", _address),
    Variable("MONITOR_SOCKETS", "sockets", "1000", _whole(100_000)),
    Variable("MONITOR_SOCKETS_PER_CLIENT", "sockets_per_client", "100", _whole(100_000)),
    Variable("MONITOR_OPENS_PER_MINUTE", "opens_per_minute", "240", _whole(100_000)),
    Variable("MONITOR_RERUNS_PER_SECOND", "reruns_per_second", "10", _whole(10_000)),
    Variable("MONITOR_REQUESTS_PER_MINUTE", "requests_per_minute", "600", _whole(1_000_000)),
    Variable("MONITOR_WORK_PER_MINUTE", "work_per_minute", "30", _whole(100_000)),
    Variable("MONITOR_PROCESSES", "processes", "alle", _processes),
    Variable("MONITOR_DRAIN", "drain_seconds", "0", _whole(300)),
    Variable("MONITOR_LOG", "log", "tekst", _log),
    Variable("MONITOR_BEHEER", "inside", "", _inside),
    Variable("MONITOR_OIDC_URL", "oidc_url", "", _provider),
    Variable("MONITOR_OIDC_CLIENT", "oidc_client", "", _text),
    Variable("MONITOR_OIDC_SECRET", "oidc_secret", "", _text, secret=True),
    Variable("MONITOR_COOKIE_SECRET", "cookie_secret", "", _secret, secret=True),
    Variable("MONITOR_ACCOUNT_CLAIM", "account_claim", "email", _text),
    Variable("MONITOR_ROLE_CLAIM", "role_claim", "", _text),
    Variable("MONITOR_BEHEERDERS", "administrators", "", _accounts),
    Variable("MONITOR_BEHEER_MINUTEN", "inside_minutes", "60", _whole(24 * 60)),
)


def read_settings(env: Mapping[str, str] = os.environ) -> Settings:
    """Return the settings in `env`. Raises DataError that names the variable that is wrong."""
    return Settings(**{variable.field: _read(variable, env) for variable in VARIABLES})


def _read(variable: Variable, env: Mapping[str, str]) -> Any:
    text = env.get(variable.name, "").strip() or variable.default
    try:
        return variable.read(text)
    except ValueError as wrong:
        shown = "(geheim)" if variable.secret else text if text.isprintable() else ascii(text)
        raise DataError(
            f"{variable.name} is '{shown}', maar moet zijn: {wrong} (zie docs/beheer.md)."
        ) from None
