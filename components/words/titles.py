"""A long sentence as a title, and what it leaves to the line below. Pure."""

from __future__ import annotations

import re

MOST = 90
"""Letters of a title."""
LONG = 80
"""Letters from which a shorter name of the subject is better."""
CUT = "…"
"""Where a title goes on in the line below, for want of a better place to end it."""
_FEWEST = 30
"""A title is not broken before so many letters: it would say too little."""
_BREAKS = ("), ", " (", ", ")
_NEXT = re.compile(r"\.\s(?=[A-Z])")


def short_title(text: str) -> tuple[str, str]:
    """Return the beginning of a sentence as a title, and the rest as sentences of their own.

    A title ends where the sentence has a semicolon. One of more than `MOST` letters ends where
    its first sentence does, before a remark between brackets, at the last comma, or else between
    two words: then an ellipsis says that the rest goes on.
    """
    title, _, rest = text.partition("; ")
    if len(title) > MOST and (found := _NEXT.search(title)):
        title, rest = title[: found.start()], _joined(title[found.end() :], rest)
    for mark in _BREAKS:
        end = title.rfind(mark, 0, MOST + 1)
        if len(title) > MOST and end > _FEWEST:
            end += mark.index(" ") - (mark == ", ")
            more = title[end:].lstrip(", ")
            if more.startswith("("):
                more = more[1:].replace(")", "", 1)
            title, rest = title[:end].rstrip(","), _joined(more, rest)
    if len(title) > MOST:
        end = max(title.rfind(" ", 0, MOST), 0) or MOST - 1
        title, rest = title[:end] + CUT, _joined(CUT + title[end:].strip(), rest)
    return title, " ".join(f"{part[:1].upper()}{part[1:]}." for part in rest.split("; ") if part)


def _joined(more: str, rest: str) -> str:
    return "; ".join(filter(None, [more.rstrip("."), rest]))


def without_place(text: str, place: str) -> str:
    """Return a sentence without the place it is about, for where that stands beside it."""
    return re.sub(rf" (?:in|uit|van) {re.escape(place)}(?= |$)", "", text, count=1)
