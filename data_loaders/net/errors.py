"""What can go wrong between us and a source, in a sentence a visitor may read."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

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

    retry_after: float | None = None
    """Seconds the source asks to wait; None when it does not say."""


def blocked(host: str) -> SourceError:
    """Return the error for an address that is not allowed."""
    # A host out of someone else's answer is only repeated when it is plainly a host name.
    place = (
        f"adres op {host}" if re.fullmatch(r"[a-z0-9.-]{0,79}[a-z0-9]", host) else "onbekend adres"
    )
    sentence = f"Een {place} hoort niet bij de bronnen en is niet geopend."
    return SourceError(sentence, "blocked", host)


def in_seconds(seconds: float) -> str:
    """Return a whole number of seconds in words, at least one: `30 seconden`."""
    whole = max(1, round(seconds))
    return f"{whole} seconde" if whole == 1 else f"{whole} seconden"


def clock_time(seconds_ahead: float) -> str:
    """Return a moment in words: `14:05 uur`, with the day when that is not today."""
    now = datetime.now(ZoneInfo("Europe/Amsterdam"))
    moment = now + timedelta(seconds=seconds_ahead)
    day = "" if moment.date() == now.date() else f"{moment.day}-{moment.month}-{moment.year} "
    return f"{day}{moment:%H:%M} uur"
