"""Asking a source: every request of the process goes through `GuardedSession.send`."""

from __future__ import annotations

import logging
import time
from collections.abc import Collection, Mapping
from contextlib import suppress
from typing import Any
from urllib.parse import urljoin

import msgspec
import requests
from requests import PreparedRequest, Response
from urllib3.exceptions import HTTPError

from data_loaders.net import connection, hosts
from data_loaders.net.address import Address, locate
from data_loaders.net.answer import JSON_TYPES, check_head, check_json, read_body, unreadable
from data_loaders.net.budget import Budget, current_budget
from data_loaders.net.errors import SourceError, blocked
from data_loaders.net.failures import broken
from data_loaders.net.retry import retrying

log = logging.getLogger(__name__)

_HEADERS = {
    "User-Agent": "Arbeidsmarktmonitor Arnhem-Nijmegen",
    "Accept-Encoding": "gzip, deflate",
}
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_HOPS = 5
# Shared: cbsodata makes a session for each page.
_ADAPTER = connection.GuardedAdapter(pool_connections=8, pool_maxsize=8)


class GuardedSession(requests.Session):
    """A requests.Session that only asks our sources, within the budget of the context.

    `types` are the media types that are taken (`*` allowed); JSON by default. Raises
    SourceError for everything that goes wrong on the way, RuntimeError without a budget.
    Proxies and certificates come from the standard environment variables.
    """

    def __init__(self, types: Collection[str] = JSON_TYPES) -> None:
        super().__init__()
        self._types = types
        self._accept = "application/json" if types is JSON_TYPES else ", ".join(types)

    def send(self, request: PreparedRequest, **_: Any) -> Response:
        """Return the answer to a GET: complete, checked and with its content read.

        Only the address of `request` is used: time-outs, headers and the like are ours.
        """
        budget = current_budget()
        address = locate(request.url or "", budget.settings)
        if request.method != "GET":
            raise SourceError(f"Bij {address.host} wordt alleen gelezen.", "blocked", address.host)
        budget.visit(address.url, address.host)
        with hosts.circuit(address.host, budget):
            response: Response = retrying(budget)(self._follow, address, budget)
        return response

    def _follow(self, address: Address, budget: Budget) -> Response:
        """Ask, and ask again where the answer points to."""
        for _ in range(_MAX_HOPS):
            response = self._ask(address, budget)
            if not _is_redirect(response):
                return response
            address = _target(response.headers["Location"], address, budget)
        sentence = f"{address.host} verwijst te vaak door naar een ander adres."
        raise SourceError(sentence, "answer", address.host)

    def _ask(self, address: Address, budget: Budget) -> Response:
        """Make one request."""
        hosts.wait_turn(address.host, budget)
        budget.spend_request(address.host)
        started = time.monotonic()
        response = None
        try:
            response = self._open(address.url, budget)
            if not _is_redirect(response):
                self._read(response, address, budget)
            return response
        except (OSError, HTTPError) as error:
            seconds = time.monotonic() - started
            raise broken(error, address.host, seconds) from error
        finally:
            seconds = time.monotonic() - started
            _finish(response, address, seconds, budget)

    def _open(self, url: str, budget: Budget) -> Response:
        """Send the request and return the answer up to its body."""
        request = requests.Request("GET", url, {**_HEADERS, "Accept": self._accept}).prepare()
        settings = budget.settings
        connect = max(0.001, min(settings.connect_timeout, budget.remaining()))
        environment = self.merge_environment_settings(url, {}, True, None, None)
        return _ADAPTER.send(request, timeout=(connect, settings.read_timeout), **environment)

    def _read(self, response: Response, address: Address, budget: Budget) -> None:
        """Read and check the body, and keep it as the content of the response."""
        check_head(response, address.host, self._types)
        body = read_body(response, address.host, budget)
        if "json" in response.headers["Content-Type"].lower():
            _expect(check_json(body, address.host), address, budget)
        response._content = body


def get_json(url: str, params: Mapping[str, str] | None = None) -> Any:
    """Return the decoded JSON at `url`. Raises SourceError, RuntimeError without a budget."""
    try:
        with GuardedSession() as session:
            response = session.get(url, params=params)
    except requests.RequestException:
        # Before `send`: this is no web address at all.
        raise blocked("") from None
    try:
        return msgspec.json.decode(response.content)
    except msgspec.DecodeError:  # what is sound JSON and yet too large, like 1e999
        raise unreadable(locate(response.url, current_budget().settings).host) from None


def reset() -> None:
    """Forget all that this process knows of hosts, and close the idle connections."""
    hosts.reset()
    connection.reset()
    _ADAPTER.close()


def _is_redirect(response: Response) -> bool:
    return response.status_code in _REDIRECTS and "Location" in response.headers


def _target(location: str, address: Address, budget: Budget) -> Address:
    try:
        url = urljoin(address.url, location)
    except ValueError:
        raise blocked("") from None
    return locate(url, budget.settings)


def _expect(next_page: str | None, address: Address, budget: Budget) -> None:
    """Note the next page, written as it will be when it is asked for."""
    if next_page:
        with suppress(SourceError, ValueError):
            prepared = requests.Request("GET", urljoin(address.url, next_page)).prepare()
            budget.expect(locate(prepared.url or "", budget.settings).url)


def _finish(response: Response | None, address: Address, seconds: float, budget: Budget) -> None:
    """Give the connection back, and count and log the request."""
    status, size = "geen antwoord", 0
    if response is not None:
        status, size = str(response.status_code), response.raw.tell()
        response.close()
    budget.spend_bytes(size)
    log.info("%s %s: %s, %d bytes, %.2f s", address.host, address.path, status, size, seconds)
