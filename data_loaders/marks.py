"""Short marks of content: the same on every machine, in every version of the product."""

from __future__ import annotations

import hashlib
from base64 import b32encode


def mark_of(text: str, length: int) -> str:
    """Return `length` small letters and digits that stand for a text; 5 bits each."""
    return b32encode(hashlib.sha256(text.encode()).digest()).decode().lower()[:length]
