"""What can go wrong between us and a source, in a sentence a visitor may read."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from email.utils import mktime_tz, parsedate_tz
from typing import Literal

import requests
from requests import Response
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError, ReadTimeoutError

from data_loaders.clock import dutch_date, dutch_time, utc_now
from data_loaders.files.errors import DataError

Kind = Literal[
    "unreachable",  # no connection, or one that broke
    "timeout",
    "refused",  # 401, 403 and the like
    "busy",  # 429, or 503 with a moment to come back
    "server",  # the other 5xx
    "missing",  # 404 and 410
    "answer",  # an answer that is not what was asked for
    "too_much",  # more data or more requests than allowed
    "blocked",  # not an address of ours
]

_PASSING = (429, 500, 502, 503, 504)
_LONGEST_WAIT_S = 7 * 86_400.0


class SourceError(DataError):
    """A source did not give what was asked. `host` is the source's own, also for a mirror.

    The sentence may be shown to visitors: it names the host and never a whole address.
    """

    def __init__(self, sentence: str, kind: Kind, host: str, status: int | None = None) -> None:
        super().__init__(sentence)
        self.kind: Kind = kind
        self.host = host
        self.status = status


class TransientError(SourceError):
    """A SourceError that may pass by itself: worth another attempt."""

    retry_after = 0.0
    """Seconds the source asks to wait."""


def blocked(host: str) -> SourceError:
    """Return the error for an address that is not allowed."""
    # A host out of someone else's answer is only repeated when it is plainly a host name.
    plain = re.fullmatch(r"[a-z0-9.-]{0,79}[a-z0-9]", host)
    place = f"adres op {host}" if plain else "onbekend adres"
    sentence = f"Een {place} hoort niet bij de bronnen en is niet geopend."
    return SourceError(sentence, "blocked", host)


def broken(error: Exception, host: str, seconds: float) -> TransientError:
    """Return the error for a connection that gave no whole answer in `seconds`."""
    if isinstance(error, requests.Timeout | ReadTimeoutError | TimeoutError):
        whole = max(1, round(seconds))
        unit = "seconde" if whole == 1 else "seconden"
        return TransientError(f"{host} antwoordt niet binnen {whole} {unit}.", "timeout", host)
    cause = error.args[0] if error.args else None
    reason = getattr(cause, "reason", cause)
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
    wait = _retry_after(response)
    if status in _PASSING and (status == 429 or wait is not None):
        when = "" if wait is None else f" en vraagt te wachten tot {_clock_time(wait)}"
        busy = TransientError(f"{host} heeft het te druk{when}.", "busy", host, status)
        busy.retry_after = wait or 0.0
        return busy
    kind, words = _meaning(status)
    error = TransientError if status in _PASSING else SourceError
    return error(f"{host} {words} (code {status}).", kind, host, status)


def _meaning(status: int) -> tuple[Kind, str]:
    if status < 400:
        return "answer", "geeft geen gegevens"
    if status in (404, 410):
        return "missing", "heeft deze gegevens niet meer op dit adres"
    if status in (401, 403, 407, 451):
        return "refused", "weigert de gegevens te geven"
    return (
        ("server", "heeft een storing") if status >= 500 else ("answer", "begrijpt de vraag niet")
    )


def _retry_after(response: Response) -> float | None:
    """Return the seconds to wait, at most a week; None when it is not said or not readable.

    A moment is taken relative to the source's own clock, so that ours may be wrong.
    """
    text = response.headers.get("Retry-After", "").strip()
    if text.isascii() and text.isdigit():
        seconds = float(text)
    elif moment := _moment(text):
        seconds = moment - (_moment(response.headers.get("Date", "")) or utc_now().timestamp())
    else:
        return None
    return min(max(0.0, seconds), _LONGEST_WAIT_S)


def _moment(text: str) -> float | None:
    with suppress(ValueError, OverflowError):
        parsed = parsedate_tz(text)
        return mktime_tz(parsed) if parsed else None
    return None


def _clock_time(seconds_ahead: float) -> str:
    """Return a moment in words: `14:05 uur`, with the day when that is not today."""
    now = utc_now()
    moment = dutch_time(now + timedelta(seconds=seconds_ahead))
    day = "" if moment.date() == dutch_date(now) else f"{moment.day}-{moment.month}-{moment.year} "
    return f"{day}{moment:%H:%M} uur"
