"""Who a request comes from: the connection itself, or what a trusted proxy says of it."""

from __future__ import annotations

import logging
from ipaddress import IPv6Address, ip_address, ip_network
from typing import Any

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

log = logging.getLogger(__name__)
# Started by Streamlit, uvicorn believes this address before we are asked; a port of 0 tells.
BELIEVED = ("127.0.0.1", 1)


class TrueClient:
    """ASGI middleware: `X-Forwarded-For` counts only from the proxies in the settings.

    Otherwise anyone could be as many clients as they like. Without proxies in the settings
    the address of the connection counts, whatever the headers say.
    """

    def __init__(self, app: ASGIApp, proxies: tuple[str, ...]) -> None:
        """Wrap `app`; `proxies` are networks, of one address or more."""
        self.proxies = [ip_network(network) for network in proxies]
        through: Any = ProxyHeadersMiddleware
        self.app: ASGIApp = through(app, list(proxies)) if proxies else app
        self.told = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the rest of the app the address of the visitor as the client."""
        if scope["type"] != "lifespan":
            scope["client"] = _connected(scope)
            if not self.told and "x-forwarded-for" in Headers(scope=scope):
                self._tell_of_unknown_proxy(scope["client"][0])
        await self.app(scope, receive, send)

    def _tell_of_unknown_proxy(self, host: str) -> None:
        if any(ip_address(host) in network for network in self.proxies):
            return
        self.told = True
        log.warning(
            "Een verzoek van %s heeft een X-Forwarded-For, maar MONITOR_PROXIES noemt dat adres "
            "niet: alle bezoekers daarachter tellen samen als één.",
            host,
        )


def _connected(scope: Scope) -> tuple[str, int]:
    """Return the other end of the connection, an IPv4 address always written as one."""
    host, port = scope.get("client") or BELIEVED
    if port == 0:
        host, port = BELIEVED
    address = ip_address(host)
    mapped = address.ipv4_mapped if isinstance(address, IPv6Address) else None
    return (str(mapped or address), port)
