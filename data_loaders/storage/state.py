"""How the refreshing of one dataset goes: the last attempt, the last success, what is next."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated

import msgspec

from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError

_FIRST_YEAR, _LAST_YEAR = 1970, 2999  # a clock may be wrong
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
    failures: Annotated[int, msgspec.Meta(ge=0, le=1_000_000)] = 0
    next_due: _Moment = None
    notes: list[str] = []

    def __post_init__(self) -> None:
        """Refuse what no refresher wrote and no page can show: a moment of another age."""
        for moment in (self.last_attempt, self.last_success, self.last_change, self.next_due):
            if moment and not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
                raise ValueError("a moment of another age")
        "".join((self.error, *self.notes)).encode()


def encode_state(state: SourceState) -> bytes:
    """Return the state as JSON."""
    return msgspec.json.format(msgspec.json.encode(state), indent=1)


def decode_state(data: bytes) -> SourceState:
    """Return the state in `data`; an empty one when that cannot be read."""
    try:
        with decoding("Hoe het bijwerken gaat, is niet te lezen."):
            return msgspec.json.decode(data, type=SourceState)
    except DataError:
        return SourceState()
