"""A note at a shared place that says who is refreshing, and until when.

It saves double work and no more: whoever holds it may have lost it already.
"""

from __future__ import annotations

from typing import Any

import msgspec

from data_loaders.clock import utc_now
from data_loaders.files.bytes import decoding
from data_loaders.files.errors import DataError


class _Lease(msgspec.Struct):
    owner: str
    expires: float  # seconds since 1970


def take_lease(fs: Any, path: str, seconds: float, owner: str) -> bool:
    """Write the note for `seconds` unless another owner's is still good; tell whether it is ours.

    Raises what the filesystem raises.
    """
    now = utc_now().timestamp()
    found = _read(fs, path)
    # An expiry further away than anyone asks for comes from a clock that is wrong.
    if found and found.owner != owner and now < found.expires <= now + seconds:
        return False
    if found:
        fs.rm_file(path)
    try:
        fs.pipe_file(path, msgspec.json.encode(_Lease(owner, now + seconds)), mode="create")
    except FileExistsError:  # another machine was just ahead
        return False
    return True


def free_lease(fs: Any, path: str, owner: str) -> None:
    """Remove the note if it is still ours. Raises what the filesystem raises."""
    found = _read(fs, path)
    if found and found.owner == owner:
        fs.rm_file(path)


def _read(fs: Any, path: str) -> _Lease | None:
    """Return the note; None without one, and an expired one when it is damaged."""
    try:
        data = fs.cat_file(path)
    except FileNotFoundError:
        return None
    try:
        with decoding("Het briefje is niet te lezen."):
            return msgspec.json.decode(data, type=_Lease)
    except DataError:
        return _Lease("", 0)
