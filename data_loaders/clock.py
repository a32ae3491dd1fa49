"""The one clock: what moment it is, and what day that is in the Netherlands.

A server runs in any zone, mostly UTC; a quarter, a deadline and "today" are those of its readers.
"""

from __future__ import annotations

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def utc_now() -> datetime:
    """Return this moment, in UTC: to store, and to reckon with."""
    return datetime.fromtimestamp(time.time(), UTC)


def time_at(seconds: float) -> datetime:
    """Return a moment, in UTC, that a stamp tells: seconds since 1970.

    Raises OverflowError, OSError or ValueError for one that no clock shows.
    """
    return datetime.fromtimestamp(seconds, UTC)


def dutch_time(moment: datetime) -> datetime:
    """Return a moment (with a zone) as Dutch clocks show it, summer time and all."""
    return moment.astimezone(AMSTERDAM)


def dutch_date(moment: datetime) -> date:
    """Return the day on which a moment (with a zone) falls in the Netherlands."""
    return dutch_time(moment).date()


def dutch_today() -> date:
    """Return what day it is in the Netherlands, whatever the clock of the server says."""
    return dutch_date(utc_now())
