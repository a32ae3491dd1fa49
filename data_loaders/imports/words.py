"""Comparing words the way a person does: case, accents and spaces make no difference."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable
from datetime import date, datetime, time

from data_loaders.files.text import visible

# What one cell of a file can hold. A whole number is a float too; nothing is None.
Value = str | float | date | None

_SPACES = re.compile(r"[\s\u00ad]+")
_PROTECTED = re.compile(r"'(?=[=+\-@])")


def clean(text: str) -> str:
    """Return `text` on one line: no double or special spaces, no quote that guards a formula."""
    return _PROTECTED.sub("", _SPACES.sub(" ", visible(text)).strip(), count=1)


def key(text: str) -> str:
    """Return what two names have in common when they mean the same: letters, digits and %."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    return "".join(sign for sign in plain if sign.isalnum() or sign == "%")


def squash(text: str) -> str:
    """Return `text` in lower case without any space, for words with signs such as `<5`."""
    return _SPACES.sub("", visible(text)).casefold()


def nearest(text: str, names: Iterable[str]) -> str | None:
    """Return the name that looks most like `text`, or None when none comes close."""
    by_key = {key(name): name for name in names}
    found = difflib.get_close_matches(key(text), by_key, n=1, cutoff=0.6)
    return by_key[found[0]] if found else None


def shown(value: Value) -> str:
    """Return a cell as a person sees it: `2024`, not `2024.0`; a date as `2024-12-31`."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.0f}" if value.is_integer() else f"{value:.10g}"
    return value.isoformat() if isinstance(value, date) else clean(value)


def as_value(raw: object) -> Value:
    """Return what a spreadsheet gives as one of the kinds of `Value`."""
    if raw is None or isinstance(raw, str):
        return clean(raw) or None if raw else None
    if isinstance(raw, bool):
        return "WAAR" if raw else "ONWAAR"
    if isinstance(raw, int | float):
        return float(raw)
    if isinstance(raw, datetime):
        return raw.date() if raw.time() == time() else raw.isoformat(sep=" ")
    return raw if isinstance(raw, date) else str(raw)


def listed(names: Iterable[str], most: int = 8) -> str:
    """Return names as one enumeration; more than `most` end with how many there are left."""
    found = list(dict.fromkeys(names))
    rest = f" en nog {len(found) - most}" if len(found) > most else ""
    return ", ".join(found[:most]) + rest
