"""A long sentence as a title, and what it leaves to the line below. Pure."""

from __future__ import annotations

MOST = 90
"""Letters of a title."""
_BREAKS = ("), ", " (", ", ")


def short_title(text: str) -> tuple[str, str]:
    """Return the beginning of a sentence as a title, and the rest as sentences of their own.

    A title ends where the sentence has a semicolon; one of more than `MOST` letters before a
    remark between brackets, or at the last comma, if there is one.
    """
    title, _, rest = text.partition("; ")
    for mark in _BREAKS:
        end = title.rfind(mark, 0, MOST + 1)
        if len(title) > MOST and end > 0:
            end += mark.index(" ") - (mark == ", ")
            more = title[end:].lstrip(", ")
            if more.startswith("("):
                more = more[1:].replace(")", "", 1)
            title, rest = title[:end].rstrip(","), "; ".join(filter(None, [more, rest]))
    return title, " ".join(f"{part[:1].upper()}{part[1:]}." for part in rest.split("; ") if part)
