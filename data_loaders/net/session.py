"""Asking a source: every request of the process goes through `GuardedSession.send`."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from threading import Lock
from typing import Any
from urllib.parse import urljoin

import msgspec
import requests
import tenacity
from requests import PreparedRequest, Response
from urllib3.exceptions import HTTPError
from urllib3.util import parse_url

from data_loaders.monitor import MONITOR
from data_loaders.net.address import Address, locate
from data_loaders.net.answer import next_page, read_answer, unreadable, with_next_page
from data_loaders.net.budget import Budget, current_budget
from data_loaders.net.errors import SourceError, TransientError, blocked, broken
from data_loaders.net.exchange import ADAPTER, Exchange

log = logging.getLogger(__name__)

_HEADERS = {
    "User-Agent": MONITOR.name,
    "Accept": "application/json",
    "Accept-Encoding": "gzip, deflate",
}
_MAX_HOPS = 5
_TURNS: dict[str, float] = {}
_TURNS_LOCK = Lock()


class GuardedSession(requests.Session):
    """A requests.Session that only asks our sources for JSON, within the budget of the context.

    Raises SourceError for everything that goes wrong on the way, RuntimeError without a
    budget. Proxies and certificates come from the standard environment variables.
    """

    def send(self, request: PreparedRequest, **_: Any) -> Response:
        """Return the answer to a GET: complete, checked and with its content read.

        Only the address of `request` is used: time-outs, headers and the like are ours.
        """
        budget = current_budget()
        address = locate(request.url or "", budget.settings)
        if request.method != "GET":
            raise SourceError(f"Bij {address.host} wordt alleen gelezen.", "blocked", address.host)
        budget.visit(address.url, address.host)
        retrying = _retrying(budget, address.host)
        response: Response = retrying(self._follow, request.url or "", budget)
        return response

    def _follow(self, url: str, budget: Budget) -> Response:
        """Ask, and ask again where the answer points to."""
        address = locate(url, budget.settings)
        for _ in range(_MAX_HOPS):
            response = self._ask(address, budget)
            if not response.is_redirect:
                budget.received(parse_url(address.url).path or "", response.content)
                _find_next(response, url, address, budget)
                return response
            address = locate(response.headers["Location"], budget.settings, address.url)
            url = address.url
        sentence = f"{address.host} verwijst te vaak door naar een ander adres."
        raise SourceError(sentence, "answer", address.host)

    def _ask(self, address: Address, budget: Budget) -> Response:
        """Make one request, then count and log it."""
        host, url = address
        _wait_turn(address, budget)
        budget.spend_request(host)
        settings, left = budget.settings, max(0.001, budget.patience(host))
        request = requests.Request("GET", url, _HEADERS).prepare()
        # No longer than the budget, so that a thread that is left ends by itself as well.
        limits = (min(settings.connect_timeout, left), min(settings.read_timeout, left))
        environment = self.merge_environment_settings(url, {}, True, None, None)
        exchange = Exchange(
            lambda: ADAPTER.send(request, timeout=limits, **environment),
            lambda response: read_answer(response, host, settings.max_bytes),
        )
        started = time.monotonic()
        try:
            with budget.charging(host):
                return exchange.wait(budget.remaining(), left, settings.slowest)
        except (OSError, HTTPError) as error:
            raise broken(error, host, time.monotonic() - started) from error
        finally:
            status, seconds = "geen antwoord", time.monotonic() - started
            if exchange.response is not None:
                status = str(exchange.response.status_code)
            budget.bytes += exchange.size
            path = parse_url(url).path or "/"
            log.info("%s %s: %s, %d bytes, %.2f s", host, path, status, exchange.size, seconds)


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


def _find_next(response: Response, url: str, address: Address, budget: Budget) -> None:
    """Note which page comes after the answer to `url`, and write a relative link to it out.

    An address that is none is left to who opens it. Raises SourceError for a page at another
    source than the one that was asked.
    """
    page = next_page(response.content, address.host)
    if not page:
        return
    try:
        found = locate(page, budget.settings, url)
    except SourceError:
        return
    if parse_url(found.url).netloc != parse_url(address.url).netloc:
        raise blocked(found.host)
    budget.next_pages.add(found.url)
    if (whole := urljoin(url, page)) != page:
        response._content = with_next_page(response.content, whole)


def _wait_turn(address: Address, budget: Budget) -> None:
    """Wait until this place may be asked again. Raises SourceError when time runs out first."""
    place = parse_url(address.url).netloc or ""
    with _TURNS_LOCK:
        now = time.monotonic()
        turn = max(now, _TURNS.get(place, now))
        if turn - now >= budget.remaining() or not budget.patience(address.host):
            sentence = f"De tijd voor gegevens van {address.host} is op."
            raise SourceError(sentence, "timeout", address.host)
        _TURNS[place] = turn + budget.settings.min_interval
    time.sleep(turn - now)


def _retrying(budget: Budget, host: str) -> tenacity.Retrying:
    """Return what calls a function again after a TransientError, and raises the last one.

    Waits as long as the source asks, and a random part of a limit that doubles. Gives up at
    once when that is more than the time left for `host`.
    """
    settings = budget.settings

    def note(state: tenacity.RetryCallState) -> None:
        budget.retries += 1
        failure = state.outcome and state.outcome.exception()
        number, pause = state.attempt_number + 1, state.upcoming_sleep
        budget.lose(host, pause)
        log.warning("%s Poging %d volgt over %.1f s.", failure, number, pause)

    return tenacity.Retrying(
        retry=tenacity.retry_if_exception_type(TransientError),
        stop=tenacity.stop_after_attempt(settings.attempts)
        | tenacity.stop_before_delay(budget.patience(host)),
        wait=tenacity.wait_random_exponential(settings.backoff_base, settings.backoff_max)
        + tenacity.wait_exception(lambda error: getattr(error, "retry_after", 0.0)),
        before_sleep=note,
        reraise=True,
    )
