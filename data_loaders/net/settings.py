"""How the network layer behaves: plain numbers, and where each source is found."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field

from urllib3.exceptions import LocationParseError
from urllib3.util import Url, parse_url

from data_loaders.files.errors import DataError

ORIGINS = {
    "https://opendata.cbs.nl": "MONITOR_CBS_V3_URL",
    "https://datasets.cbs.nl": "MONITOR_CBS_V4_URL",
    "https://api.pdok.nl": "MONITOR_PDOK_URL",
    "https://service.pdok.nl": "MONITOR_PDOK_WFS_URL",
}
"""Every source by its canonical origin, with the variable that points it elsewhere."""


@dataclass(frozen=True)
class NetSettings:
    """Times are in seconds, sizes in bytes.

    `origins` maps each canonical origin that may be asked to the base that is asked
    instead: itself, or a mirror (`http://127.0.0.1:9000/v3`). What is not a key is refused.
    """

    origins: Mapping[str, str] = field(default_factory=lambda: {name: name for name in ORIGINS})
    connect_timeout: float = 5
    """For reaching a host, at each of its addresses."""
    read_timeout: float = 15
    """The longest silence in an answer."""
    patience: float = 18
    """What attempts that give nothing may cost together, per host and job."""
    slowest: float = 16 * 1024
    """Bytes a second: what comes in slower than this counts as giving nothing."""
    attempts: int = 4
    backoff_base: float = 1
    """Upper limit of the first random pause; it doubles with each attempt."""
    backoff_max: float = 20
    min_interval: float = 0.25
    """Between the starts of two requests to one host."""
    max_bytes: int = 64 * 1024 * 1024
    """Of one answer, decoded."""
    max_requests: int = 500
    """Within one budget, attempts and redirects included."""


def settings_from_env(env: Mapping[str, str] = os.environ) -> NetSettings:
    """Return the settings with the mirrors named in the environment.

    Raises DataError, naming the variable, for a value that is not a plain web address.
    """
    origins = {}
    for origin, variable in ORIGINS.items():
        value = env.get(variable, "").strip()
        origins[origin] = _base(value, variable) if value else origin
    return NetSettings(origins=origins)


def _base(value: str, variable: str) -> str:
    try:
        parts = parse_url(value)
        (parts.host or "").encode("idna")
    except (LocationParseError, UnicodeError):
        parts = Url()
    plain = not (parts.auth or parts.query or parts.fragment)
    if parts.scheme not in ("http", "https") or not parts.host or not plain:
        raise DataError(
            f"{variable} moet een webadres zijn dat begint met http:// of https://, "
            "zonder wachtwoord, vraagteken of hekje"
        )
    return parts.url.rstrip("/")
