"""What counts as one client, and what its work has cost."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv6Address, ip_address, ip_network

from starlette.types import Scope

LONGEST = 64
MOST_CLIENTS = 10_000
WORK = "monitor.work"
"""The key in a scope of the bucket that pays for the work of this client, in seconds."""
Clock = Callable[[], float]


def client_key(scope: Scope) -> str:
    """Return what counts as one client: an IPv4 address, or the /64 an IPv6 address is in."""
    host = str((scope.get("client") or ("",))[0])
    try:
        address = ip_address(host)
    except ValueError:  # what a trusted proxy makes of a visitor it does not know
        return host[:LONGEST]
    if isinstance(address, IPv6Address):
        return str(ip_network((int(address) >> 64 << 64, 64)))
    return str(address)


def is_loopback(host: str) -> bool:
    """Tell whether a name or an address is that of this machine, for itself alone."""
    if host.lower() == "localhost":
        return True
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


@dataclass
class Bucket:
    """Tokens of one client: `rate` a second come back, up to `size`; a rate of 0: no limit."""

    rate: float
    size: float
    clock: Clock = time.monotonic

    def __post_init__(self) -> None:
        self.tokens = self.size
        self.seen = self.clock()

    @property
    def is_empty(self) -> bool:
        """Whether a client has to wait before it may ask for more."""
        self._fill()
        return bool(self.rate) and self.tokens <= 0

    def take(self) -> bool:
        """Take a token if there is one."""
        self._fill()
        if self.rate and self.tokens < 1:
            return False
        self.tokens -= 1
        return True

    def spend(self, tokens: float) -> None:
        """Take what something turned out to cost, also when that is more than there is."""
        self._fill()
        self.tokens -= tokens

    def reserve(self) -> float:
        """Take a token anyway, and return the seconds to wait until it is really there."""
        self.spend(1)
        return max(0.0, -self.tokens / self.rate) if self.rate else 0.0

    def _fill(self) -> None:
        now = self.clock()
        self.tokens = min(self.size, self.tokens + (now - self.seen) * self.rate)
        self.seen = now


class Buckets:
    """A bucket per client, for at most `MOST_CLIENTS`: who came longest ago starts anew."""

    def __init__(self, rate: float, size: float, clock: Clock = time.monotonic) -> None:
        """Give every client a bucket of `size`, full at first."""
        self.rate, self.size, self.clock = rate, size, clock
        self.found: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, client: str) -> Bucket:
        """Return the bucket of a client."""
        bucket = self.found.pop(client, None) or Bucket(self.rate, self.size, self.clock)
        self.found[client] = bucket
        if len(self.found) > MOST_CLIENTS:
            self.found.popitem(last=False)
        return bucket
