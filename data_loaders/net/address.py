"""Which address is really asked: only a configured base, never one out of an answer."""

from __future__ import annotations

from dataclasses import dataclass

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from data_loaders.net.errors import blocked
from data_loaders.net.settings import NetSettings

_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Address:
    """`host` is the source's own name, `url` what is really asked (a mirror, perhaps)."""

    host: str
    url: str
    path: str


def locate(url: str, settings: NetSettings) -> Address:
    """Return where `url` is asked. Raises SourceError `blocked`, before any look-up.

    The result is always a base of the settings with the path and query of `url`, so that
    nothing in `url` can lead elsewhere.
    """
    try:
        parts = parse_url(url)
    except LocationParseError:
        raise blocked("") from None
    if parts.auth is None:
        for canonical, base in settings.origins.items():
            if _origin(parts) == _origin(parse_url(canonical)):
                return _join(canonical, base, parts.request_uri)
        for canonical, base in settings.origins.items():
            root = parse_url(base)
            prefix = (root.path or "").rstrip("/")
            inside = f"{parts.path or ''}/".startswith(f"{prefix}/")
            if _origin(parts) == _origin(root) and inside:
                return _join(canonical, base, parts.request_uri[len(prefix) :])
    raise blocked(parts.host or "")


def _origin(parts: Url) -> tuple[str | None, str | None, int | None]:
    return parts.scheme, parts.host, parts.port or _PORTS.get(parts.scheme or "")


def _join(canonical: str, base: str, rest: str) -> Address:
    url = base.rstrip("/") + rest
    return Address(parse_url(canonical).host or "", url, parse_url(url).path or "/")
