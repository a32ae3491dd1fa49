"""Which address is really asked: only a configured base, never one out of an answer."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urljoin

from requests.utils import requote_uri
from urllib3.connection import port_by_scheme
from urllib3.util import Url, parse_url

from data_loaders.net.errors import blocked
from data_loaders.net.settings import NetSettings


class Address(NamedTuple):
    """`host` is the source's own name, `url` what is really asked (a mirror, perhaps)."""

    host: str
    url: str


def locate(url: str, settings: NetSettings, seen_at: str = "") -> Address:
    """Return where `url` is asked; `seen_at` is the address of the answer that named it.

    Raises SourceError `blocked`, before any look-up. The result is always a base of the
    settings with the path and query of `url`, so that nothing in `url` can lead elsewhere.
    """
    try:
        parts = parse_url(requote_uri(urljoin(seen_at, url)))
    except ValueError:
        raise blocked("") from None
    for canonical, base in settings.origins.items():
        for root in (parse_url(canonical), parse_url(base)):
            prefix = (root.path or "").rstrip("/")
            inside = f"{parts.path or ''}/".startswith(f"{prefix}/")
            if parts.auth is None and _origin(parts) == _origin(root) and inside:
                rest = parts.request_uri[len(prefix) :]
                return Address(parse_url(canonical).host or "", base.rstrip("/") + rest)
    raise blocked(parts.host or "")


def _origin(parts: Url) -> tuple[str | None, str | None, int | None]:
    return parts.scheme, parts.host, parts.port or port_by_scheme.get(parts.scheme or "")
