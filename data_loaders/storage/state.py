"""How the refreshing of one dataset goes: the last attempt, the last success, what is next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

_Moment = Annotated[datetime, msgspec.Meta(tz=True)] | None


class SourceState(msgspec.Struct, frozen=True, kw_only=True):
    """The state of one source. Moments are UTC, with their time zone; None when never.

    `error` is the last fault as one Dutch sentence, empty after a success; `failures` the
    number of faults in a row; `notes` sentences for the person who looks after the source.
    """

    last_attempt: _Moment = None
    last_success: _Moment = None
    last_change: _Moment = None
    error: str = ""
    failures: int = 0
    next_due: _Moment = None
    notes: list[str] = []


def encode_state(state: SourceState) -> bytes:
    """Return the state as JSON."""
    return msgspec.json.format(msgspec.json.encode(state), indent=1)


def decode_state(data: bytes) -> SourceState:
    """Return the state in `data`; an empty one when that cannot be read."""
    try:
        return msgspec.json.decode(data, type=SourceState)
    except msgspec.DecodeError:
        return SourceState()
