"""From what went wrong on the line to a sentence, and whether it may pass by itself."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import requests
from requests import Response
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError, ReadTimeoutError

from data_loaders.net.errors import Kind, SourceError, TransientError, clock_time, in_seconds

_TRANSIENT = (429, 500, 502, 503, 504)


def broken(error: Exception, host: str, seconds: float) -> TransientError:
    """Return the error for a connection that gave no whole answer in `seconds`."""
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
    if isinstance(error, requests.Timeout | ReadTimeoutError | TimeoutError):
        sentence = f"{host} antwoordt niet binnen {in_seconds(seconds)}."
        return TransientError(sentence, "timeout", host)
    if isinstance(reason, NameResolutionError):
        sentence = f"Het adres van {host} is niet te vinden."
    elif isinstance(error, requests.exceptions.SSLError):
        sentence = f"Er komt geen veilige verbinding met {host} tot stand."
    elif isinstance(error, HTTPError) or isinstance(reason, ProtocolError):
        sentence = f"De verbinding met {host} is afgebroken."
    else:
        sentence = f"{host} is niet te bereiken."
    return TransientError(sentence, "unreachable", host)


def status_error(response: Response, host: str) -> SourceError:
    """Return the error for a status that is not 200."""
    status = response.status_code
    if status in _TRANSIENT:
        return _transient_error(response, host, status)
    kind: Kind = "answer"
    sentence = f"{host} begrijpt de vraag niet"
    if status < 400:
        sentence = f"{host} geeft geen gegevens"
    elif status in (404, 410):
        kind, sentence = "missing", f"{host} heeft deze gegevens niet meer op dit adres"
    elif status in (401, 403, 407, 451):
        kind, sentence = "refused", f"{host} weigert de gegevens te geven"
    elif status >= 500:
        kind, sentence = "server", f"{host} heeft een storing"
    return SourceError(f"{sentence} (code {status}).", kind, host, status)


def _transient_error(response: Response, host: str, status: int) -> TransientError:
    wait = _retry_after(response)
    if wait is None and status != 429:
        return TransientError(f"{host} heeft een storing (code {status}).", "server", host, status)
    when = "" if wait is None else f" en vraagt te wachten tot {clock_time(wait)}"
    error = TransientError(f"{host} heeft het te druk{when}.", "busy", host, status)
    error.retry_after = wait
    return error


def _retry_after(response: Response) -> float | None:
    """Return the seconds to wait, at most a week; None when it is not said or not readable.

    A moment is taken relative to the source's own clock, so that ours may be wrong.
    """
    text = response.headers.get("Retry-After", "").strip()
    try:
        if text.isascii() and text.isdigit():
            seconds = float(text)
        else:
            seconds = (_moment(text) - _now_there(response)).total_seconds()
    except (ValueError, OverflowError):
        return None
    return min(max(0.0, seconds), 7 * 86_400) if math.isfinite(seconds) else None


def _moment(text: str) -> datetime:
    moment = parsedate_to_datetime(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _now_there(response: Response) -> datetime:
    try:
        return _moment(response.headers.get("Date", ""))
    except ValueError:
        return datetime.now(UTC)
